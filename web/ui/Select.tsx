import { type KeyboardEvent, type ReactNode, useContext, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox, ComboBoxStateContext } from 'react-aria-components/ComboBox';
import { Input, InputContext } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { useSlottedContext } from 'react-aria-components/slots';
import { classes } from './classes.ts';
import { type Choice, type ChoiceFieldProps, FieldFrame, type FieldProps } from './Field.tsx';
import { boxClass, fieldClass } from './fieldLook.ts';
import { useFieldError } from './formErrors.ts';
import { Icon } from './Icon.tsx';
import { useWords } from './words.ts';

const listClass =
  'appear z-overlay max-h-[320px] min-w-(--trigger-width) overflow-auto rounded-control border border-border bg-surface p-4 shadow-float';

function Option({ id, label, icon, description }: Choice) {
  return (
    <ListBoxItem
      id={id}
      textValue={label}
      className="flex min-h-control cursor-default items-center gap-8 rounded-chip px-8 text-base outline-none data-focused:bg-accent-soft data-disabled:text-text-3"
    >
      {({ isSelected }) => (
        <>
          {icon ? <Icon name={icon} className="text-text-3" /> : null}
          <span className="flex min-w-0 flex-1 flex-col py-2">
            <span className="truncate">{label}</span>
            {description ? (
              <span className="text-xs font-normal text-text-3">{description}</span>
            ) : null}
          </span>
          {isSelected ? <Icon name="check" className="text-accent-text" /> : null}
        </>
      )}
    </ListBoxItem>
  );
}

export interface SelectProps<Id extends string> extends ChoiceFieldProps<Id> {
  placeholder?: string;
}

/** One of a short, fixed list. For more than about fifteen, or names from the server: `ComboBox`. */
export function Select<Id extends string>({
  label,
  hideLabel,
  description,
  error: own,
  isRequired,
  options,
  value,
  onChange,
  placeholder,
  className,
  ...rest
}: SelectProps<Id>) {
  const error = useFieldError(rest.name, own);
  const say = useWords();
  return (
    <AriaSelect
      {...rest}
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key) as Id);
      }}
      isRequired={isRequired}
      isInvalid={error ? true : undefined}
      validationBehavior="aria"
      placeholder={placeholder ?? say('ui.select.placeholder')}
      className={classes(fieldClass, className)}
    >
      <FieldFrame {...{ label, hideLabel, isRequired, description, error }}>
        <AriaButton className={classes(boxClass, 'flex items-center gap-8 ps-8 pe-8 text-start')}>
          <SelectValue className="flex-1 truncate data-placeholder:text-text-3">
            {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
          </SelectValue>
          <Icon name="down" className="text-text-3" />
        </AriaButton>
        <Popover className={listClass}>
          <ListBox items={options} className="outline-none">
            {(option) => <Option {...option} />}
          </ListBox>
        </Popover>
      </FieldFrame>
    </AriaSelect>
  );
}

export interface ComboBoxProps extends FieldProps {
  /** The options to offer now; at most 200. With `onSearch` the caller narrows them by the text. */
  options: readonly Choice[];
  value: string | null;
  onChange: (id: string | null) => void;
  onSearch?: (text: string) => void;
  isLoading?: boolean;
  placeholder?: string;
  /** Offered when nothing matches, e.g. to create what was typed. */
  empty?: ReactNode;
  /** Text shown for a value that is not among the options. */
  valueLabel?: string;
  /** What was typed before the box was there. */
  initialText?: string | undefined;
  /** Nothing is offered before something was typed. */
  opensByTyping?: boolean;
}

