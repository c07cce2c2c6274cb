import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';

/** The box alone, for rows that are themselves the control. */
export function CheckMark({
  state,
  isFocusVisible = false,
}: {
  state: 'all' | 'some' | 'none';
  isFocusVisible?: boolean;
}) {
  return (
    <span
      aria-hidden="true"
      className={classes(
        'inline-flex size-16 shrink-0 items-center justify-center rounded-chip border align-middle',
        state === 'none'
          ? 'border-border-strong bg-surface'
          : 'border-accent bg-accent text-on-accent',
        isFocusVisible && 'outline-2 outline-offset-2 outline-focus',
      )}
    >
      {state === 'none' ? null : (
        <Icon name={state === 'some' ? 'minus' : 'check'} className="size-12" />
      )}
    </span>
  );
}
