import { Label } from 'react-aria-components/Label';
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import { classes } from './classes.ts';

export interface ProgressBarProps {
  label: string;
  value?: number;
  max?: number;
  /** Length not known: the bar moves instead of growing. */
  isIndeterminate?: boolean;
  /** Beside the percentage: "1 204 of 9 870 rows". */
  detail?: string;
  tone?: 'accent' | 'bad' | 'good';
}

const fills = { accent: 'bg-accent', bad: 'bg-bad', good: 'bg-good' };

export function ProgressBar({
  label,
  value = 0,
  max = 100,
  isIndeterminate,
  detail,
  tone = 'accent',
}: ProgressBarProps) {
  return (
    <AriaProgressBar
      value={value}
      maxValue={Math.max(max, 1)}
      isIndeterminate={isIndeterminate}
      className="flex flex-col gap-4"
    >
      {({ percentage, valueText }) => (
        <>
          <span className="flex items-baseline gap-8 text-sm">
            <Label className="min-w-0 flex-1 truncate">{label}</Label>
            <span className="tabular text-xs text-text-3">
              {detail ?? (isIndeterminate ? null : valueText)}
            </span>
          </span>
          <span className="block h-4 overflow-hidden rounded-full bg-sunken outline-1 outline-border">
            <span
              className={classes(
                'block h-full origin-left rounded-full rtl:origin-right',
                fills[tone],
                isIndeterminate ? 'shimmer w-full' : 'transition-transform duration-(--small)',
              )}
              style={
                isIndeterminate
                  ? undefined
                  : { transform: `scaleX(${String((percentage ?? 0) / 100)})` }
              }
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
