import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { OfferVersion } from '../../../shared/interact/dealings/terms.ts';
import { offerSeries } from '../../../shared/interact/papers/offers.ts';
import type { Proposal } from '../../../shared/interact/proposals/proposals.ts';
import type { Money } from '../../../shared/platform/money.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { madeOffer } from './offers.ts';
import { addPaper, papersOf } from './papers.ts';
import { companyToday, findStandingSide } from './sides.ts';

/** Writes down an offer that was found in a file we sent, and the file with it. */
export async function recordFoundOffer(
  transaction: Transaction,
  found: Extract<Proposal, { kind: 'offer' }>,
  price: Money,
  isPrivate: boolean,
): Promise<string> {
  const { db, actor } = transaction;
  const { what, number, tax, validUntil } = found;
  const today = (await companyToday(transaction)).toString();
  const { id, event } = await addPaper(
    transaction,
    madeOffer,
    found.partyId,
    {
      what,
      number: number.slice(0, 100),
      // A paper may bear a day that has not come; it was sent all the same.
      date: isAhead(found.date, today) ? today : found.date,
      price,
      tax,
      validUntil,
      answer: null,
      answeredOn: null,
    },
    isPrivate ? 'private' : 'everyone',
  );
  await sql`
    insert into attachments (workspace_id, id, activity_id, audience, name, media_type, bytes, sha256, inline)
    select t.workspace_id, ${randomUUIDv7()}, ${id}, o.audience, t.name, t.media_type, t.bytes, t.sha256, false
    from attachments t join offers o on o.workspace_id = t.workspace_id and o.activity_id = ${id}
    where t.workspace_id = ${actor.workspaceId} and t.id = ${found.attachmentId}`.execute(db);
  await sql`
    update activities set attachments = 1
    where workspace_id = ${actor.workspaceId} and id = ${id}`.execute(db);
  return event;
}

/** Which of these contents belong to an offer that is written down already. */
export async function recordedContents(
  { db, actor }: Transaction,
  contents: readonly string[],
): Promise<Set<string>> {
  if (contents.length === 0) return new Set();
  const { rows } = await sql<{ sha256: string }>`
    select t.sha256 from attachments t
    join activities a on a.workspace_id = t.workspace_id and a.id = t.activity_id
    where t.workspace_id = ${actor.workspaceId} and t.sha256 = any (${contents}::text[])
      and a.kind = 'offer' and a.trashed_at is null`.execute(db);
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** What an offer says so far, where it was sent before. */
export async function lastOfSeries(
  transaction: Transaction,
  partyId: string,
  series: string,
): Promise<OfferVersion | null> {
  const side = await findStandingSide(transaction, partyId);
  const same = (await papersOf(transaction, madeOffer, side)).filter(
    (offer) => offerSeries(offer) === series,
  );
  const [last] = same;
  if (!last) return null;
  const { date, price, validUntil } = last;
  return { version: same.length, date, price, validUntil };
}

/** Days as text are in the order of the calendar. */
const isAhead = (day: string, today: string) => day > today;
