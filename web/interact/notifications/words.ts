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
  task: { icon: 'task', title: 'told.kind.task', words: 'told.task' },
  reminder: { icon: 'clock', title: 'told.kind.reminder', words: 'told.reminder' },
  changed: { icon: 'history', title: 'told.kind.changed', words: 'told.changed' },
  unanswered: { icon: 'clock', title: 'told.kind.unanswered', words: 'told.unanswered' },
  undelivered: { icon: 'mailOut', title: 'told.kind.undelivered', words: 'told.undelivered' },
  form: { icon: 'document', title: 'told.kind.form', words: 'told.form' },
  booking: { icon: 'calendar', title: 'told.kind.booking', words: 'told.booked' },
  promise: { icon: 'check', title: 'told.kind.promise', words: 'told.promise' },
  'public mention': {
    icon: 'globe',
    title: 'told.kind.publicMention',
    words: 'told.publicMention',
  },
  page: { icon: 'lock', title: 'told.kind.page', words: 'told.page' },
};

const reasonWords: Record<NotificationView['because'], MessageId> = {
  mentioned: 'told.because.mentioned',
  asked: 'told.because.asked',
  asking: 'told.because.asking',
  following: 'told.because.following',
  responsible: 'told.because.responsible',
  'taking over': 'told.because.takingOver',
  'handing over': 'told.because.handingOver',
  'given a task': 'told.because.task',
  'task accepted': 'told.because.gave',
  'task given back': 'told.because.gave',
  'task done': 'told.because.gave',
  wished: 'told.because.wished',
  sending: 'told.because.sending',
  form: 'told.because.form',
  booked: 'told.because.booking',
  moved: 'told.because.booking',
  cancelled: 'told.because.booking',
  untold: 'told.because.booking',
  keeping: 'told.because.keeping',
  'given a mention': 'told.because.publicMention',
  page: 'told.because.page',
};

/** What became of something since it was first told. */
const turns = {
  'task accepted': 'told.task.accepted',
  'task given back': 'told.task.givenBack',
  'task done': 'told.task.done',
  moved: 'told.booking.moved',
  cancelled: 'told.booking.cancelled',
  untold: 'told.booking.untold',
} as const satisfies Partial<Record<NotificationView['because'], MessageId>>;

/** What happened, in one sentence. */
export function notificationWords(told: NotificationView, say: Say): string {
  const { kind, because, actor, others, count, party, activityId, handover } = told;
  const who = actor ?? say('told.house');
  const by = others ? say('told.andOthers', { name: who }) : who;
  if (handover) {
    const { state, from, to, records } = handover;
    return say(`told.handover.${state}`, { from, to, count: records });
  }
  if (kind === 'assigned' && activityId)
    return say('told.assigned.mail', { who: by, name: party?.name ?? say('told.entry') });
  if (!party && (kind === 'assigned' || kind === 'changed'))
    return say(kind === 'assigned' ? 'told.assigned.many' : 'told.changed.many', {
      who: by,
      count,
    });
  if (because in turns)
    return say(turns[because as keyof typeof turns], {
      who: by,
      name: party?.name ?? say('told.entry'),
    });
  return say(looks[kind].words, { who: by, count, name: party?.name ?? say('told.entry') });
}

export const reasonOf = (told: NotificationView, say: Say): string =>
  say(reasonWords[told.because]);
