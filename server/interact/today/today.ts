import { sql } from 'kysely';
import { promiseState } from '../../../shared/interact/dealings/promises.ts';
import type { TodayPromise, TodayView } from '../../../shared/interact/today/today.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { tasksOf } from '../tasks/tasks.ts';
import { meetingsAhead, meetingsToConfirm } from './meetings.ts';
import { snoozedBy } from './snoozing.ts';
import { teamLines } from './team.ts';

const most = 100;

/** What deserves somebody's attention now, by the clock of where they are. */
export async function viewToday(
  transaction: Transaction,
  zone: string,
  now = Temporal.Now.instant(),
): Promise<TodayView> {
  const here = now.toZonedDateTimeISO(zone);
  const today = here.toPlainDate();
  const tomorrow = today.add({ days: 1 }).toZonedDateTime(zone).toInstant();
  const yesterday = today.subtract({ days: 1 }).toZonedDateTime(zone).toInstant();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const userId = transaction.actor.userId!;

  const snoozed = await snoozedBy(transaction, userId, now);
  const isShown = ({ id }: { id: string }) => !snoozed.has(id);
  const tasks = await tasksOf(transaction, userId);
  const isLater = ({ due }: (typeof tasks)[number]) => due !== null && due.on > today.toString();
  const promises = await promisesDue(transaction, userId, today);
  const confirm = await meetingsToConfirm(transaction, now);
  const dueNow = tasks.filter((task) => !isLater(task));
  return {
    next: await meetingsAhead(transaction, now, tomorrow),
    promises: promises.filter(isShown),
    tasks: dueNow.filter(isShown),
    confirm: confirm.filter(isShown),
    team: await teamLines(transaction, userId, yesterday),
    upcoming: tasks.filter(isLater),
    snoozed: [...promises, ...dueNow, ...confirm].filter((item) => !isShown(item)).length,
    week: await doneSince(transaction, userId, monday, zone),
    isEmpty: await knowsNobody(transaction),
  };
}

/** What this colleague sees to and is due by today: our own word first, then theirs. */
async function promisesDue(
  { db, actor }: Transaction,
  userId: string,
  today: Temporal.PlainDate,
): Promise<TodayPromise[]> {
  const rows = await db
    .selectFrom('promises')
    .innerJoin('parties', (join) =>
      join
        .onRef('parties.workspace_id', '=', 'promises.workspace_id')
        .onRef('parties.id', '=', 'promises.party_id')
        .on('parties.trashed_at', 'is', null),
    )
    .select([
      'promises.id',
      'direction',
      'what',
      'due_on',
      'promises.version',
      'parties.id as party_id',
      'kind',
      'name',
    ])
    .where('promises.workspace_id', '=', actor.workspaceId)
    .where('keeper_id', '=', userId)
    .where('due_on', '<=', today)
    .where('outcome', 'is', null)
    .where('removed_at', 'is', null)
    .orderBy('direction')
    .orderBy('due_on')
    .orderBy('promises.id')
    .limit(most)
    .execute();
  return rows.map(({ id, direction, what, due_on, version, party_id, kind, name }) => {
    const due = due_on.toString();
    return {
      id,
      direction: direction as TodayPromise['direction'],
      what,
      due,
      state: promiseState({ outcome: null, due }, today),
      party: { id: party_id, kind: kind as TodayPromise['party']['kind'], name },
      version,
    };
  });
}

/** One's own week, for oneself: promises kept and tasks done since Monday. */
async function doneSince(
  { db, actor }: Transaction,
  userId: string,
  monday: Temporal.PlainDate,
  zone: string,
): Promise<TodayView['week']> {
  const since = monday.toZonedDateTime(zone).toInstant();
  const { rows } = await sql<TodayView['week']>`
    select
      count(*) filter (where e.verb = 'promise kept') as kept,
      count(*) filter (where e.verb = 'task done') as done
    from events e
    where e.workspace_id = ${actor.workspaceId} and e.at >= ${since.toString()} and e.import_id is null
      and e.actor_id = ${userId} and e.verb in ('promise kept', 'task done')`.execute(db);
  return rows[0]!;
}

/** Ids are made in the order of time, so that this is the first record by its key. */
async function knowsNobody({ db, actor }: Transaction): Promise<boolean> {
  const first = await db
    .selectFrom('parties')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '>', '00000000-0000-0000-0000-000000000000')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return first === undefined;
}
