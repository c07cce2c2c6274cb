import { sql } from 'kysely';
import type { z } from 'zod';
import type { MergeInput } from '../../../shared/identify/duplicates/pairs.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Topic } from '../../../shared/identify/statements.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { announce, record } from '../../platform/events/events.ts';
import { FieldNotFound, FieldNotYours } from '../fields/errors.ts';
import { mayEditField, ownFields } from '../fields/fields.ts';
import { clearValues, refreshValues } from '../fields/projection.ts';
import { subjectOf } from '../parties/editing.ts';
import { InTrash, PartyMerged, PartyNotFound, PartyNotYours } from '../parties/errors.ts';
import { findParty, type Party } from '../parties/parties.ts';
import { project } from '../statements/projection.ts';
import { clearProjection, refresh } from '../statements/statements.ts';
import { arrange, type Held, type StatementMoves } from './arranging.ts';
import { carry } from './carrying.ts';
import { DifferentAudience } from './errors.ts';

/** That nobody asked for a merge, and the import that led to it. */
export interface ByItself {
  importId: string | null;
}

/** Makes one record of two. Everything the absorbed one had goes on in the kept one, and its id leads there. */
export async function mergeParties(
  transaction: Transaction,
  { kind, keep, absorb, ...chosen }: z.output<typeof MergeInput>,
  byItself?: ByItself,
): Promise<{ id: string; event: string; version: number }> {
  const kept = await partyToMerge(transaction, kind, keep);
  const absorbed = await partyToMerge(transaction, kind, absorb);
  if (kept.audience !== absorbed.audience) throw new DifferentAudience();
  await requireFields(transaction, kind, Object.keys(chosen.fields));
  const id = nextId();
  // People whom the actor may not see work at a company too, and notes of others are about a person.
  const { version, emails } = await asHouse(transaction, async (house) => {
    await lockBoth(house, kept.id, absorbed.id);
    const all = await heldBy(house, [kept.id, absorbed.id]);
    const ids = { kept: kept.id, absorbed: absorbed.id };
    const statements = await moveStatements(house, all, ids, chosen);
    const employed = kind === 'company' ? await moveEmployed(house, absorbed.id, kept.id) : [];
    const referred = await moveReferred(house, kind, absorbed.id, kept.id);
    const carried = await carry(house, ids);
    await leave(house, absorbed, kept.id);
    await writeMerge(house, id, kept, absorbed, byItself);
    const version = await refresh(house, subjectOf(kept));
    await keepMoves(
      house,
      id,
      new Map<string, unknown>([
        ['statements', statements],
        ['employed', employed],
        ['referred', referred],
        ['rows', { kept: rowOf(kept, version), absorbed: rowOf(absorbed, absorbed.version + 1) }],
        ...carried,
      ]),
    );
    await decidePair(house, kept.id, absorbed.id);
    await refreshValues(house, [kept.id]);
    return {
      version,
      emails: all.filter(({ topic }) => topic === 'email').map(({ valueKey }) => valueKey),
    };
  });
  const about = { subject: kind, audience: kept.audience };
  const how = byItself ? { byItself: true } : {};
  const [event] = await record(
    transaction,
    {
      ...about,
      subjectId: kept.id,
      verb: 'merged',
      particulars: { merge: id, absorbed: absorbed.id, name: absorbed.name, emails, ...how },
    },
    {
      ...about,
      subjectId: absorbed.id,
      verb: 'absorbed',
      particulars: { merge: id, into: kept.id, name: kept.name, ...how },
    },
  );
  await announce(transaction, {
    audience: kept.audience,
    subject: 'duplicate',
    id,
    verb: 'merged',
  });
  return { id, event: event!, version };
}

export async function partyToMerge(
  transaction: Transaction,
  kind: PartyKind,
  id: string,
): Promise<Party> {
  const party = await findParty(transaction, kind, id);
  if (!party) throw new PartyNotFound();
  if (!mayEdit(transaction, party)) throw new PartyNotYours();
  if (party.merged_into) throw new PartyMerged();
  if (party.trashed_at) throw new InTrash();
  return party;
}

