import { useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { SegmentedField, TextArea } from '../../ui/Field.tsx';
import { useWords } from '../../ui/words.ts';
import { type Done, useNeedAct } from './queries.ts';

type Kind = 'need' | 'constraint';

/** A need of which nobody is to be told from whom we have it. */
export default function UnnamedNeedDialog({
  party,
  onClose,
}: {
  party: PartyView;
  onClose: () => void;
}) {
  const say = useWords();
  const act = useNeedAct();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<Kind>('need');
  const [priority, setPriority] = useState('2');
  return (
    <FormDialog
      title={say('needs.unnamed.add')}
      save={say('identify.save')}
      onClose={onClose}
      check={(): Record<string, string> =>
        text.trim() ? {} : { text: say('needs.unnamed.missing') }
      }
      onSave={() =>
        act(
          () =>
            api.post<Done>('/needs', {
              partyId: party.id,
              text: text.trim(),
              kind,
              priority: Number(priority),
            }),
          say('needs.unnamed.added'),
        )
      }
    >
      <p className="text-sm text-text-2">{say('needs.unnamed.lead')}</p>
      <TextArea
        label={say('needs.unnamed.text')}
        name="text"
        rows={2}
        autoFocus
        value={text}
        onChange={setText}
      />
      <SegmentedField
        label={say('needs.kind')}
        options={[
          { id: 'need', label: say('needs.need') },
          { id: 'constraint', label: say('needs.constraint') },
        ]}
        value={kind}
        onChange={setKind}
      />
      <SegmentedField
        label={say('needs.priority')}
        options={[
          { id: '1', label: say('needs.urgent') },
          { id: '2', label: say('needs.usual') },
          { id: '3', label: say('needs.later') },
        ]}
        value={priority}
        onChange={setPriority}
      />
    </FormDialog>
  );
}
