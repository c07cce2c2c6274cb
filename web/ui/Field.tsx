import { type ReactNode, type Ref, useState } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { FieldError, type FieldErrorProps } from 'react-aria-components/FieldError';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { IconButton } from './Button.tsx';
import { CheckMark } from './CheckMark.tsx';
import { classes } from './classes.ts';
import { boxClass, fieldClass } from './fieldLook.ts';
import { useFieldError } from './formErrors.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import { useWords } from './words.ts';

export { SearchField, type SearchFieldProps } from './SearchField.tsx';

/** What every field of a form has. */
export interface FieldProps {
  label: string;
  /** The label is for the ear only; what the field is for must then be plain from its surroundings. */
  hideLabel?: boolean;
  name?: string;
  description?: ReactNode;
  /** Stands beside the field and marks it. */
  error?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
  className?: string;
}

/** Label, help and error around whatever box a field has. */
export function FieldFrame({
  label,
  hideLabel,
  isRequired,
  description,
  error,
  children,
}: Pick<FieldProps, 'label' | 'hideLabel' | 'isRequired' | 'description' | 'error'> & {
  children: ReactNode;
}) {
  const say = useWords();
  return (
    <>
      <Label className={hideLabel ? 'sr-only' : 'text-xs text-text-2'}>
        {label}
        {isRequired ? <span className="text-text-3"> {say('ui.field.required')}</span> : null}
      </Label>
      {children}
      {description ? (
        <Text slot="description" className="text-xs font-normal text-text-3">
          {description}
        </Text>
      ) : null}
      <FieldProblem>{error}</FieldProblem>
    </>
  );
}

export function FieldProblem({ children }: { children: FieldErrorProps['children'] | undefined }) {
  return (
    <FieldError className="flex items-start gap-4 text-xs text-bad">
      {({ validationErrors }) => (
        <>
          <Icon name="alert" />
          <span>
            {typeof children === 'string' && children ? children : validationErrors.join(' ')}
          </span>
        </>
      )}
    </FieldError>
  );
}

export interface TextFieldProps extends FieldProps {
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  type?: 'text' | 'email' | 'tel' | 'url' | 'number';
  autoComplete?: string;
  placeholder?: string;
  icon?: IconName;
  maxLength?: number;
  spellCheck?: 'true' | 'false';
  onBlur?: () => void;
  inputRef?: Ref<HTMLInputElement>;
}

export function TextField({
  label,
  hideLabel,
  description,
  error: own,
  isRequired,
  icon,
  placeholder,
  inputRef,
  className,
  ...rest
}: TextFieldProps) {
  const error = useFieldError(rest.name, own);
  return (
    <AriaTextField
      {...rest}
      isRequired={isRequired}
      isInvalid={error ? true : undefined}
      validationBehavior="aria"
      className={classes(fieldClass, className)}
    >
      <FieldFrame {...{ label, hideLabel, isRequired, description, error }}>
        <span className="relative flex items-center">
          {icon ? (
            <Icon name={icon} className="pointer-events-none absolute start-8 text-text-3" />
          ) : null}
          <Input
            ref={inputRef}
            placeholder={placeholder}
            className={classes(boxClass, icon ? 'ps-32' : 'ps-8', 'pe-8')}
          />
        </span>
      </FieldFrame>
    </AriaTextField>
  );
}

export interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'icon'> {
  autoComplete: 'current-password' | 'new-password';
}

/** A password that can be pasted, filled in by a password manager, and looked at. */
export function PasswordField({
  label,
  hideLabel,
  description,
  error: own,
  isRequired,
  placeholder,
  inputRef,
  className,
  ...rest
}: PasswordFieldProps) {
  const error = useFieldError(rest.name, own);
  const say = useWords();
  const [visible, setVisible] = useState(false);
  return (
    <AriaTextField
      {...rest}
      type={visible ? 'text' : 'password'}
      isRequired={isRequired}
      isInvalid={error ? true : undefined}
      validationBehavior="aria"
      className={classes(fieldClass, className)}
    >
      <FieldFrame {...{ label, hideLabel, isRequired, description, error }}>
        <span className="relative flex items-center">
          <Input
            ref={inputRef}
            placeholder={placeholder}
            spellCheck={false}
            autoCapitalize="off"
            className={classes(boxClass, 'ps-8 pe-40')}
          />
          <span className="absolute end-2">
            <IconButton
              size="small"
              icon={visible ? 'hide' : 'show'}
              label={visible ? say('ui.password.hide') : say('ui.password.show')}
              onPress={() => setVisible(!visible)}
            />
          </span>
        </span>
      </FieldFrame>
    </AriaTextField>
  );
}

