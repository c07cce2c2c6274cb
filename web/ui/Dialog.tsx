import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button, IconButton } from './Button.tsx';
import { classes } from './classes.ts';
import { useWords } from './words.ts';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** The buttons at the end, the main one last. */
  actions?: ReactNode;
  size?: 'small' | 'normal' | 'large';
  /** For questions whose answer cannot be taken back; a click beside them does not close. */
  role?: 'dialog' | 'alertdialog';
  /** Where the layer stands; the palette stays near the top whatever its length. */
  at?: 'center' | 'top';
}

const widths = { small: 'max-w-[400px]', normal: 'max-w-[560px]', large: 'max-w-[760px]' };

/** The one modal layer. On a phone it fills the lower part of the screen. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  size = 'normal',
  role = 'dialog',
  at = 'center',
}: DialogProps) {
  const say = useWords();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={role === 'dialog'}
      className={classes(
        'appear fixed inset-0 z-overlay flex justify-center bg-veil tablet:p-24',
        at === 'top' ? 'items-start tablet:pt-[10vh]' : 'items-end tablet:items-center',
      )}
    >
      <Modal
        className={classes(
          'appear-dialog flex max-h-full w-full flex-col overflow-hidden rounded-t-dialog border border-border bg-surface shadow-float tablet:max-h-[85vh] tablet:rounded-dialog',
          widths[size],
        )}
      >
        <AriaDialog role={role} className="flex min-h-0 flex-col outline-none">
          <header className="flex items-start gap-8 px-20 pt-16 pb-8">
            <Heading slot="title" className="flex-1 text-lg">
              {title}
            </Heading>
            <IconButton icon="close" size="small" label={say('ui.close')} onPress={onClose} />
          </header>
          <div className="min-h-0 flex-1 overflow-auto px-20 pt-4 pb-16">{children}</div>
          {actions ? (
            <footer className="flex flex-wrap justify-end gap-8 border-t border-border px-20 py-12">
              {actions}
            </footer>
          ) : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface ConfirmProps {
  title: string;
  children: ReactNode;
  /** The verb that happens, e.g. "Erase Anna Gruber". */
  confirm: string;
  isOpen: boolean;
  isWorking?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before what cannot be undone. For everything else: do it, and offer Undo in a toast. */
export function Confirm({
  title,
  children,
  confirm,
  isOpen,
  isWorking,
  onConfirm,
  onClose,
}: ConfirmProps) {
  const say = useWords();
  return (
    <Dialog
      role="alertdialog"
      size="small"
      {...{ title, isOpen, onClose }}
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {say('ui.cancel')}
          </Button>
          <Button variant="danger" onPress={onConfirm} isWorking={isWorking}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
