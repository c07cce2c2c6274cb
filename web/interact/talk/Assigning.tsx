import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { matching } from '../../app/palette.ts';
import { sessionQuery } from '../../app/session.ts';
import { usePartyChanges } from '../../identify/parties/changes.ts';
import CommandLayer from '../../ui/CommandLayer.tsx';
import type { Command } from '../../ui/CommandList.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { complain } from './changes.ts';
import { listenersQuery } from './queries.ts';

const nobody = 'nobody';

/** Who looks after a record from now on: `A`, a few letters, Enter. */
export default function Assigning({ party, onClose }: { party: PartyView; onClose: () => void }) {
  const say = useWords();
  const [typed, setTyped] = useState('');
  const { data: session } = useQuery(sessionQuery);
  const { data: listeners, isPending } = useQuery(listenersQuery({ partyId: party.id }));
  const { change, undo } = usePartyChanges(party.kind);
  const me = session?.user;
  const offers: Command[] = [
    ...(me
      ? [
          {
            id: me.id,
            label: say('talk.assign.me', { name: me.name }),
            avatar: 'person' as const,
          },
        ]
      : []),
    ...(listeners?.rows ?? []).map(({ id, name, sees }) => ({
      id,
      label: name,
      avatar: 'person' as const,
      ...(sees ? {} : { description: say('talk.cannotSee') }),
    })),
    { id: nobody, label: say('identify.nobody'), icon: 'close' as const },
  ].filter(({ id }) => id !== (party.assignedTo ?? nobody));
  const choose = (id: string) => {
    const blind = listeners?.rows.find((one) => one.id === id && !one.sees);
    if (blind) {
      toast(say('talk.assign.blind', { name: blind.name }), { tone: 'bad' });
      return;
    }
    onClose();
    void change(party, { assignedTo: id === nobody ? null : id }).then(
      ({ event }) =>
        toast(
          id === nobody
            ? say('talk.assign.none')
            : say('talk.assign.done', {
                name: listeners?.rows.find((one) => one.id === id)?.name ?? me?.name,
              }),
          { tone: 'good', undo: () => undo(party.id, event) },
        ),
      complain,
    );
  };
  return (
    <CommandLayer
      label={say('talk.assign')}
      placeholder={say('talk.assign.placeholder', { name: party.name })}
      text={typed}
      onText={setTyped}
      groups={[{ title: say('talk.assign'), commands: matching(offers, typed) }]}
      onChoose={choose}
      onClose={onClose}
      empty={isPending ? say('ui.loading') : say('talk.assign.nobody')}
    />
  );
}