export interface TextAreaProps extends FieldProps {
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  placeholder?: string;
  rows?: number;
  maxLength?: number;
  areaRef?: Ref<HTMLTextAreaElement>;
}

export function TextArea({
  label,
  hideLabel,
  description,
  error: own,
  isRequired,
  placeholder,
  rows = 4,
  areaRef,
  className,
  ...rest
}: TextAreaProps) {
  const error = useFieldError(rest.name, own);
  return (
    <AriaTextField
      {...rest}
      isRequired={isRequired}
      isInvalid={error ? true : undefined}
      validationBehavior="aria"
      className={classes(fieldClass, className)}
    >
      <FieldFrame {...{ label, hideLabel, isRequired, description, error }}>
        <AriaTextArea
          ref={areaRef}
          rows={rows}
          placeholder={placeholder}
          className={classes(
            boxClass,
            'field-sizing-content max-h-[60vh] px-8 py-4 leading-normal',
          )}
        />
      </FieldFrame>
    </AriaTextField>
  );
}

export interface CheckboxProps {
  children: ReactNode;
  isSelected?: boolean;
  defaultSelected?: boolean;
  isIndeterminate?: boolean;
  onChange?: (isSelected: boolean) => void;
  name?: string;
  isDisabled?: boolean;
  /** The words are for the ear only, as in a table's first column. */
  hideLabel?: boolean;
}

export function Checkbox({ children, hideLabel, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...rest}
      className="group inline-flex min-h-target cursor-default items-center gap-8 text-base data-disabled:text-text-3"
    >
      {({ isSelected, isIndeterminate, isFocusVisible }) => (
        <>
          <CheckMark
            state={isIndeterminate ? 'some' : isSelected ? 'all' : 'none'}
            isFocusVisible={isFocusVisible}
          />
          <span className={hideLabel ? 'sr-only' : ''}>{children}</span>
        </>
      )}
    </AriaCheckbox>
  );
}

export interface Choice<Id extends string = string> {
  id: Id;
  label: string;
  icon?: IconName;
  description?: string;
}

export interface ChoiceFieldProps<Id extends string> extends FieldProps {
  options: readonly Choice<Id>[];
  value: Id | null;
  onChange: (value: Id) => void;
}

/** A few alternatives side by side, of which exactly one holds. */
export function SegmentedField<Id extends string>({
  label,
  hideLabel,
  description,
  error: own,
  options,
  isRequired,
  className,
  onChange,
  ...rest
}: ChoiceFieldProps<Id>) {
  const error = useFieldError(rest.name, own);
  return (
    <RadioGroup
      {...rest}
      onChange={(id) => onChange(id as Id)}
      isRequired={isRequired}
      isInvalid={error ? true : undefined}
      validationBehavior="aria"
      orientation="horizontal"
      className={classes(fieldClass, className)}
    >
      <FieldFrame {...{ label, hideLabel, isRequired, description, error }}>
        <Group className="inline-flex w-fit max-w-full flex-wrap gap-2 rounded-control border border-border-strong bg-surface p-2">
          {options.map(({ id, label: words, icon }) => (
            <Radio
              key={id}
              value={id}
              className="flex min-h-target cursor-default items-center gap-8 rounded-chip px-8 text-sm text-text-2 hover:bg-sunken data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-focus data-selected:bg-accent-soft data-selected:font-medium data-selected:text-accent-text"
            >
              {icon ? <Icon name={icon} /> : null}
              {words}
            </Radio>
          ))}
        </Group>
      </FieldFrame>
    </RadioGroup>
  );
}
