import type { TaskRepeats } from '../../../shared/interact/tasks/repeats.ts';
import { Checkbox, TextField } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { nthWords, shortWeekdayName, weekdayName } from './words.ts';

const units = ['never', 'day', 'weekday', 'week', 'month', 'year'] as const;
type Unit = (typeof units)[number];

type Nth = 1 | 2 | 3 | 4 | -1;
const daysOfWeek = [1, 2, 3, 4, 5, 6, 7];

/** The usual rule of this kind for something that is due on this day. */
function usual(unit: Unit, day: Temporal.PlainDate): TaskRepeats | null {
  switch (unit) {
    case 'never':
      return null;
    case 'weekday':
      return { unit, from: 'calendar' };
    case 'day':
      return { unit, every: 1, from: 'calendar' };
    case 'week':
      return { unit, every: 1, days: [day.dayOfWeek], from: 'calendar' };
    case 'month':
      return { unit, every: 1, on: { day: day.day }, from: 'calendar' };
    case 'year':
      return { unit, every: 1, month: day.month, day: day.day, from: 'calendar' };
  }
}

/** The weekday of its month that a day is: the second Tuesday; the last where there is no fifth in every month. */
function nthOf(day: Temporal.PlainDate): Nth {
  const nth = Math.ceil(day.day / 7);
  return nth > 4 || day.day + 7 > day.daysInMonth ? -1 : (nth as Nth);
}

/** How often something comes again; without a day there is nothing to count from. */
export function RepeatsFields({
  day,
  value,
  onChange,
}: {
  day: Temporal.PlainDate | null;
  value: TaskRepeats | null;
  onChange: (repeats: TaskRepeats | null) => void;
}) {
  const say = useWords();
  const locale = useLocale();
  if (!day) return null;
  const unit: Unit = value?.unit ?? 'never';
  return (
    <fieldset className="flex flex-col gap-8">
      <legend className="sr-only">{say('tasks.repeats')}</legend>
      <div className="grid grid-cols-[1fr_104px] items-start gap-8">
        <Select
          label={say('tasks.repeats')}
          options={units.map((id) => ({ id, label: say(`tasks.unit.${id}`) }))}
          value={unit}
          onChange={(chosen) => onChange(usual(chosen, day))}
        />
        {value && value.unit !== 'weekday' ? (
          <TextField
            label={say('tasks.every')}
            type="number"
            value={String(value.every)}
            onChange={(text) => {
              const every = Math.min(99, Math.max(1, Math.trunc(Number(text)) || 1));
              onChange({ ...value, every });
            }}
          />
        ) : null}
      </div>
      {value?.unit === 'week' ? (
        <div className="flex flex-wrap gap-x-12">
          {daysOfWeek.map((one) => (
            <Checkbox
              key={one}
              isSelected={value.days.includes(one)}
              onChange={(isOn) => {
                const days = isOn
                  ? [...value.days, one]
                  : value.days.filter((each) => each !== one);
                if (days.length > 0) onChange({ ...value, days });
              }}
            >
              {shortWeekdayName(one, locale)}
            </Checkbox>
          ))}
        </div>
      ) : null}
      {value?.unit === 'month' ? (
        <Select
          label={say('tasks.monthly')}
          options={[
            { id: 'day', label: say('tasks.monthly.day', { day: day.day }) },
            {
              id: 'nth',
              label: say('tasks.monthly.nth', {
                nth: nthWords(nthOf(day), say),
                day: weekdayName(day.dayOfWeek, locale),
              }),
            },
          ]}
          value={'day' in value.on ? 'day' : 'nth'}
          onChange={(chosen) =>
            onChange({
              ...value,
              on: chosen === 'day' ? { day: day.day } : { nth: nthOf(day), weekday: day.dayOfWeek },
            })
          }
        />
      ) : null}
      {value ? (
        <Checkbox
          isSelected={value.from === 'done'}
          onChange={(isOn) => onChange({ ...value, from: isOn ? 'done' : 'calendar' })}
        >
          {say('tasks.fromDone')}
        </Checkbox>
      ) : null}
    </fieldset>
  );
}
