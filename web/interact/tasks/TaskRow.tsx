import { useState } from 'react';
import type { TaskView } from '../../../shared/interact/tasks/tasks.ts';
import { RecordLink } from '../../identify/parties/RecordLink.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { complaining, useTaskActs } from './changes.ts';
import { repeatsWords, shownDue, stateTone } from './words.ts';

const TaskDialog = onDemand(() => import('./TaskDialog.tsx'));
const GiveBackDialog = onDemand(() => import('./GiveBackDialog.tsx'));

/** What a task is about beside its title: when, how often, with whom, by whom. */
export function TaskDetails({ task, about }: { task: TaskView; about?: string }) {
  const say = useWords();
  const locale = useLocale();
  const { due, zone, repeats, reminder, keeper, given, returned, parties, isPrivate } = task;
  const others = parties.filter(({ id }) => id !== about);
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-8 gap-y-2 text-xs text-text-2">
        {due ? (
          <Badge tone={stateTone(task)} {...(reminder ? { icon: 'bell' as const } : {})}>
            {shownDue({ due, zone }, locale)}
          </Badge>
        ) : null}
        {repeats ? (
          <span className="inline-flex items-center gap-4">
            <Icon name="refresh" className="size-12" />
            {repeatsWords(repeats, say, locale)}
          </span>
        ) : null}
        {others.map((party) => (
          <RecordLink
            key={party.id}
            kind={party.kind}
            id={party.id}
            className="text-accent-text hover:underline"
          >
            <bdi>{party.name}</bdi>
          </RecordLink>
        ))}
        {about === undefined ? null : <bdi>{keeper.name}</bdi>}
        {given ? (
          <span>
            {say(given.accepted ? 'tasks.givenBy' : 'tasks.givenBy.unanswered', {
              name: given.name,
            })}
          </span>
        ) : null}
        {isPrivate ? (
          <Icon name="lock" className="size-12" label={say('identify.visibility.privateBadge')} />
        ) : null}
      </span>
      {returned ? (
        <span className="text-xs wrap-anywhere text-text-2">
          {returned.word
            ? say('tasks.returned.word', { name: returned.name, word: returned.word })
            : say('tasks.returned', { name: returned.name })}
        </span>
      ) : null}
    </>
  );
}

export function TaskRow({ task, about }: { task: TaskView; about: string }) {
  const say = useWords();
  const { settle } = useTaskActs();
  const [layer, setLayer] = useState<'change' | 'give back' | null>(null);
  const { title, note, can } = task;
  return (
    <li className="flex items-start gap-8 rounded-control px-8 py-4 hover:bg-sunken">
      <Icon name="task" className="mt-2 shrink-0 text-text-3" />
      <span className="flex min-w-0 flex-1 flex-col gap-2">
        <bdi className="wrap-anywhere">{title}</bdi>
        <TaskDetails task={task} about={about} />
        {note ? (
          <span className="line-clamp-2 text-xs wrap-anywhere text-text-2">{note}</span>
        ) : null}
        {can.answer && task.given && !task.given.accepted ? (
          <TaskAnswers task={task} onGiveBack={() => setLayer('give back')} />
        ) : null}
      </span>
      {can.edit ? (
        <span className="flex shrink-0">
          <IconButton
            size="small"
            icon="check"
            label={say('tasks.doneOf', { title })}
            onPress={() => complaining(settle(task, 'done'))}
          />
          <TaskMenu
            task={task}
            onChange={() => setLayer('change')}
            onGiveBack={() => setLayer('give back')}
          />
        </span>
      ) : null}
      {layer === 'change' ? <TaskDialog task={task} onClose={() => setLayer(null)} /> : null}
      {layer === 'give back' ? <GiveBackDialog task={task} onClose={() => setLayer(null)} /> : null}
    </li>
  );
}

/** Whoever was given it says whether they take it on. */
export function TaskAnswers({ task, onGiveBack }: { task: TaskView; onGiveBack: () => void }) {
  const say = useWords();
  const { answer } = useTaskActs();
  return (
    <span className="flex flex-wrap gap-8 py-4">
      <Button
        size="small"
        icon="check"
        onPress={() => complaining(answer(task, { accepts: true }))}
      >
        {say('tasks.accept')}
      </Button>
      <Button size="small" variant="quiet" onPress={onGiveBack}>
        {say('tasks.giveBack')}
      </Button>
    </span>
  );
}

export function TaskMenu({
  task,
  onChange,
  onGiveBack,
}: {
  task: TaskView;
  onChange: () => void;
  onGiveBack: () => void;
}) {
  const say = useWords();
  const { settle, remove } = useTaskActs();
  const { title, repeats, can } = task;
  return (
    <Menu
      label={say('tasks.actsOf', { title })}
      placement="bottom end"
      trigger={<IconButton size="small" icon="more" label={say('tasks.actsOf', { title })} />}
      groups={[
        {
          entries: [
            { id: 'change', label: say('tasks.change'), icon: 'edit', onAction: onChange },
            ...(can.answer
              ? [
                  {
                    id: 'give back',
                    label: say('tasks.giveBack'),
                    icon: 'reply' as const,
                    onAction: onGiveBack,
                  },
                ]
              : []),
            {
              id: 'drop',
              label: say(repeats ? 'tasks.drop.series' : 'tasks.drop'),
              icon: 'minus',
              onAction: () => complaining(settle(task, 'dropped')),
            },
            {
              id: 'remove',
              label: say('tasks.remove'),
              icon: 'remove',
              onAction: () => complaining(remove(task)),
            },
          ],
        },
      ]}
    />
  );
}
