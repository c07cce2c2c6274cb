import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { sessionQuery } from '../../app/session.ts';
import { IconButton } from '../../ui/Button.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { useWords } from '../../ui/words.ts';
import { NeedLine } from './NeedLine.tsx';
import { needsQuery } from './queries.ts';

const UnnamedNeedDialog = onDemand(() => import('./UnnamedNeedDialog.tsx'));

/** What they need and what of ours meets it. `Shift+I` asks who of all we know could help. */
export default function Needs({ party }: { party: PartyView }) {
  const say = useWords();
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const { data } = useQuery(needsQuery(party.id));
  const [isAdding, setAdding] = useState(false);
  useShortcuts([
    {
      id: 'needs.who',
      keys: 'Shift+I',
      label: say('needs.who.keys'),
      group: say('identify.keys.record'),
      isDisabled: party.trashedAt !== null,
      run: () => void navigate({ to: '/who', search: { about: party.id, of: party.kind } }),
    },
  ]);
  const rows = data?.rows ?? [];
  const mayAdd = session != null && session.user.level !== 'reader' && !party.trashedAt;
  if (rows.length === 0 && !mayAdd) return null;
  return (
    <section aria-label={say('needs.title')} className="flex flex-col gap-8">
      <header className="flex items-center gap-8 border-b border-border pb-4">
        <h3 className="min-w-0 flex-1 text-xs text-text-2">{say('needs.title')}</h3>
        {mayAdd ? (
          <IconButton
            size="small"
            icon="add"
            label={say('needs.unnamed.add')}
            onPress={() => setAdding(true)}
          />
        ) : null}
      </header>
      {rows.length > 0 ? (
        <ul className="flex flex-col gap-12">
          {rows.map((need) => (
            <li key={need.id}>
              <NeedLine need={need} />
            </li>
          ))}
        </ul>
      ) : null}
      {isAdding ? <UnnamedNeedDialog party={party} onClose={() => setAdding(false)} /> : null}
    </section>
  );
}
