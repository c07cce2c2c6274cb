import type { TaskReminder } from '../../../shared/interact/tasks/tasks.ts';
import { DateField } from '../../ui/DateField.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { reminderWords } from './words.ts';

const usual: TaskReminder[] = [
  { before: 0, unit: 'minutes' },
  { before: 10, unit: 'minutes' },
  { before: 1, unit: 'hours' },
  { before: 3, unit: 'hours' },
  { before: 1, unit: 'days' },
  { before: 2, unit: 'days' },
  { before: 7, unit: 'days' },
];
const none = 'none';
const at = 'at';
const keyOf = (reminder: TaskReminder) =>
  'on' in reminder ? at : `${reminder.before} ${reminder.unit}`;

/** When to be reminded: some time before, or at a time of its own. */
export function ReminderField({
  hasDay,
  value,
  onChange,
}: {
  hasDay: boolean;
  value: TaskReminder | null;
  onChange: (reminder: TaskReminder | null) => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const isOwn =
    value !== null && !('on' in value) && !usual.some((one) => keyOf(one) === keyOf(value));
  const offered = hasDay ? [...usual, ...(isOwn ? [value] : [])] : [];
  const tomorrow = () => ({
    on: Temporal.Now.plainDateISO().add({ days: 1 }).toString(),
    time: '09:00',
  });
  return (
    <div className="flex flex-col gap-8">
      <Select
        label={say('tasks.reminder')}
        options={[
          { id: none, label: say('tasks.reminder.none') },
          ...offered.map((one) => ({ id: keyOf(one), label: reminderWords(one, say, locale) })),
          { id: at, label: say('tasks.reminder.own') },
        ]}
        value={value && (hasDay || 'on' in value) ? keyOf(value) : none}
        onChange={(chosen) =>
          onChange(
            chosen === none
              ? null
              : chosen === at
                ? tomorrow()
                : (offered.find((one) => keyOf(one) === chosen) ?? null),
          )
        }
      />
      {value && 'on' in value ? (
        <div className="grid grid-cols-[1fr_104px] items-start gap-8">
          <DateField
            label={say('tasks.reminder.day')}
            value={Temporal.PlainDate.from(value.on)}
            onChange={(day) => {
              if (day) onChange({ ...value, on: day.toString() });
            }}
          />
          <TimeField value={value.time} onChange={(time) => onChange({ ...value, time })} />
        </div>
      ) : null}
    </div>
  );
}

function TimeField({ value, onChange }: { value: string; onChange: (time: string) => void }) {
  const say = useWords();
  return (
    <TextField
      label={say('tasks.time')}
      placeholder="09:00"
      defaultValue={value}
      onChange={(text) => {
        if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) onChange(text);
      }}
    />
  );
}
