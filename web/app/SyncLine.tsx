import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ConnectionView } from '../../shared/platform/connections.ts';
import { Icon } from '../ui/Icon.tsx';
import type { IconName } from '../ui/icons.ts';
import { RailTooltip } from '../ui/RailTooltip.tsx';
import { type Say, useLocale, useWords } from '../ui/words.ts';
import { connectionsQuery } from './connections.ts';

const lineClass =
  'flex min-h-control items-center gap-8 rounded-control text-xs no-underline hover:bg-sunken';

/** Whether what fills Rapport by itself is well. Leads to what was captured and what was not. */
export default function SyncLine({ isRail }: { isRail: boolean }) {
  const say = useWords();
  const locale = useLocale();
  const { data: connections = [] } = useQuery(connectionsQuery);
  if (connections.length === 0) return null;
  const { words, icon, tone, about } = stateOf(connections, say, locale);
  const [only] = connections.length === 1 ? connections : about;
  const look = `${lineClass} ${tone} ${isRail ? 'justify-center' : 'px-12'}`;
  const content = (
    <>
      <Icon name={icon} className="shrink-0" />
      <span className={isRail ? 'sr-only' : 'min-w-0 flex-1 truncate'}>{words}</span>
    </>
  );
  return (
    <div role="status" className={isRail ? 'flex justify-center' : 'px-12'}>
      <RailTooltip text={words} isShown={isRail}>
        {only ? (
          <Link to="/settings/connections/$id" params={{ id: only.id }} className={look}>
            {content}
          </Link>
        ) : (
          <Link to="/settings/$page" params={{ page: 'connections' }} className={look}>
            {content}
          </Link>
        )}
      </RailTooltip>
    </div>
  );
}

interface Line {
  words: string;
  icon: IconName;
  tone: string;
  /** The one connection that is meant, if it is one. */
  about: ConnectionView[];
}

/** What a person must act on comes first, then what is tried again; the time is that of the slowest one. */
function stateOf(connections: ConnectionView[], say: Say, locale: string): Line {
  const stuck = connections.filter(({ state }) => state === 'needs attention');
  const [first] = stuck;
  if (first) {
    return {
      words:
        stuck.length === 1
          ? say('app.sync.attention', { name: first.name })
          : say('app.sync.attentionMany', { count: stuck.length }),
      icon: 'alert',
      tone: 'text-bad',
      about: stuck.length === 1 ? stuck : [],
    };
  }
  const running = connections.filter(({ state }) => state === 'on');
  const troubled = running.find(({ problem }) => problem !== null);
  if (troubled) {
    return {
      words: say('app.sync.trouble', { name: troubled.name }),
      icon: 'warning',
      tone: 'text-warn',
      about: [troubled],
    };
  }
  if (running.length === 0) {
    return { words: say('app.sync.paused'), icon: 'pause', tone: 'text-text-2', about: [] };
  }
  const times = running.flatMap(({ succeededAt }) =>
    succeededAt ? [Temporal.Instant.from(succeededAt)] : [],
  );
  if (times.length < running.length) {
    return { words: say('app.sync.first'), icon: 'refresh', tone: 'text-text-2', about: [] };
  }
  const slowest = times.reduce((one, other) =>
    Temporal.Instant.compare(one, other) < 0 ? one : other,
  );
  const isToday = slowest
    .toZonedDateTimeISO(Temporal.Now.timeZoneId())
    .toPlainDate()
    .equals(Temporal.Now.plainDateISO());
  const when = new Intl.DateTimeFormat(
    locale,
    isToday ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' },
  ).format(slowest.epochMilliseconds);
  return { words: say('app.sync.fine', { when }), icon: 'done', tone: 'text-text-2', about: [] };
}
