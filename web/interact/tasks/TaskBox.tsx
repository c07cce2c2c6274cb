import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useRef, useState } from 'react';
import { readTask } from '../../../shared/interact/tasks/reading.ts';
import type { TaskInput } from '../../../shared/interact/tasks/tasks.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { api, newKey } from '../../app/api.ts';
import { partyQuery, usersQuery } from '../../identify/parties/queries.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { IconName } from '../../ui/icons.ts';
import { NamingArea } from '../../ui/NamingArea.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { type AskedTask, closeTaskBox } from './asking.ts';
import { useTaskActs } from './changes.ts';
import TaskDialog, { type TaskDraft } from './TaskDialog.tsx';
import { reminderWords, repeatsWords, shownDue } from './words.ts';

/** One line for what is to be done next: it is read while it is typed, and Enter writes it down. */
export default function TaskBox({ party: asked }: AskedTask) {
  const say = useWords();
  const locale = useLocale();
  const { act } = useTaskActs();
  const { data: users = [] } = useQuery(usersQuery);
  const { data: known, isPending } = useQuery({
    ...partyQuery(asked?.kind ?? 'person', asked?.id ?? ''),
    enabled: asked !== null,
  });
  const [text, setText] = useState('');
  const [isAbout, setAbout] = useState(true);
  const [naming, setNaming] = useState<string | null>(null);
  const [isFull, setFull] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const key = useRef(newKey());
  const hint = useId();
  const zone = Temporal.Now.timeZoneId();
  const now = useMemo(() => Temporal.Now.zonedDateTimeISO(), []);

  const read = readTask(text, { now, monthFirst: locale === 'en-US' });
  const colleagues = users.filter(({ disabledAt }) => disabledAt === null);
  const named = (name: string) =>
    colleagues.filter((one) => foldForSearch(one.name).includes(foldForSearch(name)));
  const keeper = read.keeper ? named(read.keeper)[0] : undefined;
  const parties = known && isAbout ? [{ id: known.id, kind: known.kind, name: known.name }] : [];
  const draft: TaskDraft = { ...read, keeperId: keeper?.id ?? null, parties };
  const isEmpty = text.trim() === '';

  const save = async () => {
    if (isWorking || isEmpty || (asked && isPending)) return;
    if (read.keeper && !keeper) {
      setProblem(say('tasks.box.nobody', { name: read.keeper }));
      return;
    }
    setWorking(true);
    setProblem(undefined);
    const input: TaskInput = {
      title: read.title.slice(0, 300),
      due: read.due,
      repeats: read.repeats,
      reminder: read.reminder,
      zone,
      ...(keeper ? { keeperId: keeper.id } : {}),
      partyIds: parties.map(({ id }) => id),
    };
    try {
      await act(
        () => api.post('/tasks', input, { idempotencyKey: key.current }),
        say('tasks.told.added', { title: input.title }),
      );
      closeTaskBox();
    } catch (error) {
      // The line stays; sending it again after a lost answer writes it down once.
      setProblem(error instanceof Error ? error.message : String(error));
      setWorking(false);
    }
  };
  if (isFull) return <TaskDialog draft={draft} onClose={closeTaskBox} />;

  const chips: { icon: IconName; words: string }[] = [
    ...(read.due
      ? [{ icon: 'calendar' as const, words: shownDue({ due: read.due, zone }, locale) }]
      : []),
    ...(read.repeats
      ? [{ icon: 'refresh' as const, words: repeatsWords(read.repeats, say, locale) }]
      : []),
    ...(read.reminder
      ? [{ icon: 'bell' as const, words: reminderWords(read.reminder, say, locale) }]
      : []),
    ...(keeper ? [{ icon: 'person' as const, words: keeper.name }] : []),
  ];
  return (
    <Dialog
      isOpen
      onClose={closeTaskBox}
      title={say('tasks.add')}
      at="top"
      actions={
        <>
          <span id={hint} className="me-auto self-center text-xs text-text-3">
            {say('tasks.box.hint')}
          </span>
          <Button variant="quiet" onPress={() => setFull(true)}>
            {say('tasks.box.more')}
          </Button>
          <Button
            variant="primary"
            keys="Enter"
            isWorking={isWorking}
            isDisabled={isEmpty}
            onPress={() => void save()}
          >
            {say('tasks.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-12">
        <NamingArea
          label={say('tasks.box.label')}
          placeholder={say('tasks.box.placeholder')}
          describedBy={hint}
          autoFocus
          rows={1}
          value={text}
          onChange={(typed) => {
            setProblem(undefined);
            key.current = newKey();
            setText(typed.replace(/\n+/gu, ' '));
          }}
          onAsk={setNaming}
          offered={(naming ? named(naming) : []).slice(0, 6).map(({ id, name }) => ({
            id,
            // The first word of a name is what the line is read for.
            label: name.split(' ')[0] ?? name,
            description: name,
            avatar: 'person' as const,
          }))}
          onEnter={() => void save()}
        />
        {problem ? (
          <Notice tone="bad" isUrgent>
            {problem}
          </Notice>
        ) : null}
        <div className="flex min-h-24 flex-wrap items-center gap-8" aria-live="polite">
          {parties.map((party) => (
            <span key={party.id} className="inline-flex max-w-full items-center">
              <Badge tone="accent" icon={party.kind}>
                {party.name}
              </Badge>
              <IconButton
                size="small"
                icon="close"
                label={say('tasks.box.notAbout', { name: party.name })}
                onPress={() => setAbout(false)}
              />
            </span>
          ))}
          {isEmpty ? (
            <span className="text-sm text-text-3">{say('tasks.box.examples')}</span>
          ) : (
            <>
              <Badge icon="task">{read.title}</Badge>
              {chips.map(({ icon, words }) => (
                <Badge key={icon} tone="info" icon={icon}>
                  {words}
                </Badge>
              ))}
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
}
