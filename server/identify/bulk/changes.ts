import { sql } from 'kysely';
import type { BulkChange } from '../../../shared/identify/bulk.ts';
import type { StatementSource } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { audienceOf, mayShare } from '../../platform/access/reach.ts';
import { audiencesOf } from '../../platform/access/readers.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import { type Happening, recordInBulk } from '../../platform/events/events.ts';
import { clearValues } from '../fields/projection.ts';
import { clearProjection } from '../statements/statements.ts';
import { type Editing, type Edits, followsAlone } from './edits.ts';
import { currentOf, type Held, type Left, statementsOf } from './records.ts';
import { followTopics, supersede, updateParties } from './writing.ts';

/** The act of which a change of some records is a part. */
export interface Acting {
  actId: string;
  /** Every record it changes bears this moment. */
  at: string;
  change: BulkChange;
  editing: Editing | undefined;
}

/** Which of the held records the change may not touch, besides those one may not edit at all. */
export async function barred(
  transaction: Transaction,
  house: Transaction,
  held: readonly Held[],
  change: BulkChange,
): Promise<Left[]> {
  if (change.do === 'assign') return change.to === null ? [] : unseenBy(house, held, change.to);
  if (change.do !== 'share') return [];
  const notYours = held
    .filter((one) => !mayShare(transaction, one))
    .map(({ id }): Left => ({ id, because: 'not yours' }));
  const { rows } = await sql<{ id: string }>`
    with shared (id, kind, audience) as (
      select p.id, p.kind, case ${change.visibility} when 'private' then p.owner_id
        when 'team' then ${change.teamId ?? null}::uuid else p.workspace_id end
      from parties p where p.workspace_id = ${house.actor.workspaceId}
        and p.id = any (${held.map(({ id }) => id)}::uuid[]))
    select id from shared where kind = 'person' and exists (
      select from affiliations a
        join parties c on c.workspace_id = a.workspace_id and c.id = a.company_id
      where a.workspace_id = ${house.actor.workspaceId} and a.party_id = shared.id
        and c.audience not in (${house.actor.workspaceId}, shared.audience))
    union all
    select id from shared where kind = 'company' and shared.audience <> ${house.actor.workspaceId} and exists (
      select from affiliations a where a.workspace_id = ${house.actor.workspaceId}
        and a.company_id = shared.id and a.audience <> shared.audience)`.execute(house.db);
  return [...notYours, ...rows.map(({ id }): Left => ({ id, because: 'company' }))];
}

/** Nobody looks after what they cannot see. */
async function unseenBy(
  house: Transaction,
  held: readonly Held[],
  userId: string,
): Promise<Left[]> {
  const seen = await audiencesOf(house, userId);
  return held
    .filter(({ audience }) => !seen.includes(audience))
    .map(({ id }): Left => ({ id, because: 'unseen' }));
}

/** Changes the held records, writes it into the history of each, and answers how many were not so already. */
export async function changeHeld(
  house: Transaction,
  held: Held[],
  acting: Acting,
): Promise<number> {
  const { change, editing } = acting;
  if (editing) return editFields(house, held, acting, editing);
  switch (change.do) {
    case 'assign':
      return assign(house, held, acting, change.to);
    case 'share':
      return share(house, held, acting, change);
    case 'trash':
      return trash(house, held, acting);
    default:
      throw new TypeError(`A change of fields without its reading: ${change.do}`);
  }
}

