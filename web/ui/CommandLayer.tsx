import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { CommandList, type CommandListProps } from './CommandList.tsx';

/** The command list as a layer near the top of the page. */
export default function CommandLayer({
  onClose,
  ...list
}: CommandListProps & { onClose: () => void }) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="appear fixed inset-0 z-overlay flex items-start justify-center bg-veil tablet:p-24 tablet:pt-[12vh]"
    >
      <Modal className="flex w-full max-w-[640px] flex-col overflow-hidden border border-border bg-surface shadow-float tablet:rounded-dialog">
        <Dialog aria-label={list.label} className="outline-none">
          <CommandList {...list} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
