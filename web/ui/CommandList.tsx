import type { KeyboardEvent, ReactNode } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { SearchField } from 'react-aria-components/SearchField';
import { Avatar } from './Avatar.tsx';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import { Kbd } from './Kbd.tsx';
import type { Keys } from './keys/chords.ts';

export interface Command {
  id: string;
  label: string;
  description?: string;
  icon?: IconName;
  /** Instead of an icon: whose row it is. */
  avatar?: 'person' | 'company';
  keys?: Keys;
}

export interface CommandGroup {
  title: string;
  commands: readonly Command[];
}

export interface CommandListProps {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  groups: readonly CommandGroup[];
  onChoose: (id: string) => void;
  /** In place of the list when it is empty. */
  empty: ReactNode;
  /** What Enter does before anything is typed or walked to. */
  usual?: string;
}

/** A box and its results: typing stays in the box while the arrows walk the list. */
export function CommandList({
  label,
  placeholder,
  text,
  onText,
  groups,
  onChoose,
  empty,
  usual,
}: CommandListProps) {
  const hear = (event: KeyboardEvent<HTMLInputElement>) => {
    const isWalking = event.currentTarget.hasAttribute('aria-activedescendant');
    if (event.key !== 'Enter' || usual === undefined || text !== '' || isWalking) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(usual);
  };
  return (
    <Autocomplete inputValue={text} onInputChange={onText} disableVirtualFocus={false}>
      <SearchField
        aria-label={label}
        autoFocus
        className="flex items-center gap-12 border-b border-border px-16"
      >
        <Icon name="search" size={20} className="text-text-3" />
        <Input
          placeholder={placeholder}
          onKeyDownCapture={hear}
          className="min-h-56 w-full min-w-0 bg-transparent text-lg font-normal shadow-none! outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <Kbd keys="Escape" />
      </SearchField>
      <ListBox
        aria-label={label}
        selectionMode="none"
        onAction={(key) => onChoose(String(key))}
        renderEmptyState={() => (
          <p className="px-16 py-24 text-center text-base text-text-3">{empty}</p>
        )}
        className="max-h-[min(440px,60vh)] overflow-auto p-8 outline-none"
      >
        {groups.map(({ title, commands }) => (
          <ListBoxSection key={title} id={title}>
            <Header className="px-8 pt-8 pb-4 text-xs text-text-3">{title}</Header>
            {commands.map((command) => (
              <Row key={command.id} {...command} />
            ))}
          </ListBoxSection>
        ))}
      </ListBox>
    </Autocomplete>
  );
}

function Row({ id, label, description, icon, avatar, keys }: Command) {
  return (
    <ListBoxItem
      id={id}
      textValue={label}
      className="flex min-h-40 cursor-default items-center gap-12 rounded-control px-8 text-base outline-none data-focused:bg-accent-soft data-hovered:bg-sunken data-focused:data-hovered:bg-accent-soft"
    >
      {avatar ? (
        <Avatar name={label} kind={avatar} />
      ) : (
        <span className="flex size-24 items-center justify-center text-text-3">
          <Icon name={icon ?? 'right'} size={20} />
        </span>
      )}
      <span className="flex min-w-0 flex-1 items-baseline gap-8">
        <span className="truncate">{label}</span>
        {description ? (
          <span className="min-w-0 truncate text-sm text-text-3">{description}</span>
        ) : null}
      </span>
      {keys ? <Kbd keys={keys} /> : null}
    </ListBoxItem>
  );
}
