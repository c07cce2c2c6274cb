import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import SampleLink from '../../app/SampleLink.tsx';
import { sessionQuery } from '../../app/session.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { List } from '../../ui/List.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { phone, useMedia } from '../../ui/useMedia.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { waitingQuery as callsWaitingQuery } from '../calls/queries.ts';
import { handoversQuery } from '../handovers/queries.ts';
import { askForTask } from '../tasks/asking.ts';
import { useTodayActs } from './acts.ts';
import {
  type Block,
  type Item,
  isDone,
  isReachable,
  itemKey,
  type Thing,
  todayItems,
} from './items.ts';
import { todayQuery, worthQuery } from './queries.ts';
import { snoozes } from './snoozes.ts';
import { BlockHeading, LaterRow, ThingRow } from './TodayRow.tsx';

const TaskDialog = onDemand(() => import('../tasks/TaskDialog.tsx'));
const GiveBackDialog = onDemand(() => import('../tasks/GiveBackDialog.tsx'));
const OutcomeDialog = onDemand(() => import('./OutcomeDialog.tsx'));

const days = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
);

/** What is open above the list: something to change, to give back, or to say a word about. */
export interface OpenLayer {
  layer: 'change' | 'give back' | 'outcome';
  thing: Thing;
}

/** What deserves my attention now, and what may I forget? */
export function TodayPage() {
  const say = useWords();
  const locale = useLocale();
  const navigate = useNavigate();
  const { data: day, ...state } = useQuery(todayQuery());
  const { data: worth, isPending: isWeighing } = useQuery(worthQuery());
  const { data: session } = useQuery(sessionQuery);
  const acts = useTodayActs();
  const onPhone = useMedia(phone);
  const [collapsed, setCollapsed] = useState<ReadonlySet<Block>>(new Set());
  const [whole, setWhole] = useState<ReadonlySet<Block>>(new Set());
  const [open, setOpen] = useState<OpenLayer | null>(null);
  const [goTo, setGoTo] = useState<{ key: string; focus: boolean } | null>(null);
  const { gone } = acts;
  const items = useMemo(
    () => (day ? todayItems(day, worth?.rows ?? [], { collapsed, whole, gone }) : []),
    [day, worth, collapsed, whole, gone],
  );
  const mayAct = session !== undefined && session !== null && session.user.level !== 'reader';
  const sure = items.filter((item) => item.kind === 'confirm' && item.meeting.sure) as Extract<
    Thing,
    { kind: 'confirm' }
  >[];

  // Whoever answers before standing anywhere answers the first thing that can be, and stands on the next.
  const [wanted, setWanted] = useState<number | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const next = items.slice(wanted).find(isReachable) ?? items.findLast(isReachable);
    setWanted(null);
    if (next) setGoTo({ key: next.key, focus: true });
  }, [wanted, items]);
  const onFirst = (kinds: readonly Item['kind'][], answer: (thing: Thing) => unknown) => {
    const at = items.findIndex(({ kind }) => kinds.includes(kind));
    if (at < 0 || !mayAct) return;
    answer(items[at] as Thing);
    setWanted(at);
  };

  const putOff = (thing: Thing) => {
    const [first] = snoozes(Temporal.Now.zonedDateTimeISO());
    if (!first) return;
    if (thing.kind === 'worth') void acts.notNow(thing, first.until, say(first.label));
    else void acts.snooze(thing, first.until, say(first.label));
  };
  const answer = (item: Item, key: string): boolean => {
    if (item.kind === 'block' || item.kind === 'later' || !mayAct) return false;
    const answers: Record<string, () => unknown> = {
      e: () => (item.kind === 'confirm' ? acts.confirm(item, true) : acts.finish(item)),
      y: () => (item.kind === 'confirm' ? acts.confirm(item, true) : acts.finish(item)),
      n: () => (item.kind === 'worth' ? acts.never(item) : acts.confirm(item, false)),
      h: () => putOff(item),
      o: () => (item.kind === 'confirm' ? setOpen({ layer: 'outcome', thing: item }) : undefined),
    };
    const act = answers[key];
    if (!act) return false;
    void act();
    return true;
  };

  const lead = (item: Item) => {
    if (item.kind === 'block') return;
    if (item.kind === 'later') {
      setWhole((old) => new Set([...old, item.block]));
      return;
    }
    if (item.kind === 'worth' && item.action.kind === 'answer') {
      void navigate({ to: '/inbox', search: { mail: item.action.about } });
      return;
    }
    const place = placeOf(item);
    if (place)
      void navigate({
        to: place.kind === 'company' ? '/companies/$id' : '/people/$id',
        params: { id: place.id },
        search: place.activityId ? { activity: place.activityId } : {},
      });
    else if (item.kind === 'tasks' && item.task.can.edit) setOpen({ layer: 'change', thing: item });
  };

  const group = say('tasks.today');
  useShortcuts([
    {
      id: 'today.done',
      keys: 'E',
      label: say('tasks.today.keys.done'),
      group,
      isDisabled: !mayAct,
      run: () => onFirst(['promises', 'tasks'], acts.finish),
    },
    {
      id: 'today.yes',
      keys: 'Y',
      label: say('tasks.today.keys.yes'),
      group,
      isDisabled: !mayAct,
      run: () => onFirst(['confirm'], (thing) => acts.confirm(thing, true)),
    },
    { id: 'today.no', keys: 'N', label: say('tasks.today.keys.no'), group },
    { id: 'today.note', keys: 'O', label: say('tasks.today.keys.note'), group },
    { id: 'today.snooze', keys: 'H', label: say('tasks.today.keys.snooze'), group },
    {
      id: 'today.all',
      keys: 'Shift+Y',
      label: say('tasks.today.keys.all'),
      group,
      isDisabled: !mayAct || sure.length === 0,
      run: () => void acts.confirmAll(sure),
    },
  ]);

  const toggle = (block: Block) =>
    setCollapsed((old) => {
      const next = new Set(old);
      if (!next.delete(block)) next.add(block);
      return next;
    });
  const close = () => setOpen(null);
  return (
    <Page
      title={say('tasks.today')}
      layout="fill"
      actions={
        mayAct ? (
          <>
            {sure.length > 0 ? (
              <Button
                icon="check"
                keys={onPhone ? undefined : 'Shift+Y'}
                onPress={() => void acts.confirmAll(sure)}
              >
                {say('tasks.today.acceptSure', { count: sure.length })}
              </Button>
            ) : null}
            <Button icon="add" keys={onPhone ? undefined : 'T'} onPress={() => askForTask()}>
              {say('tasks.add')}
            </Button>
          </>
        ) : undefined
      }
      toolbar={
        <p className="text-sm text-text-2">
          {days(locale).format(Temporal.Now.plainDateISO())}
          {day && day.snoozed > 0 ? ` · ${say('tasks.today.putOff', { count: day.snoozed })}` : ''}
          <Elsewhere />
        </p>
      }
    >
      {state.isPending || isWeighing ? (
        <Skeleton rows={8} />
      ) : !day ? (
        <Notice tone="bad">{state.error?.message ?? say('app.failure.awayTitle')}</Notice>
      ) : day.isEmpty && items.length === 0 ? (
        <EmptyState
          icon="sun"
          title={say('tasks.today.empty')}
          action={
            <Link to="/settings/import" className={buttonClass('primary')}>
              <Icon name="import" />
              {say('tasks.today.import')}
            </Link>
          }
          link={<SampleLink />}
        >
          {say('tasks.today.empty.words')}
        </EmptyState>
      ) : (
        <>
          {isDone(items) ? <DoneForNow week={day.week} /> : null}
          <List
            label={say('tasks.today')}
            items={items}
            itemKey={itemKey}
            estimate={64}
            isReachable={isReachable}
            goTo={goTo}
            onOpen={lead}
            onKey={answer}
            renderItem={(item) =>
              item.kind === 'block' ? (
                <BlockHeading
                  block={item.block}
                  count={item.count}
                  isOpen={item.isOpen}
                  onToggle={() => toggle(item.block)}
                />
              ) : item.kind === 'later' ? (
                <LaterRow count={item.count} onOpen={() => lead(item)} />
              ) : (
                <ThingRow
                  thing={item}
                  acts={acts}
                  mayAct={mayAct}
                  onOpen={() => lead(item)}
                  onLayer={(layer) => setOpen({ layer, thing: item })}
                />
              )
            }
          />
        </>
      )}
      {open?.thing.kind === 'tasks' && open.layer === 'change' ? (
        <TaskDialog task={open.thing.task} onClose={close} />
      ) : null}
      {open?.thing.kind === 'tasks' && open.layer === 'give back' ? (
        <GiveBackDialog task={open.thing.task} onClose={close} />
      ) : null}
      {open?.thing.kind === 'confirm' ? (
        <OutcomeDialog thing={open.thing} acts={acts} onClose={close} />
      ) : null}
    </Page>
  );
}

