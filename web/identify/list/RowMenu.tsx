import { useNavigate } from '@tanstack/react-router';
import { useCallback, useRef } from 'react';
import type { PartyKind, PartyRow } from '../../../shared/identify/parties.ts';
import { askToLog } from '../../app/calling.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { usePartyChanges } from '../parties/changes.ts';

/** Puts a record away at once; Undo brings it back. */
export function useTrashing(kind: PartyKind): (row: PartyRow) => void {
  const say = useWords();
  const changes = useRef({ ...usePartyChanges(kind), say });
  return useCallback((row) => {
    const { trash, undo, say: words } = changes.current;
    // The row is gone at once, so taking it back is offered at once too.
    const done = trash(row);
    toast(words('identify.trashed', { name: row.name }), {
      undo: async () => {
        const { event } = await done;
        await undo(row.id, event);
      },
    });
    done.catch((error: unknown) =>
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    );
  }, []);
}

export function RowMenu({ row, onTrash }: { row: PartyRow; onTrash: (row: PartyRow) => void }) {
  const say = useWords();
  const navigate = useNavigate();
  const { id, kind, name, email } = row;
  return (
    <span
      data-acts=""
      className="shrink-0 opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 pointer-coarse:opacity-100 has-aria-expanded:opacity-100"
    >
      <Menu
        label={say('identify.actsOf', { name })}
        placement="bottom end"
        trigger={<IconButton size="small" icon="more" label={say('identify.actsOf', { name })} />}
        groups={[
          {
            entries: [
              {
                id: 'open',
                label: say('ui.keys.open'),
                icon: 'right',
                keys: 'Enter',
                onAction: () =>
                  void navigate({
                    to: kind === 'person' ? '/people/$id' : '/companies/$id',
                    params: { id },
                  }),
              },
              {
                id: 'log',
                label: say('identify.log'),
                icon: 'note' as const,
                keys: 'L',
                onAction: () => askToLog({ kind, id, name }),
              },
              ...(email
                ? [
                    {
                      id: 'mail',
                      label: say('identify.write'),
                      icon: 'mail' as const,
                      onAction: () => location.assign(`mailto:${email}`),
                    },
                    {
                      id: 'copy',
                      label: say('identify.copyEmail'),
                      icon: 'copy' as const,
                      onAction: () => void navigator.clipboard.writeText(email),
                    },
                  ]
                : []),
            ],
          },
          {
            entries: [
              {
                id: 'trash',
                label: say('identify.trash'),
                icon: 'remove',
                onAction: () => onTrash(row),
              },
            ],
          },
        ]}
      />
    </span>
  );
}
