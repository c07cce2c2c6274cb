import type { Topic } from '../../../shared/identify/statements.ts';
import type { PartyVisibility } from '../../../shared/platform/access.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { Say } from '../../ui/words.ts';
import { consentEventWords } from '../consent/words.ts';
import type { HistoryEvent } from '../parties/queries.ts';
import { topicMessages } from '../parties/topics.ts';
import { visibilityMessages } from '../parties/words.ts';
import { tieEventWords } from '../ties/words.ts';
import type { FactWords } from './useFactWords.ts';

interface Reading {
  say: Say;
  locale: string;
  /** Names of colleagues by id. */
  names: Readonly<Record<string, string>>;
  /** The company's own fields that the reader sees. */
  words: Pick<FactWords, 'label' | 'value'>;
}

/** What an event changed, in one plain sentence. */
export function eventWords(
  event: Pick<HistoryEvent, 'verb' | 'particulars' | 'before' | 'after'> & { subject?: string },
  { say, locale, names, words: facts }: Reading,
): string {
  const { verb } = event;
  if (event.subject === 'tie') return tieEventWords(event, say);
  switch (verb) {
    case 'created':
    case 'promoted':
      return say('identify.history.created');
    case 'imported':
      return say('identify.history.imported');
    case 'trashed':
      return say('identify.history.trashed');
    case 'restored':
      return say('identify.history.restored');
    case 'merged':
      return say(
        event.particulars?.byItself
          ? 'duplicates.history.mergedByItself'
          : 'duplicates.history.merged',
        { name: event.particulars?.name },
      );
    case 'separated':
      return say('duplicates.history.separated', { name: event.particulars?.name });
    case 'absorbed':
      return say(
        event.particulars?.byItself
          ? 'duplicates.history.absorbedByItself'
          : 'duplicates.history.absorbed',
        { name: event.particulars?.name },
      );
    case 'told apart':
      return say('duplicates.history.toldApart');
    case 'proposed again':
      return say('duplicates.history.proposedAgain');
    case 'disclosed':
      return say('identify.history.disclosed');
    case 'consent given':
    case 'consent refused':
    case 'consent withdrawn':
    case 'consent retracted':
      return consentEventWords(event, say);
    case 'page made':
      return say('understand.history.pageMade');
    case 'page revoked':
      return say('understand.history.pageRevoked');
    case 'page opened':
      return say('understand.history.pageOpened');
    case 'page act':
      return say(pageActMessage(event.particulars));
    case 'page act settled':
      return say('understand.history.actSettled');
    case 'page act reopened':
      return say('understand.history.actReopened');
    case 'promise made':
    case 'promise changed':
    case 'promise kept':
    case 'promise broken':
    case 'promise released':
    case 'promise reopened':
    case 'promise removed':
    case 'promise restored':
    case 'supply added':
    case 'supply changed':
    case 'supply removed':
    case 'supply restored':
    case 'contract added':
    case 'contract changed':
    case 'contract removed':
    case 'contract restored':
      return say(dealingMessages[verb], { ...event.particulars });
    case 'assumption noted':
    case 'assumption carries':
    case 'assumption freed':
      return assumptionWords(event, say, locale);
    case 'need met':
      return say('understand.history.needMet', { name: event.particulars?.name });
    case 'need left open':
      return say('understand.history.needLeftOpen', { name: event.particulars?.name });
    case 'edited': {
      const topic = event.particulars?.topic;
      if (!topic || !(topic in topicMessages)) return say('identify.history.changed');
      const fieldId = event.particulars?.fieldId;
      const about = { topic: topic as Topic, label: null, ...(fieldId ? { fieldId } : {}) };
      const label = fieldId ? facts.label(about) : say(topicMessages[topic as Topic]);
      if (event.particulars?.undoes) return say('identify.history.takenBack', { topic: label });
      // A source that brought several values at once tells them together.
      const words = (values: unknown) =>
        (fieldId ? [values] : [values].flat())
          .map((value) => facts.value({ ...about, value }))
          .join(', ')
          .replace(/\s*\n\s*/g, ', ');
      return editWords(event, { topic: topic as Topic, label }, words, say);
    }
    case 'changed':
      return changeWords(event, say, names);
    default:
      return say('identify.history.changed');
  }
}