/** One of many, found by typing. */
export function ComboBox({
  label,
  hideLabel,
  description,
  error: own,
  isRequired,
  options,
  value,
  onChange,
  onSearch,
  isLoading = false,
  placeholder,
  empty,
  valueLabel,
  initialText,
  opensByTyping = false,
  className,
  ...rest
}: ComboBoxProps) {
  const error = useFieldError(rest.name, own);
  const say = useWords();
  const chosen = options.find(({ id }) => id === value)?.label ?? valueLabel ?? '';
  const [text, setText] = useState<string | null>(initialText ?? null);
  const typed = text ?? chosen;
  const shown =
    onSearch || text === null
      ? options
      : options.filter((option) => includesText(option.label, typed));
  const choose = (id: string | null) => {
    setText(null);
    onChange(id);
  };
  // Enter was pressed before the options for this text had come: the first of them is taken when they have.
  const [awaited, setAwaited] = useState<string | null>(null);
  const first = shown[0];
  /** Enter takes the first that fits what was typed; nobody should have to press ↓ before it. */
  const takeFirst = (): boolean => {
    if (text === null || text.trim() === '' || (!isLoading && !first)) return false;
    if (isLoading) setAwaited(text);
    else if (first) choose(first.id);
    return true;
  };
  useEffect(() => {
    if (awaited === null || isLoading) return;
    setAwaited(null);
    if (text === awaited) takeFirst();
  });
  return (
    <AriaComboBox
      {...rest}
      items={shown.slice(0, 200)}
      value={value}
      inputValue={typed}
      onInputChange={(next) => {
        setText(next === chosen ? null : next);
        onSearch?.(next);
      }}
      onChange={(key) => choose(key === null ? null : String(key))}
      onOpenChange={(open) => {
        if (!open) setText(null);
      }}
      allowsEmptyCollection
      menuTrigger={opensByTyping ? 'input' : 'focus'}
      isRequired={isRequired}
      isInvalid={error ? true : undefined}
      validationBehavior="aria"
      className={classes(fieldClass, className)}
    >
      <FieldFrame {...{ label, hideLabel, isRequired, description, error }}>
        <span className="relative flex items-center">
          <OptionInput placeholder={placeholder} onTakeFirst={takeFirst} onTake={choose} />
          <AriaButton className="absolute end-0 flex size-control items-center justify-center rounded-control text-text-3">
            <Icon name="down" />
          </AriaButton>
        </span>
        <Popover className={listClass}>
          <ListBox
            className="outline-none"
            renderEmptyState={() => (
              <p className="px-8 py-8 text-sm text-text-3">
                {isLoading ? say('ui.loading') : (empty ?? say('ui.combobox.nothing'))}
              </p>
            )}
          >
            {(option: Choice) => <Option {...option} />}
          </ListBox>
        </Popover>
      </FieldFrame>
    </AriaComboBox>
  );
}

/**
 * The library takes Enter with any other key beside it for Enter. Mod+Enter belongs to what stands around
 * the box: it takes what Enter would take, and then goes on to whoever starts or saves with it.
 */
function OptionInput({
  placeholder,
  onTakeFirst,
  onTake,
}: {
  placeholder?: string;
  /** False when nothing was typed or nothing fits. */
  onTakeFirst: () => boolean;
  onTake: (id: string) => void;
}) {
  const input = useSlottedContext(InputContext);
  const state = useContext(ComboBoxStateContext);
  const hear = (event: KeyboardEvent<HTMLInputElement>) => {
    const isMod = event.ctrlKey || event.metaKey;
    const walkedTo = state?.isOpen ? state.selectionManager.focusedKey : null;
    if (event.key !== 'Enter' || (walkedTo !== null && !isMod)) {
      input?.onKeyDown?.(event);
    } else if (walkedTo !== null) {
      onTake(String(walkedTo));
    } else if (onTakeFirst()) {
      if (isMod) return;
      event.preventDefault();
      event.stopPropagation();
    } else if (isMod) state?.close();
    else input?.onKeyDown?.(event);
  };
  return (
    <InputContext value={{ ...input, onKeyDown: hear }}>
      <Input placeholder={placeholder} className={classes(boxClass, 'ps-8 pe-32')} />
    </InputContext>
  );
}

/** Whether a label contains the text, whatever the case and accents. */
function includesText(label: string, text: string): boolean {
  return fold(label).includes(fold(text.trim()));
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}
