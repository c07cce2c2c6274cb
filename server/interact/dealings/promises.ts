import {
  type PromiseChange,
  type PromiseDirection,
  type PromiseInput,
  type PromiseOutcome,
  type PromiseSettlement,
  type PromiseView,
  promiseState,
} from '../../../shared/interact/dealings/promises.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile, mayEdit } from '../../platform/access/reach.ts';
import { readersOf } from '../../platform/access/readers.ts';
import { nextId } from '../../platform/database/ids.ts';
import { findActivity } from '../activities/activities.ts';
import { ActivityNotFound } from '../activities/errors.ts';
import { notify } from '../notifications/telling.ts';
import {
  PromiseKeeperBlind,
  PromiseNotFound,
  PromiseNotYours,
  PromiseRemoved,
  SettledInFuture,
} from './errors.ts';
import { companyToday, findSide, type Side, sideToNote } from './sides.ts';
import { removal, restoration, tellSide, updateTerms } from './terms.ts';

/** Finds a promise among those the actor may see, removed or not. */
export function findPromise({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('promises')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}
type Promised = NonNullable<Awaited<ReturnType<typeof findPromise>>>;

/** What the history keeps of a promise, and what undoing puts back. */
export interface PromiseTerms {
  direction: PromiseDirection;
  what: string;
  due: string;
  keeperId: string;
}

export function termsOf(promise: Promised): PromiseTerms {
  return {
    direction: promise.direction as PromiseDirection,
    what: promise.what,
    due: promise.due_on.toString(),
    keeperId: promise.keeper_id,
  };
}

export function settlementOf({ outcome, settled_on }: Promised) {
  return { outcome: outcome as PromiseOutcome | null, on: settled_on?.toString() };
}

/** What was promised between us and somebody: the open ones by their day, then the others, newest first. */
export async function promisesWith(
  transaction: Transaction,
  side: Side,
  today: Temporal.PlainDate,
): Promise<PromiseView[]> {
  const { db, actor } = transaction;
  const rows = await db
    .selectFrom('promises')
    .leftJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'promises.workspace_id')
        .onRef('users.id', '=', 'promises.keeper_id'),
    )
    // An entry that the reader does not see is not even known to exist.
    .leftJoin('activities', (join) =>
      join
        .onRef('activities.workspace_id', '=', 'promises.workspace_id')
        .onRef('activities.id', '=', 'promises.activity_id')
        .on('activities.trashed_at', 'is', null),
    )
    .selectAll('promises')
    .select(['users.name as keeper_name', 'activities.id as seen_activity'])
    .where('promises.workspace_id', '=', actor.workspaceId)
    .where('promises.party_id', '=', side.id)
    .where('promises.removed_at', 'is', null)
    .orderBy('due_on')
    .orderBy('promises.id')
    .execute();
  const views = rows.map((row): PromiseView => {
    const terms = termsOf(row);
    const { outcome, on } = settlementOf(row);
    return {
      id: row.id,
      direction: terms.direction,
      what: terms.what,
      due: terms.due,
      state: promiseState({ outcome, due: terms.due }, today),
      settledOn: on ?? null,
      keeper: { id: row.keeper_id, name: row.keeper_name ?? '?' },
      activityId: row.seen_activity,
      version: row.version,
      can: { edit: mayChange(transaction, row, side) && !side.trashed_at },
    };
  });
  const isOpen = ({ settledOn }: PromiseView) => settledOn === null;
  return [
    ...views.filter(isOpen),
    ...views
      .filter((view) => !isOpen(view))
      .toSorted((one, other) => other.settledOn!.localeCompare(one.settledOn!)),
  ];
}

/** Writes down what one side promised the other. */
export async function makePromise(
  transaction: Transaction,
  input: PromiseInput,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  const side = await sideToNote(transaction, input.partyId);
  const keeperId = input.keeperId ?? actor.userId!;
  await requireKeeper(transaction, side, keeperId);
  if (input.activityId) {
    const activity = await findActivity(transaction, input.activityId);
    if (!activity || activity.trashed_at) throw new ActivityNotFound();
  }
  const id = nextId();
  const terms: PromiseTerms = {
    direction: input.direction,
    what: input.what,
    due: input.due,
    keeperId,
  };
  await db
    .insertInto('promises')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: side.audience,
      party_id: side.id,
      direction: input.direction,
      what: input.what,
      due_on: Temporal.PlainDate.from(input.due),
      keeper_id: keeperId,
      activity_id: input.activityId ?? null,
      made_by: actor.userId,
    })
    .execute();
  const event = await tell(transaction, side, 'promise made', { id, ...terms }, { after: terms });
  await tellKeeper(transaction, side, id, keeperId);
  return { id, event };
}

