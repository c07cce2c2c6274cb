import { sql } from 'kysely';
import { z } from 'zod';
import type { Judgement } from '../../../shared/identify/duplicates/pairs.ts';
import {
  DecidedRow,
  Doubt,
  type DoubtView,
  keyOfDoubt,
  keyOfPlace,
  type RowAnswer,
  type RowPlace,
} from '../../../shared/identify/importing/doubts.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { mayEdit, type Owned } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { ImportStarted } from '../../platform/import/errors.ts';
import { countAgain, ownImport } from '../../platform/import/imports.ts';
import { kept } from '../../platform/import/memory.ts';
import type { Locator } from '../../platform/import/reader.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { lookAt } from '../duplicates/checking.ts';

/** Of more new records than a person decides about in one sitting, the first are looked at. */
const mostLookedAt = 2_000;
const lookedAtOnce = 200;
const mostAsked = 200;

const place = 'places of new records';

export function placeOf({ fileId }: Importing, { entry, line, part }: Locator): RowPlace {
  return { fileId, entry: entry ?? null, line: line ?? null, part: part ?? null };
}

interface Brought {
  place: RowPlace;
  file: string;
}

/** Remembers during a check which row became a new record. */
export function rememberPlace(importing: Importing, partyId: string, locator: Locator): void {
  if (!importing.isCheck) return;
  const places = placesIn(importing);
  if (places.size >= mostLookedAt) return;
  places.set(partyId, { place: placeOf(importing, locator), file: importing.fileName });
}

const placesIn = (importing: Importing) => kept(importing, place, () => new Map<string, Brought>());

interface Found extends Owned {
  row_id: string;
  kind: PartyKind;
  judgement: Judgement;
  row: Doubt['row'];
  record: Doubt['record'];
}

/**
 * Which new records of a check may be somebody who is here: of those that the import may add to. What is
 * exactly the same is not asked where it merges by itself.
 */
export async function findDoubts(transaction: Transaction, importing: Importing): Promise<Doubt[]> {
  const brought = placesIn(importing);
  const ids = [...brought.keys()];
  for (let at = 0; at < ids.length; at += lookedAtOnce)
    await asHouse(transaction, (house) => lookAt(house, ids.slice(at, at + lookedAtOnce)));
  const { db, actor } = transaction;
  const shown = (party: string) => sql`json_build_object(
    'id', ${sql.ref(`${party}.id`)}, 'name', ${sql.ref(`${party}.name`)},
    'email', ${sql.ref(`${party}.email`)}, 'phone', ${sql.ref(`${party}.phone`)},
    'companyName', ${sql.ref(`${party}.company_name`)}, 'city', ${sql.ref(`${party}.city`)})`;
  const { rows } = await sql<Found>`
    select n.id as row_id, n.kind, d.judgement, ${shown('n')} as row, ${shown('r')} as record,
      r.owner_id, r.assigned_to, r.visibility
    from (
      select *, second_id as mine, first_id as theirs from duplicate_pairs
      where workspace_id = ${actor.workspaceId} and second_id = any (${ids}::uuid[])
      union all
      select *, first_id as mine, second_id as theirs from duplicate_pairs
      where workspace_id = ${actor.workspaceId} and first_id = any (${ids}::uuid[])) d
    join parties n on n.workspace_id = ${actor.workspaceId} and n.id = d.mine
    join parties r on r.workspace_id = ${actor.workspaceId} and r.id = d.theirs
    join workspaces w on w.workspace_id = ${actor.workspaceId}
    where d.state = 'proposed' and not (d.exact and w.merges_exact) and r.trashed_at is null
      and r.import_id is distinct from ${importing.importId}
      and n.audience = ${importing.reach.audience} and r.audience = n.audience
    order by d.weight desc, d.id limit ${mostAsked}`.execute(db);
  const doubts = rows
    .filter((found) => mayEdit(transaction, found))
    .map(({ row_id, kind, judgement, row, record }) =>
      Doubt.parse({ ...brought.get(row_id), kind, row, record, judgement }),
    );
  return [...(await decidedBefore(transaction, importing, doubts)), ...doubts];
}

/** What was decided is no doubt any more, and stays in the list, where it can be decided otherwise. */
async function decidedBefore(
  { db, actor }: Transaction,
  { importId, decisions }: Importing,
  found: readonly Doubt[],
): Promise<Doubt[]> {
  const decided = new Set(
    decisionsIn(decisions).map(({ place, recordId }) =>
      keyOfDoubt({ place, record: { id: recordId } }),
    ),
  );
  if (decided.size === 0) return [];
  const { doubts } = await db
    .selectFrom('imports')
    .select('doubts')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', importId)
    .executeTakeFirstOrThrow();
  const again = new Set(found.map(keyOfDoubt));
  return z
    .array(Doubt)
    .parse(doubts)
    .filter((doubt) => decided.has(keyOfDoubt(doubt)) && !again.has(keyOfDoubt(doubt)));
}

