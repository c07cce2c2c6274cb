import type { NotificationKind, NotificationView } from '../../../shared/interact/notifications.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { IconName } from '../../ui/icons.ts';
import type { Say } from '../../ui/words.ts';

export const looks: Record<
  NotificationKind,
  { icon: IconName; title: MessageId; words: MessageId }
> = {
  mention: { icon: 'message', title: 'told.kind.mention', words: 'told.mention' },
  question: { icon: 'help', title: 'told.kind.question', words: 'told.question' },
  answer: { icon: 'reply', title: 'told.kind.answer', words: 'told.answer' },
  comment: { icon: 'message', title: 'told.kind.comment', words: 'told.comment' },
  assigned: { icon: 'person', title: 'told.kind.assigned', words: 'told.assigned' },
  handover: { icon: 'swap', title: 'told.kind.handover', words: 'told.handover.proposed' },
  changed: { icon: 'history', title: 'told.kind.changed', words: 'told.changed' },
};

const reasonWords: Record<NotificationView['because'], MessageId> = {
  mentioned: 'told.because.mentioned',
  asked: 'told.because.asked',
  asking: 'told.because.asking',
  following: 'told.because.following',
  responsible: 'told.because.responsible',
  'taking over': 'told.because.takingOver',
  'handing over': 'told.because.handingOver',
};

/** What happened, in one sentence. */
export function notificationWords(told: NotificationView, say: Say): string {
  const { kind, actor, others, count, party, handover } = told;
  const who = actor ?? say('told.house');
  const by = others ? say('told.andOthers', { name: who }) : who;
  if (handover) {
    const { state, from, to, records } = handover;
    return say(`told.handover.${state}`, { from, to, count: records });
  }
  if (!party && (kind === 'assigned' || kind === 'changed'))
    return say(kind === 'assigned' ? 'told.assigned.many' : 'told.changed.many', {
      who: by,
      count,
    });
  return say(looks[kind].words, { who: by, count, name: party?.name ?? say('told.entry') });
}

export const reasonOf = (told: NotificationView, say: Say): string =>
  say(reasonWords[told.because]);
