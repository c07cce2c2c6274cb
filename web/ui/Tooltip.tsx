import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { Kbd } from './Kbd.tsx';
import type { Keys } from './keys/chords.ts';

export interface TooltipProps {
  text: string;
  keys?: Keys;
  placement?: 'top' | 'bottom' | 'start' | 'end';
  /** A button of this kit, or anything else that React Aria can focus. */
  children: ReactElement;
}

/** A few words that appear on hover and on focus, and go with Esc. */
export function Tooltip({ text, keys, placement = 'top', children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        className="appear z-tooltip flex max-w-[280px] items-center gap-8 rounded-control border border-border bg-surface px-8 py-4 text-xs text-text shadow-float"
      >
        {text}
        {keys ? <Kbd keys={keys} /> : null}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
