import { Link } from '@tanstack/react-router';
import type { TodayMeeting } from '../../../shared/interact/today/today.ts';
import { When } from '../../identify/parties/When.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button, buttonClass, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { promiseWords } from '../dealings/words.ts';
import { TaskAnswers, TaskDetails, TaskMenu } from '../tasks/TaskRow.tsx';
import { shownDueDay } from '../tasks/words.ts';
import type { TodayActs } from './acts.ts';
import type { Block, Thing } from './items.ts';
import { Names, Row } from './Row.tsx';
import { snoozes } from './snoozes.ts';
import { WorthRow } from './WorthRow.tsx';

const titles = {
  next: 'tasks.block.next',
  promises: 'tasks.block.promises',
  tasks: 'tasks.block.tasks',
  confirm: 'tasks.block.confirm',
  worth: 'actions.block',
  team: 'tasks.block.team',
} as const satisfies Record<Block, string>;

export function BlockHeading({
  block,
  count,
  isOpen,
  onToggle,
}: {
  block: Block;
  count: number;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const say = useWords();
  return (
    <h2 className="border-b border-border bg-canvas px-8 pt-16 pb-4 tablet:px-16">
      <Button
        variant="quiet"
        size="small"
        iconAfter={isOpen ? 'up' : 'down'}
        aria-expanded={isOpen}
        onPress={onToggle}
      >
        <span className="text-base font-medium">{say(titles[block])}</span>{' '}
        <span className="text-text-2">{count}</span>
      </Button>
    </h2>
  );
}

export function LaterRow({ count, onOpen }: { count: number; onOpen: () => void }) {
  const say = useWords();
  return (
    <div className="border-b border-border px-8 py-4 tablet:px-16">
      <Button variant="quiet" size="small" iconAfter="down" onPress={onOpen}>
        {say('tasks.today.later', { count })}
      </Button>
    </div>
  );
}

export interface ThingRowProps {
  thing: Thing;
  acts: TodayActs;
  mayAct: boolean;
  /** Where it is done. */
  onOpen: () => void;
  onLayer: (layer: 'change' | 'give back' | 'outcome') => void;
}

/** One thing of the day, with what can be done about it. */
export function ThingRow(props: ThingRowProps) {
  switch (props.thing.kind) {
    case 'next':
      return <MeetingRow meeting={props.thing.meeting} />;
    case 'confirm':
      return <ConfirmRow {...props} thing={props.thing} />;
    case 'promises':
      return <PromiseRow {...props} thing={props.thing} />;
    case 'tasks':
      return <TaskOfDay {...props} thing={props.thing} />;
    case 'worth':
      return <WorthRow {...props} thing={props.thing} />;
    case 'team':
      return <TeamRow {...props} thing={props.thing} />;
  }
}

type Of<Kind extends Thing['kind']> = ThingRowProps & { thing: Extract<Thing, { kind: Kind }> };

const clocks = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }),
);

function Clock({ meeting, withDay }: { meeting: TodayMeeting; withDay: boolean }) {
  const say = useWords();
  const locale = useLocale();
  const { startsAt, endsAt, allDay } = meeting;
  const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
  const day = Temporal.Instant.from(startsAt)
    .toZonedDateTimeISO(Temporal.Now.timeZoneId())
    .toPlainDate();
  const time = allDay
    ? say('interact.allDay')
    : endsAt
      ? clocks(locale).formatRange(at(startsAt), at(endsAt))
      : clocks(locale).format(at(startsAt));
  return <Badge>{withDay ? `${shownDueDay(day.toString(), locale)}, ${time}` : time}</Badge>;
}

function Meeting({ meeting, withDay }: { meeting: TodayMeeting; withDay: boolean }) {
  const say = useWords();
  return (
    <>
      <bdi className="wrap-anywhere">{meeting.title || say('tasks.today.meeting')}</bdi>
      <span className="flex flex-wrap items-center gap-x-8 gap-y-2">
        <Clock meeting={meeting} withDay={withDay} />
        {meeting.place ? (
          <span className="text-xs wrap-anywhere text-text-2">{meeting.place}</span>
        ) : null}
        <Names parties={meeting.parties} others={meeting.others} />
      </span>
    </>
  );
}

function MeetingRow({ meeting }: { meeting: TodayMeeting }) {
  return (
    <Row icon="meeting" acts={<Briefs parties={meeting.parties} />}>
      <Meeting meeting={meeting} withDay={false} />
    </Row>
  );
}

/** What to know before it, of the first people it is with. */
function Briefs({ parties }: { parties: TodayMeeting['parties'] }) {
  const say = useWords();
  const people = parties.filter(({ kind }) => kind === 'person').slice(0, 2);
  return people.map(({ id, name }) => (
    <Link
      key={id}
      to="/people/$id/brief"
      params={{ id }}
      aria-label={say('actions.brief.of', { name })}
      className={buttonClass('secondary', 'small')}
    >
      <Icon name="book" />
      {people.length > 1 ? (
        <bdi className="max-w-[120px] truncate">{name}</bdi>
      ) : (
        say('actions.brief')
      )}
    </Link>
  ));
}

