import { useNavigate } from '@tanstack/react-router';
import type { ActionView } from '../../../shared/understand/actions.ts';
import { channelMessages } from '../../identify/consent/words.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import type { IconName } from '../../ui/icons.ts';
import { Menu } from '../../ui/Menu.tsx';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import { type Say, useLocale, useWords } from '../../ui/words.ts';
import type { Thing } from './items.ts';
import { Names, Row } from './Row.tsx';
import type { ThingRowProps } from './TodayRow.tsx';
import { WorthWhy } from './WorthWhy.tsx';

const icons: Record<ActionView['kind'], IconName> = {
  promise: 'mailOut',
  answer: 'reply',
  'follow up': 'document',
  verify: 'assumed',
  revive: 'call',
  ask: 'help',
  seed: 'told',
  thank: 'star',
};

const days = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }),
);

/** One thing that is worth one’s minutes, with why, and what can be answered to it. */
export function WorthRow({
  thing,
  acts,
  mayAct,
  onOpen,
}: ThingRowProps & { thing: Extract<Thing, { kind: 'worth' }> }) {
  const say = useWords();
  const locale = useLocale();
  const navigate = useNavigate();
  const { action } = thing;
  const { party, minutes, ways, wishes } = action;
  const what = actionWords(action, say, locale);
  return (
    <Row
      icon={icons[action.kind]}
      acts={
        mayAct ? (
          <>
            <Button size="small" icon="check" onPress={() => void acts.finish(thing)}>
              {say(action.kind === 'promise' ? 'tasks.today.keptIt' : 'actions.done')}
            </Button>
            <WorthWhy action={action} what={what} />
            <Menu
              label={say('actions.more')}
              placement="bottom end"
              trigger={<IconButton size="small" icon="more" label={say('actions.more')} />}
              groups={[
                {
                  entries: [
                    { id: 'open', label: say('actions.open'), icon: 'right', onAction: onOpen },
                    {
                      id: 'learnt',
                      label: say('actions.learntLink'),
                      icon: 'history',
                      onAction: () =>
                        void navigate({ to: '/settings/$page', params: { page: 'learnt' } }),
                    },
                  ],
                },
                {
                  title: say('actions.notNow'),
                  entries: tills().map(({ id, label, until }) => ({
                    id,
                    label: say(label),
                    icon: 'clock' as const,
                    onAction: () => void acts.notNow(thing, until, say(label)),
                  })),
                },
                {
                  entries: [
                    {
                      id: 'never',
                      label: say('actions.never', { name: party.name }),
                      icon: 'hide',
                      onAction: () => void acts.never(thing),
                    },
                  ],
                },
              ]}
            />
          </>
        ) : undefined
      }
    >
      <bdi className="wrap-anywhere">{what}</bdi>
      <span className="flex flex-wrap items-center gap-x-8 gap-y-2 text-xs text-text-2">
        <Badge>{say('actions.minutes', { count: minutes })}</Badge>
        <span className="wrap-anywhere">{because(action, say, locale)}</span>
        {ways ? (
          <span>
            {ways.length > 0
              ? say('actions.ways', {
                  ways: new Intl.ListFormat(locale, { type: 'disjunction' }).format(
                    ways.map((way) => say(channelMessages[way])),
                  ),
                })
              : say('actions.noWay')}
          </span>
        ) : null}
        {wishes.map((wish) => (
          <span key={wish} className="wrap-anywhere">
            {say('actions.wish', { wish })}
          </span>
        ))}
        <Names parties={[party]} others={[]} />
      </span>
    </Row>
  );
}

function actionWords(action: ActionView, say: Say, locale: string): string {
  const { name } = action.party;
  const words = action.words ?? '';
  switch (action.kind) {
    case 'promise':
      return say('actions.promise', { words });
    case 'follow up':
      return say('actions.followUp', { name });
    case 'ask':
      return say('actions.ask', { name, topic: topicOf(action, locale) });
    case 'seed':
      return say('actions.seed', { name, words });
    case 'thank':
      return say(action.activityId ? 'actions.thank.offer' : 'actions.thank.promise', { name });
    default:
      return say(`actions.${action.kind}`, { name });
  }
}

function topicOf({ topic }: ActionView, locale: string): string {
  if (!topic) return '';
  return locale.startsWith('de') ? topic.de || topic.en : topic.en || topic.de;
}

function because(action: ActionView, say: Say, locale: string): string {
  const { kind, on, since } = action;
  const words = action.words ?? '';
  const moment = on
    ? Temporal.PlainDate.from(on)
    : since
      ? Temporal.Instant.from(since).toZonedDateTimeISO(Temporal.Now.timeZoneId()).toPlainDate()
      : null;
  const day = moment ? days(locale).format(moment) : '';
  switch (kind) {
    case 'follow up':
      return [say('actions.because.followUp', { day }), words].filter(Boolean).join(': ');
    case 'answer':
      return [say('actions.because.answer', { day }), words].filter(Boolean).join(': ');
    case 'revive':
      return day ? say('actions.because.revive', { day }) : say('actions.because.reviveEver');
    case 'thank':
      return say('actions.because.thank', { words, day });
    default:
      return say(`actions.because.${kind}`, { day, words });
  }
}

/** Until when a proposal can be put off. */
function tills(): { id: string; label: MessageId; until: Temporal.Instant }[] {
  const now = Temporal.Now.zonedDateTimeISO();
  const morning = (ahead: number) =>
    now
      .toPlainDate()
      .add({ days: ahead })
      .toZonedDateTime({ timeZone: now.timeZoneId, plainTime: '08:00' })
      .toInstant();
  return [
    { id: 'tomorrow', label: 'actions.till.tomorrow', until: morning(1) },
    { id: 'week', label: 'actions.till.week', until: morning(7) },
    { id: 'month', label: 'actions.till.month', until: morning(30) },
  ];
}
