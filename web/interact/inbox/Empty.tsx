import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { InboxCounts } from '../../../shared/interact/inbox.ts';
import { connectionsQuery } from '../../app/connections.ts';
import SampleLink from '../../app/SampleLink.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { onePerLocale } from '../../ui/onePerLocale.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { todayQuery } from '../today/queries.ts';

const clocks = onePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }),
);

/** Nothing waits: what is next instead; or, before anything is connected, what connecting asks for. */
export function Empty({
  counts,
  onNobodys,
}: {
  counts: InboxCounts | undefined;
  onNobodys: (() => void) | undefined;
}) {
  const say = useWords();
  const locale = useLocale();
  const { data: connections } = useQuery(connectionsQuery);
  const { data: day } = useQuery(todayQuery());
  if (!connections || !counts) return null;
  if (!connections.some(({ kind }) => kind === 'imap') && counts.isEmpty)
    return (
      <div className="overflow-auto">
        <EmptyState
          icon="inbox"
          title={say('inbox.connect')}
          action={
            <Link
              to="/settings/$page"
              params={{ page: 'connections' }}
              className={buttonClass('primary')}
            >
              <Icon name="connection" />
              {say('inbox.connect.act')}
            </Link>
          }
          link={<SampleLink />}
        >
          {say('inbox.connect.words')}
        </EmptyState>
        <ul className="mx-auto flex max-w-[48ch] flex-col gap-8 px-16 pb-40 text-base text-text-2">
          {(['read', 'send', 'never', 'who'] as const).map((right) => (
            <li key={right} className="flex gap-8">
              <Icon
                name={right === 'never' ? 'close' : 'check'}
                className="mt-2 shrink-0 text-text-3"
              />
              {say(`inbox.right.${right}`)}
            </li>
          ))}
        </ul>
      </div>
    );
  const [next] = day?.next ?? [];
  return (
    <EmptyState
      icon="done"
      title={say('inbox.none')}
      action={
        onNobodys && counts.nobody > 0 ? (
          <Button icon="people" onPress={onNobodys}>
            {say('inbox.none.nobodys', { count: counts.nobody })}
          </Button>
        ) : undefined
      }
    >
      {next
        ? say('inbox.none.next', {
            time: next.allDay
              ? say('interact.allDay')
              : clocks(locale).format(Temporal.Instant.from(next.startsAt).epochMilliseconds),
            title: next.title ?? say('tasks.today.meeting'),
          })
        : say('inbox.none.words')}
    </EmptyState>
  );
}
