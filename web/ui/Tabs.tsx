import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

export interface TabSpec {
  id: string;
  label: string;
  icon?: IconName;
  count?: number;
  content: ReactNode;
}

export interface TabsProps {
  label: string;
  tabs: TabSpec[];
  selected?: string;
  onSelect?: (id: string) => void;
}

export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key) => onSelect?.(String(key))}
      className="flex min-h-0 flex-col"
    >
      <TabList aria-label={label} className="flex gap-4 overflow-x-auto border-b border-border">
        {tabs.map(({ id, label: words, icon, count }) => (
          <Tab
            key={id}
            id={id}
            className="ring-inset -mb-px flex min-h-control cursor-default items-center gap-8 border-b-2 border-transparent px-12 text-base whitespace-nowrap text-text-2 outline-none hover:text-text data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 data-focus-visible:outline-focus data-selected:border-accent data-selected:font-medium data-selected:text-accent-text"
          >
            {icon ? <Icon name={icon} /> : null}
            {words}
            {count === undefined ? null : (
              <span className="tabular text-xs text-text-3">{count}</span>
            )}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="min-h-0 flex-1 pt-16">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
