import { Header } from 'react-aria-components/Header';
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { classes } from '../classes.ts';
import { Icon } from '../Icon.tsx';
import { Kbd } from '../Kbd.tsx';
import type { MenuEntry, MenuProps } from '../Menu.tsx';

/** What `Menu` opens; its code comes when somebody is about to need it (opened.tsx). */
export default function MenuLayer({
  label,
  trigger,
  groups,
  placement = 'bottom start',
  isOpen,
  onOpenChange,
}: MenuProps) {
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <Popover
        placement={placement}
        className="appear z-overlay min-w-[200px] max-w-[360px] overflow-auto rounded-control border border-border bg-surface p-4 shadow-float"
      >
        <AriaMenu aria-label={label} className="outline-none">
          {groups.flatMap((group, at) => [
            at > 0 ? (
              <Separator
                key={`line-${String(at)}`}
                className="my-4 border-0 border-t border-border"
              />
            ) : null,
            <MenuSection
              key={group.title ?? String(at)}
              aria-label={group.title ?? label}
              selectionMode={group.selectionMode ?? 'none'}
              selectedKeys={group.selected}
              onSelectionChange={(keys) =>
                group.onSelect?.(
                  keys === 'all' ? group.entries.map(({ id }) => id) : [...keys].map(String),
                )
              }
            >
              {group.title ? (
                <Header className="px-8 py-4 text-xs text-text-3">{group.title}</Header>
              ) : null}
              {group.entries.map((entry) => (
                <Entry key={entry.id} {...entry} />
              ))}
            </MenuSection>,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function Entry({ id, label, icon, keys, description, tone, isDisabled, onAction }: MenuEntry) {
  return (
    <MenuItem
      id={id}
      textValue={label}
      isDisabled={isDisabled}
      onAction={onAction}
      className={classes(
        'flex min-h-control cursor-default items-center gap-8 rounded-chip px-8 text-base outline-none data-focused:bg-accent-soft data-disabled:text-text-3',
        tone === 'bad' && 'text-bad',
      )}
    >
      {({ selectionMode, isSelected }) => (
        <>
          {selectionMode === 'none' ? null : (
            <Icon name="check" className={isSelected ? 'text-accent-text' : 'invisible'} />
          )}
          {icon ? <Icon name={icon} className={tone === 'bad' ? '' : 'text-text-3'} /> : null}
          <span className="flex min-w-0 flex-1 flex-col py-2">
            <span>{label}</span>
            {description ? (
              <span className="text-xs font-normal text-text-3">{description}</span>
            ) : null}
          </span>
          {keys ? <Kbd keys={keys} /> : null}
        </>
      )}
    </MenuItem>
  );
}
