import { lazy, Suspense } from 'react';
import { classes } from './classes.ts';
import type { FieldProps } from './Field.tsx';
import { boxClass, fieldClass } from './fieldLook.ts';

export interface DateFieldProps extends FieldProps {
  value: Temporal.PlainDate | null;
  onChange: (value: Temporal.PlainDate | null) => void;
  min?: Temporal.PlainDate;
  max?: Temporal.PlainDate;
}

// The calendar weighs more than a list of people; it comes when the first date is asked for.
const DatePicker = lazy(() => import('./DatePicker.tsx'));

/** A day, typed part by part in the order of the reader's country, or picked from a month. */
export function DateField(props: DateFieldProps) {
  return (
    <Suspense fallback={<Waiting {...props} />}>
      <DatePicker {...props} />
    </Suspense>
  );
}

function Waiting({ label, hideLabel, className }: DateFieldProps) {
  return (
    <span className={classes(fieldClass, className)}>
      <span className={hideLabel ? 'sr-only' : 'text-xs text-text-2'}>{label}</span>
      <span className={boxClass} />
    </span>
  );
}
