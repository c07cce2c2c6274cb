import { useState } from 'react';
import type { OwnInterest } from '../../../shared/understand/interests/interests.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { RadioList } from '../../ui/RadioList.tsx';
import { useWords } from '../../ui/words.ts';
import { type InterestDraft, InterestFields, nothingYet } from './InterestFields.tsx';
import { type Done, useGroundAct } from './queries.ts';

/** An interest of one’s own, and who of us knows of it. */
export default function InterestDialog({
  interest,
  onClose,
}: {
  interest?: OwnInterest;
  onClose: () => void;
}) {
  const say = useWords();
  const act = useGroundAct();
  const [draft, setDraft] = useState<InterestDraft>(interest ?? nothingYet);
  const [visibility, setVisibility] = useState(interest?.visibility ?? 'private');
  return (
    <FormDialog
      title={say(interest ? 'ground.interest.change' : 'ground.interest.add')}
      save={say('ground.interest.save')}
      onClose={onClose}
      check={() => ({ ...(draft.text.trim() ? {} : { text: say('ground.text.missing') }) })}
      onSave={() => {
        const said = { text: draft.text.trim(), involvement: draft.involvement, visibility };
        return interest
          ? act(
              () =>
                api.patch<Done>(`/own-interests/${interest.id}`, {
                  ...said,
                  node: draft.node,
                  version: interest.version,
                }),
              say('ground.changed'),
            )
          : act(
              () =>
                api.post<Done>('/own-interests', {
                  ...said,
                  ...(draft.node ? { node: draft.node } : {}),
                }),
              say('ground.interest.added'),
            );
      }}
    >
      <InterestFields draft={draft} onChange={setDraft} />
      <RadioList
        label={say('ground.visibility')}
        options={(['private', 'everyone'] as const).map((id) => ({
          id,
          label: say(`ground.visibility.${id}`),
          description: say(`ground.visibility.${id}.words`),
        }))}
        value={visibility}
        onChange={setVisibility}
      />
    </FormDialog>
  );
}
