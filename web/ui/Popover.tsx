import { memo, type ReactElement, type ReactNode } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover as AriaPopover } from 'react-aria-components/Popover';
import { classes } from './classes.ts';

export interface PopoverProps {
  label: string;
  /** A Button or IconButton. */
  trigger: ReactElement;
  children: ReactNode | ((layer: { close: () => void }) => ReactNode);
  placement?: 'bottom' | 'bottom start' | 'bottom end' | 'top start' | 'top end';
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  className?: string;
}

/** A small layer beside its button. Esc and a click elsewhere close it; focus goes back to the button. */
export function Popover({
  label,
  trigger,
  children,
  placement = 'bottom start',
  isOpen,
  onOpenChange,
  className,
}: PopoverProps) {
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <AriaPopover
        placement={placement}
        className="appear z-overlay max-w-[min(400px,calc(100vw-16px))] overflow-auto rounded-control border border-border bg-surface shadow-float"
      >
        {({ isExiting }) => (
          <Leaving isLeaving={isExiting}>
            <Dialog aria-label={label} className={classes('p-12 outline-none', className)}>
              {children}
            </Dialog>
          </Leaving>
        )}
      </AriaPopover>
    </DialogTrigger>
  );
}

/** What fades away is not drawn anew, however often the page around it is meanwhile. */
const Leaving = memo(
  ({ children }: { isLeaving: boolean; children: ReactNode }) => children,
  (_, { isLeaving }) => isLeaving,
);
