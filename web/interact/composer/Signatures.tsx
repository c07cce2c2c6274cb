import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SenderView } from '../../../shared/interact/outgoing.ts';
import { api } from '../../app/api.ts';
import { sendersQuery } from '../../app/writing.ts';
import { Button } from '../../ui/Button.tsx';
import { onDemand } from '../../ui/onDemand.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';

const RichText = onDemand(() => import('../../ui/RichText.tsx'));

/** What stands under the mails from each mailbox of one's own. */
export function Signatures() {
  const say = useWords();
  const { data: senders = [] } = useQuery(sendersQuery);
  if (senders.length === 0) return null;
  return (
    <Section title={say('outgoing.signatures')}>
      <p className="text-sm text-text-2">{say('outgoing.signatures.words')}</p>
      <ul className="flex flex-col gap-8">
        {senders.map((sender) => (
          <Signature key={sender.id} sender={sender} />
        ))}
      </ul>
    </Section>
  );
}

function Signature({ sender: { id, address, signature } }: { sender: SenderView }) {
  const say = useWords();
  const client = useQueryClient();
  const [text, setText] = useState<string | null>(null);
  const save = async (html: string) => {
    try {
      await api.put(`/outgoing/senders/${id}/signature`, { html });
      await client.invalidateQueries({ queryKey: sendersQuery.queryKey });
      setText(null);
      toast(say('outgoing.signature.saved'), {
        tone: 'good',
        undo: async () => {
          await api.put(`/outgoing/senders/${id}/signature`, { html: signature });
          await client.invalidateQueries({ queryKey: sendersQuery.queryKey });
        },
      });
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
  };
  return (
    <li className="flex flex-col gap-8 rounded-control border border-border bg-surface px-card-x py-card-y">
      <b className="font-medium wrap-anywhere">{address}</b>
      {text === null ? (
        <span>
          <Button size="small" icon="edit" onPress={() => setText(signature)}>
            {say('outgoing.signature.edit')}
          </Button>
        </span>
      ) : (
        <>
          <RichText
            label={say('outgoing.signature', { address })}
            initial={signature}
            onChange={setText}
            autoFocus
          />
          <span className="flex gap-8">
            <Button size="small" variant="primary" onPress={() => void save(text)}>
              {say('outgoing.signature.save')}
            </Button>
            <Button size="small" onPress={() => setText(null)}>
              {say('ui.cancel')}
            </Button>
          </span>
        </>
      )}
    </li>
  );
}
