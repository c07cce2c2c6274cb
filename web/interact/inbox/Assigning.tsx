import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConversationView } from '../../../shared/interact/inbox.ts';
import { matching } from '../../app/palette.ts';
import { sessionQuery } from '../../app/session.ts';
import CommandLayer from '../../ui/CommandLayer.tsx';
import type { Command } from '../../ui/CommandList.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { listenersQuery } from '../talk/queries.ts';
import type { InboxActs } from './acts.ts';

const nobody = 'nobody';

/** Who of those that share the mailbox answers: `A`, a few letters, Enter. */
export default function Assigning({
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
  const { data: listeners, isPending } = useQuery(
    listenersQuery({ activityId: conversation.newestId }),
  );
  const me = session?.user;
  const offers: Command[] = [
    ...(me
      ? [{ id: me.id, label: say('talk.assign.me', { name: me.name }), avatar: 'person' as const }]
      : []),
    ...(listeners?.rows ?? [])
      .filter(({ id }) => id !== me?.id)
      .map(({ id, name, sees }) => ({
        id,
        label: name,
        avatar: 'person' as const,
        ...(sees ? {} : { description: say('talk.cannotSee') }),
      })),
    { id: nobody, label: say('identify.nobody'), icon: 'close' as const },
  ].filter(({ id }) => id !== (conversation.assigned?.id ?? nobody));
  const choose = (id: string) => {
    const colleague = listeners?.rows.find((one) => one.id === id);
    if (colleague && !colleague.sees) {
      toast(say('talk.assign.blind', { name: colleague.name }), { tone: 'bad' });
      return;
    }
    onClose();
    const name = colleague?.name ?? me?.name ?? '';
    void acts.assign(conversation, id === nobody ? null : id, name);
  };
  return (
    <CommandLayer
      label={say('inbox.assign')}
      placeholder={say('inbox.assign.placeholder')}
      text={typed}
      onText={setTyped}
      groups={[{ title: say('inbox.assign'), commands: matching(offers, typed) }]}
      onChoose={choose}
      onClose={onClose}
      empty={isPending ? say('ui.loading') : say('talk.assign.nobody')}
    />
  );
}