/** Whoever may not write in a field does not choose between its values either. */
async function requireFields(
  transaction: Transaction,
  kind: PartyKind,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const known = new Map((await ownFields(transaction, { kind })).map((field) => [field.id, field]));
  for (const id of ids) {
    const field = known.get(id);
    if (!field) throw new FieldNotFound();
    if (!mayEditField(transaction, field)) throw new FieldNotYours(field.label);
  }
}

/** In the order of their ids, so that two who merge the same two do not wait for each other. */
export async function lockBoth(
  { db, actor }: Transaction,
  one: string,
  other: string,
): Promise<void> {
  await sql`
    select from parties where workspace_id = ${actor.workspaceId} and id = any (${[one, other]}::uuid[])
    order by id for no key update`.execute(db);
}

/** Every statement of these parties, oldest first. */
export async function heldBy({ db, actor }: Transaction, partyIds: string[]): Promise<Held[]> {
  const rows = await db
    .selectFrom('statements')
    .select([
      'id',
      'party_id',
      'topic',
      'value',
      'value_key',
      'label',
      'field_id',
      'superseded_at',
      'superseded_by',
    ])
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', 'in', partyIds)
    .orderBy('stated_at')
    .orderBy('id')
    .execute();
  return rows.map(({ party_id, topic, value_key, field_id, ...row }) => ({
    ...row,
    fieldId: field_id,
    partyId: party_id,
    topic: topic as Topic,
    valueKey: value_key,
  }));
}

/** How a row stood before a merge, and the version by which it is known that nobody has touched it since. */
export interface RowBefore {
  version: number;
  updated: string;
  after: number;
}

function rowOf({ version, updated_at }: Party, after: number): RowBefore {
  return { version, updated: updated_at.toString(), after };
}

interface Both {
  kept: string;
  absorbed: string;
}

async function moveStatements(
  { db, actor }: Transaction,
  all: Held[],
  { kept, absorbed }: Both,
  { show, fields }: Pick<z.output<typeof MergeInput>, 'show' | 'fields'>,
): Promise<StatementMoves> {
  const arranged = arrange(all, kept, show, fields);
  await db
    .updateTable('statements')
    .set({ party_id: kept })
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', absorbed)
    .execute();
  const now = Temporal.Now.instant();
  for (const { id, label, supersededBy } of arranged) {
    await db
      .updateTable('statements')
      .set({
        ...(label === undefined ? {} : { label }),
        ...(supersededBy ? { superseded_at: now, superseded_by: supersededBy } : {}),
      })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', id)
      .execute();
  }
  const labels = new Map(all.map(({ id, label }) => [id, label]));
  return {
    came: all.filter(({ partyId }) => partyId === absorbed).map(({ id }) => id),
    stayed: all.filter(({ partyId }) => partyId === kept).map(({ id }) => id),
    labels: arranged
      .filter(({ label }) => label !== undefined)
      .map(({ id, label = null }) => [id, labels.get(id) ?? null, label]),
  };
}

/**
 * Whoever works at one company works at the other; answers with the statements that say so, the earlier ones of
 * the same people among them. `only` names the statements where they are known.
 */
export async function moveEmployed(
  house: Transaction,
  from: string,
  to: string,
  only?: readonly string[],
): Promise<string[]> {
  const { db, actor } = house;
  const which = only
    ? sql`s.id = any (${only}::uuid[])`
    : sql`s.party_id in (select a.party_id from affiliations a
        where a.workspace_id = ${actor.workspaceId} and a.company_id = ${from})`;
  const { rows } = await sql<{ id: string }>`
    update statements s set value = jsonb_set(s.value, '{companyId}', to_jsonb(${to}::text))
    where s.workspace_id = ${actor.workspaceId} and s.topic = 'affiliation'
      and s.value ->> 'companyId' = ${from} and ${which}
    returning s.id`.execute(db);
  const ids = rows.map(({ id }) => id);
  await sql`
    update affiliations set company_id = ${to}
    where workspace_id = ${actor.workspaceId} and company_id = ${from}
      and statement_id = any (${ids}::uuid[])`.execute(db);
  await sql`
    update parties p set company_id = a.company_id from affiliations a
    where a.workspace_id = ${actor.workspaceId} and a.statement_id = any (${ids}::uuid[]) and a.is_primary
      and p.workspace_id = a.workspace_id and p.id = a.party_id and p.company_id is distinct from a.company_id`.execute(
    db,
  );
  return ids;
}