function ConfirmRow({ thing, acts, mayAct, onLayer }: Of<'confirm'>) {
  const say = useWords();
  return (
    <Row
      icon="calendar"
      acts={
        mayAct ? (
          <>
            <Button size="small" icon="check" onPress={() => void acts.confirm(thing, true)}>
              {say('tasks.today.tookPlace')}
            </Button>
            <Button
              size="small"
              variant="quiet"
              icon="close"
              onPress={() => void acts.confirm(thing, false)}
            >
              {say('tasks.today.didNot')}
            </Button>
            <IconButton
              size="small"
              icon="note"
              label={say('tasks.today.withNote')}
              keys="O"
              onPress={() => onLayer('outcome')}
            />
            <SnoozeMenu thing={thing} acts={acts} />
          </>
        ) : undefined
      }
    >
      <Meeting meeting={thing.meeting} withDay />
    </Row>
  );
}

function SnoozeMenu({ thing, acts }: { thing: Thing; acts: TodayActs }) {
  const say = useWords();
  return (
    <Menu
      label={say('tasks.snooze')}
      placement="bottom end"
      trigger={<IconButton size="small" icon="clock" label={say('tasks.snooze')} keys="H" />}
      groups={[
        {
          entries: snoozes(Temporal.Now.zonedDateTimeISO()).map(({ id, label, until }) => ({
            id,
            label: say(label),
            onAction: () => void acts.snooze(thing, until, say(label)),
          })),
        },
      ]}
    />
  );
}

function PromiseRow({ thing, acts, mayAct }: Of<'promises'>) {
  const say = useWords();
  const locale = useLocale();
  const { direction, what, due, state, party } = thing.promise;
  const { message, tone } = promiseWords(
    { state, due, settledOn: null },
    Temporal.Now.plainDateISO(),
  );
  return (
    <Row
      icon={direction === 'ours' ? 'mailOut' : 'mailIn'}
      label={say(direction === 'ours' ? 'dealings.promise.ours' : 'dealings.promise.theirs')}
      acts={
        mayAct ? (
          <>
            <Button size="small" icon="check" onPress={() => void acts.finish(thing)}>
              {say('tasks.today.keptIt')}
            </Button>
            <SnoozeMenu thing={thing} acts={acts} />
          </>
        ) : undefined
      }
    >
      <bdi className="wrap-anywhere">{what}</bdi>
      <span className="flex flex-wrap items-center gap-x-8 gap-y-2 text-xs text-text-2">
        <Badge tone={tone}>{say(message)}</Badge>
        {state === 'late' ? <span>{shownDueDay(due, locale)}</span> : null}
        <Names parties={[party]} others={[]} />
      </span>
    </Row>
  );
}

function TaskOfDay({ thing, acts, mayAct, onLayer }: Of<'tasks'>) {
  const say = useWords();
  const { task } = thing;
  return (
    <Row
      icon="task"
      acts={
        mayAct && task.can.edit ? (
          <>
            <Button size="small" icon="check" onPress={() => void acts.finish(thing)}>
              {say('tasks.today.doneIt')}
            </Button>
            <SnoozeMenu thing={thing} acts={acts} />
            <TaskMenu
              task={task}
              onChange={() => onLayer('change')}
              onGiveBack={() => onLayer('give back')}
            />
          </>
        ) : undefined
      }
    >
      <bdi className="wrap-anywhere">{task.title}</bdi>
      <TaskDetails task={task} />
      {task.note ? (
        <span className="line-clamp-2 text-xs wrap-anywhere text-text-2">{task.note}</span>
      ) : null}
      {task.can.answer && task.given && !task.given.accepted ? (
        <TaskAnswers task={task} onGiveBack={() => onLayer('give back')} />
      ) : null}
    </Row>
  );
}

function TeamRow({ thing: { line } }: Of<'team'>) {
  const say = useWords();
  const { actor, entry, count, at, party } = line;
  const who = { who: actor, name: party.name };
  const words =
    count > 1
      ? say('tasks.team.several', { ...who, count })
      : entry === 'note' ||
          entry === 'call' ||
          entry === 'meeting' ||
          entry === 'email' ||
          entry === 'task'
        ? say(`tasks.team.${entry}`, who)
        : say('tasks.team.changed', who);
  return (
    <Row icon="people">
      <span className="wrap-anywhere">{words}</span>
      <span className="flex flex-wrap gap-x-8 text-xs text-text-3">
        <When at={at} />
        <Names parties={[party]} others={[]} />
      </span>
    </Row>
  );
}
