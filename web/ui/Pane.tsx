import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './Button.tsx';
import { classes } from './classes.ts';
import { narrowerThanDesktop, useMedia } from './useMedia.ts';
import { useWords } from './words.ts';

export interface PaneProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Leads from the glance to the whole page. */
  actions?: ReactNode;
  /** For a picture: up to half of the page. */
  size?: 'usual' | 'wide';
}

/** The column at the end of a page: beside it on a desktop, above it on smaller screens. */
export function SidePane(props: PaneProps) {
  const overlays = useMedia(narrowerThanDesktop);
  if (overlays) return <Above {...props} />;
  return (
    <aside
      aria-label={props.title}
      className={classes(
        'flex shrink-0 flex-col overflow-auto border-s border-border bg-surface',
        props.size === 'wide' ? 'w-[min(50vw,760px)]' : 'w-[360px] wide:w-[400px]',
      )}
    >
      <Content {...props} />
    </aside>
  );
}

/** A glance at the focused row (`Space`): not modal, Esc closes it and focus stays where it was. */
export function Peek(props: PaneProps) {
  const { title, onClose } = props;
  const element = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const opener = document.activeElement;
    const inside = element.current;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      if (inside?.contains(document.activeElement) && opener instanceof HTMLElement) opener.focus();
      close.current();
    };
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, []);
  return (
    <aside
      ref={element}
      aria-label={title}
      className="fixed inset-x-0 bottom-0 z-pane flex max-h-[70vh] flex-col overflow-auto rounded-t-dialog border border-border bg-surface shadow-float tablet:inset-x-auto tablet:inset-y-64 tablet:end-24 tablet:max-h-none tablet:w-[360px] tablet:rounded-dialog"
    >
      <Content {...props} />
    </aside>
  );
}

function Above(props: PaneProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
      className="fixed inset-0 z-pane flex justify-end bg-veil"
    >
      <Modal
        className={classes(
          'flex h-full w-full flex-col overflow-auto bg-surface shadow-float',
          props.size === 'wide' ? 'max-w-[760px]' : 'max-w-[400px]',
        )}
      >
        <AriaDialog aria-label={props.title} className="flex min-h-full flex-col outline-none">
          <Content {...props} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Content({ title, onClose, actions, children }: PaneProps) {
  const say = useWords();
  return (
    <>
      <header
        className={classes(
          'sticky top-0 z-sticky flex items-center gap-8 border-b border-border bg-surface px-16 py-8',
        )}
      >
        <h2 className="min-w-0 flex-1 truncate text-lg">{title}</h2>
        {actions}
        <IconButton
          size="small"
          icon="close"
          label={say('ui.close')}
          keys="Escape"
          onPress={onClose}
        />
      </header>
      <div className="flex flex-col gap-16 p-16">{children}</div>
    </>
  );
}
