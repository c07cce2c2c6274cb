import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { RadioList } from '../../ui/RadioList.tsx';
import { useWords } from '../../ui/words.ts';
import { InterestFields, nothingYet } from './InterestFields.tsx';
import { type Done, useGroundAct } from './queries.ts';

/** What somebody is interested in, and how we know. There is no way to write down what was only heard. */
export default function AddInterest({ party, onClose }: { party: PartyView; onClose: () => void }) {
  const say = useWords();
  const act = useGroundAct();
  const [draft, setDraft] = useState(nothingYet);
  const [way, setWay] = useState<'told' | 'together' | 'published'>('told');
  return (
    <FormDialog
      title={say('ground.interest.add')}
      save={say('ground.interest.save')}
      onClose={onClose}
      check={() => ({ ...(draft.text.trim() ? {} : { text: say('ground.text.missing') }) })}
      onSave={() =>
        act(
          () =>
            api.post<Done>(`/people/${party.id}/statements`, {
              topic: 'interest',
              value: {
                text: draft.text.trim(),
                ...(draft.node ? { node: draft.node } : {}),
                involvement: draft.involvement,
              },
              ...(way === 'told' ? { basis: 'told' } : { basis: 'seen', way }),
              version: party.version,
            }),
          say('ground.interest.added'),
        )
      }
    >
      <InterestFields draft={draft} onChange={setDraft} />
      <RadioList
        label={say('ground.way')}
        options={(['told', 'together', 'published'] as const).map((id) => ({
          id,
          label: say(`ground.way.${id}`),
        }))}
        value={way}
        onChange={setWay}
      />
    </FormDialog>
  );
}
