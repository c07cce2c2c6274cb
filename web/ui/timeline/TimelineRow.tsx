import type { ReactNode } from 'react';
import { Badge, type Tone } from '../Badge.tsx';
import { Button, IconButton } from '../Button.tsx';
import { classes } from '../classes.ts';
import { Icon } from '../Icon.tsx';
import type { IconName } from '../icons.ts';
import { onePerLocale } from '../onePerLocale.ts';
import { useLocale, useWords } from '../words.ts';

export type EntryKind =
  | 'mail'
  | 'message'
  | 'call'
  | 'meeting'
  | 'note'
  | 'task'
  | 'change'
  | 'bulk'
  | 'document';
export type Direction = 'in' | 'out' | 'none';

const pictures: Record<EntryKind, IconName> = {
  mail: 'mail',
  message: 'message',
  call: 'call',
  meeting: 'meeting',
  note: 'note',
  task: 'task',
  change: 'change',
  bulk: 'newsletter',
  document: 'document',
};

export interface TimelineRowProps {
  kind: EntryKind;
  direction?: Direction;
  /** Names as people read them: "Anna Gruber → Ben, Carla". */
  who: ReactNode;
  occurredAt: Temporal.Instant;
  /** Only its day is known. */
  hasNoTime?: boolean;
  /** The subject, or what happened. */
  title: string;
  /** First line of the text. */
  excerpt?: string;
  tags?: readonly { label: string; tone?: Tone; icon?: IconName }[];
  attachments?: number;
  /** How many messages stand behind this row, when it stands for a thread. */
  count?: number;
  isExpanded?: boolean;
  onToggle?: () => void;
  /** Just scrolled to from a fact's source. */
  isFlashing?: boolean;
  /** Only participants and time are shared; says whom to ask. */
  headersOnly?: ReactNode;
  /** What opens: the full text, attachments, acts. */
  children?: ReactNode;
}

/** One entry of a timeline: type, direction, who, first line. */
export function TimelineRow({
  kind,
  direction = 'none',
  who,
  occurredAt,
  hasNoTime = false,
  title,
  excerpt,
  tags = [],
  attachments = 0,
  count = 1,
  isExpanded = false,
  onToggle,
  isFlashing,
  headersOnly,
  children,
}: TimelineRowProps) {
  const say = useWords();
  return (
    <article
      className={classes(
        'grid grid-cols-[20px_1fr] gap-x-12 border-b border-border px-card-x py-card-y',
        isFlashing ? 'bg-accent-soft' : isExpanded ? 'bg-surface' : 'hover:bg-canvas',
      )}
    >
      <span className="flex flex-col items-center gap-2 pt-2 text-text-3">
        <Icon
          name={headersOnly ? 'lock' : pictures[kind]}
          size={20}
          label={say(`ui.timeline.kind.${kind}`)}
        />
        {direction === 'none' ? null : (
          <Icon
            name={direction === 'in' ? 'mailIn' : 'mailOut'}
            label={say(direction === 'in' ? 'ui.timeline.in' : 'ui.timeline.out')}
            className={direction === 'in' ? 'text-info' : 'text-text-3'}
          />
        )}
      </span>
      <div className="flex min-w-0 flex-col gap-2">
        <header className="flex min-w-0 items-baseline gap-8 text-sm text-text-2">
          <span className={classes('min-w-0 flex-1', isExpanded ? 'wrap-anywhere' : 'truncate')}>
            {who}
          </span>
          {attachments > 0 ? (
            <span className="inline-flex shrink-0 items-center gap-2 self-center text-xs text-text-3">
              <Icon
                name="attachment"
                label={say('ui.timeline.attachments', { count: attachments })}
              />
              <span aria-hidden="true" className="tabular">
                {attachments}
              </span>
            </span>
          ) : null}
          {hasNoTime ? null : <TimeOfDay at={occurredAt} />}
          {onToggle && !headersOnly ? (
            <span className="-my-4 -me-8 shrink-0 self-center">
              <IconButton
                size="small"
                icon={isExpanded ? 'up' : 'down'}
                label={isExpanded ? say('ui.timeline.less') : say('ui.timeline.more')}
                aria-expanded={isExpanded}
                onPress={onToggle}
              />
            </span>
          ) : null}
        </header>
        {headersOnly ? (
          <p className="text-base text-text-3">{headersOnly}</p>
        ) : (
          <>
            <p className="flex min-w-0 items-center gap-8 text-base">
              <span
                className={classes(
                  'min-w-0 font-medium',
                  isExpanded ? 'wrap-anywhere' : 'truncate',
                )}
              >
                {title}
              </span>
              {count > 1 ? <Badge>{say('ui.timeline.messages', { count })}</Badge> : null}
            </p>
            {excerpt && !isExpanded ? (
              <p className="line-clamp-2 text-base text-text-2">{excerpt}</p>
            ) : null}
          </>
        )}
        {tags.length > 0 ? (
          <span className="flex flex-wrap gap-4 pt-2">
            {tags.map(({ label, tone, icon }) => (
              <Badge key={label} tone={tone} icon={icon}>
                {label}
              </Badge>
            ))}
          </span>
        ) : null}
        {isExpanded && children ? (
          <div data-selectable="" className="max-w-[72ch] cursor-auto pt-8 text-md">
            {children}
          </div>
        ) : null}
      </div>
    </article>
  );
}

