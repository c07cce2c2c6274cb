import { CalendarDate } from '@internationalized/date';
import { Button as AriaButton } from 'react-aria-components/Button';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarHeading,
} from 'react-aria-components/Calendar';
import { DateInput, DateSegment } from 'react-aria-components/DateField';
import { DatePicker as AriaDatePicker } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Popover } from 'react-aria-components/Popover';
import { classes } from './classes.ts';
import type { DateFieldProps } from './DateField.tsx';
import { FieldFrame } from './Field.tsx';
import { boxClass, fieldClass } from './fieldLook.ts';
import { useFieldError } from './formErrors.ts';
import { Icon } from './Icon.tsx';

function toCalendar(date: Temporal.PlainDate): CalendarDate {
  return new CalendarDate(date.year, date.month, date.day);
}

function fromCalendar({
  year,
  month,
  day,
}: {
  year: number;
  month: number;
  day: number;
}): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day });
}

const arrowClass =
  'inline-flex size-target items-center justify-center rounded-control text-text-2 hover:bg-sunken disabled:text-text-3';

export default function DatePicker({
  label,
  hideLabel,
  description,
  error: own,
  isRequired,
  value,
  onChange,
  min,
  max,
  className,
  ...rest
}: DateFieldProps) {
  const error = useFieldError(rest.name, own);
  return (
    <AriaDatePicker
      {...rest}
      granularity="day"
      value={value && toCalendar(value)}
      minValue={min && toCalendar(min)}
      maxValue={max && toCalendar(max)}
      onChange={(date) => onChange(date && fromCalendar(date))}
      isRequired={isRequired}
      isInvalid={error ? true : undefined}
      validationBehavior="aria"
      className={classes(fieldClass, className)}
    >
      <FieldFrame {...{ label, hideLabel, isRequired, description, error }}>
        <Group
          className={classes(
            boxClass,
            'flex items-center ps-8 data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-focus',
          )}
        >
          <DateInput className="flex flex-1 items-center">
            {(segment) => (
              <DateSegment
                segment={segment}
                className="tabular rounded-chip px-2 outline-none data-focused:bg-accent-soft data-placeholder:text-text-3"
              />
            )}
          </DateInput>
          <AriaButton className={arrowClass}>
            <Icon name="calendar" />
          </AriaButton>
        </Group>
        <Popover className="appear z-overlay rounded-control border border-border bg-surface p-12 shadow-float">
          <Dialog className="outline-none">
            <Calendar>
              <header className="flex items-center justify-between pb-8">
                <AriaButton slot="previous" className={arrowClass}>
                  <Icon name="previous" />
                </AriaButton>
                <CalendarHeading className="text-base font-semibold" />
                <AriaButton slot="next" className={arrowClass}>
                  <Icon name="next" />
                </AriaButton>
              </header>
              <CalendarGrid className="text-xs text-text-3">
                {(date) => (
                  <CalendarCell
                    date={date}
                    className="tabular inline-flex size-32 cursor-default items-center justify-center rounded-control text-sm text-text hover:bg-sunken data-disabled:text-text-3 data-focus-visible:outline-2 data-focus-visible:outline-focus data-outside-month:hidden data-selected:bg-accent data-selected:text-on-accent"
                  />
                )}
              </CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </FieldFrame>
    </AriaDatePicker>
  );
}
