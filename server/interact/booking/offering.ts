import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import { readAgenda } from '../agenda/agenda.ts';
import type { Host } from './keeping.ts';
import { freeSlots, type Taken } from './slots.ts';

/**
 * When somebody is free, as their own calendar has it, whatever brought what stands in it. Of all that no more goes
 * out than which hours are left.
 */
export async function offeredBy(
  transaction: Transaction,
  { page }: Pick<Host, 'page'>,
  minutes: number,
  besides?: string,
): Promise<Temporal.Instant[]> {
  const now = Temporal.Now.instant();
  const to = now.add({ hours: (page.weeks + 1) * 7 * 24 });
  const { meetings } = await readAgenda(transaction, { from: now.toString(), to: to.toString() });
  const busy = meetings
    .filter(({ id, cancelled }) => !cancelled && id !== besides)
    .map(({ startsAt, endsAt, days }) => {
      if (days) {
        const midnight = (day: string) =>
          Temporal.PlainDate.from(day).toZonedDateTime(page.zone).toInstant();
        return { from: midnight(days.from), until: midnight(days.until) };
      }
      const from = Temporal.Instant.from(startsAt);
      // Nobody said how long: as long as the others.
      const until = endsAt ? Temporal.Instant.from(endsAt) : from.add({ minutes });
      return { from, until };
    });
  return freeSlots(page, minutes, { busy, booked: await bookedWith(transaction, besides) }, now);
}

async function bookedWith(
  { db, actor }: Transaction,
  besides: string | undefined,
): Promise<Taken['booked']> {
  const { rows } = await sql<{ occurred_at: Temporal.Instant }>`
    select a.occurred_at from bookings b
    join activities a on a.workspace_id = b.workspace_id and a.id = b.activity_id
    where b.workspace_id = ${actor.workspaceId} and b.user_id = ${actor.userId}
      and a.cancelled_at is null and a.trashed_at is null and a.occurred_at > now() - interval '1 day'
      and a.id is distinct from ${besides ?? null}::uuid`.execute(db);
  return rows.map(({ occurred_at }) => occurred_at);
}
