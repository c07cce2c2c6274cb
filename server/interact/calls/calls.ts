import { sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { parsePhone } from '../../../shared/identify/phones.ts';
import { type CallView, callSpan, callState } from '../../../shared/interact/calls.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { workspaceCountry } from '../../platform/workspaces/workspaces.ts';
import { momentsOf } from './among.ts';
import { CallNotFound } from './errors.ts';

type Caller = CallView['people'][number];

/** A list of calls to write about is for today and the days before, not for a year. */
const mostShown = 50;
/** A switchboard's number may stand with everybody who works there. */
const mostOffered = 10;

/** A number as it is kept: read as it is dialled where the company is. */
export async function numberAsKept(transaction: Transaction, dialled: string): Promise<string> {
  if (dialled === '') return '';
  return parsePhone(dialled, await workspaceCountry(transaction)).value;
}

/** Whom the actor knows under each of these numbers. */
export async function knownUnder(
  { db, actor }: Transaction,
  numbers: readonly string[],
): Promise<Map<string, Caller[]>> {
  const asked = [...new Set(numbers)].filter((number) => number !== '');
  if (asked.length === 0) return new Map();
  const { rows } = await sql<Caller & { number: string; kind: PartyKind }>`
    select distinct s.value_key as number, p.id, p.kind, p.name
    from statements s join parties p on p.workspace_id = s.workspace_id and p.id = s.party_id
    where s.workspace_id = ${actor.workspaceId} and s.topic = 'phone'
      and s.value_key = any (${asked}::text[]) and s.superseded_at is null
      and p.trashed_at is null and p.merged_into is null
    order by p.kind desc, p.name, p.id`.execute(db);
  const known = new Map<string, Caller[]>();
  for (const { number, ...caller } of rows) {
    const among = known.get(number) ?? [];
    if (among.length < mostOffered) known.set(number, [...among, caller]);
  }
  return known;
}

/** One call, for the notice of it. */
export async function viewCall(transaction: Transaction, id: string): Promise<CallView> {
  const [call] = await readCalls(transaction, sql`and c.activity_id = ${id}`);
  if (!call) throw new CallNotFound();
  return call;
}

/** The calls one took or made of which nobody has said anything yet, newest first. */
export function callsWithoutLine(transaction: Transaction): Promise<CallView[]> {
  return readCalls(
    transaction,
    sql`and c.waits_for = ${transaction.actor.userId} and t.body = ''
        and (c.ended_at is not null or c.missed_at is not null)`,
  );
}

interface Row {
  id: string;
  direction: string;
  number: string;
  extension: string;
  occurred_at: string;
  version: number;
  rang_at: string | null;
  answered_at: string | null;
  ended_at: string | null;
  missed_at: string | null;
  party: string | null;
}

async function readCalls(
  transaction: Transaction,
  wanted: ReturnType<typeof sql>,
): Promise<CallView[]> {
  const { db, actor } = transaction;
  const { rows } = await sql<Row>`
    select a.id, a.direction, c.number, c.extension, a.occurred_at::text as occurred_at, a.version,
      c.rang_at::text as rang_at, c.answered_at::text as answered_at, c.ended_at::text as ended_at,
      c.missed_at::text as missed_at,
      (select x.party_id from participants x where x.workspace_id = a.workspace_id
        and x.activity_id = a.id and x.party_id is not null order by x.position limit 1) as party
    from calls c
      join activities a on a.workspace_id = c.workspace_id and a.id = c.activity_id
      join activity_texts t on t.workspace_id = a.workspace_id and t.activity_id = a.id
    where c.workspace_id = ${actor.workspaceId} and a.trashed_at is null ${wanted}
    order by a.occurred_at desc, a.id desc limit ${mostShown}`.execute(db);
  const known = await knownUnder(
    transaction,
    rows.filter(({ party }) => party === null).map(({ number }) => number),
  );
  const linked = await named(
    transaction,
    rows.flatMap(({ party }) => party ?? []),
  );
  return rows.map((row) => {
    const instant = (text: string | null) => (text ? Temporal.Instant.from(text) : null);
    const moments = momentsOf(row.direction, {
      rang_at: instant(row.rang_at),
      answered_at: instant(row.answered_at),
      ended_at: instant(row.ended_at),
      missed_at: instant(row.missed_at),
    });
    const { to } = callSpan(moments);
    const seconds = to && moments.answeredAt ? moments.answeredAt.until(to).total('seconds') : null;
    const party = row.party === null ? undefined : linked.get(row.party);
    return {
      id: row.id,
      state: callState(moments),
      direction: moments.direction,
      number: row.number || null,
      extension: row.extension || null,
      at: Temporal.Instant.from(row.occurred_at).toString(),
      seconds: seconds === null ? null : Math.round(seconds),
      people: row.party === null ? (known.get(row.number) ?? []) : party ? [party] : [],
      version: row.version,
    };
  });
}

async function named(
  { db, actor }: Transaction,
  ids: readonly string[],
): Promise<Map<string, Caller>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('parties')
    .select(['id', 'kind', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', sql<string>`any (${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, { ...row, kind: row.kind as PartyKind }]));
}
