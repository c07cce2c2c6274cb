import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { ruleOf } from '../../../shared/identify/tie-rules.ts';
import type { TieView } from '../../../shared/identify/ties.ts';
import { HelpLink } from '../../help/HelpLink.tsx';
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
export function Ties({ party, onNetwork }: { party: PartyView; onNetwork: () => void }) {
  const say = useWords();
  const { data: ties = [] } = useQuery(tiesQuery(party.kind, party.id));
  const [isAdding, setAdding] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const add = useRef<HTMLSpanElement>(null);
  const isOpen = party.trashedAt === null;
  // At a company these are the role map, which shows them with their gaps.
  const shown = ties.filter(({ kind }) => party.kind === 'person' || !ruleOf(kind).buying);
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
    add.current?.querySelector<HTMLElement>('button:last-child')?.focus();
  };
  return (
    <Section
      title={say('ties.title')}
      actions={
        isOpen ? (
          <span ref={add} className="contents">
            {shown.length > 0 ? (
              <IconButton
                size="small"
                icon="connection"
                label={say('ties.network.show')}
                keys="Shift+N"
                onPress={onNetwork}
              />
            ) : null}
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
      {shown.length === 0 && !isAdding ? (
        <div className="flex flex-col items-start gap-4">
          <p className="text-base text-text-3">{say('ties.none')}</p>
          <HelpLink guide="tie" />
        </div>
      ) : null}
      {shown.length > 0 ? (
        <ul className="-mx-8 flex flex-col">
          {inOrder(shown).map((tie) => (
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
