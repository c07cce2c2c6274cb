import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { captureAddressOf } from '../../../shared/interact/mail/capture-address.ts';
import { sumsOf } from '../../../shared/interact/mailbox-sums.ts';
import type { MailboxView } from '../../../shared/interact/mailboxes.ts';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { useFigures } from '../../import/figures.ts';
import { Badge } from '../../ui/Badge.tsx';
import { buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useWords } from '../../ui/words.ts';
import { CopyField } from '../CopyField.tsx';
import { Loaded } from '../Loaded.tsx';
import { ConnectionActs } from './ConnectionActs.tsx';
import { useWhose } from './ConnectionRow.tsx';
import { Folders } from './Folders.tsx';
import { useFaring } from './faring.ts';
import { Parked } from './Parked.tsx';
import { connectionsQuery, sourceQuery } from './queries.ts';
import { Removed } from './Removed.tsx';
import { SignedIn } from './SignedIn.tsx';
import { sourceOf, sourceWords } from './words.ts';

/** What of a mailbox was captured and what was not: every message on the server is accounted for. */
export function MailboxPage() {
  const { id } = useParams({ from: '/shell/settings/connections/$id' });
  // No mailbox is called so: every provider was told this address.
  return id === 'signed-in' ? <SignedIn /> : <OneMailbox id={id} />;
}

function OneMailbox({ id }: { id: string }) {
  const say = useWords();
  const query = useQuery(connectionsQuery);
  const connection = query.data?.find((one) => one.id === id);
  return (
    <Page
      title={connection?.name ?? say('settings.connections')}
      actions={
        <>
          <Link
            to="/settings/$page"
            params={{ page: 'connections' }}
            className={buttonClass('quiet')}
          >
            <Icon name="back" />
            {say('settings.connections')}
          </Link>
          {connection?.can.edit && connection.kind !== 'feed' ? (
            <ConnectionActs connection={connection} />
          ) : null}
        </>
      }
    >
      <div className="max-w-[960px]">
        <Loaded query={query}>
          {() =>
            connection ? (
              connection.kind === 'feed' ? (
                <Feed connection={connection} />
              ) : (
                <Mailbox connection={connection} />
              )
            ) : (
              <EmptyState icon="mail" title={say('connections.gone')}>
                {say('connections.gone.words')}
              </EmptyState>
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

/** A public feed is looked after where one reads what it finds. */
function Feed({ connection }: { connection: ConnectionView }) {
  const say = useWords();
  const { badge, tone, sentence } = useFaring(connection);
  return (
    <div className="flex flex-col items-start gap-16">
      <p role="status" className="flex flex-wrap items-center gap-8 text-text-2">
        <Badge tone={tone}>{badge}</Badge>
        <span>{sentence}</span>
      </p>
      <p>{say('connections.feed.there')}</p>
      <Link to="/mentions" className={buttonClass()}>
        <Icon name="hearsay" />
        {say('connections.feed.go')}
      </Link>
    </div>
  );
}

function Mailbox({ connection }: { connection: ConnectionView }) {
  const isAtWork = connection.state === 'on' && connection.problem === null;
  const query = useQuery(sourceQuery(connection, isAtWork));
  const { badge, tone, sentence } = useFaring(connection);
  const whose = useWhose(connection);
  return (
    <div className="flex flex-col gap-16">
      <p className="text-text-2">{whose}</p>
      {connection.spreading ? <Following {...connection.spreading} /> : null}
      {tone === 'bad' || tone === 'warn' ? (
        <Notice tone={tone} title={badge}>
          {sentence}
        </Notice>
      ) : (
        <p role="status" className="flex flex-wrap items-center gap-8 text-text-2">
          <Badge tone={tone}>{badge}</Badge>
          <span>{sentence}</span>
        </p>
      )}
      <Loaded query={query}>
        {(source) => (
          <>
            <Account
              connection={connection}
              {...{ folders: source.folders, isAtWork }}
              mayChange={source.can.edit}
            />
            {connection.kind === 'imap' ? <Capture settings={connection.settings} /> : null}
            {'removed' in source && source.removed.length > 0 ? (
              <Removed people={source.removed} />
            ) : null}
          </>
        )}
      </Loaded>
    </div>
  );
}

/** Where mail that passed elsewhere is sent to. */
function Capture({ settings }: Pick<ConnectionView, 'settings'>) {
  const say = useWords();
  const address = captureAddressOf(String(settings.address ?? ''));
  if (!address) return null;
  return (
    <Section title={say('connections.capture')}>
      <p className="text-sm text-text-2">{say('connections.capture.words')}</p>
      <CopyField label={say('connections.capture.address')} value={address} />
      <p className="text-sm text-text-2">{say('connections.capture.trust')}</p>
    </Section>
  );
}

/** What came before gets the readers that were chosen since. */
function Following({ done, total }: NonNullable<ConnectionView['spreading']>) {
  const say = useWords();
  const { count } = useFigures();
  return (
    <ProgressBar
      label={say('connections.reach.following')}
      isIndeterminate={total === null}
      value={done}
      max={total ?? 1}
      {...(total === null
        ? {}
        : {
            detail: say('connections.reach.following.of', {
              done: count(done),
              total: count(total),
            }),
          })}
    />
  );
}

function Account({
  connection,
  folders,
  isAtWork,
  mayChange,
}: {
  connection: ConnectionView;
  folders: MailboxView['folders'];
  isAtWork: boolean;
  mayChange: boolean;
}) {
  const say = useWords();
  const { count } = useFigures();
  const words = sourceWords[sourceOf(connection.kind)];
  if (folders.length === 0) {
    return isAtWork ? (
      <ProgressBar label={say(words.looking)} isIndeterminate />
    ) : (
      <p className="text-text-2">{say('connections.notLooked')}</p>
    );
  }
  const sums = sumsOf(folders);
  const lookedAt = sums.onServer - sums.toCome;
  const isUnderWay = isAtWork && (sums.toCome > 0 || sums.isCounting);
  return (
    <>
      {isUnderWay ? (
        <ProgressBar
          label={say('connections.progress')}
          value={lookedAt}
          max={sums.onServer}
          isIndeterminate={sums.isCounting}
          detail={say('connections.progress.of', {
            done: count(lookedAt),
            all: count(sums.onServer),
          })}
        />
      ) : null}
      <Section title={say('connections.sum.title')}>
        <p className="text-md" data-part="sum">
          {say('connections.sum', {
            onServer: count(sums.onServer),
            captured: count(sums.captured),
            leftOut: count(sums.leftOut),
            waiting: count(sums.waiting),
            parked: count(sums.parked),
            toCome: count(sums.toCome),
          })}
        </p>
        {sums.isCounting ? null : sums.difference === 0 && sums.toCome > 0 ? (
          <p className="text-sm text-text-2">{say(words.coming, { count: sums.toCome })}</p>
        ) : sums.difference === 0 ? (
          <p className="flex items-center gap-8 text-sm text-good">
            <Icon name="done" />
            {say(words.right)}
          </p>
        ) : (
          <Notice tone="warn" title={say('connections.sum.wrong')}>
            {say(words.wrong, { count: sums.difference })}
          </Notice>
        )}
      </Section>
      <Section title={say(words.parts)}>
        <p className="text-sm text-text-2">{say(words.partsWords)}</p>
        <Folders connection={connection} folders={folders} mayChange={mayChange} />
      </Section>
      {sums.waiting + sums.parked > 0 ? (
        <Parked connection={connection} mayRetry={mayChange} />
      ) : null}
    </>
  );
}
