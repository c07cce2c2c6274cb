import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { PartyView } from '../../shared/identify/parties.ts';
import { personalTopics } from '../../shared/identify/statements.ts';
import { api } from '../app/api.ts';
import { partyQuery } from '../identify/parties/queries.ts';
import { topicMessages } from '../identify/parties/topics.ts';
import type { UnderstoodTopic } from '../identify/record/understood.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useShortcuts } from '../ui/keys/Shortcuts.tsx';
import { Select } from '../ui/Select.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';

const FactEditor = lazy(() => import('../identify/record/FactEditor.tsx'));

/** What a sentence can be of; a budget is an amount, and topics of the strategy are added by the record. */
const markable = [
  'need',
  'goal',
  'wish',
  'decision',
  'competitor offer',
  'interest',
  'family',
  'life event',
] as const satisfies readonly UnderstoodTopic[];
type Markable = (typeof markable)[number];

interface Marked {
  activityId: string;
  text: string;
}

/** The words that are selected in an entry of the timeline, and which entry it is. */
function markedNow(): Marked | undefined {
  const selection = document.getSelection();
  const text = selection?.toString().replace(/\s+/g, ' ').trim();
  const node = selection?.anchorNode;
  const element = node instanceof Element ? node : node?.parentElement;
  const entry = element?.closest<HTMLElement>('[data-activity]');
  const activityId = entry?.dataset.activity;
  return text && activityId ? { activityId, text: text.slice(0, 300) } : undefined;
}

/** `Shift+F`: selected words of an entry become a fact, with the entry for its source. */
export function MarkFact({ party }: { party: PartyView }) {
  const say = useWords();
  const client = useQueryClient();
  const [marked, setMarked] = useState<Marked>();
  const [topic, setTopic] = useState<Markable>('need');
  useShortcuts([
    {
      id: 'facts.mark',
      keys: 'Shift+F',
      label: say('understand.mark'),
      group: say('identify.keys.record'),
      isDisabled: !party.can.edit,
      run: () => {
        const now = markedNow();
        if (now) setMarked(now);
        else toast(say('understand.mark.nothing'));
      },
    },
  ]);
  if (!marked) return null;
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: [party.kind, party.id] }),
      client.invalidateQueries({ queryKey: ['facts', party.id] }),
      client.invalidateQueries({ queryKey: ['history', party.id] }),
    ]);
  const topics = markable.filter((one) => party.kind === 'person' || !personalTopics.includes(one));
  return (
    <Dialog title={say('understand.mark')} isOpen onClose={() => setMarked(undefined)}>
      <div className="flex flex-col gap-12">
        <Select
          label={say('understand.mark.as')}
          options={topics.map((id) => ({ id, label: say(topicMessages[id]) }))}
          value={topic}
          onChange={setTopic}
        />
        <Suspense fallback={<span className="block h-32" />}>
          <FactEditor
            key={topic}
            topic={topic}
            text={marked.text}
            onCancel={() => setMarked(undefined)}
            onSave={async (stated) => {
              const { version } = await client.fetchQuery({
                ...partyQuery(party.kind, party.id),
                staleTime: 0,
              });
              const { event } = await api.post<{ event: string }>('/facts', {
                partyId: party.id,
                activityId: marked.activityId,
                said: { ...stated, version },
              });
              setMarked(undefined);
              await refresh();
              toast(say('identify.saved', { topic: say(topicMessages[stated.topic]) }), {
                tone: 'good',
                undo: async () => {
                  await api.post(`/events/${event}/undo`);
                  await refresh();
                },
              });
            }}
          />
        </Suspense>
      </div>
    </Dialog>
  );
}
