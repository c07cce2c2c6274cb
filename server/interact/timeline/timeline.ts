import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type {
  TimelineEntry,
  TimelineQuery,
  TimelineSummary,
} from '../../../shared/interact/activities.ts';
import { Id, isUsableInstant } from '../../../shared/platform/values.ts';
import { PartyNotFound } from '../../identify/parties/errors.ts';
import { findParty } from '../../identify/parties/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { UnusableCursor } from '../../platform/catalog/query.ts';
import { readEntries } from './entries.ts';

type Request = z.output<typeof TimelineQuery>;

/** One page of everything that passed between us and a party, newest first. */
export async function timelinePage(
  transaction: Transaction,
  kind: PartyKind,
  partyId: string,
  request: Request,
): Promise<{ rows: TimelineEntry[]; next: string | null }> {
  const after = request.cursor ? readCursor(request.cursor) : endOfMonth(request.month);
  const found = await newestOf(transaction, kind, partyId, request, after);
  if (found.length === 0 && !(await findParty(transaction, kind, partyId)))
    throw new PartyNotFound();
  const more = found.length > request.limit;
  const shown = more ? found.slice(0, request.limit) : found;
  const last = shown.at(-1);
  return {
    rows: await readEntries(
      transaction,
      shown.map(({ activity_id }) => activity_id),
    ),
    next: more && last ? writeCursor(last) : null,
  };
}

/** How many entries of which kind and month there are, for the chips and the month jump. */
export async function timelineSummary(
  transaction: Transaction,
  kind: PartyKind,
  partyId: string,
): Promise<z.infer<typeof TimelineSummary>> {
  const traces = await tracesOf(transaction, kind, partyId);
  const { rows } = await sql<{ kind: string; month: string; count: number }>`
    select kind, to_char(occurred_at at time zone 'UTC', 'YYYY-MM') as month, count(*) as count
    from (
      select distinct on (p.activity_id) p.activity_id, p.kind, p.occurred_at
      from participants p
      join activities a on a.workspace_id = p.workspace_id and a.id = p.activity_id and a.trashed_at is null
      where p.workspace_id = ${transaction.actor.workspaceId}
        and (p.party_id = any (${traces.parties}::uuid[]) or p.address_id = any (${traces.addresses}::uuid[]))
    ) entries group by 1, 2 order by 2 desc`.execute(transaction.db);
  const kinds = new Map<string, number>();
  const months = new Map<string, number>();
  for (const row of rows) {
    kinds.set(row.kind, (kinds.get(row.kind) ?? 0) + row.count);
    months.set(row.month, (months.get(row.month) ?? 0) + row.count);
  }
  return {
    kinds: [...kinds].map(([name, count]) => ({ kind: name as TimelineEntry['kind'], count })),
    months: [...months].map(([month, count]) => ({ month, count })),
  };
}

/** By what a party took part: itself in what was written down by hand, its addresses in mail and meetings. */
interface Traces {
  parties: string[];
  addresses: string[];
}

/** The parties of a timeline, a company's people among them, and every address of theirs that was met. */
function traced({ actor }: Transaction, kind: PartyKind, partyId: string): RawBuilder<unknown> {
  return sql`with shown as (
      select id from parties
      where workspace_id = ${actor.workspaceId} and id = ${partyId} and kind = ${sql.lit(kind)}
    ), traced as (
      select id from shown
      union
      select a.party_id from shown
      join affiliations a on a.workspace_id = ${actor.workspaceId} and a.company_id = shown.id
    ), met as (
      select s.id from traced
      join party_emails e on e.workspace_id = ${actor.workspaceId} and e.party_id = traced.id
      join seen_addresses s on s.workspace_id = ${actor.workspaceId} and s.address = e.address
    )`;
}

async function tracesOf(
  transaction: Transaction,
  kind: PartyKind,
  partyId: string,
): Promise<Traces> {
  const { rows } = await sql<{ party: boolean; id: string }>`
    ${traced(transaction, kind, partyId)}
    select true as party, id from traced union select false as party, id from met`.execute(
    transaction.db,
  );
  if (rows.length === 0) throw new PartyNotFound();
  const { parties = [], addresses = [] } = Object.groupBy(rows, ({ party }) =>
    party ? 'parties' : 'addresses',
  );
  return { parties: parties.map(({ id }) => id), addresses: addresses.map(({ id }) => id) };
}

interface Found {
  activity_id: string;
  occurred_at: Temporal.Instant;
}

/**
 * The newest activities over all traces. Each trace reads its own index range of at most one page; merging
 * a few short ranges stays cheap however long the whole history is. It is one statement without arrays, for
 * PostgreSQL plans one with an array anew for each length of it, and that took longer than the reading.
 */
async function newestOf(
  transaction: Transaction,
  kind: PartyKind,
  partyId: string,
  request: Request,
  after: Place | undefined,
): Promise<Found[]> {
  const { db, actor } = transaction;
  const wanted = request.limit + 1;
  const range = (column: 'party_id' | 'address_id', traces: 'traced' | 'met') =>
    sql`select recent.activity_id, recent.occurred_at from ${sql.table(traces)} trace,
      lateral (
        select p.activity_id, p.occurred_at from participants p
        join activities a on a.workspace_id = p.workspace_id and a.id = p.activity_id and a.trashed_at is null
        where p.workspace_id = ${actor.workspaceId} and ${sql.ref(`p.${column}`)} = trace.id
          ${after ? sql`and (p.occurred_at, p.activity_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
          ${request.kinds ? sql`and p.kind = any (${request.kinds}::text[])` : sql``}
        order by p.occurred_at desc, p.activity_id desc limit ${sql.lit(wanted)}
      ) recent`;
  const { rows } = await sql<Found>`
    ${traced(transaction, kind, partyId)}
    select distinct activity_id, occurred_at from (
      ${range('party_id', 'traced')} union all ${range('address_id', 'met')}
    ) entries
    order by occurred_at desc, activity_id desc limit ${sql.lit(wanted)}`.execute(db);
  return rows;
}

interface Place {
  at: string;
  id: string;
}

function writeCursor({ occurred_at, activity_id }: Found): string {
  return Buffer.from(`${occurred_at} ${activity_id}`).toString('base64url');
}

function readCursor(cursor: string): Place {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!Id.safeParse(id).success || !isUsableInstant(at)) throw new UnusableCursor();
  return { at, id };
}

function endOfMonth(month: string | undefined): Place | undefined {
  if (!month) return undefined;
  const next = Temporal.PlainYearMonth.from(month).add({ months: 1 });
  return {
    at: next.year > 9999 ? 'infinity' : `${next.toPlainDate({ day: 1 })}T00:00:00Z`,
    id: '00000000-0000-0000-0000-000000000000',
  };
}