/** The doubts of the last check and those decided before it, of which whoever asks still sees the record. */
export async function viewDoubts(transaction: Transaction, importId: string): Promise<DoubtView[]> {
  const found = await ownImport(transaction, importId);
  const doubts = z.array(Doubt).parse(found.doubts);
  const decided = new Map(
    decisionsIn(found.decisions).map(({ place, recordId, decision }) => [
      keyOfDoubt({ place, record: { id: recordId } }),
      decision,
    ]),
  );
  const { db, actor } = transaction;
  const { rows } = await sql<{ id: string }>`
    select id from parties where workspace_id = ${actor.workspaceId} and trashed_at is null
      and id = any (${doubts.map(({ record }) => record.id)}::uuid[])`.execute(db);
  const here = new Set(rows.map(({ id }) => id));
  return doubts
    .filter(({ record }) => here.has(record.id))
    .map((doubt) => ({ ...doubt, decision: decided.get(keyOfDoubt(doubt)) ?? null }));
}

/** Says whether a row is about a record; one row is about one record at most. */
export async function answerDoubt(
  transaction: Transaction,
  importId: string,
  { place, recordId, decision }: RowAnswer,
): Promise<void> {
  const { db, actor } = transaction;
  const found = await ownImport(transaction, importId);
  if (found.status !== 'collecting') throw new ImportStarted();
  const key = keyOfPlace(place);
  const others = decisionsIn(found.decisions).filter(
    (one) =>
      keyOfPlace(one.place) !== key ||
      (one.recordId !== recordId && !(decision === 'same' && one.decision === 'same')),
  );
  const decisions = decision ? [...others, { place, recordId, decision }] : others;
  await db
    .updateTable('imports')
    .set({ decisions: JSON.stringify(decisions) })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', importId)
    .execute();
  await countAgain(transaction, importId);
}

const decisionsIn = (kept: unknown): DecidedRow[] => z.array(DecidedRow).parse(kept);

/** What was decided about the rows of one file. */
export class Decisions {
  readonly #importing: Importing;
  readonly #byPlace: ReadonlyMap<string, DecidedRow[]>;

  constructor(importing: Importing) {
    this.#importing = importing;
    this.#byPlace = Map.groupBy(
      decisionsIn(importing.decisions).filter(({ place }) => place.fileId === importing.fileId),
      ({ place }) => keyOfPlace(place),
    );
  }

  /** The record that a row is about. */
  sameAs(locator: Locator): string | undefined {
    return this.#of(locator).find(({ decision }) => decision === 'same')?.recordId;
  }

  notSameAs(locator: Locator): string[] {
    return this.#of(locator)
      .filter(({ decision }) => decision === 'not same')
      .map(({ recordId }) => recordId);
  }

  #of(locator: Locator): DecidedRow[] {
    if (this.#byPlace.size === 0) return [];
    return this.#byPlace.get(keyOfPlace(placeOf(this.#importing, locator))) ?? [];
  }
}

/** Remembers of new records who they are not: they are never proposed as the same. */
export async function tellNewApart(
  transaction: Transaction,
  pairs: readonly { newId: string; recordId: string }[],
): Promise<void> {
  if (pairs.length === 0) return;
  await asHouse(transaction, async ({ db, actor }) => {
    const told = pairs.map(({ newId, recordId }) => ({ id: nextId(), a: newId, b: recordId }));
    await sql`
      insert into duplicate_pairs (workspace_id, id, audience, kind, first_id, second_id, state, certain,
        weight, judgement, decided_at, decided_by)
      select ${actor.workspaceId}, t.id, n.audience, n.kind, least(t.a, t.b), greatest(t.a, t.b), 'not same',
        false, 0, ${JSON.stringify(unweighed)}::jsonb, now(), ${actor.userId}::uuid
      from json_to_recordset(${JSON.stringify(told)}::json) as t (id uuid, a uuid, b uuid)
      join parties n on n.workspace_id = ${actor.workspaceId} and n.id = t.a
      join parties r on r.workspace_id = ${actor.workspaceId} and r.id = t.b
        and r.audience = n.audience and r.kind = n.kind
      on conflict (workspace_id, first_id, second_id) do update
        set state = excluded.state, decided_at = excluded.decided_at, decided_by = excluded.decided_by`.execute(
      db,
    );
  });
}

/** Nobody looked: somebody said it. */
const unweighed: Judgement = {
  before: 0,
  reasons: [],
  weight: 0,
  probability: 0,
  certain: false,
};
