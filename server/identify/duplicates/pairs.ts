import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { Judgement, PairSide, PairView } from '../../../shared/identify/duplicates/pairs.ts';
import type { PartyKind, PartyRow } from '../../../shared/identify/parties.ts';
import { Id } from '../../../shared/platform/values.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { mayEdit, type Owned } from '../../platform/access/reach.ts';
import { UnusableCursor } from '../../platform/catalog/query.ts';
import { announce, record } from '../../platform/events/events.ts';
import { PartyNotYours } from '../parties/errors.ts';
import { listColumns, listRow, withFields } from '../parties/parties.ts';
import { inPlace } from '../statements/places.ts';
import { readStatements, type StatementRow, viewStatement } from '../statements/reading.ts';
import type { PairQuery } from './duplicates.routes.ts';
import { PairNotFound } from './errors.ts';

interface Pair {
  id: string;
  kind: PartyKind;
  state: PairView['state'];
  first_id: string;
  second_id: string;
  audience: string;
  weight: number;
  judgement: Judgement;
  found_at: Temporal.Instant;
}

/** Proposals of which the actor sees both records, the likeliest first; of one record where `of` names it. */
export async function pairsPage(
  transaction: Transaction,
  { of, kind, import: importId, cursor, limit }: z.output<typeof PairQuery>,
): Promise<{ rows: PairView[]; next: string | null }> {
  const place = cursor ? readCursor(cursor) : undefined;
  const pairs = await findPairs(
    transaction,
    sql<SqlBool>`d.state = 'proposed'
      ${kind ? sql`and d.kind = ${kind}` : sql``}
      ${of ? sql`and d.id = any (array(${pairsOf(transaction, of)}))` : sql``}
      ${importId ? sql`and ${importId} in (f.import_id, s.import_id)` : sql``}
      ${place ? sql`and (d.weight, d.id) < (${place.weight}::real, ${place.id}::uuid)` : sql``}`,
    limit + 1,
  );
  const shown = pairs.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: await viewPairs(transaction, shown),
    next: last && pairs.length > limit ? writeCursor(last) : null,
  };
}

/** Each side by its own index: asked for either at once, all pairs would be looked through by weight. */
const pairsOf = ({ actor }: Transaction, id: string) => sql`
  select id from duplicate_pairs where workspace_id = ${actor.workspaceId} and first_id = ${id}
  union all select id from duplicate_pairs where workspace_id = ${actor.workspaceId} and second_id = ${id}`;