/** Puts it in other words, moves its day, or gives it to somebody else of us. */
export async function changePromise(
  transaction: Transaction,
  id: string,
  { version, ...change }: PromiseChange,
): Promise<Changed> {
  const { promise, side } = await promiseToChange(transaction, id, version);
  const before = termsOf(promise);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const after: PromiseTerms = { ...before, ...Object.fromEntries(given) };
  if (after.keeperId !== before.keeperId) await requireKeeper(transaction, side, after.keeperId);
  await updateTerms(transaction, 'promises', promise, {
    direction: after.direction,
    what: after.what,
    due_on: Temporal.PlainDate.from(after.due),
    keeper_id: after.keeperId,
  });
  const event = await tell(
    transaction,
    side,
    'promise changed',
    { id, ...after },
    { before, after },
  );
  if (after.keeperId !== before.keeperId) await tellKeeper(transaction, side, id, after.keeperId);
  return { event, version: promise.version + 1 };
}

/** Whoever is to keep a promise that a colleague wrote down or gave away hears of it. */
function tellKeeper(
  transaction: Transaction,
  { id: partyId, audience }: Side,
  bundle: string,
  keeperId: string,
): Promise<void> {
  return asHouse(transaction, (house) =>
    notify(house, {
      kind: 'promise',
      because: 'keeping',
      to: [keeperId],
      audience,
      partyId,
      bundle,
    }),
  );
}

/** Says how it ended, or that it has not. */
export async function settlePromise(
  transaction: Transaction,
  id: string,
  { outcome, on, version }: PromiseSettlement,
): Promise<Changed> {
  const { promise, side } = await promiseToChange(transaction, id, version);
  const today = await companyToday(transaction);
  const day = on ? Temporal.PlainDate.from(on) : today;
  if (outcome && Temporal.PlainDate.compare(day, today) > 0) throw new SettledInFuture();
  const before = settlementOf(promise);
  const after = outcome ? { outcome, on: day.toString() } : { outcome: null };
  await updateTerms(transaction, 'promises', promise, {
    outcome,
    settled_on: outcome ? day : null,
    settled_by: outcome ? transaction.actor.userId : null,
  });
  const event = await tell(
    transaction,
    side,
    outcome ? `promise ${outcome}` : 'promise reopened',
    { id, ...termsOf(promise) },
    { before, after },
  );
  return { event, version: promise.version + 1 };
}

export async function removePromise(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Changed> {
  const { promise, side } = await promiseToChange(transaction, id, version);
  await updateTerms(transaction, 'promises', promise, removal(transaction));
  const event = await tell(transaction, side, 'promise removed', { id, ...termsOf(promise) });
  return { event, version: promise.version + 1 };
}

export async function restorePromise(transaction: Transaction, id: string): Promise<Changed> {
  const promise = await findPromise(transaction, id);
  if (!promise) throw new PromiseNotFound();
  const side = await sideToNote(transaction, promise.party_id);
  if (!mayChange(transaction, promise, side)) throw new PromiseNotYours();
  await updateTerms(transaction, 'promises', promise, restoration);
  const event = await tell(transaction, side, 'promise restored', { id, ...termsOf(promise) });
  return { event, version: promise.version + 1 };
}

async function promiseToChange(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<{ promise: Promised; side: Side }> {
  const promise = await findPromise(transaction, id);
  if (!promise) throw new PromiseNotFound();
  if (!mayChange(transaction, promise, await findSide(transaction, promise.party_id))) {
    throw new PromiseNotYours();
  }
  const side = await sideToNote(transaction, promise.party_id);
  if (promise.removed_at) throw new PromiseRemoved();
  if (promise.version !== version) throw new ChangedMeanwhile();
  return { promise, side };
}

/** Who wrote it, who sees to it, and whoever may edit the record. The same sentence stands as a policy. */
function mayChange(
  transaction: Transaction,
  { keeper_id, made_by }: Pick<Promised, 'keeper_id' | 'made_by'>,
  side: Side,
): boolean {
  const own = { owner_id: keeper_id, assigned_to: made_by, visibility: side.visibility };
  return mayEdit(transaction, own) || mayEdit(transaction, side);
}

async function requireKeeper(transaction: Transaction, side: Side, userId: string): Promise<void> {
  const readers = await readersOf(transaction, side.audience);
  if (!readers.some(({ id, sees }) => id === userId && sees)) throw new PromiseKeeperBlind();
}

function tell(
  transaction: Transaction,
  side: Side,
  verb: string,
  { id, direction, what, due }: PromiseTerms & { id: string },
  changed: { before?: object; after?: object } = {},
): Promise<string> {
  return tellSide(transaction, side, verb, { promise: id, direction, what, due }, changed);
}
