import { useState } from 'react';
import {
  type ConfidenceInput,
  groundsFor,
  type LegalGround,
  type SensitiveSubject,
  sensitiveSubjects,
} from '../../shared/understand/confidences.ts';
import { api } from '../app/api.ts';
import { FormDialog } from '../app/FormDialog.tsx';
import { Checkbox, SegmentedField, TextArea, TextField } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { ConfidantBoxes } from './ConfidantBoxes.tsx';
import { groundMessages, subjectMessages } from './words.ts';

/** Something sensitive is written down: on which ground, for whom, and what everybody else may know. */
export function ConfidenceDialog({
  partyId,
  onSaved,
  onClose,
}: {
  partyId: string;
  onSaved: () => Promise<unknown>;
  onClose: () => void;
}) {
  const say = useWords();
  const [subject, setSubject] = useState<SensitiveSubject>('health');
  const [detail, setDetail] = useState('');
  const [ground, setGround] = useState<LegalGround>('consent');
  const [groundNote, setGroundNote] = useState('');
  const [toldBy, setToldBy] = useState<ConfidenceInput['toldBy']>('themselves');
  const [mayBeShown, setMayBeShown] = useState(false);
  const [confidants, setConfidants] = useState<readonly string[]>([]);
  const [need, setNeed] = useState('');
  const grounds = groundsFor(subject);
  return (
    <FormDialog
      title={say('understand.confidence.add')}
      save={say('understand.confidence.keep')}
      onClose={onClose}
      check={(): Record<string, string> =>
        detail.trim() ? {} : { detail: say('understand.confidence.detail.missing') }
      }
      onSave={async () => {
        const input: ConfidenceInput = {
          partyId,
          subject,
          detail: detail.trim(),
          ground: grounds.includes(ground) ? ground : 'consent',
          groundNote,
          toldBy,
          mayBeShown: toldBy === 'themselves' || mayBeShown,
          confidants: [...confidants],
          need: need.trim(),
        };
        await api.post('/confidences', input);
        await onSaved();
        toast(say('understand.confidence.kept'), { tone: 'good' });
      }}
    >
      <p className="text-sm text-text-2">{say('understand.confidence.hint')}</p>
      <Select
        label={say('understand.confidence.subject')}
        options={sensitiveSubjects.map((id) => ({ id, label: say(subjectMessages[id]) }))}
        value={subject}
        onChange={setSubject}
      />
      <TextArea
        label={say('understand.confidence.detail')}
        name="detail"
        rows={3}
        autoFocus
        value={detail}
        onChange={setDetail}
      />
      <SegmentedField
        label={say('understand.confidence.toldBy')}
        options={[
          { id: 'themselves', label: say('understand.confidence.byThemselves') },
          { id: 'third person', label: say('understand.confidence.byThirdPerson') },
        ]}
        value={toldBy}
        onChange={setToldBy}
      />
      {toldBy === 'third person' ? (
        <Checkbox name="mayBeShown" isSelected={mayBeShown} onChange={setMayBeShown}>
          {say('understand.confidence.mayBeShown')}
        </Checkbox>
      ) : null}
      <Select
        label={say('understand.confidence.ground')}
        name="ground"
        options={grounds.map((id) => ({ id, label: say(groundMessages[id]) }))}
        value={grounds.includes(ground) ? ground : 'consent'}
        onChange={setGround}
      />
      <TextField
        label={say('understand.confidence.groundNote')}
        name="groundNote"
        value={groundNote}
        onChange={setGroundNote}
        autoComplete="off"
      />
      <ConfidantBoxes chosen={confidants} onChange={setConfidants} />
      <TextArea
        label={say('understand.confidence.need')}
        description={say('understand.confidence.need.hint')}
        name="need"
        rows={2}
        value={need}
        onChange={setNeed}
      />
    </FormDialog>
  );
}
