import { sql } from 'kysely';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { type Happening, subscribe } from '../../platform/events/events.ts';
import { notify } from './telling.ts';

/** What a follower of a record hears of. */
const worthTelling = new Set(['edited', 'changed', 'trashed', 'restored', 'merged', 'separated']);

/** What happens to records is told to whoever becomes responsible for them, and to those who follow them. */
export function tellOfRecords(): void {
  const many = async (transaction: Transaction, happenings: Happening[]) => {
    // That a value of a field changed is known only to those who see the field.
    const told = happenings.filter(({ verb, fieldId }) => worthTelling.has(verb) && !fieldId);
    if (told.length > 0) await asHouse(transaction, (house) => tellOf(house, told));
  };
  const one = (transaction: Transaction, happening: Happening) => many(transaction, [happening]);
  subscribe('person', one, many);
  subscribe('company', one, many);
  subscribe('activity', async (transaction, { verb, audience, subjectId, particulars }) => {
    if (verb !== 'written') return;
    const { parties = [] } = (particulars ?? {}) as { parties?: string[] };
    const written = parties.map((partyId) => ({
      subject: 'activity',
      subjectId: partyId,
      audience,
      verb,
      particulars: { activityId: subjectId },
    }));
    await asHouse(transaction, (house) => tellOf(house, written));
  });
}

interface Listening {
  user_id: string;
  party_id: string;
  responsible: boolean;
}

async function tellOf(house: Transaction, happenings: Happening[]): Promise<void> {
  const { db, actor } = house;
  const ids = happenings.map(({ subjectId }) => subjectId);
  const { rows } = await sql<Listening>`
    select f.user_id, f.party_id, false as responsible from follows f
    where f.workspace_id = ${actor.workspaceId} and f.party_id = any (${ids}::uuid[]) and f.following
    union all
    select p.assigned_to, p.id, true from parties p
    where p.workspace_id = ${actor.workspaceId} and p.id = any (${ids}::uuid[]) and p.assigned_to is not null
      and not exists (select from follows f where f.workspace_id = p.workspace_id
        and f.party_id = p.id and f.user_id = p.assigned_to)`.execute(db);
  const listening = Map.groupBy(rows, ({ party_id }) => party_id);
  await forgetAssignments(house, happenings);
  /** What each is to hear, by why and by who may know of it. */
  const news = new Map<string, { happening: Happening; userId: string; why: Why; ids: string[] }>();
  for (const happening of happenings) {
    const assigned = assigneeOf(happening);
    const hearing = (listening.get(happening.subjectId) ?? []).filter(
      ({ user_id }) => user_id !== assigned,
    );
    const add = (userId: string, why: Why) => {
      if (userId === actor.userId) return;
      const key = `${userId} ${why} ${happening.audience}`;
      const known = news.get(key);
      if (known) known.ids.push(happening.subjectId);
      else news.set(key, { happening, userId, why, ids: [happening.subjectId] });
    };
    if (assigned) add(assigned, 'assigned');
    for (const { user_id, responsible } of hearing)
      add(user_id, responsible ? 'responsible' : 'following');
  }
  for (const { happening, userId, why, ids: about } of news.values()) {
    const [only] = about.length === 1 ? about : [];
    await notify(house, {
      kind: why === 'assigned' ? 'assigned' : 'changed',
      because: why === 'following' ? 'following' : 'responsible',
      to: [userId],
      audience: happening.audience,
      partyId: only ?? null,
      // Many records at once are one piece of news.
      bundle: only ?? happening.actId ?? about[0]!,
      count: about.length,
    });
  }
}

type Why = 'assigned' | 'responsible' | 'following';

function assigneeOf({ after }: Happening): string | undefined {
  const { assignedTo } = (after ?? {}) as { assignedTo?: string | null };
  return assignedTo ?? undefined;
}

/** That somebody became responsible is no news once somebody else is. */
async function forgetAssignments(
  { db, actor }: Transaction,
  happenings: Happening[],
): Promise<void> {
  const ids = happenings
    .filter(({ after }) => after && 'assignedTo' in after)
    .map(({ subjectId }) => subjectId);
  if (ids.length === 0) return;
  await sql`
    delete from notifications n using parties p
    where n.workspace_id = ${actor.workspaceId} and n.party_id = any (${ids}::uuid[])
      and n.kind = 'assigned' and n.read_at is null
      and p.workspace_id = n.workspace_id and p.id = n.party_id
      and p.assigned_to is distinct from n.user_id`.execute(db);
}
