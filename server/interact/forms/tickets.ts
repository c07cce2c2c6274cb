import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Id } from '../../../shared/platform/values.ts';
import type { House } from '../../platform/house.ts';

/** A page may stand open for so long before it is sent. */
export const freshHours = 24;

/** What a page was handed out with: for which form, when, and in which words people were asked to agree. */
const Ticket = z.strictObject({
  form: Id,
  at: z.number(),
  nonce: z.string().length(16),
  wordings: z.array(Id),
});
type Ticket = z.infer<typeof Ticket>;

export interface ReadTicket {
  /** Under which name it counts once. */
  name: string;
  seconds: number;
  isFresh: boolean;
  wordings: string[];
}

/** A page is handed out without a trace in the database: what it is good for stands in it, signed. */
export function newTicket(house: House, form: string, wordings: string[]): string {
  const ticket: Ticket = {
    form,
    at: Temporal.Now.instant().epochMilliseconds,
    nonce: randomBytes(12).toString('base64url'),
    wordings,
  };
  const payload = Buffer.from(JSON.stringify(ticket)).toString('base64url');
  return `${payload}.${sign(house, payload)}`;
}

/** Undefined where it is none of ours, or of another form. */
export function readTicket(house: House, form: string, text: string): ReadTicket | undefined {
  const [payload = '', signature = ''] = text.split('.');
  const right = Buffer.from(sign(house, payload));
  const given = Buffer.from(signature);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const ticket = Ticket.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  if (ticket.form !== form) return undefined;
  const seconds = (Temporal.Now.instant().epochMilliseconds - ticket.at) / 1000;
  return {
    name: ticket.nonce,
    seconds,
    isFresh: seconds < freshHours * 3600,
    wordings: ticket.wordings,
  };
}

function sign({ auth }: House, payload: string): string {
  return createHmac('sha256', auth.secret).update(`form ticket ${payload}`).digest('base64url');
}

/** To whom something was confirmed, so that nothing but the installation can say who that is. */
export function addressMark({ auth }: House, address: string): string {
  return createHmac('sha256', auth.secret).update(`form address ${address}`).digest('base64url');
}

/** By which two submissions are seen to say the same. */
export function contentMark(values: Readonly<Record<string, string>>): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(values).toSorted()))
    .digest('base64url');
}
