import { sql } from 'kysely';
import type { BulkCounts } from '../../../shared/identify/bulk.ts';
import type { Topic } from '../../../shared/identify/statements.ts';
import { cellLimits } from '../../../shared/identify/writable-columns.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { audienceOf } from '../../platform/access/reach.ts';
import { type Happening, recordInBulk } from '../../platform/events/events.ts';
import { refreshValues } from '../fields/projection.ts';
import { project } from '../statements/projection.ts';
import { writeProjection } from '../statements/statements.ts';
import { type Act, mostLeft, noteAct, tellOfAct } from './acts.ts';
import { followsAlone } from './edits.ts';
import { Concerned, type Progress } from './performing.ts';
import {
  allOrOneByOne,
  currentOf,
  type Held,
  hold,
  type Left,
  type Stated,
  seenAmong,
  statementsOf,
} from './records.ts';
import { followTopics, supersede, updateParties } from './writing.ts';

/** So many parts of an act are taken back together; of cells as many as are written together. */
const batchOf = ({ change }: Act) => (change.do === 'cells' ? cellLimits.cells : 2_000);

/** The part of an act about one record, as its history tells it. */
interface Part {
  id: string;
  subject_id: string;
  verb: string;
  particulars: {
    topic?: Topic;
    fieldId?: string;
    stated?: string[];
    superseded?: string[];
    was?: string;
  };
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** A part and the record it is about. */
interface Returning {
  part: Part;
  one: Held;
}

/**
 * Takes an act back, in the transaction of its actor. A record on which somebody has changed the same since
 * stays as they left it and is named; every other one is what it was.
 */
export async function undoAct(
  transaction: Transaction,
  act: Act,
  progress?: Progress,
): Promise<BulkCounts> {
  const at = Temporal.Now.instant().round('microsecond').toString();
  const counts: BulkCounts = { ...act.counts, restored: 0, kept: 0 };
  const kept: Left[] = [];
  const concerned = new Concerned();
  let after: string | undefined;
  for (;;) {
    await progress?.(counts.restored + counts.kept, act.counts.changed);
    const parts = await partsAfter(transaction, act, after);
    if (parts.length === 0) break;
    after = parts.at(-1)!.id;
    const held = await holdAgain(transaction, parts, act);
    const returning = parts.flatMap((part) => {
      const one = held.get(part.subject_id);
      return one ? [{ part, one }] : [];
    });
    const { restored, left } = await asHouse(transaction, (house) =>
      putBack(house, returning, act, at),
    );
    const missing = parts.map(({ subject_id }) => subject_id).filter((id) => !held.has(id));
    const seen = await seenAmong(transaction, missing);
    const notYours = missing
      .filter((id) => seen.has(id))
      .map((id): Left => ({ id, because: 'not yours' }));
    counts.restored += restored;
    counts.kept += left.length + notYours.length;
    if (kept.length < mostLeft) kept.push(...left, ...notYours);
    concerned.add([...held.values()]);
  }
  await noteAct(transaction, act.id, { status: 'undone', counts, kept, error: null, undone: true });
  await concerned.announce(transaction, act.id);
  await tellOfAct(transaction, act, 'undone', { counts });
  return counts;
}

async function partsAfter(
  { db, actor }: Transaction,
  act: Act,
  after: string | undefined,
): Promise<Part[]> {
  const { rows } = await sql<Part>`
    select id, subject_id, verb, particulars, before, after from events
    where workspace_id = ${actor.workspaceId} and act_id = ${act.id}
      ${after ? sql`and id > ${after}` : sql``}
    order by id limit ${sql.lit(batchOf(act))}`.execute(db);
  return rows;
}

/**
 * Whoever handed records on may take them back as long as nobody else did anything with the assignment: before
 * the act they were theirs to change.
 */
async function holdAgain(
  transaction: Transaction,
  parts: Part[],
  { change }: Act,
): Promise<Map<string, Held>> {
  const { actor } = transaction;
  const ids = parts.map(({ subject_id }) => subject_id);
  const held = new Map((await hold(transaction, ids)).map((one) => [one.id, one]));
  if (!['assign', 'cells'].includes(change.do) || actor.kind !== 'user' || actor.readOnly)
    return held;
  const handedOn = parts
    .filter(({ subject_id, before }) => {
      const to = before?.assignedTo;
      return !held.has(subject_id) && typeof to === 'string' && actor.edits.includes(to);
    })
    .map(({ subject_id }) => subject_id);
  const seen = [...(await seenAmong(transaction, handedOn))];
  for (const one of await asHouse(transaction, (house) => hold(house, seen))) held.set(one.id, one);
  return held;
}

async function putBack(
  house: Transaction,
  returning: Returning[],
  act: Act,
  at: string,
): Promise<{ restored: number; left: Left[] }> {
  const [first] = returning;
  if (!first) return { restored: 0, left: [] };
  switch (act.change.do) {
    case 'trash':
      return untrash(house, returning);
    case 'assign':
      return unassign(house, returning, act, at);
    case 'share':
      return unshare(house, returning, act, at);
    case 'cells':
      return uncell(house, returning, act, at);
    default:
      return reinstate(house, returning, act, at);
  }
}

/** What was written into cells: values of fields, and whose the records are; each row is written once. */
async function uncell(
  house: Transaction,
  returning: Returning[],
  act: Act,
  at: string,
): Promise<{ restored: number; left: Left[] }> {
  const isEdit = ({ part }: Returning) => part.verb === 'edited';
  const edits = returning.filter(isEdit);
  const handed = returning.filter((each) => !isEdit(each));
  const back = new Map(
    handed
      .filter((each) => !isHandedOn(each))
      .map(({ part, one }) => [one.id, assigneeBefore(part)]),
  );
  const values = await reinstate(house, edits, act, at, back.size > 0 ? back : undefined);
  const [together, alone] = [true, false].map((is) =>
    handed.filter(({ one }) => values.written.has(one.id) === is),
  ) as [Returning[], Returning[]];
  const assigned = await unassign(house, alone, act, at);
  const free = together.filter(({ one }) => back.has(one.id));
  await recordInBulk(house, free.map(turnedRound));
  return {
    restored: values.restored + assigned.restored + free.length,
    left: [...values.left, ...assigned.left, ...together.filter(isHandedOn).map(changed)],
  };
}

/** Somebody has handed the record on since, or put it away. */
function isHandedOn({ part, one }: Returning): boolean {
  return one.trashed_at !== null || one.assigned_to !== (part.after?.assignedTo ?? null);
}

function assigneeBefore({ before }: Part): string | null {
  return (before?.assignedTo ?? null) as string | null;
}

/** A record that still bears the moment of the act gets back the one it had before. */
function updatedAt({ part, one }: Returning, act: Act, at: string): string {
  const untouched =
    act.acted_at !== null &&
    // Or had it back already, with another part of the same act.
    (one.updated_at === part.particulars.was ||
      Temporal.Instant.compare(Temporal.Instant.from(one.updated_at), act.acted_at) === 0);
  return untouched ? (part.particulars.was ?? at) : at;
}

const changed = ({ one }: Returning): Left => ({ id: one.id, because: 'changed' });

/** Of one record there may be several parts, each about another topic or field. */
async function reinstate(
  house: Transaction,
  returning: Returning[],
  act: Act,
  at: string,
  assigned?: ReadonlyMap<string, string | null>,
): Promise<{ restored: number; left: Left[]; written: ReadonlySet<string> }> {
  if (returning.length === 0) return { restored: 0, left: [], written: new Set() };
  const topics = [...new Set(returning.map(({ part }) => part.particulars.topic!))];
  const [topic] = topics;
  const stated = await statementsOf(
    house,
    [...new Set(returning.map(({ one }) => one.id))],
    topics.length === 1 && topic && followsAlone(topic) ? topic : undefined,
  );
  const free = returning.filter(
    ({ part, one }) => !one.trashed_at && stands(part, stated.get(one.id) ?? [], act),
  );
  const stood = new Set(free);
  const left = returning.filter((each) => !stood.has(each)).map(changed);
  if (free.length === 0) return { restored: 0, left, written: new Set() };
  const byId = Map.groupBy(free, ({ one }) => one.id);
  const work = async (held: Held[]): Promise<number> => {
    const these = held.flatMap(({ id }) => byId.get(id)!);
    const withdrawn = these.flatMap(({ part }) => part.particulars.stated ?? []);
    const back = these.flatMap(({ part }) => part.particulars.superseded ?? []);
    await supersede(
      house,
      withdrawn.map((id) => ({ id, by: null })),
      at,
    );
    await sql`update statements set superseded_at = null, superseded_by = null
      where workspace_id = ${house.actor.workspaceId} and id = any (${back}::uuid[])`.execute(
      house.db,
    );
    const gone = new Set(withdrawn);
    const again = new Set(back);
    const asItWas = new Map(
      held.map(({ id }) => [
        id,
        (stated.get(id) ?? []).map((each): Stated => {
          if (gone.has(each.id)) return { ...each, superseded_at: at, superseded_by: null };
          if (again.has(each.id)) return { ...each, superseded_at: null, superseded_by: null };
          return each;
        }),
      ]),
    );
    await followTopics(
      house,
      topics,
      held,
      asItWas,
      (id) => updatedAt(byId.get(id)![0]!, act, at),
      assigned,
    );
    await recordInBulk(
      house,
      these.map(({ part, one }) => {
        const { topic, fieldId, stated: was, superseded } = part.particulars;
        return {
          ...about(one),
          ...(fieldId ? { fieldId } : {}),
          verb: 'edited',
          particulars: {
            topic,
            ...(fieldId ? { fieldId } : {}),
            stated: superseded ?? [],
            superseded: was ?? [],
            undoes: part.id,
          },
        };
      }),
    );
    return these.length;
  };
  const { changed: restored, taken } = await allOrOneByOne(
    house,
    [...byId.values()].map(([first]) => first!.one),
    work,
  );
  const written = new Set(byId.keys());
  for (const { id } of taken) written.delete(id);
  return { restored, left: [...left, ...taken], written };
}

/** Whether everything is as the act left it: what it stated counts, and nothing else took the place of what it took out. */
function stands(
  { particulars: { topic, fieldId, stated = [], superseded = [] } }: Part,
  known: readonly Stated[],
  { change, acted_at }: Act,
): boolean {
  const byId = new Map(known.map((each) => [each.id, each]));
  if (stated.some((id) => byId.get(id)?.superseded_at !== null)) return false;
  const isIts = (each: Stated | undefined) =>
    each?.superseded_at !== null &&
    each !== undefined &&
    (each.superseded_by === null || stated.includes(each.superseded_by));
  if (!superseded.every((id) => isIts(byId.get(id)))) return false;
  const isOnly =
    change.do === 'set' || (change.do === 'cells' && topic !== 'tag' && topic !== 'role');
  if (!isOnly || acted_at === null) return true;
  return !known.some(
    (each) =>
      each.topic === topic &&
      (!fieldId || each.fieldId === fieldId) &&
      each.superseded_at === null &&
      !stated.includes(each.id) &&
      Temporal.Instant.compare(Temporal.Instant.from(each.stated_at), acted_at) > 0,
  );
}

function about({ id, kind, audience }: Held) {
  return { subject: kind, subjectId: id, audience };
}

async function unassign(
  house: Transaction,
  returning: Returning[],
  act: Act,
  at: string,
): Promise<{ restored: number; left: Left[] }> {
  const free = returning.filter((each) => !isHandedOn(each));
  await updateParties(
    house,
    free.map((each) => ({
      id: each.one.id,
      updated_at: updatedAt(each, act, at),
      assigned_to: assigneeBefore(each.part),
    })),
  );
  await recordInBulk(house, free.map(turnedRound));
  return { restored: free.length, left: returning.filter(isHandedOn).map(changed) };
}

async function unshare(
  house: Transaction,
  returning: Returning[],
  act: Act,
  at: string,
): Promise<{ restored: number; left: Left[] }> {
  const { workspaceId } = house.actor;
  const reach = (one: Held, state: Part['before']) =>
    audienceOf(
      workspaceId,
      String(state?.visibility),
      one.owner_id,
      state?.teamId as string | null,
    );
  const stays = ({ part, one }: Returning) =>
    one.trashed_at !== null ||
    one.visibility !== part.after?.visibility ||
    one.audience !== reach(one, part.after);
  const free = returning.filter((each) => !stays(each));
  const byId = new Map(free.map((each) => [each.one.id, each]));
  const work = async (held: Held[]): Promise<number> => {
    const these = held.map(({ id }) => byId.get(id)!);
    await updateParties(
      house,
      these.map((each) => ({
        id: each.one.id,
        updated_at: updatedAt(each, act, at),
        visibility: each.part.before?.visibility,
        audience: reach(each.one, each.part.before),
      })),
    );
    await recordInBulk(
      house,
      these.map((each) => ({
        ...turnedRound(each),
        audience: reach(each.one, each.part.before),
      })),
    );
    return held.length;
  };
  const { changed: restored, taken } = await allOrOneByOne(
    house,
    free.map(({ one }) => one),
    work,
  );
  return { restored, left: [...returning.filter(stays).map(changed), ...taken] };
}

function turnedRound({ part, one }: Returning): Happening {
  return {
    ...about(one),
    verb: 'changed',
    particulars: { undoes: part.id },
    before: part.after ?? {},
    after: part.before ?? {},
  };
}

async function untrash(
  house: Transaction,
  returning: Returning[],
): Promise<{ restored: number; left: Left[] }> {
  const free = returning.filter(({ one }) => one.trashed_at !== null).map(({ one }) => one);
  const stated = await statementsOf(
    house,
    free.map(({ id }) => id),
    undefined,
  );
  const work = async (held: Held[]): Promise<number> => {
    const projected = held.map((subject) => ({
      subject,
      projection: project(subject.kind, currentOf(stated.get(subject.id))),
    }));
    await updateParties(
      house,
      projected.map(({ subject, projection }) => ({
        id: subject.id,
        updated_at: subject.updated_at,
        trashed_at: null,
        trashed_by: null,
        ...projection.fields,
      })),
    );
    await writeProjection(house, projected);
    await refreshValues(
      house,
      held.map(({ id }) => id),
    );
    await recordInBulk(
      house,
      held.map((one) => ({ ...about(one), verb: 'restored' })),
    );
    return held.length;
  };
  const { changed: restored, taken } = await allOrOneByOne(house, free, work);
  return { restored, left: taken };
}
