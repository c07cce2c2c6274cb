import { type SqlBool, sql } from 'kysely';
import type {
  MentionChange,
  MentionJudgement,
  MentionOutcome,
  MentionState,
  MentionView,
} from '../../../shared/interact/public-mentions.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { readersOf } from '../../platform/access/readers.ts';
import { instantText } from '../../platform/database/values.ts';
import { record } from '../../platform/events/events.ts';
import { notify } from '../notifications/telling.ts';
import { MentionKeeperBlind, MentionNotFound } from './errors.ts';

/** Nobody reads further at once, nor answers what was said so long ago. */
const mostShown = 200;
const shownYears = 3;

interface Row {
  id: string;
  at: string;
  source: string;
  author: string;
  url: string;
  title: string | null;
  text: string | null;
  person_id: string | null;
  person: string | null;
  judgement: MentionJudgement | null;
  assigned_to: string | null;
  assignee: string | null;
  outcome: MentionOutcome | null;
  minutes: number | null;
  version: number;
}

/** Where the company was named, newest first. */
export async function listMentions(
  { db, actor }: Transaction,
  state: 'open' | 'settled',
): Promise<MentionView[]> {
  const since = Temporal.Now.zonedDateTimeISO('UTC').subtract({ years: shownYears }).toInstant();
  const isOpen = sql<SqlBool>`m.outcome is null and m.judgement is distinct from 'not ours'`;
  const { rows } = await sql<Row>`
    select a.id, m.at::text as at, m.source, m.author, m.url, w.subject as title, w.body as text,
      p.id as person_id, p.name as person, m.judgement, m.assigned_to, u.name as assignee, m.outcome, m.version,
      (extract(epoch from m.settled_at - m.at) / 60)::int as minutes
    from mentions m
    join activities a on a.workspace_id = m.workspace_id and a.id = m.activity_id and a.trashed_at is null
    left join activity_texts w on w.workspace_id = m.workspace_id and w.activity_id = m.activity_id
    left join participants x on x.workspace_id = m.workspace_id and x.activity_id = m.activity_id and x.position = 0
    left join parties p on p.workspace_id = m.workspace_id and p.id = x.party_id
    left join users u on u.workspace_id = m.workspace_id and u.id = m.assigned_to
    where m.workspace_id = ${actor.workspaceId} and m.at > ${since.toString()}
      and ${state === 'open' ? isOpen : sql`not (${isOpen})`}
    order by m.at desc, m.activity_id desc limit ${sql.lit(mostShown)}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    at: instantText(row.at),
    source: row.source,
    author: row.author,
    url: row.url,
    title: row.title ?? '',
    text: row.text ?? '',
    person: row.person_id ? { id: row.person_id, name: row.person! } : null,
    judgement: row.judgement,
    assignee: row.assigned_to ? { id: row.assigned_to, name: row.assignee ?? '?' } : null,
    outcome: row.outcome,
    minutes: row.minutes,
    version: row.version,
  }));
}

export function findMention({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('mentions')
    .innerJoin('activities', (join) =>
      join
        .onRef('activities.workspace_id', '=', 'mentions.workspace_id')
        .onRef('activities.id', '=', 'mentions.activity_id'),
    )
    .selectAll('mentions')
    .where('mentions.workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .where('trashed_at', 'is', null)
    .executeTakeFirst();
}
type Mention = NonNullable<Awaited<ReturnType<typeof findMention>>>;

export const stateOf = ({ judgement, assigned_to, outcome }: Mention): MentionState => ({
  judgement: judgement as MentionJudgement | null,
  assignedTo: assigned_to,
  outcome: outcome as MentionOutcome | null,
});

/** Judges a mention, gives it to somebody, or says that it was answered or is left as it is. */
export async function changeMention(
  transaction: Transaction,
  id: string,
  { version, ...change }: MentionChange,
): Promise<Changed> {
  const { db, actor } = transaction;
  const mention = await findMention(transaction, id);
  if (!mention) throw new MentionNotFound();
  if (mention.version !== version) throw new ChangedMeanwhile();
  const before = stateOf(mention);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const after: MentionState = { ...before, ...Object.fromEntries(given) };
  if (after.assignedTo && after.assignedTo !== before.assignedTo)
    await requireReader(transaction, mention.audience, after.assignedTo);
  const isSettledNow = after.outcome !== before.outcome;
  const { numUpdatedRows } = await db
    .updateTable('mentions')
    .set({
      judgement: after.judgement,
      assigned_to: after.assignedTo,
      outcome: after.outcome,
      ...(isSettledNow
        ? {
            settled_at: after.outcome ? Temporal.Now.instant() : null,
            settled_by: after.outcome ? actor.userId : null,
          }
        : {}),
      version: version + 1,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: id,
    audience: mention.audience,
    verb: 'mention changed',
    before,
    after,
  });
  if (after.assignedTo && after.assignedTo !== before.assignedTo) {
    const to = [after.assignedTo];
    await asHouse(transaction, (house) =>
      notify(house, {
        kind: 'public mention',
        because: 'given a mention',
        to,
        audience: mention.audience,
        activityId: id,
        bundle: id,
      }),
    );
  }
  return { event: event!, version: version + 1 };
}

async function requireReader(
  transaction: Transaction,
  audience: string,
  userId: string,
): Promise<void> {
  const readers = await readersOf(transaction, audience);
  if (!readers.some(({ id, sees }) => id === userId && sees)) throw new MentionKeeperBlind();
}
