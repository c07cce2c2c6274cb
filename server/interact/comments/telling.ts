import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { begin, followersOf } from '../following/following.ts';
import { type News, notify } from '../notifications/telling.ts';
import type { Subject } from './subjects.ts';

interface Said {
  id: string;
  mentioned: string[];
  asked: string[];
  /** Whose question it answers. */
  asking: string | null;
}

/** Tells of a comment, each of its listeners once and for the reason that concerns them most. */
export async function tellOfComment(
  transaction: Transaction,
  subject: Subject,
  { id, mentioned, asked, asking }: Said,
): Promise<void> {
  const { actor } = transaction;
  await asHouse(transaction, async (house) => {
    const about = newsAbout(subject, id);
    const followers = await followersOf(house, subject);
    const told = new Set(actor.userId ? [actor.userId] : []);
    const tell = async (to: string[], news: Pick<News, 'kind' | 'because'>) => {
      const fresh = to.filter((userId) => !told.has(userId));
      for (const userId of fresh) told.add(userId);
      await notify(house, { ...about, ...news, to: fresh });
    };
    await tell(asked, { kind: 'question', because: 'asked' });
    await tell(mentioned, { kind: 'mention', because: 'mentioned' });
    if (asking) await tell([asking], { kind: 'answer', because: 'asking' });
    await tell(followers.responsible, { kind: 'comment', because: 'responsible' });
    await tell(followers.following, { kind: 'comment', because: 'following' });
    await begin(house, subject, asked, 'asked');
    await begin(house, subject, mentioned, 'mentioned');
    if (actor.userId) await begin(house, subject, [actor.userId], 'commented');
  });
}

export async function tellOfMention(
  transaction: Transaction,
  subject: Subject,
  commentId: string,
  mentioned: string[],
): Promise<void> {
  const { actor } = transaction;
  const to = mentioned.filter((userId) => userId !== actor.userId);
  if (to.length === 0) return;
  await asHouse(transaction, async (house) => {
    await notify(house, {
      ...newsAbout(subject, commentId),
      kind: 'mention',
      because: 'mentioned',
      to,
    });
    await begin(house, subject, to, 'mentioned');
  });
}

function newsAbout({ partyId, activityId, audience }: Subject, commentId: string) {
  return { audience, partyId, activityId, commentId, bundle: (partyId ?? activityId)! };
}
