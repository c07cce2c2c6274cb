import { Toolbar } from 'react-aria-components/Toolbar';
import { Button, IconButton } from './Button.tsx';
import type { IconName } from './icons.ts';
import type { Keys } from './keys/chords.ts';
import { useWords } from './words.ts';

export interface BulkAction {
  id: string;
  label: string;
  icon?: IconName;
  keys?: Keys;
  tone?: 'bad';
  isDisabled?: boolean;
  isWorking?: boolean;
  onAction: () => void;
}

export interface BulkBarProps {
  count: number;
  /** What is selected, where it is not or not only a number. */
  text?: string;
  actions: readonly BulkAction[];
  onClear: () => void;
}

/** What can be done with everything selected. Stands below the grid, so it covers no row. */
export default function BulkBar({ count, text, actions, onClear }: BulkBarProps) {
  const say = useWords();
  if (count === 0 && text === undefined) return null;
  return (
    <Toolbar
      aria-label={say('ui.bulk.label')}
      className="flex flex-wrap items-center gap-8 border-t border-border bg-accent-soft px-card-x py-8"
    >
      <span role="status" className="tabular pe-8 text-base font-medium text-accent-text">
        {text ?? say('ui.bulk.count', { count })}
      </span>
      {/* On a phone one line of them, to be pushed along: what is selected needs the room. */}
      <span className="order-last flex basis-full gap-8 overflow-x-auto tablet:order-none tablet:basis-auto tablet:flex-wrap tablet:overflow-visible">
        {actions.map(({ id, label, icon, keys, tone, isDisabled, isWorking, onAction }) => (
          <Button
            key={id}
            size="small"
            icon={icon}
            keys={keys}
            variant={tone === 'bad' ? 'danger' : 'secondary'}
            isDisabled={isDisabled}
            isWorking={isWorking}
            onPress={onAction}
          >
            {label}
          </Button>
        ))}
      </span>
      <span className="ms-auto">
        <IconButton
          size="small"
          icon="close"
          label={say('ui.bulk.clear')}
          keys="Escape"
          onPress={onClear}
        />
      </span>
    </Toolbar>
  );
}
