import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ConsentChannel } from '../../../shared/identify/consent.ts';
import { Id } from '../../../shared/platform/values.ts';
import type { House } from '../../platform/house.ts';

/** What exactly is to happen, and what was seen when it was asked. */
export const PageDeed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('correct'), statement: Id, seen: z.string() }),
  z.strictObject({
    kind: z.literal('withdraw'),
    purpose: z.string().max(100),
    channel: ConsentChannel,
  }),
  z.strictObject({ kind: z.literal('object'), to: z.enum(['all', 'personal']) }),
  z.strictObject({ kind: z.literal('download') }),
  z.strictObject({ kind: z.literal('everything') }),
  z.strictObject({ kind: z.literal('erase') }),
]);
export type PageDeed = z.infer<typeof PageDeed>;

const freshHours = 24;
const Ticket = z.strictObject({
  page: Id,
  at: z.number(),
  nonce: z.string().length(16),
  deed: PageDeed,
});

/** A confirmation is handed out without a trace: what it is good for stands in it, signed, and it counts once. */
export function newTicket(house: House, page: string, deed: PageDeed): string {
  const ticket: z.infer<typeof Ticket> = {
    page,
    at: Temporal.Now.instant().epochMilliseconds,
    nonce: randomBytes(12).toString('base64url'),
    deed,
  };
  const payload = Buffer.from(JSON.stringify(ticket)).toString('base64url');
  return `${payload}.${sign(house, payload)}`;
}

/** Undefined where it is none of ours, of another page, or has stood open for too long. */
export function readTicket(
  house: House,
  page: string,
  text: string,
): { name: string; deed: PageDeed } | undefined {
  const [payload = '', signature = ''] = text.split('.');
  const right = Buffer.from(sign(house, payload));
  const given = Buffer.from(signature);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const ticket = Ticket.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  const hours = (Temporal.Now.instant().epochMilliseconds - ticket.at) / 3_600_000;
  if (ticket.page !== page || hours > freshHours) return undefined;
  return { name: ticket.nonce, deed: ticket.deed };
}

function sign({ auth }: House, payload: string): string {
  return createHmac('sha256', auth.secret).update(`page ticket ${payload}`).digest('base64url');
}