/** What somebody did by the page of what is held about them. */
function pageActMessage(particulars: Record<string, unknown> | null): MessageId {
  if (particulars?.kind === 'object')
    return particulars.to === 'personal'
      ? 'understand.history.act.objectPersonal'
      : 'understand.history.act.objectAll';
  return (
    pageActMessages[particulars?.kind as keyof typeof pageActMessages] ?? 'identify.history.changed'
  );
}

const pageActMessages = {
  correct: 'understand.history.act.correct',
  withdraw: 'understand.history.act.withdraw',
  download: 'understand.history.act.download',
  everything: 'understand.history.act.everything',
  erase: 'understand.history.act.erase',
} as const satisfies Record<string, MessageId>;

const dealingMessages = {
  'promise made': 'identify.history.promise.made',
  'promise changed': 'identify.history.promise.changed',
  'promise kept': 'identify.history.promise.kept',
  'promise broken': 'identify.history.promise.broken',
  'promise released': 'identify.history.promise.released',
  'promise reopened': 'identify.history.promise.reopened',
  'promise removed': 'identify.history.promise.removed',
  'promise restored': 'identify.history.promise.restored',
  'supply added': 'identify.history.supply.added',
  'supply changed': 'identify.history.supply.changed',
  'supply removed': 'identify.history.supply.removed',
  'supply restored': 'identify.history.supply.restored',
  'contract added': 'identify.history.contract.added',
  'contract changed': 'identify.history.contract.changed',
  'contract removed': 'identify.history.contract.removed',
  'contract restored': 'identify.history.contract.restored',
} as const satisfies Record<string, MessageId>;

/** What was said about something that is only believed. */
function assumptionWords(
  {
    verb,
    particulars,
    before,
    after,
  }: Pick<HistoryEvent, 'verb' | 'particulars' | 'before' | 'after'>,
  say: Say,
  locale: string,
): string {
  const topic = say(topicMessages[particulars?.topic as Topic] ?? 'identify.history.changed');
  if (verb !== 'assumption noted')
    return say(
      verb === 'assumption carries' ? 'understand.history.carries' : 'understand.history.freed',
      { what: particulars?.what, topic },
    );
  if (!after) return say('understand.history.noted.takenBack', { topic });
  const { because, checkOn } = after;
  const parts = [
    because && because !== before?.because
      ? say('understand.history.noted.because', { topic, because })
      : '',
    typeof checkOn === 'string' && checkOn !== before?.checkOn
      ? say('understand.history.noted.until', {
          topic,
          date: Temporal.PlainDate.from(checkOn).toLocaleString(locale, { dateStyle: 'long' }),
        })
      : '',
  ].filter(Boolean);
  return parts.join(' ') || say('understand.history.noted', { topic });
}

function editWords(
  { before, after, particulars }: Pick<HistoryEvent, 'before' | 'after' | 'particulars'>,
  { topic, label }: { topic: Topic; label: string },
  words: (value: unknown) => string,
  say: Say,
): string {
  const next = after?.[topic];
  if (particulars?.confirmed)
    return say('understand.history.confirmed', { topic: label, value: words(next) });
  if (particulars?.settled)
    return say('understand.history.settled', { topic: label, value: words(next) });
  const old = before?.[topic] ?? undefined;
  if (next === undefined || next === null)
    return old === undefined
      ? say('identify.history.withdrawnPlain', { topic: label })
      : say('identify.history.withdrawn', { topic: label, value: words(old) });
  if (old === undefined)
    return say('identify.history.stated', { topic: label, value: words(next) });
  return say('identify.history.replaced', { topic: label, old: words(old), value: words(next) });
}

function changeWords(
  { after }: Pick<HistoryEvent, 'after'>,
  say: Say,
  names: Readonly<Record<string, string>>,
): string {
  const parts: string[] = [];
  if (after && 'assignedTo' in after)
    parts.push(
      typeof after.assignedTo === 'string'
        ? say('identify.history.assigned', {
            name: names[after.assignedTo] ?? say('identify.someone'),
          })
        : say('identify.history.unassigned'),
    );
  if (typeof after?.visibility === 'string' && after.visibility in visibilityMessages)
    parts.push(
      say('identify.history.visible', {
        audience: say(visibilityMessages[after.visibility as PartyVisibility]),
      }),
    );
  return parts.join(' ') || say('identify.history.changed');
}
