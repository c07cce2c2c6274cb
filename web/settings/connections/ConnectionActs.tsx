import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { useAct } from '../useAct.ts';
import { useSession } from '../useSession.ts';
import { CalendarDialog } from './CalendarDialog.tsx';
import { MailboxDialog } from './MailboxDialog.tsx';
import { leaveToSignIn, mailProvidersQuery, needsSignIn } from './providers.ts';
import { changeConnection, connectionsQuery, disconnect } from './queries.ts';
import { ReachDialog } from './ReachDialog.tsx';
import { SignInButton } from './SignInButton.tsx';
import { isAboutPassword, settingsOf, sourceOf, sourceWords } from './words.ts';

const renews = [connectionsQuery.queryKey];

/** Pause and go on, another password, other settings, and its end. */
export function ConnectionActs({ connection }: { connection: ConnectionView }) {
  const say = useWords();
  const router = useRouter();
  const [editing, setEditing] = useState<'password' | 'all' | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const [isSharing, setSharing] = useState(false);
  const isMine = useSession()?.user.id === connection.owner.id;
  const { id, name, version, state, problem } = connection;
  const turn = useAct(changeConnection, {
    renews,
    done: ({ version: now }, { state: to }) => ({
      text: say(to === 'paused' ? 'connections.toPaused' : 'connections.toOn', { name }),
      ...(to === 'paused' && {
        undo: () => changeConnection({ id, version: now, state: 'on' }),
      }),
    }),
  });
  const remove = useAct(disconnect, {
    renews,
    done: () => ({ text: say('connections.removed', { name }) }),
  });
  const isOn = state === 'on';
  const isMail = connection.kind === 'imap';
  const { signIn } = settingsOf(connection);
  const providers = useQuery({ ...mailProvidersQuery, enabled: signIn !== undefined });
  const provider = providers.data?.rows.find((row) => row.id === signIn)?.name;
  const leave = useMutation({
    mutationFn: leaveToSignIn,
    onError: (error) => toast(error.message, { tone: 'bad' }),
  });
  return (
    <>
      {needsSignIn(connection) && provider ? (
        <SignInButton id={id} provider={provider} mailbox={name} />
      ) : isAboutPassword(problem) ? (
        <Button size="small" variant="primary" onPress={() => setEditing('password')}>
          {say(isMail ? 'connections.newPassword' : 'connections.change')}
        </Button>
      ) : (
        <Button
          size="small"
          icon={isOn ? 'pause' : 'play'}
          isWorking={turn.isPending}
          onPress={() => turn.mutate({ id, version, state: isOn ? 'paused' : 'on' })}
        >
          {say(
            isOn
              ? 'connections.pause'
              : state === 'paused'
                ? 'connections.goOn'
                : 'connections.tryAgain',
          )}
          <span className="sr-only"> {name}</span>
        </Button>
      )}
      <Menu
        label={say('connections.more', { name })}
        placement="bottom end"
        trigger={<IconButton icon="more" size="small" label={say('connections.more', { name })} />}
        groups={[
          {
            entries: [
              ...(!isMail
                ? []
                : signIn
                  ? [
                      {
                        id: 'sign-in',
                        label: say('connections.signIn.again'),
                        icon: 'key' as const,
                        onAction: () => leave.mutate(id),
                      },
                    ]
                  : [
                      {
                        id: 'password',
                        label: say('connections.newPassword'),
                        icon: 'key' as const,
                        onAction: () => setEditing('password'),
                      },
                    ]),
              {
                id: 'change',
                label: say('connections.change'),
                icon: 'edit',
                onAction: () => setEditing('all'),
              },
              ...(isMine
                ? [
                    {
                      id: 'reach',
                      label: say('connections.reach.change'),
                      icon: 'show' as const,
                      onAction: () => setSharing(true),
                    },
                  ]
                : []),
              ...(isAboutPassword(problem) && state !== 'paused'
                ? [
                    {
                      id: 'pause',
                      label: say('connections.pause'),
                      icon: 'pause' as const,
                      onAction: () => turn.mutate({ id, version, state: 'paused' }),
                    },
                  ]
                : []),
            ],
          },
          {
            entries: [
              {
                id: 'remove',
                label: say('connections.remove'),
                icon: 'remove',
                tone: 'bad' as const,
                onAction: () => setRemoving(true),
              },
            ],
          },
        ]}
      />
      {editing && !isMail ? (
        <CalendarDialog connection={connection} onClose={() => setEditing(null)} />
      ) : editing ? (
        <MailboxDialog
          connection={connection}
          isPasswordOnly={editing === 'password'}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {isSharing ? <ReachDialog connection={connection} onClose={() => setSharing(false)} /> : null}
      <Confirm
        isOpen={isRemoving}
        title={say('connections.remove.title', { name })}
        confirm={say('connections.remove')}
        onConfirm={() => {
          setRemoving(false);
          remove.mutate(
            { id, version },
            {
              onSuccess: () =>
                void router.navigate({ to: '/settings/$page', params: { page: 'connections' } }),
            },
          );
        }}
        onClose={() => setRemoving(false)}
      >
        {say(sourceWords[sourceOf(connection.kind)].remove)}
      </Confirm>
    </>
  );
}
