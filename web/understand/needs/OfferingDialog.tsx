import { useState } from 'react';
import type { OfferingView } from '../../../shared/understand/needs.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { useWords } from '../../ui/words.ts';
import { type Done, useNeedAct } from './queries.ts';

/** Something that we offer, and which need it meets. */
export default function OfferingDialog({
  offering,
  onClose,
}: {
  /** The one to change; without it a new one is added. */
  offering?: OfferingView;
  onClose: () => void;
}) {
  const say = useWords();
  const act = useNeedAct();
  const [name, setName] = useState(offering?.name ?? '');
  const [meets, setMeets] = useState(offering?.meets ?? '');
  const said = { name: name.trim(), meets: meets.trim() };
  return (
    <FormDialog
      title={offering ? say('needs.offering.changing') : say('needs.offering.add')}
      save={say('identify.save')}
      onClose={onClose}
      check={(): Record<string, string> =>
        name.trim() ? {} : { name: say('needs.offering.missing') }
      }
      onSave={() =>
        offering
          ? act(
              () =>
                api.patch<Done>(`/offerings/${offering.id}`, {
                  ...said,
                  version: offering.version,
                }),
              say('needs.offering.changed'),
            )
          : act(() => api.post<Done>('/offerings', said), say('needs.offering.added'))
      }
    >
      <TextField
        label={say('needs.offering.name')}
        name="name"
        autoFocus
        value={name}
        onChange={setName}
        maxLength={200}
        autoComplete="off"
      />
      <TextArea
        label={say('needs.offering.meets')}
        description={say('needs.offering.meets.words')}
        name="meets"
        rows={2}
        maxLength={500}
        value={meets}
        onChange={setMeets}
      />
    </FormDialog>
  );
}