/** Fields of the company's own that lead to one party lead to the other; answers with the statements that do. */
export async function moveReferred(
  { db, actor }: Transaction,
  kind: PartyKind,
  from: string,
  to: string,
  only?: readonly string[],
): Promise<string[]> {
  const which = only
    ? sql`s.id = any (${only}::uuid[])`
    : sql`s.id in (select v.statement_id from party_values v
        where v.workspace_id = ${actor.workspaceId} and v.reference = ${from}
          and v.field_id in (select f.id from fields f
            where f.workspace_id = ${actor.workspaceId} and f.type = ${kind}))`;
  const { rows } = await sql<{ id: string; party_id: string }>`
    update statements s set value = to_jsonb(${to}::text), value_key = ${to}
    where s.workspace_id = ${actor.workspaceId} and s.topic = 'field' and s.value_key = ${from} and ${which}
    returning s.id, s.party_id`.execute(db);
  await sql`
    update party_values set reference = ${to}
    where workspace_id = ${actor.workspaceId} and reference = ${from}
      and party_id = any (${rows.map(({ party_id }) => party_id)}::uuid[])
      and statement_id = any (${rows.map(({ id }) => id)}::uuid[])`.execute(db);
  return rows.map(({ id }) => id);
}

/** The absorbed record holds nothing any more; its row leads to the other. */
async function leave(house: Transaction, absorbed: Party, into: string): Promise<void> {
  const { db, actor } = house;
  await clearProjection(house, [absorbed.id]);
  await clearValues(house, [absorbed.id]);
  await db
    .updateTable('parties')
    .set({
      ...project(absorbed.kind as PartyKind, []).fields,
      merged_into: into,
      trashed_at: Temporal.Now.instant(),
      trashed_by: actor.userId,
      version: absorbed.version + 1,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', absorbed.id)
    .execute();
}

async function writeMerge(
  { db, actor }: Transaction,
  id: string,
  kept: Party,
  absorbed: Party,
  byItself: ByItself | undefined,
): Promise<void> {
  await db
    .insertInto('merges')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: kept.audience,
      kind: kept.kind,
      kept_id: kept.id,
      absorbed_id: absorbed.id,
      kept_name: kept.name,
      absorbed_name: absorbed.name,
      merged_by: actor.userId,
      by_itself: byItself !== undefined,
      import_id: byItself?.importId ?? null,
    })
    .execute();
}

async function keepMoves(
  { db, actor }: Transaction,
  mergeId: string,
  moves: ReadonlyMap<string, unknown>,
): Promise<void> {
  await db
    .insertInto('merge_moves')
    .values(
      [...moves].map(([part, moved]) => ({
        workspace_id: actor.workspaceId,
        merge_id: mergeId,
        part,
        moved: JSON.stringify(moved),
      })),
    )
    .execute();
}

/** The pair is decided; what else was proposed of the absorbed record is looked for anew of the kept one. */
async function decidePair(
  { db, actor }: Transaction,
  kept: string,
  absorbed: string,
): Promise<void> {
  const [first, second] = [kept, absorbed].sort() as [string, string];
  await db
    .updateTable('duplicate_pairs')
    .set({ state: 'merged', decided_at: Temporal.Now.instant(), decided_by: actor.userId })
    .where('workspace_id', '=', actor.workspaceId)
    .where('first_id', '=', first)
    .where('second_id', '=', second)
    .execute();
  await sql`
    delete from duplicate_pairs where workspace_id = ${actor.workspaceId} and state = 'proposed'
      and ${absorbed} in (first_id, second_id)`.execute(db);
}