async function findPairs(
  { db, actor }: Transaction,
  condition: ReturnType<typeof sql<SqlBool>>,
  limit: number,
): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    select d.id, d.kind, d.state, d.first_id, d.second_id, d.audience, d.weight, d.judgement, d.found_at
    from duplicate_pairs d
    -- Both are there for the actor, at this moment.
    join parties f on f.workspace_id = ${actor.workspaceId} and f.id = d.first_id and f.trashed_at is null
    join parties s on s.workspace_id = ${actor.workspaceId} and s.id = d.second_id and s.trashed_at is null
    where d.workspace_id = ${actor.workspaceId} and ${condition}
    order by d.weight desc, d.id desc limit ${limit}`.execute(db);
  return rows;
}

function writeCursor({ weight, id }: Pair): string {
  return Buffer.from(`${weight} ${id}`).toString('base64url');
}

function readCursor(cursor: string): { weight: string; id: string } {
  const [weight = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!Number.isFinite(Number.parseFloat(weight)) || !Id.safeParse(id).success)
    throw new UnusableCursor();
  return { weight: String(Number.parseFloat(weight)), id };
}

type Side = PairSide & Owned & { audience: string };

async function viewPairs(transaction: Transaction, pairs: Pair[]): Promise<PairView[]> {
  const sides = await readSides(
    transaction,
    pairs.flatMap(({ first_id, second_id }) => [first_id, second_id]),
  );
  return pairs.flatMap((pair) => {
    const first = sides.get(pair.first_id);
    const second = sides.get(pair.second_id);
    if (!first || !second) return [];
    const [one, other] = [mayEdit(transaction, first), mayEdit(transaction, second)];
    const isLevel = first.audience === second.audience;
    return {
      id: pair.id,
      kind: pair.kind,
      state: pair.state,
      judgement: pair.judgement,
      sides: [viewSide(first), viewSide(second)],
      keep: fuller(first, second).id,
      foundAt: pair.found_at.toString(),
      can: { merge: one && other && isLevel, share: !isLevel, decide: one || other },
    };
  });
}

/** The one that says more stays, of equals the older one. */
function fuller(one: Side, other: Side): Side {
  const more = one.statements.length - other.statements.length;
  return more > 0 || (more === 0 && one.createdAt <= other.createdAt) ? one : other;
}

function viewSide({ owner_id, assigned_to, audience, ...side }: Side): PairSide {
  return side;
}

async function readSides(transaction: Transaction, ids: string[]): Promise<Map<string, Side>> {
  if (ids.length === 0) return new Map();
  const { db, actor } = transaction;
  const { rows } = await sql<PartyRow & Owned & { audience: string }>`
    select ${listColumns}, owner_id, assigned_to, audience from parties
    where workspace_id = ${actor.workspaceId} and id = any (${ids}::uuid[])`.execute(db);
  const statements = await readStatements(transaction, ids);
  const stated = Map.groupBy(statements, ({ party_id }) => party_id);
  const said = new Map<string, StatementRow[]>();
  for (const [kind, some] of Map.groupBy(rows, (row) => row.kind)) {
    const current = some.flatMap(({ id }) => inPlace(stated.get(id) ?? []));
    for (const statement of await withFields(transaction, kind, current)) {
      said.set(statement.party_id, [...(said.get(statement.party_id) ?? []), statement]);
    }
  }
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...listRow(row),
        owner_id: row.owner_id,
        assigned_to: row.assigned_to,
        audience: row.audience,
        statements: (said.get(row.id) ?? []).map(viewStatement),
      },
    ]),
  );
}

/** Remembers that two are not the same: they are never proposed again, unless this is taken back. */
export async function tellApart(
  transaction: Transaction,
  pairId: string,
): Promise<{ event: string }> {
  return decide(transaction, pairId, 'not same', 'told apart');
}

/** Takes that back: the pair is proposed again. */
export async function proposeAgain(
  transaction: Transaction,
  pairId: string,
): Promise<{ event: string }> {
  return decide(transaction, pairId, 'proposed', 'proposed again');
}

async function decide(
  transaction: Transaction,
  pairId: string,
  state: 'not same' | 'proposed',
  verb: string,
): Promise<{ event: string }> {
  const [pair] = await findPairs(
    transaction,
    sql<SqlBool>`d.id = ${pairId} and d.state <> 'merged'`,
    1,
  );
  if (!pair) throw new PairNotFound();
  const sides = await readSides(transaction, [pair.first_id, pair.second_id]);
  const first = sides.get(pair.first_id)!;
  const second = sides.get(pair.second_id)!;
  if (!mayEdit(transaction, first) && !mayEdit(transaction, second)) throw new PartyNotYours();
  await asHouse(transaction, ({ db, actor }) =>
    db
      .updateTable('duplicate_pairs')
      .set({
        state,
        decided_at: state === 'proposed' ? null : Temporal.Now.instant(),
        decided_by: state === 'proposed' ? null : actor.userId,
      })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', pairId)
      .execute(),
  );
  // Of two audiences the narrower one knows of the pair; the event is about a record that has it, and goes
  // wherever that record goes. It names nobody else.
  const subject = first.audience === pair.audience ? first : second;
  const [event] = await record(transaction, {
    subject: pair.kind,
    subjectId: subject.id,
    audience: pair.audience,
    verb,
    particulars: { pair: pairId },
  });
  await announce(transaction, { audience: pair.audience, subject: 'duplicate', id: pairId, verb });
  return { event: event! };
}

/** Certain pairs that the actor may merge, and whom each would keep. */
export async function certainPairs(
  transaction: Transaction,
  limit: number,
): Promise<{ kind: PartyKind; sides: [string, string]; statements: [number, number] }[]> {
  const pairs = await findPairs(
    transaction,
    sql<SqlBool>`d.state = 'proposed' and d.certain`,
    limit,
  );
  const views = await viewPairs(transaction, pairs);
  return views
    .filter(({ can }) => can.merge)
    .map(({ kind, sides: [one, other] }) => ({
      kind,
      sides: [one.id, other.id],
      statements: [one.statements.length, other.statements.length],
    }));
}
