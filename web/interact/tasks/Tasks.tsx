import { useQuery } from '@tanstack/react-query';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { sessionQuery } from '../../app/session.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Section } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';
import { askForTask } from './asking.ts';
import { tasksQuery } from './queries.ts';
import { TaskRow } from './TaskRow.tsx';

/** What is to be done about this party; what was done stands on the timeline. */
export default function Tasks({ party }: { party: PartyView }) {
  const say = useWords();
  const { data: tasks } = useQuery(tasksQuery(party.id));
  const { data: session } = useQuery(sessionQuery);
  if (!tasks) return null;
  const mayAdd = session?.user.level !== 'reader' && party.trashedAt === null;
  return (
    <Section
      title={say('tasks.open')}
      actions={
        mayAdd ? (
          <IconButton
            size="small"
            icon="add"
            label={say('tasks.add')}
            keys="T"
            onPress={() => askForTask({ kind: party.kind, id: party.id })}
          />
        ) : undefined
      }
    >
      {tasks.length > 0 ? (
        <ul className="-mx-8 flex flex-col">
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} about={party.id} />
          ))}
        </ul>
      ) : (
        <p className="text-base text-text-3">{say('tasks.none')}</p>
      )}
    </Section>
  );
}
