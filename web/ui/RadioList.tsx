import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { classes } from './classes.ts';
import type { ChoiceFieldProps } from './Field.tsx';
import { FieldFrame } from './Field.tsx';
import { fieldClass } from './fieldLook.ts';

/** One of a few alternatives below each other, each with a line about it. */
export function RadioList<Id extends string>({
  label,
  hideLabel,
  description,
  options,
  className,
  onChange,
  ...rest
}: Omit<ChoiceFieldProps<Id>, 'error' | 'isRequired'>) {
  return (
    <RadioGroup
      {...rest}
      onChange={(id) => onChange(id as Id)}
      className={classes(fieldClass, className)}
    >
      <FieldFrame {...{ label, hideLabel, description }}>
        <div className="grid gap-4 tablet:grid-cols-2">
          {options.map(({ id, label: words, description: about }) => (
            <Radio
              key={id}
              value={id}
              className="flex min-h-control cursor-default flex-col justify-center rounded-control border border-border-strong bg-surface px-12 py-4 text-text hover:bg-sunken data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-focus data-selected:border-accent data-selected:bg-accent-soft data-selected:text-accent-text"
            >
              <span>{words}</span>
              {about ? <span className="text-xs text-text-2">{about}</span> : null}
            </Radio>
          ))}
        </div>
      </FieldFrame>
    </RadioGroup>
  );
}
