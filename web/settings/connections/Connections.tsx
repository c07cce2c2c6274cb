import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { HelpLink } from '../../help/HelpLink.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../Loaded.tsx';
import { Rows } from '../Rows.tsx';
import { TopicSection } from '../TopicSection.tsx';
import { useSession } from '../useSession.ts';
import { ConnectCalendar } from './ConnectCalendar.tsx';
import { ConnectionRow } from './ConnectionRow.tsx';
import { ConnectMailbox } from './ConnectMailbox.tsx';
import { MailProviders } from './MailProviders.tsx';
import { connectionsQuery } from './queries.ts';

/** What fills Rapport by itself, and how each source fares. */
export default function Connections() {
  const say = useWords();
  const session = useSession();
  const query = useQuery(connectionsQuery);
  const [connecting, setConnecting] = useState<'mailbox' | 'calendar' | 'book' | null>(null);
  const isConnecting = connecting !== null;
  if (!session) return null;
  const isSample = session.workspace.kind === 'sample';
  const mayConnect = session.user.level !== 'reader';
  const begin = mayConnect ? (
    <span className="flex flex-wrap gap-8">
      <Button variant="primary" icon="add" onPress={() => setConnecting('mailbox')}>
        {say('connections.connect')}
      </Button>
      <Button icon="calendar" onPress={() => setConnecting('calendar')}>
        {say('connections.calendar.connect')}
      </Button>
      <Button icon="people" onPress={() => setConnecting('book')}>
        {say('connections.book.connect')}
      </Button>
    </span>
  ) : null;
  return (
    <div className="flex flex-col gap-32">
      <TopicSection topic="connections" isWholePage lead={say('connections.lead')}>
        {isSample ? <Notice tone="info">{say('connections.sample')}</Notice> : null}
        {session.workspace.heldSince ? (
          <Notice tone="warn">{say('connections.held')}</Notice>
        ) : null}
        {connecting === 'mailbox' ? <ConnectMailbox onClose={() => setConnecting(null)} /> : null}
        {connecting === 'calendar' || connecting === 'book' ? (
          <ConnectCalendar
            key={connecting}
            source={connecting}
            onClose={() => setConnecting(null)}
          />
        ) : null}
        <Loaded query={query}>
          {(rows) =>
            rows.length > 0 ? (
              <>
                <Rows>
                  {rows.map((row) => (
                    <ConnectionRow key={row.id} connection={row} />
                  ))}
                </Rows>
                {isConnecting ? null : begin}
              </>
            ) : isConnecting ? null : (
              <EmptyState
                icon="mail"
                title={say('connections.none')}
                action={begin}
                link={<HelpLink guide="mailbox" />}
              >
                {say(mayConnect ? 'connections.none.words' : 'connections.none.readers')}
              </EmptyState>
            )
          }
        </Loaded>
        <p className="text-sm text-text-2">
          {say('connections.rulesToo')}{' '}
          <Link
            to="/settings/$page"
            params={{ page: 'capture-rules' }}
            className="text-accent-text underline"
          >
            {say('settings.captureRules')}
          </Link>
        </p>
      </TopicSection>
      <MailProviders />
    </div>
  );
}
