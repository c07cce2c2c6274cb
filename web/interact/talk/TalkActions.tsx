import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { enterRoom } from '../../locales/language.ts';
import { Button } from '../../ui/Button.tsx';
import { useShortcuts } from '../../ui/keys/Shortcuts.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { useWords } from '../../ui/words.ts';
import { AlsoHere } from '../presence/AlsoHere.tsx';
import { complain, useTalk } from './changes.ts';
import { commentCountQuery, followQuery } from './queries.ts';

const Assigning = onDemand(() => import('./Assigning.tsx'));
const HandoverDialog = onDemand(async () => {
  const [dialog] = await Promise.all([
    import('../handovers/HandoverDialog.tsx'),
    enterRoom('handover'),
  ]);
  return dialog;
});

/** On a record's head: who else is here, what colleagues say, and the keys of working together. */
export function TalkActions({
  party,
  isOpen,
  onOpen,
}: {
  party: PartyView;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}) {
  const say = useWords();
  const about = { partyId: party.id };
  const { data: { count } = { count: 0 } } = useQuery(commentCountQuery(about));
  const { data: state } = useQuery(followQuery(about));
  const { follow } = useTalk(about);
  const [isAssigning, setAssigning] = useState(false);
  const [isHandingOver, setHandingOver] = useState(false);
  const group = say('identify.keys.record');
  useShortcuts([
    {
      id: 'record.talk',
      keys: 'Shift+C',
      label: say('talk.title'),
      group,
      run: () => onOpen(!isOpen),
    },
    {
      id: 'record.follow',
      keys: 'Shift+B',
      label: say(state?.following ? 'talk.unfollow' : 'talk.follow'),
      group,
      isDisabled: !state,
      run: () => void follow(!state?.following).catch(complain),
    },
    {
      id: 'record.assign',
      keys: 'A',
      label: say('talk.assign'),
      group,
      isDisabled: !party.can.edit,
      run: () => setAssigning(true),
    },
    {
      id: 'record.handOver',
      keys: 'Shift+H',
      label: say('talk.handOver'),
      group,
      isDisabled: !party.can.edit,
      run: () => setHandingOver(true),
    },
  ]);
  return (
    <>
      <AlsoHere place={{ partyId: party.id }} />
      <Button icon="message" aria-expanded={isOpen} onPress={() => onOpen(!isOpen)}>
        {count > 0 ? say('talk.count', { count }) : say('talk.title')}
      </Button>
      {party.can.edit ? (
        <Button icon="swap" onPress={() => setHandingOver(true)}>
          {say('talk.handOver')}
        </Button>
      ) : null}
      {isHandingOver ? (
        <HandoverDialog party={party} onClose={() => setHandingOver(false)} />
      ) : null}
      {isAssigning ? <Assigning party={party} onClose={() => setAssigning(false)} /> : null}
    </>
  );
}
