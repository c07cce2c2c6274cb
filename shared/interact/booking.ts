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

/** A page of one's own on which others choose one of one's free hours. */
export const BookingPage = z.strictObject({
  isOn: z.boolean(),
  zone: Zone,
  /** From Monday to Sunday; a day without any is free of meetings. */
  hours: z.array(z.array(WorkingHours).max(4)).length(7),
  minutes: z.number().int().min(5).max(480),
  /** Kept free before and after every meeting. */
  bufferMinutes: z.number().int().min(0).max(240),
  /** Nobody books a meeting that begins sooner. */
  noticeHours: z.number().int().min(0).max(720),
  mostADay: z.number().int().min(1).max(50),
  weeks: z.number().int().min(1).max(12),
  greeting: z.string().trim().max(5_000),
});
export type BookingPage = z.infer<typeof BookingPage>;

/** Without an address as long as it was never switched on. */
export const BookingPageView = z.object({ page: BookingPage, address: z.string().nullable() });
export type BookingPageView = z.infer<typeof BookingPageView>;

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
    minutes: 30,
    bufferMinutes: 10,
    noticeHours: 24,
    mostADay: 4,
    weeks: 3,
    greeting: '',
  };
}
