import { useState } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Confirm, Dialog } from '../../ui/Dialog.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Section } from '../../ui/Page.tsx';
import { Peek } from '../../ui/Pane.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { toast } from '../../ui/toast.ts';

export function Layers() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'peek' | null>(null);
  const [order, setOrder] = useState(['name']);
  const close = () => setOpen(null);
  return (
    <Section title="Layers">
      <div className="flex flex-wrap gap-12">
        <Menu
          label="Actions"
          trigger={<Button iconAfter="down">Menu</Button>}
          groups={[
            {
              entries: [
                { id: 'log', label: 'Log a call', icon: 'call', keys: 'L' },
                { id: 'mail', label: 'Write e-mail', icon: 'mail', keys: 'M' },
                {
                  id: 'merge',
                  label: 'Merge',
                  icon: 'swap',
                  isDisabled: true,
                  description: 'Only managers may merge.',
                },
              ],
            },
            {
              title: 'Sort by',
              selectionMode: 'single',
              selected: order,
              onSelect: setOrder,
              entries: [
                { id: 'name', label: 'Name' },
                { id: 'contact', label: 'Last contact' },
              ],
            },
            { entries: [{ id: 'erase', label: 'Erase for good', icon: 'remove', tone: 'bad' }] },
          ]}
        />
        <Popover label="Why?" trigger={<Button icon="help">Popover</Button>}>
          <p className="max-w-[40ch]">
            Because Anna wrote nine times this month, and the last two letters are unanswered.
          </p>
        </Popover>
        <Tooltip text="A few words" keys="W">
          <IconButton icon="info" label="Tooltip" />
        </Tooltip>
        <Button onPress={() => setOpen('dialog')}>Dialog</Button>
        <Button onPress={() => setOpen('confirm')}>Confirm</Button>
        <Button onPress={() => setOpen('peek')}>Peek</Button>
        <Button onPress={() => toast('Anna Gruber was archived.', { undo: () => undefined })}>
          Toast with undo
        </Button>
        <Button onPress={() => toast('12 people were added.', { tone: 'good' })}>Good toast</Button>
        <Button
          onPress={() =>
            toast('The mail server could not be reached. The draft is kept.', { tone: 'bad' })
          }
        >
          Bad toast
        </Button>
      </div>
      <Dialog
        title="Add a person"
        isOpen={open === 'dialog'}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>Cancel</Button>
            <Button variant="primary" onPress={close}>
              Add
            </Button>
          </>
        }
      >
        <p>One way to reach or name somebody is enough.</p>
      </Dialog>
      <Confirm
        title="Erase Anna Gruber for good?"
        confirm="Erase for good"
        isOpen={open === 'confirm'}
        onClose={close}
        onConfirm={close}
      >
        Her record, her statements and her files are removed everywhere. This cannot be undone.
      </Confirm>
      {open === 'peek' ? (
        <Peek title="Anna Gruber" onClose={close}>
          <p>Head of Purchasing at Brandt since 2023.</p>
        </Peek>
      ) : null}
    </Section>
  );
}
