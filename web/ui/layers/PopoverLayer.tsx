import { memo, type ReactNode } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover as AriaPopover } from 'react-aria-components/Popover';
import { classes } from '../classes.ts';
import type { PopoverProps } from '../Popover.tsx';

/** What `Popover` opens; its code comes when somebody is about to need it (opened.tsx). */
export default function PopoverLayer({
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
