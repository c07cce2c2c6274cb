import type { DOMAttributes, ReactElement } from 'react';
import { Focusable } from 'react-aria-components/Focusable';
import type { Keys } from './keys/chords.ts';
import { Tooltip } from './Tooltip.tsx';

export interface RailTooltipProps {
  text: string;
  keys?: Keys;
  /** Only the narrow rail hides the words that the tooltip tells. */
  isShown: boolean;
  /** A link that passes its properties on to its element. */
  children: ReactElement<DOMAttributes<Element>, string>;
}

/** Names the pictures of the collapsed sidebar. */
export function RailTooltip({ text, keys, isShown, children }: RailTooltipProps) {
  if (!isShown) return children;
  return (
    <Tooltip text={text} keys={keys} placement="end">
      <Focusable>{children}</Focusable>
    </Tooltip>
  );
}
