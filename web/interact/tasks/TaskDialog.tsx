import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { TaskRepeats } from '../../../shared/interact/tasks/repeats.ts';
import type {
  TaskChange,
  TaskDue,
  TaskInput,
  TaskReminder,
  TaskView,
} from '../../../shared/interact/tasks/tasks.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { sessionQuery } from '../../app/session.ts';
import { usersQuery } from '../../identify/parties/queries.ts';
import { DateField } from '../../ui/DateField.tsx';
import { Checkbox, TextArea, TextField } from '../../ui/Field.tsx';
import { ComboBox } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { useTaskActs } from './changes.ts';
import { ReminderField } from './ReminderField.tsx';
import { RepeatsFields } from './RepeatsFields.tsx';

/** What is known of a task before the form opens. */
export interface TaskDraft {
  title: string;
  due: TaskDue | null;
  repeats: TaskRepeats | null;
  reminder: TaskReminder | null;
  keeperId: string | null;
  parties: readonly { id: string; kind: PartyKind; name: string }[];
}

export interface TaskDialogProps {
  /** The one to change; without it a new one is written down. */
  task?: TaskView;
  draft?: TaskDraft;
  onClose: () => void;
}

const time = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$|^([01]?\d|2[0-3])$/;

/** "9", "930" and "9.30" are what somebody types; 09:30 is what is kept. Undefined: it is no time. */
export function timeOf(text: string): string | null | undefined {
  const said = text.trim();
  if (said === '') return null;
  const found = time.exec(said);
  if (!found) return undefined;
  return `${(found[1] ?? found[3])!.padStart(2, '0')}:${found[2] ?? '00'}`;
}

/** Everything about a task. */
export default function TaskDialog({ task, draft, onClose }: TaskDialogProps) {
  const say = useWords();
  const { act } = useTaskActs();
  const { data: users = [] } = useQuery(usersQuery);
  const { data: session } = useQuery(sessionQuery);
  const known = task ?? draft;
  const [title, setTitle] = useState(known?.title ?? '');
  const [note, setNote] = useState(task?.note ?? '');
  const [day, setDay] = useState<Temporal.PlainDate | null>(
    known?.due ? Temporal.PlainDate.from(known.due.on) : null,
  );
  const [clock, setClock] = useState(known?.due?.time ?? '');
  const [chosen, setChosen] = useState<string | null>(task?.keeper.id ?? draft?.keeperId ?? null);
  const [repeats, setRepeats] = useState<TaskRepeats | null>(known?.repeats ?? null);
  const [reminder, setReminder] = useState<TaskReminder | null>(known?.reminder ?? null);
  const [isPrivate, setPrivate] = useState(task?.isPrivate ?? false);
  const keeperId = chosen ?? session?.user.id ?? null;
  const colleagues = users
    .filter(({ id, disabledAt }) => disabledAt === null || id === keeperId)
    .map(({ id, name }) => ({ id, label: name }));
  const parties = task?.parties ?? draft?.parties ?? [];
  return (
    <FormDialog
      title={say(task ? 'tasks.change.title' : 'tasks.add')}
      save={say('tasks.save')}
      onClose={onClose}
      check={() => ({
        ...(title.trim() ? {} : { title: say('tasks.title.missing') }),
        ...(timeOf(clock) === undefined ? { time: say('tasks.time.bad') } : {}),
        ...(!day && clock.trim() ? { due: say('tasks.day.missing') } : {}),
      })}
      onSave={async () => {
        const due = day && { on: day.toString(), time: timeOf(clock) ?? null };
        const terms = {
          title: title.trim(),
          note: note.trim(),
          due,
          repeats: due ? repeats : null,
          reminder: due || (reminder && 'on' in reminder) ? reminder : null,
          ...(keeperId ? { keeperId } : {}),
        };
        if (task) {
          const change: TaskChange = { ...terms, version: task.version };
          await act(() => api.patch(`/tasks/${task.id}`, change), say('tasks.told.changed'));
        } else {
          const input: TaskInput = {
            ...terms,
            isPrivate,
            zone: Temporal.Now.timeZoneId(),
            partyIds: parties.map(({ id }) => id),
          };
          await act(
            () => api.post('/tasks', input),
            say('tasks.told.added', { title: terms.title }),
          );
        }
      }}
    >
      <TextField
        label={say('tasks.title')}
        name="title"
        autoFocus
        value={title}
        onChange={setTitle}
        maxLength={300}
      />
      {parties.length > 0 ? (
        <p className="text-sm wrap-anywhere text-text-2">
          {say('tasks.about', { names: parties.map(({ name }) => name).join(', ') })}
        </p>
      ) : null}
      <div className="grid grid-cols-[1fr_104px] items-start gap-8">
        <DateField label={say('tasks.day')} name="due" value={day} onChange={setDay} />
        <TextField
          label={say('tasks.time')}
          name="time"
          placeholder="14:30"
          value={clock}
          onChange={setClock}
        />
      </div>
      <RepeatsFields day={day} value={repeats} onChange={setRepeats} />
      <ReminderField hasDay={day !== null} value={reminder} onChange={setReminder} />
      <ComboBox
        label={say('tasks.keeper')}
        name="keeperId"
        options={colleagues}
        value={keeperId}
        valueLabel={colleagues.find(({ id }) => id === keeperId)?.label}
        onChange={setChosen}
      />
      <TextArea label={say('tasks.note')} name="note" rows={3} value={note} onChange={setNote} />
      {task ? null : (
        <Checkbox isSelected={isPrivate} onChange={setPrivate}>
          {say('tasks.private')}
        </Checkbox>
      )}
    </FormDialog>
  );
}
