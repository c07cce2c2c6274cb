import { useState } from 'react';
import { FormDialog } from '../../app/FormDialog.tsx';
import { SegmentedField, TextArea } from '../../ui/Field.tsx';
import { useWords } from '../../ui/words.ts';
import type { TodayActs } from './acts.ts';
import type { Thing } from './items.ts';

/** Whether a meeting took place, with a line about it. */
export default function OutcomeDialog({
  thing,
  acts,
  onClose,
}: {
  thing: Extract<Thing, { kind: 'confirm' }>;
  acts: TodayActs;
  onClose: () => void;
}) {
  const say = useWords();
  const [answer, setAnswer] = useState<'yes' | 'no'>('yes');
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={thing.meeting.title ?? say('tasks.today.meeting')}
      save={say('tasks.today.saveOutcome')}
      onClose={onClose}
      check={() => ({})}
      onSave={async () => {
        // The thing goes at once, and comes back with what was wrong.
        void acts.confirm(thing, answer === 'yes', note.trim());
      }}
    >
      <SegmentedField
        label={say('tasks.today.didIt')}
        options={[
          { id: 'yes', label: say('tasks.today.tookPlace') },
          { id: 'no', label: say('tasks.today.didNot') },
        ]}
        value={answer}
        onChange={setAnswer}
      />
      <TextArea
        label={say('tasks.today.note')}
        name="note"
        autoFocus
        rows={2}
        maxLength={2000}
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}
