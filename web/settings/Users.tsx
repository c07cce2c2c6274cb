import { useQuery } from '@tanstack/react-query';
import type { AccessLevel } from '../../shared/platform/access.ts';
import type { UserView } from '../../shared/platform/team.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Badge } from '../ui/Badge.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useWords } from '../ui/words.ts';
import { changeUser, usersQuery } from './account.ts';
import { LevelField } from './LevelField.tsx';
import { Loaded } from './Loaded.tsx';
import { levelWords } from './levels.ts';
import { Row, Rows } from './Rows.tsx';
import { useAct } from './useAct.ts';
import { useSession } from './useSession.ts';

export function Users() {
  const query = useQuery(usersQuery);
  return (
    <Loaded query={query}>
      {({ rows }) => (
        <Rows>
          {rows.map((user) => (
            <UserRow key={user.id} {...user} />
          ))}
        </Rows>
      )}
    </Loaded>
  );
}

function UserRow({ id, name, email, level, disabledAt }: UserView) {
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
  return (
    <Row
      picture={<Avatar name={name} size={32} />}
      title={
        <>
          {name}
          {isMe ? <Badge tone="accent">{say('settings.users.you')}</Badge> : null}
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
        </>
      ) : (
        <span className="text-sm text-text-2">{say(levelWords[level].name)}</span>
      )}
    </Row>
  );
}
