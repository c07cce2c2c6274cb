import { sql } from 'kysely';
import type { About, FollowView } from '../../../shared/interact/comments.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { nextId } from '../../platform/database/ids.ts';
import { announce } from '../../platform/events/events.ts';
import { type Subject, subjectOf } from '../comments/subjects.ts';

type Followed = Pick<Subject, 'partyId' | 'activityId'>;
type Because = 'mentioned' | 'asked' | 'commented';

const column = ({ partyId }: Followed) => (partyId ? 'party_id' : 'activity_id');
const idOf = ({ partyId, activityId }: Followed) => (partyId ?? activityId)!;

/** Whether the actor hears of something: by their own word, or because they are responsible for it. */
export async function followOf(transaction: Transaction, about: About): Promise<FollowView> {
  const { db, actor } = transaction;
  const subject = await subjectOf(transaction, about);
  const said = await db
    .selectFrom('follows')
    .select(['following', 'because'])
    .where('workspace_id', '=', actor.workspaceId)
    .where(column(subject), '=', idOf(subject))
    .where('user_id', '=', actor.userId)
    .executeTakeFirst();
  if (said) {
    const because = said.because as FollowView['because'];
    return { following: said.following, because: said.following ? because : null };
  }
  const isResponsible = responsibleFor(subject) === actor.userId;
  return { following: isResponsible, because: isResponsible ? 'responsible' : null };
}

/** A record has somebody responsible; an entry is its author's. */
function responsibleFor({ activityId, assignedTo, ownerId }: Subject): string | null {
  return activityId ? ownerId : assignedTo;
}

/** The actor wants to hear of something, or no longer. */
export async function setFollowing(
  transaction: Transaction,
  about: About,
  following: boolean,
): Promise<void> {
  const { db, actor } = transaction;
  const subject = await subjectOf(transaction, about);
  const userId = actor.userId!;
  await sql`
    insert into follows (workspace_id, id, audience, user_id, party_id, activity_id, following, because)
    values (${actor.workspaceId}, ${nextId()}, ${userId}, ${userId}, ${subject.partyId},
      ${subject.activityId}, ${following}, 'wished')
    on conflict (workspace_id, ${sql.ref(column(subject))}, user_id)
      where ${sql.ref(column(subject))} is not null
    do update set following = excluded.following, because = excluded.because, since = now()`.execute(
    db,
  );
  await announce(transaction, {
    subject: 'follow',
    id: idOf(subject),
    audience: userId,
    verb: following ? 'begun' : 'ended',
  });
}

/** Whoever is drawn into something hears of it from now on, unless they said that they do not want to. */
export async function begin(
  { db, actor }: Transaction,
  followed: Followed,
  userIds: string[],
  because: Because,
): Promise<void> {
  if (userIds.length === 0) return;
  await db
    .insertInto('follows')
    .values(
      userIds.map((userId) => ({
        workspace_id: actor.workspaceId,
        id: nextId(),
        audience: userId,
        user_id: userId,
        party_id: followed.partyId,
        activity_id: followed.activityId,
        following: true,
        because,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface Followers {
  responsible: string[];
  following: string[];
}

/** Who hears of something. Asked as the house: whom one follows is nobody else's business. */
export async function followersOf(house: Transaction, subject: Subject): Promise<Followers> {
  const { db, actor } = house;
  const rows = await db
    .selectFrom('follows')
    .select(['user_id', 'following'])
    .where('workspace_id', '=', actor.workspaceId)
    .where(column(subject), '=', idOf(subject))
    .execute();
  const responsible = responsibleFor(subject);
  return {
    responsible:
      responsible && !rows.some(({ user_id }) => user_id === responsible) ? [responsible] : [],
    following: rows.filter(({ following }) => following).map(({ user_id }) => user_id),
  };
}
