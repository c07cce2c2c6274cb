import { classes } from './classes.ts';
import type { FieldProps } from './Field.tsx';
import { boxClass, fieldClass } from './fieldLook.ts';
import { onDemand } from './onDemand.tsx';

export interface DateFieldProps extends FieldProps {
  value: Temporal.PlainDate | null;
  onChange: (value: Temporal.PlainDate | null) => void;
  min?: Temporal.PlainDate;
  max?: Temporal.PlainDate;
}

function Waiting({ label, hideLabel, className }: DateFieldProps) {
  return (
    <span className={classes(fieldClass, className)}>
      <span className={hideLabel ? 'sr-only' : 'text-xs text-text-2'}>{label}</span>
      <span className={boxClass} />
    </span>
  );
}

/**
 * A day, typed part by part in the order of the reader's country, or picked from a month. The calendar
 * weighs more than a list of people, so it comes when the first date is asked for.
 */
export const DateField = onDemand<DateFieldProps>(() => import('./DatePicker.tsx'), Waiting);
