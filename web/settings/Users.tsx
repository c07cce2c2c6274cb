import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccessLevel } from '../../shared/platform/access.ts';
import type { ProtectionView, UserView } from '../../shared/platform/team.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Badge } from '../ui/Badge.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Confirm } from '../ui/Dialog.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useWords } from '../ui/words.ts';
import { changeUser, usersQuery } from './account.ts';
import { LevelField } from './LevelField.tsx';
import { Loaded } from './Loaded.tsx';
import { levelWords } from './levels.ts';
import { Row, Rows } from './Rows.tsx';
import { cutConnection, protectionQuery, resetSecondFactor } from './security.ts';
import { useAct } from './useAct.ts';
import { useSession } from './useSession.ts';

export function Users() {
  const query = useQuery(usersQuery);
  const isOwner = useSession()?.user.level === 'owner';
  const { data: protection } = useQuery({ ...protectionQuery, enabled: isOwner });
  return (
    <Loaded query={query}>
      {({ rows }) => (
        <Rows>
          {rows.map((user) => (
            <UserRow
              key={user.id}
              {...user}
              guard={protection?.rows.find(({ userId }) => userId === user.id)}
            />
          ))}
        </Rows>
      )}
    </Loaded>
  );
}

function UserRow({
  id,
  name,
  email,
  level,
  disabledAt,
  guard,
}: UserView & { guard: ProtectionView | undefined }) {
  const say = useWords();
  const session = useSession();
  const isMe = session?.user.id === id;
  // Whoever took away their own level could not give it back.
  const mayChange = session?.user.level === 'owner' && !isMe;
  const renews = [usersQuery.queryKey];
  const setLevel = useAct((chosen: AccessLevel) => changeUser(id, { level: chosen }), {
    renews,
    done: (_, chosen) => ({
      text: say('settings.users.levelChanged', { name, level: say(levelWords[chosen].name) }),
      undo: () => changeUser(id, { level }),
    }),
  });
  const setDisabled = useAct((disabled: boolean) => changeUser(id, { disabled }), {
    renews,
    done: (_, disabled) => ({
      text: say(disabled ? 'settings.users.nowDisabled' : 'settings.users.nowEnabled', { name }),
      undo: () => changeUser(id, { disabled: !disabled }),
    }),
  });
  const reset = useAct(() => resetSecondFactor(id), {
    renews: [protectionQuery.queryKey],
    done: () => ({ text: say('settings.users.guardReset', { name }) }),
  });
  const cut = useAct(() => cutConnection(id), {
    renews: [protectionQuery.queryKey],
    done: () => ({ text: say('signOn.cut.done', { name }) }),
  });
  const [isResetting, setResetting] = useState(false);
  const isGuarded = guard !== undefined && (guard.hasAuthenticator || guard.passkeys > 0);
  return (
    <Row
      picture={<Avatar name={name} size={32} />}
      title={
        <>
          {name}
          {isMe ? <Badge tone="accent">{say('settings.users.you')}</Badge> : null}
          {isGuarded ? (
            <Badge tone="good" icon="shield">
              {say('settings.users.guarded')}
            </Badge>
          ) : null}
          {guard?.singleSignOn ? <Badge icon="connection">{say('signOn.badge')}</Badge> : null}
          {disabledAt ? <Badge tone="warn">{say('settings.users.disabled')}</Badge> : null}
        </>
      }
      words={email}
    >
      {mayChange ? (
        <>
          <LevelField
            hideLabel
            className="w-[136px]"
            label={say('settings.users.levelOf', { name })}
            value={level}
            onChange={(chosen) => {
              if (chosen !== level) setLevel.mutate(chosen);
            }}
          />
          <Menu
            label={say('settings.users.actsOn', { name })}
            trigger={
              <IconButton icon="more" size="small" label={say('settings.users.actsOn', { name })} />
            }
            placement="bottom end"
            groups={[
              {
                entries: [
                  ...(isGuarded
                    ? [
                        {
                          id: 'reset',
                          label: say('settings.users.resetGuard'),
                          description: say('settings.users.resetGuard.words'),
                          icon: 'shield' as const,
                          onAction: () => setResetting(true),
                        },
                      ]
                    : []),
                  ...(guard?.singleSignOn
                    ? [
                        {
                          id: 'cut',
                          label: say('signOn.cut'),
                          description: say('signOn.cut.words'),
                          icon: 'connection' as const,
                          onAction: () => cut.mutate(undefined),
                        },
                      ]
                    : []),
                  disabledAt
                    ? {
                        id: 'enable',
                        label: say('settings.users.enable'),
                        icon: 'check',
                        onAction: () => setDisabled.mutate(false),
                      }
                    : {
                        id: 'disable',
                        label: say('settings.users.disable'),
                        description: say('settings.users.disable.words'),
                        icon: 'lock',
                        tone: 'bad',
                        onAction: () => setDisabled.mutate(true),
                      },
                ],
              },
            ]}
          />
          {isResetting ? (
            <Confirm
              isOpen
              title={say('settings.users.resetGuard.title', { name })}
              confirm={say('settings.users.resetGuard')}
              onConfirm={() => {
                setResetting(false);
                reset.mutate(undefined);
              }}
              onClose={() => setResetting(false)}
            >
              {say('settings.users.resetGuard.ask')}
            </Confirm>
          ) : null}
        </>
      ) : (
        <span className="text-sm text-text-2">{say(levelWords[level].name)}</span>
      )}
    </Row>
  );
}