/** A change of a fact or stage: one quiet line. */
export function ChangeRow({
  who,
  what,
  occurredAt,
}: {
  who: ReactNode;
  what: ReactNode;
  occurredAt: Temporal.Instant;
}) {
  return (
    <article className="grid grid-cols-[20px_1fr] items-baseline gap-x-12 border-b border-border px-card-x py-8 text-sm text-text-2">
      <Icon name="change" className="mx-auto self-center text-text-3" />
      <p className="flex min-w-0 items-baseline gap-8">
        <span className="min-w-0 flex-1">
          {what} <span className="text-text-3">{who}</span>
        </span>
        <TimeOfDay at={occurredAt} />
      </p>
    </article>
  );
}

/** Several automatic things in one line: "6 newsletters". */
export function CollapsedRow({
  label,
  icon = 'newsletter',
  isExpanded,
  onToggle,
}: {
  label: string;
  icon?: IconName;
  isExpanded: boolean;
  onToggle: () => void;
}) {
  return (
    <div className="border-b border-border px-card-x py-4">
      <Button
        variant="quiet"
        size="small"
        icon={icon}
        iconAfter={isExpanded ? 'up' : 'down'}
        aria-expanded={isExpanded}
        onPress={onToggle}
      >
        {label}
      </Button>
    </div>
  );
}

const ofDay = { weekday: 'short', day: 'numeric', month: 'long' } as const;
const days = onePerLocale((locale) => new Intl.DateTimeFormat(locale, ofDay));
const daysOfOtherYears = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { ...ofDay, year: 'numeric' }),
);

/** Heads the entries of one day. */
export function DayHeading({ day, today }: { day: Temporal.PlainDate; today: Temporal.PlainDate }) {
  const say = useWords();
  const locale = useLocale();
  const distance = today.until(day, { largestUnit: 'day' }).days;
  const date = (day.year === today.year ? days : daysOfOtherYears)(locale).format(day);
  const word =
    distance === 0
      ? say('ui.timeline.today')
      : distance === -1
        ? say('ui.timeline.yesterday')
        : distance === 1
          ? say('ui.timeline.tomorrow')
          : null;
  return (
    <h3 className="flex gap-8 bg-canvas px-card-x pt-16 pb-4 text-xs text-text-2">
      {word ? <b className="font-semibold text-text">{word}</b> : null}
      {date}
    </h3>
  );
}

/** Between what is planned and what has been. */
export function NowLine() {
  const say = useWords();
  return (
    <p className="flex items-center gap-8 px-card-x py-8 text-xs text-accent-text">
      {say('ui.timeline.now')}
      <span className="h-px flex-1 bg-accent" />
    </p>
  );
}

const moments = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }),
);
const times = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }),
);

function TimeOfDay({ at }: { at: Temporal.Instant }) {
  const locale = useLocale();
  return (
    <time
      dateTime={at.toString()}
      title={moments(locale).format(at)}
      className="tabular shrink-0 text-xs text-text-3"
    >
      {times(locale).format(at)}
    </time>
  );
}
