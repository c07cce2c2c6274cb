import { z } from 'zod';
import { Zone } from '../platform/values.ts';

const Clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write a time like 09:30.');

export const WorkingHours = z
  .strictObject({ from: Clock, until: Clock })
  .refine(({ from, until }) => from < until, {
    path: ['until'],
    message: 'The end has to be after the beginning.',
  });
export type WorkingHours = z.infer<typeof WorkingHours>;

/** The last part of a page's address, as its owner likes it to be read; never like the part that nobody guesses. */
const readable = 'Write 3 to 40 small letters, digits and hyphens, like anna-huber.';
export const BookingName = z
  .string()
  .trim()
  .toLowerCase()
  .min(3, readable)
  .max(40, readable)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, readable)
  .refine((name) => name !== 'meeting', readable);

/** A page of one's own on which others choose one of one's free hours. */
export const BookingPage = z.strictObject({
  isOn: z.boolean(),
  zone: Zone,
  /** From Monday to Sunday; a day without any is free of meetings. */
  hours: z.array(z.array(WorkingHours).max(4)).length(7),
  /** How many minutes a meeting is; of several a guest chooses one. */
  lengths: z
    .array(z.number().int().min(5).max(480))
    .min(1, 'Choose how long a meeting is.')
    .max(5, 'Choose at most five.'),
  /** Kept free before and after every meeting. */
  bufferMinutes: z.number().int().min(0).max(240),
  /** Nobody books a meeting that begins sooner. */
  noticeHours: z.number().int().min(0).max(720),
  mostADay: z.number().int().min(1).max(50),
  weeks: z.number().int().min(1).max(12),
  greeting: z.string().trim().max(5_000),
  /** null: its address is one that nobody guesses. */
  name: BookingName.nullable(),
});
export type BookingPage = z.infer<typeof BookingPage>;

/** An address that was given away earlier, and leads to the page until it is withdrawn. */
export const EarlierAddress = z.object({
  /** A name; null: the one that nobody guesses. */
  name: z.string().nullable(),
  address: z.string(),
  leads: z.boolean(),
});
export type EarlierAddress = z.infer<typeof EarlierAddress>;

/** Without an address as long as it was never switched on. */
export const BookingPageView = z.object({
  page: BookingPage,
  address: z.string().nullable(),
  earlier: z.array(EarlierAddress),
});
export type BookingPageView = z.infer<typeof BookingPageView>;

/** Whether an earlier address still leads to the page. */
export const AddressChoice = z.strictObject({ name: BookingName.nullable(), leads: z.boolean() });
export type AddressChoice = z.infer<typeof AddressChoice>;

/** What stands there before anybody said otherwise. */
export function usualBookingPage(zone: string): BookingPage {
  const workday = [
    { from: '09:00', until: '12:00' },
    { from: '13:00', until: '17:00' },
  ];
  return {
    isOn: false,
    zone,
    hours: [workday, workday, workday, workday, workday, [], []],
    lengths: [30],
    bufferMinutes: 10,
    noticeHours: 24,
    mostADay: 4,
    weeks: 3,
    greeting: '',
    name: null,
  };
}
