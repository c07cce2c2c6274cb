import type { Ref } from 'react';
import { Input } from 'react-aria-components/Input';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { IconButton } from './Button.tsx';
import { classes } from './classes.ts';
import { boxClass } from './fieldLook.ts';
import { Icon } from './Icon.tsx';
import { useWords } from './words.ts';

export interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit?: (value: string) => void;
  placeholder?: string;
  autoFocus?: boolean;
  className?: string;
  inputRef?: Ref<HTMLInputElement>;
}

export function SearchField({
  label,
  placeholder,
  className,
  inputRef,
  ...rest
}: SearchFieldProps) {
  const say = useWords();
  return (
    <AriaSearchField
      {...rest}
      aria-label={label}
      className={classes('relative flex min-w-0 items-center', className)}
    >
      <Icon name="search" className="pointer-events-none absolute start-8 text-text-3" />
      <Input
        ref={inputRef}
        placeholder={placeholder ?? label}
        className={classes(boxClass, 'ps-32 pe-32 [&::-webkit-search-cancel-button]:hidden')}
      />
      {rest.value ? (
        <span className="absolute end-2">
          <IconButton size="small" icon="close" label={say('ui.search.clear')} />
        </span>
      ) : null}
    </AriaSearchField>
  );
}
