import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailProviderView } from '../../../shared/platform/mail-providers.ts';
import { api } from '../../app/api.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../Loaded.tsx';
import { Row, Rows } from '../Rows.tsx';
import { TopicSection } from '../TopicSection.tsx';
import { useAct } from '../useAct.ts';
import { useSession } from '../useSession.ts';
import { ProviderForm } from './ProviderForm.tsx';
import { mailProvidersQuery, removeMailProvider } from './providers.ts';

const renews = [mailProvidersQuery.queryKey];

/** With whose sign-in mailboxes open; owners register each once. */
export function MailProviders() {
  const say = useWords();
  const query = useQuery(mailProvidersQuery);
  const isOwner = useSession()?.user.level === 'owner';
  const [editing, setEditing] = useState<MailProviderView | 'new' | null>(null);
  const done = () => setEditing(null);
  return (
    <TopicSection topic="mailProviders" lead={say('connections.providers.lead')}>
      <Loaded query={query}>
        {({ rows, redirectUri }) => (
          <>
            {rows.length > 0 ? (
              <Rows>
                {rows.map((row) => (
                  <Provider
                    key={row.id}
                    row={row}
                    isOwner={isOwner}
                    onChange={() => setEditing(row)}
                  />
                ))}
              </Rows>
            ) : (
              <p className="text-text-2">
                {say('connections.providers.none')}
                {isOwner ? null : ` ${say('connections.providers.owners')}`}
              </p>
            )}
            {!isOwner ? null : editing ? (
              <ProviderForm
                key={editing === 'new' ? 'new' : editing.id}
                known={rows}
                row={editing === 'new' ? null : editing}
                redirectUri={redirectUri}
                onDone={done}
              />
            ) : (
              <span>
                <Button icon="add" onPress={() => setEditing('new')}>
                  {say('connections.providers.add')}
                </Button>
              </span>
            )}
          </>
        )}
      </Loaded>
    </TopicSection>
  );
}

function Provider({
  row,
  isOwner,
  onChange,
}: {
  row: MailProviderView;
  isOwner: boolean;
  onChange: () => void;
}) {
  const say = useWords();
  const [isRemoving, setRemoving] = useState(false);
  const { name } = row;
  const remove = useAct(removeMailProvider, {
    renews,
    done: ({ event }) => ({
      text: say('connections.providers.removed', { name }),
      undo: () => api.post(`/events/${event}/undo`),
    }),
  });
  return (
    <Row
      picture={<Icon name="key" size={20} className="text-text-3" />}
      title={
        <>
          <bdi>{name}</bdi>
          {row.hasSecret ? null : <Badge tone="bad">{say('connections.providers.noSecret')}</Badge>}
        </>
      }
      words={
        <span className="break-words">
          {say('connections.providers.rights', { rights: row.scopes.join(', ') })}
        </span>
      }
    >
      {isOwner ? (
        <>
          <Button size="small" onPress={onChange}>
            {say('connections.providers.change')}
            <span className="sr-only"> {name}</span>
          </Button>
          <Button size="small" isWorking={remove.isPending} onPress={() => setRemoving(true)}>
            {say('connections.providers.remove')}
            <span className="sr-only"> {name}</span>
          </Button>
        </>
      ) : null}
      <Confirm
        isOpen={isRemoving}
        title={say('connections.providers.remove.title', { name })}
        confirm={say('connections.providers.remove')}
        onConfirm={() => {
          setRemoving(false);
          remove.mutate(row);
        }}
        onClose={() => setRemoving(false)}
      >
        {say('connections.providers.remove.ask')}
      </Confirm>
    </Row>
  );
}
