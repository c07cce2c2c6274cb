import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { TieView } from '../../../shared/identify/ties.ts';
import { IconButton } from '../../ui/Button.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Section } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';
import { isOver } from '../record/values.ts';
import { tiesQuery } from './queries.ts';
import { TieRow } from './TieRow.tsx';

const TieEditor = onDemand(() => import('./TieEditor.tsx'));

/** Who stands to this record in which way: those that last, then those that were. */
export function Ties({ party }: { party: PartyView }) {
  const say = useWords();
  const { data: ties = [] } = useQuery(tiesQuery(party.kind, party.id));
  const [isAdding, setAdding] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const add = useRef<HTMLSpanElement>(null);
  const isOpen = party.trashedAt === null;
  useShortcuts([
    {
      id: 'record.addTie',
      keys: 'Shift+T',
      label: say('ties.add'),
      group: say('identify.keys.record'),
      isDisabled: !isOpen,
      run: () => setAdding(true),
    },
  ]);
  const close = () => {
    setAdding(false);
    // The focus goes back to where the adding began.
    add.current?.querySelector('button')?.focus();
  };
  return (
    <Section
      title={say('ties.title')}
      actions={
        isOpen ? (
          <span ref={add} className="contents">
            <IconButton
              size="small"
              icon="add"
              label={say('ties.add')}
              keys="Shift+T"
              onPress={() => setAdding(true)}
            />
          </span>
        ) : undefined
      }
    >
      {isAdding ? <TieEditor party={party} onClose={close} /> : null}
      {ties.length === 0 && !isAdding ? (
        <p className="text-base text-text-3">{say('ties.none')}</p>
      ) : null}
      {ties.length > 0 ? (
        <ul className="-mx-8 flex flex-col">
          {inOrder(ties).map((tie) => (
            <li key={tie.id}>
              {editing === tie.id ? (
                <TieEditor party={party} tie={tie} onClose={() => setEditing(null)} />
              ) : (
                <TieRow party={party} tie={tie} onEdit={() => setEditing(tie.id)} />
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

function inOrder(ties: readonly TieView[]): TieView[] {
  return ties.toSorted((one, other) => Number(isOver(one)) - Number(isOver(other)));
}