async function editFields(
  house: Transaction,
  all: Held[],
  { actId, at }: Acting,
  { topic, fieldId, editsFor }: Editing,
): Promise<number> {
  const { db, actor } = house;
  const stated = await statementsOf(
    house,
    all.map(({ id }) => id),
    followsAlone(topic) && topic,
  );
  const changing = all.flatMap((one) => {
    const current = currentOf(stated.get(one.id)).filter(
      (each) => each.topic === topic && (!fieldId || each.fieldId === fieldId),
    );
    const edits = editsFor(one.kind, current);
    return edits.stated.length + edits.withdrawn.length > 0 ? [{ one, current, edits }] : [];
  });
  if (changing.length === 0) return 0;
  const source: StatementSource = { kind: 'person', userId: actor.userId! };
  const added: object[] = [];
  const superseded: { id: string; by: string | null }[] = [];
  const happenings: Happening[] = [];
  for (const { one, current, edits } of changing) {
    const ids = edits.stated.map(() => nextId());
    const gone = [
      ...edits.stated.flatMap(({ replaces }, index) =>
        replaces ? [{ id: replaces, by: ids[index]! }] : [],
      ),
      ...edits.withdrawn.map((id) => ({ id, by: null })),
    ];
    superseded.push(...gone);
    for (const [index, { value, valueKey, label }] of edits.stated.entries()) {
      added.push({
        workspace_id: actor.workspaceId,
        id: ids[index]!,
        party_id: one.id,
        audience: one.audience,
        topic,
        value,
        value_key: valueKey,
        label,
        field_id: fieldId ?? null,
        basis: 'told',
        source,
        stated_at: at,
        stated_by: actor.userId,
      });
    }
    const byId = new Map(gone.map(({ id, by }) => [id, by]));
    const known = stated.get(one.id) ?? [];
    for (const each of known) {
      if (!byId.has(each.id)) continue;
      each.superseded_at = at;
      each.superseded_by = byId.get(each.id) ?? null;
    }
    const additions = edits.stated.map(({ value, valueKey, label }, index) => ({
      id: ids[index]!,
      party_id: one.id,
      topic,
      value,
      valueKey,
      label,
      fieldId: fieldId ?? null,
      stated_at: at,
      superseded_at: null,
      superseded_by: null,
    }));
    stated.set(one.id, [...known, ...additions]);
    happenings.push({
      ...aboutOne(one, actId),
      ...(fieldId ? { fieldId } : {}),
      verb: 'edited',
      particulars: {
        topic,
        ...(fieldId ? { fieldId } : {}),
        stated: ids,
        superseded: gone.map(({ id }) => id),
        was: one.updated_at,
      },
      ...valuesBefore(topic, current, edits, byId),
    });
  }
  await insertRows(db, 'statements', added);
  await supersede(house, superseded, at);
  await followTopics(
    house,
    [topic],
    changing.map(({ one }) => one),
    stated,
    () => at,
  );
  await recordInBulk(house, happenings);
  return changing.length;
}

/** What stood there and what stands there now, as the history tells it. */
function valuesBefore(
  topic: string,
  current: { id: string; value: unknown }[],
  { stated }: Edits,
  gone: ReadonlyMap<string, unknown>,
): Pick<Happening, 'before' | 'after'> {
  const before = current.find(({ id }) => gone.has(id));
  return {
    ...(before ? { before: { [topic]: before.value } } : {}),
    ...(stated[0] ? { after: { [topic]: stated[0].value } } : {}),
  };
}

function aboutOne({ id, kind, audience }: Held, actId: string) {
  return { subject: kind, subjectId: id, audience, actId };
}

async function assign(
  house: Transaction,
  held: Held[],
  { actId, at }: Acting,
  to: string | null,
): Promise<number> {
  const changing = held.filter((one) => one.assigned_to !== to);
  await updateParties(
    house,
    changing.map(({ id }) => ({ id, updated_at: at, assigned_to: to })),
  );
  await recordInBulk(
    house,
    changing.map((one) => ({
      ...aboutOne(one, actId),
      verb: 'changed',
      particulars: { was: one.updated_at },
      before: { assignedTo: one.assigned_to },
      after: { assignedTo: to },
    })),
  );
  return changing.length;
}

async function share(
  house: Transaction,
  held: Held[],
  { actId, at }: Acting,
  { visibility, teamId }: Extract<BulkChange, { do: 'share' }>,
): Promise<number> {
  const { workspaceId } = house.actor;
  const changing = held
    .map((one) => ({ one, audience: audienceOf(workspaceId, visibility, one.owner_id, teamId) }))
    .filter(({ one, audience }) => one.visibility !== visibility || one.audience !== audience);
  await updateParties(
    house,
    changing.map(({ one: { id }, audience }) => ({ id, updated_at: at, visibility, audience })),
  );
  await recordInBulk(
    house,
    changing.map(({ one, audience }) => ({
      ...aboutOne({ ...one, audience }, actId),
      verb: 'changed',
      particulars: { was: one.updated_at },
      before: {
        visibility: one.visibility,
        teamId: one.visibility === 'team' ? one.audience : null,
      },
      after: { visibility, teamId: teamId ?? null },
    })),
  );
  return changing.length;
}

async function trash(house: Transaction, held: Held[], { actId, at }: Acting): Promise<number> {
  if (held.length === 0) return 0;
  const { userId } = house.actor;
  await updateParties(
    house,
    held.map(({ id, updated_at }) => ({ id, updated_at, trashed_at: at, trashed_by: userId })),
  );
  const ids = held.map(({ id }) => id);
  await clearProjection(house, ids);
  await clearValues(house, ids);
  await recordInBulk(
    house,
    held.map((one) => ({ ...aboutOne(one, actId), verb: 'trashed' })),
  );
  return held.length;
}
