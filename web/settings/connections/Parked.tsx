import { useQuery } from '@tanstack/react-query';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { useFigures } from '../../import/figures.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../Loaded.tsx';
import { useMoments } from '../moments.ts';
import { Row, Rows } from '../Rows.tsx';
import { useAct } from '../useAct.ts';
import { parkedQuery, retryParked, sourceQuery } from './queries.ts';
import { parkedWords } from './words.ts';

/** The messages that are not here and why, with what is needed to find them in the mail program. */
export function Parked({
  connection,
  mayRetry,
}: {
  connection: Pick<ConnectionView, 'id' | 'kind'>;
  mayRetry: boolean;
}) {
  const say = useWords();
  const { clock } = useMoments();
  const { time } = useFigures();
  const query = useQuery(parkedQuery(connection));
  const retry = useAct(() => retryParked(connection), {
    renews: [sourceQuery(connection).queryKey],
    done: () => ({ text: say('connections.retry.begun') }),
  });
  return (
    <Section
      title={say('connections.notHere')}
      actions={
        mayRetry ? (
          <Button
            size="small"
            icon="refresh"
            isWorking={retry.isPending}
            onPress={() => retry.mutate(undefined)}
          >
            {say('connections.retry')}
          </Button>
        ) : null
      }
    >
      <p className="text-sm text-text-2">
        {say(
          connection.kind === 'imap'
            ? 'connections.notHere.words'
            : 'connections.calendar.notHere.words',
        )}
      </p>
      <Loaded query={query}>
        {(rows) => (
          <Rows>
            {rows.map(({ key, folder, state, reason, subject, sentAt, nextTryAt, tries }) => (
              <Row
                key={key}
                title={
                  <>
                    <bdi>{subject || say('connections.noSubject')}</bdi>
                    <Badge tone={state === 'parked' ? 'warn' : 'info'}>
                      {say(
                        state === 'parked'
                          ? 'connections.state.parked'
                          : 'connections.state.waiting',
                      )}
                    </Badge>
                  </>
                }
                words={[
                  folder,
                  sentAt ? time(sentAt) : '',
                  say(parkedWords[reason]),
                  nextTryAt
                    ? say('connections.next', { when: clock(nextTryAt) })
                    : say('connections.tries', { count: tries }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
            ))}
          </Rows>
        )}
      </Loaded>
    </Section>
  );
}
