import { type RawBuilder, sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { offerSeries } from '../../../shared/interact/papers/offers.ts';
import type { ActionKind } from '../../../shared/understand/actions.ts';
import { waitingLongest } from '../../interact/inbox/conversations.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { instantText } from '../../platform/database/values.ts';
import { assumptionsAbout } from '../assumptions/assumptions.ts';

/** Nothing is looked through from end to end: of each kind so many are read, where an index lists them. */
const most = {
  promises: 40,
  waiting: 20,
  openOffers: 300,
  followUps: 30,
  answered: 500,
  quiet: 40,
  alive: 20,
  resting: 30,
  kept: 20,
};
/** A promise is worth a word so many days before it is due. */
const promisedAheadDays = 3;
/** An offer is followed up after a week, and no more after half a year. */
const followUpFromDays = 7;
const followUpUntilDays = 180;
/** Somebody who went quiet longer ago than this is let go well. */
const quietUntilDays = 365;
/** Thanks come within a week. */
const thankDays = 7;

export interface Known {
  id: string;
  kind: PartyKind;
  name: string;
  roles: string[];
}

/** Something that could be done, before it is weighed. */
export interface Found {
  kind: ActionKind;
  party: Known;
  about: string;
  words?: string | null;
  on?: string;
  since?: string;
  activityId?: string;
  conversationId?: string;
  /** Of a promise. */
  version?: number;
  /** What is at stake where it is known of this alone, with its currency. */
  amount?: { amount: number; currency: string } | undefined;
  /** How far what is assumed may be wrong. */
  doubt?: number;
  /** From when on silence is unusual. */
  quietFrom?: string;
}

const party = sql`p.id as party_id, p.kind, p.name, p.roles`;
interface Party {
  party_id: string;
  kind: PartyKind;
  name: string;
  roles: string[];
}
const known = ({ party_id, kind, name, roles }: Party): Known => ({
  id: party_id,
  kind,
  name,
  roles,
});
const standing = sql`p.trashed_at is null and p.merged_into is null`;
/** Whoever is assigned a record looks after it, else its owner. */
const mine = ({ actor }: Transaction) =>
  sql`(p.assigned_to = ${actor.userId} or p.assigned_to is null and p.owner_id = ${actor.userId})`;

/** Our word that falls due these days, or has. */
async function promises(
  transaction: Transaction,
  today: Temporal.PlainDate,
  due: 'due' | 'theirs kept',
): Promise<Found[]> {
  const { db, actor } = transaction;
  const which =
    due === 'due'
      ? sql`w.direction = 'ours' and w.outcome is null
          and w.due_on <= ${today.add({ days: promisedAheadDays }).toString()}::date
          order by w.due_on, w.id limit ${sql.lit(most.promises)}`
      : sql`w.settled_on >= ${today.subtract({ days: thankDays }).toString()}::date
          and w.settled_on <= ${today.toString()}::date and w.direction = 'theirs' and w.outcome = 'kept'
          order by w.settled_on desc, w.id limit ${sql.lit(most.kept)}`;
  const { rows } = await sql<Party & { id: string; what: string; version: number; day: string }>`
    select w.id, w.what, w.version, coalesce(w.settled_on, w.due_on)::text as day, ${party} from (
      select * from promises w where w.workspace_id = ${actor.workspaceId} and w.keeper_id = ${actor.userId}
        and w.removed_at is null and ${which}) w
    join parties p on p.workspace_id = w.workspace_id and p.id = w.party_id and ${standing}`.execute(
    db,
  );
  return rows.map(({ id, what, version, day, ...row }) => ({
    kind: due === 'due' ? 'promise' : 'thank',
    party: known(row),
    about: id,
    words: what,
    on: day,
    version,
  }));
}

/** Somebody who waits for an answer of ours. */
async function waiting(transaction: Transaction): Promise<Found[]> {
  const rows = await waitingLongest(transaction, most.waiting);
  const parties = await partiesOf(
    transaction,
    rows.map(({ partyId }) => partyId),
  );
  return rows.flatMap(({ id, newestId, since, subject, partyId }): Found[] => {
    const from = parties.get(partyId);
    if (!from) return [];
    return [
      {
        kind: 'answer',
        party: from,
        about: newestId,
        words: subject,
        since,
        conversationId: id,
      },
    ];
  });
}

async function partiesOf(
  { db, actor }: Transaction,
  ids: readonly string[],
): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Party>`
    select ${party} from parties p
    where p.workspace_id = ${actor.workspaceId} and p.id = any (${ids}::uuid[]) and ${standing}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.party_id, known(row)]));
}

/** Those to whom an offer went: by their record or by an address of theirs; the first that was made. */
const sideOf = sql`cross join lateral (
    select p.* from (
      select x.party_id as id from participants x
      where x.workspace_id = o.workspace_id and x.activity_id = o.activity_id and not x.ours
        and x.party_id is not null
      union
      select e.party_id from participants x
      join seen_addresses s on s.workspace_id = x.workspace_id and s.id = x.address_id
      join party_emails e on e.workspace_id = s.workspace_id and e.address = s.address
      where x.workspace_id = o.workspace_id and x.activity_id = o.activity_id and not x.ours) met
    join parties p on p.workspace_id = o.workspace_id and p.id = met.id and ${standing}
    order by p.kind desc, p.id limit 1) p`;

interface OfferRow extends Party {
  id: string;
  number: string;
  amount: number | null;
  currency: string | null;
  day: string;
  subject: string | null;
}

async function offers(
  transaction: Transaction,
  which: RawBuilder<unknown>,
  limit: number,
): Promise<OfferRow[]> {
  const { db, actor } = transaction;
  const { rows } = await sql<OfferRow>`
    select o.activity_id as id, o.number, o.amount, o.currency,
      coalesce(o.answered_on, o.dated_on)::text as day, t.subject, ${party}
    from (select * from offers o where o.workspace_id = ${actor.workspaceId} and ${which}
      limit ${sql.lit(most.openOffers)}) o
    join activities a on a.workspace_id = o.workspace_id and a.id = o.activity_id and a.direction = 'out'
      and a.trashed_at is null
    ${sideOf}
    left join activity_texts t on t.workspace_id = o.workspace_id and t.activity_id = o.activity_id
    where ${mine(transaction)}
    order by 5 desc, o.activity_id limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

const moneyOf = ({ amount, currency }: OfferRow) =>
  amount === null || currency === null ? undefined : { amount, currency };

/** Our offers that still stand and have had no answer for a week; of several versions the newest. */
async function openOffers(transaction: Transaction, today: Temporal.PlainDate): Promise<Found[]> {
  const rows = await offers(
    transaction,
    sql`o.answer is null and o.dated_on <= ${today.subtract({ days: followUpFromDays }).toString()}::date
      and o.dated_on >= ${today.subtract({ days: followUpUntilDays }).toString()}::date
      and (o.valid_until is null or o.valid_until >= ${today.toString()}::date)
      order by o.dated_on desc, o.activity_id`,
    most.followUps,
  );
  const seen = new Set<string>();
  return rows.flatMap((row): Found[] => {
    const series = `${row.party_id} ${offerSeries({ number: row.number, what: row.subject ?? '' })}`;
    if (seen.has(series)) return [];
    seen.add(series);
    return [
      {
        kind: 'follow up',
        party: known(row),
        about: row.id,
        words: row.subject,
        on: row.day,
        activityId: row.id,
        amount: moneyOf(row),
      },
    ];
  });
}

/** Offers of ours that were accepted this week. */
async function accepted(transaction: Transaction, today: Temporal.PlainDate): Promise<Found[]> {
  const rows = await offers(
    transaction,
    sql`o.answer is not null and o.answered_on <= ${today.toString()}::date
      and o.answered_on >= ${today.subtract({ days: thankDays }).toString()}::date
      and o.answer = 'accepted' order by o.answered_on desc, o.activity_id`,
    most.kept,
  );
  return rows.map((row) => ({
    kind: 'thank',
    party: known(row),
    about: row.id,
    words: row.subject,
    on: row.day,
    activityId: row.id,
  }));
}

/** Of the newest offers of ours that were answered within a year, how many were accepted. */
export async function acceptedShare(
  { db, actor }: Transaction,
  today: Temporal.PlainDate,
): Promise<{ yes: number; all: number }> {
  const { rows } = await sql<{ yes: number; all: number }>`
    select (count(*) filter (where o.answer = 'accepted'))::integer as yes, count(*)::integer as all
    from (select * from offers o where o.workspace_id = ${actor.workspaceId} and o.answer is not null
        and o.answered_on > ${today.subtract({ years: 1 }).toString()}::date
        and o.answered_on <= ${today.toString()}::date
      order by o.answered_on desc, o.activity_id limit ${sql.lit(most.answered)}) o
    join activities a on a.workspace_id = o.workspace_id and a.id = o.activity_id and a.direction = 'out'
      and a.trashed_at is null`.execute(db);
  return rows[0]!;
}

/** Those one looks after, by when their silence is or was unusual. */
async function bySilence(
  { db, actor }: Transaction,
  between: { from: Temporal.Instant; until: Temporal.Instant },
  newestFirst: boolean,
  limit: number,
): Promise<(Party & { quiet_from: string; last: string | null })[]> {
  const order = newestFirst ? sql`desc` : sql`asc`;
  const part = (whose: RawBuilder<unknown>) => sql`(
    select p.* from parties p where p.workspace_id = ${actor.workspaceId} and ${whose}
      and p.quiet_from > ${between.from.toString()}::timestamptz
      and p.quiet_from <= ${between.until.toString()}::timestamptz and ${standing} and p.quiet_from is not null
    order by p.quiet_from ${order} limit ${sql.lit(limit)})`;
  const { rows } = await sql<Party & { quiet_from: string; last: string | null }>`
    select ${party}, p.quiet_from::text as quiet_from, p.last_contact_at::text as last from (
      ${part(sql`p.assigned_to = ${actor.userId} and p.assigned_to is not null`)}
      union all
      ${part(sql`p.owner_id = ${actor.userId} and p.assigned_to is null`)}) p
    order by p.quiet_from ${order}, p.id limit ${sql.lit(limit)}`.execute(db);
  return rows.map(({ quiet_from, last, ...row }) => ({
    ...row,
    quiet_from: instantText(quiet_from),
    last: last && instantText(last),
  }));
}

/** What others rest upon something that is only assumed of those one looks after. */
async function doubts(transaction: Transaction): Promise<Found[]> {
  const { db, actor } = transaction;
  const { rows } = await sql<Party>`
    select ${party} from (
      select distinct party_id from rests_on where workspace_id = ${actor.workspaceId}) r
    join parties p on p.workspace_id = ${actor.workspaceId} and p.id = r.party_id and ${standing}
    where ${mine(transaction)} order by p.id limit ${sql.lit(most.resting)}`.execute(db);
  const parties = new Map(rows.map((row) => [row.party_id, known(row)]));
  const assumed = (
    await assumptionsAbout(transaction, [...parties.keys()], { ofOne: false })
  ).filter(({ rests }) => rests.length > 0);
  const nameless = await unnamed(
    transaction,
    assumed.map(({ id }) => id),
  );
  return assumed.flatMap((one): Found[] => {
    const of = parties.get(one.party.id);
    if (!of || nameless.has(one.id)) return [];
    const [first] = one.rests.flatMap(({ value }) => value ?? []);
    const amount = one.rests
      .flatMap(({ value }) => (value && value.currency === first?.currency ? value.amount : []))
      .reduce((sum, each) => sum + each, 0);
    return [
      {
        kind: 'verify',
        party: of,
        about: one.id,
        words: one.rests[0]!.words,
        doubt: 1 - one.credence,
        amount: first && { amount, currency: first.currency },
      },
    ];
  });
}

/** What is known by a way that is nobody's business moves nothing here. */
async function unnamed({ db, actor }: Transaction, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from statements where workspace_id = ${actor.workspaceId} and id = any (${ids}::uuid[])
      and source ->> 'kind' = 'unnamed'`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export interface Looked {
  found: Found[];
  /** Relationships that are alive: those whose silence will be unusual next come first. */
  alive: { party: Known; since: string | null }[];
}

/** Everything that could be done now with those one looks after. */
export async function look(
  transaction: Transaction,
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): Promise<Looked> {
  const year = { hours: 24 * quietUntilDays };
  const quiet = await bySilence(
    transaction,
    { from: now.subtract(year), until: now },
    true,
    most.quiet,
  );
  const alive = await bySilence(
    transaction,
    { from: now, until: now.add(year) },
    false,
    most.alive,
  );
  return {
    found: [
      ...(await promises(transaction, today, 'due')),
      ...(await waiting(transaction)),
      ...(await openOffers(transaction, today)),
      ...(await doubts(transaction)),
      ...(await promises(transaction, today, 'theirs kept')),
      ...(await accepted(transaction, today)),
      ...quiet.map(
        (row): Found => ({
          kind: 'revive',
          party: known(row),
          // After a new contact it would be another silence.
          about: row.quiet_from,
          quietFrom: row.quiet_from,
          ...(row.last ? { since: row.last } : {}),
        }),
      ),
    ],
    alive: alive.map((row) => ({ party: known(row), since: row.last })),
  };
}
