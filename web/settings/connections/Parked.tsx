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
import { parkedQuery, retryParked, settleDispute, sourceQuery } from './queries.ts';
import { parkedWords, sourceOf, sourceWords } from './words.ts';

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
      <p className="text-sm text-text-2">{say(sourceWords[sourceOf(connection.kind)].notHere)}</p>
      <Loaded query={query}>
        {(rows) => (
          <Rows>
            {rows.map(
              ({ key, folder, state, reason, subject, sentAt, nextTryAt, tries, entry }) => (
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
                      : tries > 0
                        ? say('connections.tries', { count: tries })
                        : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                >
                  {mayRetry && entry && reason === 'changed on both sides' ? (
                    <Dispute connection={connection} entry={entry} title={subject} />
                  ) : null}
                </Row>
              ),
            )}
          </Rows>
        )}
      </Loaded>
    </Section>
  );
}

/** The same was changed here and there to something different: one of the two is kept. */
function Dispute({
  connection,
  entry: { collectionId, href },
  title,
}: {
  connection: Pick<ConnectionView, 'id' | 'kind'>;
  entry: { collectionId: string; href: string };
  title: string;
}) {
  const say = useWords();
  const isBook = connection.kind === 'carddav';
  const told = isBook
    ? ({ ours: 'connections.book.ours.told', theirs: 'connections.book.theirs.told' } as const)
    : ({
        ours: 'connections.dispute.ours.told',
        theirs: 'connections.dispute.theirs.told',
      } as const);
  const settle = useAct(
    (keep: 'ours' | 'theirs') => settleDispute(connection, { collectionId, href, keep }),
    {
      renews: [sourceQuery(connection).queryKey],
      done: (_, keep) => ({
        text: say(told[keep], { title }),
      }),
    },
  );
  return (
    <span className="flex flex-wrap gap-8">
      <Button size="small" isWorking={settle.isPending} onPress={() => settle.mutate('ours')}>
        {say('connections.dispute.ours')}
        <span className="sr-only"> {title}</span>
      </Button>
      <Button size="small" isDisabled={settle.isPending} onPress={() => settle.mutate('theirs')}>
        {say(isBook ? 'connections.book.theirs' : 'connections.dispute.theirs')}
        <span className="sr-only"> {title}</span>
      </Button>
    </span>
  );
}
