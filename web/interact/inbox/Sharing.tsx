import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConversationView } from '../../../shared/interact/inbox.ts';
import type { SessionView } from '../../../shared/platform/workspace.ts';
import { matching } from '../../app/palette.ts';
import { sessionQuery } from '../../app/session.ts';
import CommandLayer from '../../ui/CommandLayer.tsx';
import type { Command } from '../../ui/CommandList.tsx';
import { useWords } from '../../ui/words.ts';
import type { InboxActs } from './acts.ts';

/** Who may read the mails of this conversation: `Shift+V`, Enter. */
export default function Sharing({
  conversation,
  acts,
  onClose,
}: {
  conversation: ConversationView;
  acts: InboxActs;
  onClose: () => void;
}) {
  const say = useWords();
  const [typed, setTyped] = useState('');
  const { data: session } = useQuery(sessionQuery);
  const teams: SessionView['teams'] = session?.teams ?? [];
  const offers: Command[] = [
    { id: 'private', label: say('inbox.share.private'), icon: 'lock' as const },
    ...teams.map(({ id, name }) => ({
      id,
      label: say('inbox.share.team', { team: name }),
      icon: 'people' as const,
    })),
    { id: 'headers', label: say('inbox.share.headers'), icon: 'hide' as const },
    { id: 'everyone', label: say('inbox.share.everyone'), icon: 'globe' as const },
  ].filter(({ id }) => id !== conversation.visibility);
  const choose = (id: string) => {
    onClose();
    const words = offers.find((one) => one.id === id)?.label ?? '';
    const isTeam = teams.some((team) => team.id === id);
    void acts.share(
      conversation,
      isTeam
        ? { visibility: 'team', teamId: id }
        : { visibility: id as ConversationView['visibility'] },
      words,
    );
  };
  return (
    <CommandLayer
      label={say('inbox.share')}
      placeholder={say('inbox.share.placeholder')}
      text={typed}
      onText={setTyped}
      groups={[{ title: say('inbox.share'), commands: matching(offers, typed) }]}
      onChoose={choose}
      onClose={onClose}
      empty={say('inbox.share.none')}
    />
  );
}