/** What waits on pages that one seldom goes to. */
function Elsewhere() {
  const say = useWords();
  const { data: calls = [] } = useQuery(callsWaitingQuery);
  const { data: handovers = [] } = useQuery(handoversQuery);
  const asked = handovers.filter(({ can }) => can.answer).length;
  const look = 'text-accent-text hover:underline';
  return (
    <>
      {calls.length > 0 ? (
        <>
          {' · '}
          <Link to="/calls" className={look}>
            {say('tasks.today.calls', { count: calls.length })}
          </Link>
        </>
      ) : null}
      {asked > 0 ? (
        <>
          {' · '}
          <Link to="/handovers" className={look}>
            {say('tasks.today.handovers', { count: asked })}
          </Link>
        </>
      ) : null}
    </>
  );
}

function placeOf(
  thing: Thing,
): { kind: 'person' | 'company'; id: string; activityId?: string } | undefined {
  switch (thing.kind) {
    case 'promises':
      return thing.promise.party;
    case 'tasks':
      return thing.task.parties[0];
    case 'worth': {
      const { party, activityId } = thing.action;
      return { ...party, ...(activityId ? { activityId } : {}) };
    }
    case 'team':
      return {
        ...thing.line.party,
        ...(thing.line.activityId ? { activityId: thing.line.activityId } : {}),
      };
    case 'next':
    case 'confirm': {
      const [party] = thing.meeting.parties;
      return party && { ...party, activityId: thing.meeting.id };
    }
  }
}

function DoneForNow({ week: { kept, done } }: { week: { kept: number; done: number } }) {
  const say = useWords();
  return (
    <div className="flex items-center gap-12 border-b border-border px-16 py-16 tablet:px-24">
      <Icon name="done" size={20} className="text-good" />
      <p className="flex flex-wrap items-baseline gap-x-8">
        <strong className="font-medium">{say('tasks.today.done')}</strong>
        <span className="text-sm text-text-2">
          {kept + done > 0
            ? say('tasks.today.week', { kept, done })
            : say('tasks.today.done.words')}
        </span>
      </p>
    </div>
  );
}
