import { sql } from 'kysely';
import { Refusal } from '../../../shared/platform/errors.ts';
import {
  type PracticeChange,
  type PracticeStep,
  type PracticeView,
  PracticeStep as Step,
} from '../../../shared/platform/help.ts';
import type { Transaction } from '../access/actor.ts';

export class NoPracticeHere extends Refusal {
  constructor() {
    super(
      'help.no-practice-here',
      409,
      'One practises in the sample company, where nothing is real. Look around there first.',
    );
  }
}

/** What in the stream says that a step was done; the others leave nothing there. */
const traces: Partial<Record<PracticeStep, { subjects: string[]; verb: string }>> = {
  capture: { subjects: ['capture'], verb: 'written' },
  correct: { subjects: ['person', 'company'], verb: 'edited' },
  view: { subjects: ['view'], verb: 'created' },
  undo: { subjects: ['capture'], verb: 'undone' },
};

/** How far the actor is: what they did since they began, as the stream tells it. */
export async function readPractice(transaction: Transaction): Promise<PracticeView> {
  const { db, actor } = transaction;
  await requireSample(transaction);
  const practice = await db
    .selectFrom('practices')
    .select(['begun_at', 'seen', 'skipped', 'closed_at'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .executeTakeFirst();
  const { rows } = await sql<{ subject: string; verb: string }>`
    select distinct subject, verb from events
    where workspace_id = ${actor.workspaceId} and actor_id = ${actor.userId} and actor = 'user' and import_id is null
      and subject in ('capture', 'person', 'company', 'view')
      and verb in ('written', 'edited', 'created', 'undone')`.execute(db);
  const isTraced = (step: PracticeStep) => {
    const trace = traces[step];
    return rows.some(
      ({ subject, verb }) => trace?.subjects.includes(subject) && trace.verb === verb,
    );
  };
  const known = (steps: readonly string[] = []) =>
    steps.flatMap((step) => Step.safeParse(step).data ?? []);
  const seen = known(practice?.seen);
  return {
    done: Step.options.filter((step) => isTraced(step) || seen.includes(step)),
    skipped: known(practice?.skipped),
    isClosed: practice?.closed_at != null,
  };
}

/** Leaves a step out, notes what leaves no trace, puts the practice away or takes it up again. */
export async function changePractice(
  transaction: Transaction,
  { seen, skip, isClosed }: PracticeChange,
): Promise<PracticeView> {
  const { db, actor } = transaction;
  await requireSample(transaction);
  await sql`
    insert into practices (workspace_id, audience, user_id)
    values (${actor.workspaceId}, ${actor.userId}, ${actor.userId})
    on conflict do nothing`.execute(db);
  await sql`
    update practices set
      seen = (select coalesce(array_agg(distinct step), '{}') from unnest(seen || ${seen ? [seen] : []}::text[]) step),
      skipped = (select coalesce(array_agg(distinct step), '{}') from unnest(skipped || ${skip ? [skip] : []}::text[]) step),
      closed_at = case ${isClosed ?? null}::boolean when true then now() when false then null else closed_at end
    where workspace_id = ${actor.workspaceId} and user_id = ${actor.userId}`.execute(db);
  return readPractice(transaction);
}

async function requireSample({ db, actor }: Transaction): Promise<void> {
  const workspace = await db
    .selectFrom('workspaces')
    .select('kind')
    .where('workspace_id', '=', actor.workspaceId)
    .executeTakeFirst();
  if (workspace?.kind !== 'sample') throw new NoPracticeHere();
}
