import type { ReactNode } from 'react';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/Button.tsx';
import type { IconName } from '../../ui/icons.ts';
import { Menu } from '../../ui/Menu.tsx';
import { useWords } from '../../ui/words.ts';

export interface DealingRowProps {
  what: string;
  /** What counts most about it, such as the amount. */
  figure?: string;
  details: readonly (string | false | null | undefined)[];
  state?: { label: string; tone: Tone };
  isOver?: boolean;
  /** What can be done with it beside changing and removing; nothing can be done without `onEdit`. */
  acts?: readonly { id: string; label: string; icon: IconName; onAction: () => void }[];
  onEdit?: (() => void) | undefined;
  onRemove: () => void;
  /** The one act that is wanted most, as a button of its own. */
  first?: ReactNode;
}

/** One offer, invoice or article on the page of a party. */
export function DealingRow(props: DealingRowProps) {
  const {
    what,
    figure,
    details,
    state,
    isOver = false,
    acts = [],
    onEdit,
    onRemove,
    first,
  } = props;
  const say = useWords();
  const known = details.filter((detail) => typeof detail === 'string' && detail !== '');
  return (
    <li className="flex items-start gap-8 rounded-control px-8 py-4 hover:bg-sunken">
      <span className="flex min-w-0 flex-1 flex-col gap-2">
        <bdi className={isOver ? 'wrap-anywhere text-text-2' : 'wrap-anywhere'}>{what}</bdi>
        {figure || state ? (
          <span className="flex flex-wrap items-center gap-x-8 gap-y-2 text-sm text-text-2">
            {state ? <Badge tone={state.tone}>{state.label}</Badge> : null}
            <span className="tabular">{figure}</span>
          </span>
        ) : null}
        {known.length > 0 ? (
          <span className="text-xs wrap-anywhere text-text-2">{known.join(' · ')}</span>
        ) : null}
      </span>
      {onEdit ? (
        <span className="flex shrink-0">
          {first}
          <Menu
            label={say('dealings.actsOf', { what })}
            placement="bottom end"
            trigger={
              <IconButton size="small" icon="more" label={say('dealings.actsOf', { what })} />
            }
            groups={[
              ...(acts.length > 0 ? [{ entries: [...acts] }] : []),
              {
                entries: [
                  { id: 'change', label: say('dealings.change'), icon: 'edit', onAction: onEdit },
                  {
                    id: 'remove',
                    label: say('dealings.remove'),
                    icon: 'remove',
                    onAction: onRemove,
                  },
                ],
              },
            ]}
          />
        </span>
      ) : null}
    </li>
  );
}
