import { lazy, memo, Suspense } from 'react';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { CallOutcome, EntryCall } from '../../../shared/interact/calls.ts';
import type { EntryTerms } from '../../../shared/interact/dealings/terms.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TimelineRow } from '../../ui/timeline/TimelineRow.tsx';
import { type Say, useLocale, useWords } from '../../ui/words.ts';
import { shownMoney, termStates } from '../dealings/words.ts';
import { type Item, threadKey } from './items.ts';
import { isImpersonal, kinds } from './kinds.ts';
import { sidesOf } from './who.ts';

const AbsenceNotice = lazy(() => import('./AbsenceNotice.tsx'));
const OpenedActivity = lazy(() => import('./OpenedActivity.tsx'));

export interface EntryRowProps {
  item: Extract<Item, { kind: 'entry' }>;
  /** The colleague whose entry this is. */
  author: string;
  isOpen: boolean;
  isFlashing: boolean;
  /** These two keep their identity between renders. */
  onToggle: (key: string) => void;
  isUnfolded: boolean;
  onUnfold: (key: string) => void;
}

/** Drawn anew only when it shows something else: the count of all entries arrives later than they do. */
export const EntryRow = memo(function EntryRow({
  item,
  author,
  isOpen,
  isFlashing,
  onToggle,
  isUnfolded,
  onUnfold,
}: EntryRowProps) {
  const say = useWords();
  const locale = useLocale();
  const { entry, mates, isWithin } = item;
  const { from, to } = sidesOf(entry, author);
  const subject = entry.subject?.trim();
  const preview = entry.preview?.trim() ?? '';
  const isWritten = entry.kind === 'note' || entry.kind === 'call' || entry.kind === 'meeting';
  const title =
    subject ||
    (isWritten ? preview : say('interact.noSubject')) ||
    (entry.call ? say('interact.call.noText') : '');
  return (
    <div className={isWithin ? 'ps-24' : undefined}>
      <TimelineRow
        kind={isImpersonal(entry) ? 'bulk' : kinds[entry.kind].drawn}
        direction={entry.direction === 'in' || entry.direction === 'out' ? entry.direction : 'none'}
        who={<Who from={from} to={to} most={isOpen ? mostNamesOpen : mostNames} />}
        occurredAt={Temporal.Instant.from(entry.occurredAt)}
        hasNoTime={entry.terms !== null && (entry.kind !== 'task' || entry.allDay)}
        title={title || say('interact.noText')}
        excerpt={title === preview ? undefined : preview}
        attachments={entry.attachments}
        count={mates.length + 1}
        tags={[
          ...(entry.terms ? termTags(entry.terms, say, locale) : []),
          ...(entry.call ? callTags(entry, entry.call, say) : []),
          ...(entry.cancelled ? [{ label: say('interact.cancelled'), tone: 'warn' as const }] : []),
          ...(entry.allDay && entry.kind !== 'task' ? [{ label: say('interact.allDay') }] : []),
          ...(entry.place ? [{ label: entry.place, icon: 'place' as const }] : []),
          ...(entry.visibility === 'private'
            ? [{ label: say('identify.visibility.privateBadge'), icon: 'lock' as const }]
            : []),
        ]}
        isExpanded={isOpen}
        isFlashing={isFlashing}
        onToggle={() => onToggle(item.key)}
        headersOnly={entry.headersOnly ? say('interact.headersOnly', { name: author }) : undefined}
      >
        <Suspense fallback={<Skeleton shape="text" rows={3} />}>
          {entry.touch === 'automatic' ? <AbsenceNotice id={entry.id} /> : null}
          <OpenedActivity id={entry.id} onClose={() => onToggle(item.key)} />
        </Suspense>
      </TimelineRow>
      {mates.length > 0 ? (
        <div className="border-b border-border py-2 ps-40">
          <Button
            variant="quiet"
            size="small"
            iconAfter={isUnfolded ? 'up' : 'down'}
            aria-expanded={isUnfolded}
            onPress={() => onUnfold(threadKey(item.key))}
          >
            {say('interact.earlier', { count: mates.length })}
          </Button>
        </div>
      ) : null}
    </div>
  );
});

function termTags({ price, state }: EntryTerms, say: Say, locale: string) {
  const { message, tone } = termStates[state];
  return [...(price ? [{ label: shownMoney(price, locale) }] : []), { label: say(message), tone }];
}

const callTones: Partial<Record<EntryCall['state'], MessageId>> = {
  missed: 'interact.call.missed',
  'not reached': 'interact.call.notReached',
};
const outcomes: Record<CallOutcome, MessageId> = {
  reached: 'interact.call.reached',
  'not reached': 'interact.call.notReached',
  message: 'interact.call.message',
};

/** How long it lasted, that it was missed, or what came of it. */
function callTags(
  { occurredAt, endsAt }: Pick<TimelineEntry, 'occurredAt' | 'endsAt'>,
  { state, outcome }: EntryCall,
  say: Say,
) {
  const tone = callTones[state];
  const minutes = endsAt
    ? Math.round(Temporal.Instant.from(occurredAt).until(endsAt).total('minutes'))
    : 0;
  return [
    ...(outcome ? [{ label: say(outcomes[outcome]) }] : []),
    ...(tone && !outcome
      ? [{ label: say(tone), tone: state === 'missed' ? ('warn' as const) : undefined }]
      : []),
    ...(minutes > 0 ? [{ label: say('interact.call.minutes', { minutes }) }] : []),
  ];
}

const mostNames = 3;
const mostNamesOpen = 50;

function Who({ from, to, most }: { from: readonly string[]; to: readonly string[]; most: number }) {
  const say = useWords();
  const names = (list: readonly string[]) => {
    const shown = list.slice(0, most).join(', ');
    return list.length > most
      ? say('interact.andMore', { names: shown, count: list.length - most })
      : shown;
  };
  return (
    <>
      <bdi>{names(from)}</bdi>
      {to.length > 0 ? (
        <>
          {' → '}
          <bdi>{names(to)}</bdi>
        </>
      ) : null}
    </>
  );
}
