import { sql } from 'kysely';
import type { TeamLine, TodayParty } from '../../../shared/interact/today/today.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { instantText } from '../../platform/database/values.ts';

const mostShown = 40;
/** After so many acts of colleagues only the latest are looked through. */
const mostRead = 2_000;

interface Row {
  id: string;
  at: string;
  actor: string;
  party_id: string;
  kind: TodayParty['kind'];
  name: string;
  entry: TeamLine['entry'];
  activity_id: string | null;
  count: number;
}

/** What colleagues did with those whom this user looks after: one line for each of them and each record. */
export async function teamLines(
  { db, actor }: Transaction,
  userId: string,
  since: Temporal.Instant,
): Promise<TeamLine[]> {
  const { rows } = await sql<Row>`
    with recent as (
      select e.id, e.at, e.actor_id, e.subject, e.subject_id from events e
      where e.workspace_id = ${actor.workspaceId} and e.at >= ${since.toString()} and e.import_id is null
        and e.actor = 'user' and e.actor_id <> ${userId}
        and e.subject in ('person', 'company', 'activity')
      order by e.at desc limit ${sql.lit(mostRead)}
    ), about as (
      select r.*, r.subject_id as party_id, null::uuid as activity_id, null as entry
      from recent r where r.subject <> 'activity'
      union all
      select r.*, p.party_id, p.activity_id, p.kind
      from recent r join participants p on p.workspace_id = ${actor.workspaceId} and p.activity_id = r.subject_id
      where r.subject = 'activity' and p.party_id is not null
    ), mine as (
      select about.*, y.kind, y.name,
        row_number() over (partition by about.actor_id, y.id order by about.id desc) as place,
        count(*) over (partition by about.actor_id, y.id) as count
      from about join parties y on y.workspace_id = ${actor.workspaceId} and y.id = about.party_id
        and y.trashed_at is null and coalesce(y.assigned_to, y.owner_id) = ${userId}
    )
    select m.id, m.at::text as at, u.name as actor, m.party_id, m.kind, m.name, m.entry, a.id as activity_id,
      m.count
    from mine m
    join users u on u.workspace_id = ${actor.workspaceId} and u.id = m.actor_id
    left join activities a on a.workspace_id = ${actor.workspaceId} and a.id = m.activity_id
      and a.trashed_at is null
    where m.place = 1 order by m.id desc limit ${sql.lit(mostShown)}`.execute(db);
  return rows.map(({ id, at, actor: by, party_id, kind, name, entry, activity_id, count }) => ({
    id,
    at: instantText(at),
    actor: by,
    party: { id: party_id, kind, name },
    entry: activity_id ? entry : null,
    activityId: activity_id,
    count,
  }));
}
