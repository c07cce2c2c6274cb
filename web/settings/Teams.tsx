import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { UserView } from '../../shared/platform/team.ts';
import type { TeamView } from '../../shared/platform/workspace.ts';
import { ApiProblem } from '../app/api.ts';
import { sessionQuery } from '../app/session.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Card } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import {
  createTeam,
  joinTeam,
  leaveTeam,
  removeTeam,
  renameTeam,
  teamsQuery,
  usersQuery,
} from './account.ts';
import { Loaded } from './Loaded.tsx';
import { Row, Rows } from './Rows.tsx';
import { useAct } from './useAct.ts';
import { useSession } from './useSession.ts';

const renews = [teamsQuery.queryKey, sessionQuery.queryKey];

/** Teams, so that a record can be shared with some colleagues and not with all. */
export function Teams() {
  const say = useWords();
  const isOwner = useSession()?.user.level === 'owner';
  const teams = useQuery(teamsQuery);
  const users = useQuery(usersQuery);
  const people = users.data?.rows ?? [];
  return (
    <Loaded query={teams}>
      {({ rows }) => (
        <>
          {rows.length > 0 ? (
            <Rows>
              {rows.map((team) => (
                <TeamRow key={team.id} team={team} people={people} />
              ))}
            </Rows>
          ) : (
            <p className="text-text-2">{say('settings.teams.none')}</p>
          )}
          {isOwner ? <NewTeam /> : null}
        </>
      )}
    </Loaded>
  );
}

function TeamRow({ team, people }: { team: TeamView; people: readonly UserView[] }) {
  const say = useWords();
  const { id, name, userIds } = team;
  const isOwner = useSession()?.user.level === 'owner';
  const [isRenaming, setRenaming] = useState(false);
  const remove = useAct(() => removeTeam(id), {
    renews,
    done: () => ({
      text: say('settings.teams.removed', { name }),
      undo: async () => {
        const { id: again } = await createTeam({ name });
        for (const userId of userIds) await joinTeam(again, userId);
      },
    }),
  });
  const setMembers = useAct(
    async (chosen: readonly string[]) => {
      for (const userId of chosen) if (!userIds.includes(userId)) await joinTeam(id, userId);
      for (const userId of userIds) if (!chosen.includes(userId)) await leaveTeam(id, userId);
    },
    { renews },
  );
  const members = people.filter((user) => userIds.includes(user.id));
  const active = people.filter((user) => user.disabledAt === null || userIds.includes(user.id));
  return (
    <Row
      picture={<Icon name="people" size={20} className="text-text-3" />}
      title={name}
      words={
        members.length > 0
          ? members.map((user) => user.name).join(', ')
          : say('settings.teams.nobody')
      }
    >
      {isOwner ? (
        <>
          <Menu
            label={say('settings.teams.membersOf', { name })}
            trigger={
              <Button size="small" iconAfter="down">
                {say('settings.teams.members')}
                <span className="sr-only"> {name}</span>
              </Button>
            }
            placement="bottom end"
            groups={[
              {
                title: say('settings.teams.membersOf', { name }),
                selectionMode: 'multiple',
                selected: userIds,
                onSelect: (chosen) => setMembers.mutate(chosen),
                entries: active.map((user) => ({
                  id: user.id,
                  label: user.name,
                  description: user.email,
                })),
              },
            ]}
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
                  {
                    id: 'rename',
                    label: say('settings.teams.rename'),
                    icon: 'edit',
                    onAction: () => setRenaming(true),
                  },
                  {
                    id: 'remove',
                    label: say('settings.teams.remove'),
                    icon: 'remove',
                    tone: 'bad',
                    onAction: () => remove.mutate(undefined),
                  },
                ],
              },
            ]}
          />
        </>
      ) : null}
      {isRenaming ? <RenameTeam id={id} name={name} onClose={() => setRenaming(false)} /> : null}
    </Row>
  );
}

function RenameTeam({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const say = useWords();
  const [chosen, setChosen] = useState(name);
  const rename = useAct(
    async () => {
      await renameTeam(id, { name: chosen.trim() });
      onClose();
    },
    { renews },
  );
  return (
    <Dialog title={say('settings.teams.rename')} isOpen onClose={onClose} size="small">
      <Form
        aria-label={say('settings.teams.rename')}
        onSubmit={() => rename.mutate(undefined)}
        {...(rename.error instanceof ApiProblem && rename.error.fields
          ? { errors: rename.error.fields }
          : {})}
      >
        <TextField
          label={say('settings.teams.name')}
          name="name"
          value={chosen}
          onChange={setChosen}
          autoFocus
        />
        <span>
          <Button
            type="submit"
            variant="primary"
            isWorking={rename.isPending}
            isDisabled={chosen.trim() === ''}
          >
            {say('settings.save')}
          </Button>
        </span>
      </Form>
    </Dialog>
  );
}

function NewTeam() {
  const say = useWords();
  const [name, setName] = useState('');
  const create = useAct(() => createTeam({ name: name.trim() }), {
    renews,
    done: () => {
      setName('');
      return { text: say('settings.teams.created', { name: name.trim() }) };
    },
  });
  return (
    <Card>
      <Form
        aria-label={say('settings.teams.new')}
        onSubmit={() => create.mutate(undefined)}
        {...(create.error instanceof ApiProblem && create.error.fields
          ? { errors: create.error.fields }
          : {})}
      >
        <TextField
          label={say('settings.teams.new')}
          name="name"
          value={name}
          onChange={setName}
          autoComplete="off"
        />
        <span>
          <Button
            type="submit"
            icon="add"
            isWorking={create.isPending}
            isDisabled={name.trim() === ''}
          >
            {say('settings.teams.add')}
          </Button>
        </span>
      </Form>
    </Card>
  );
}
