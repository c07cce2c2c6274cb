import { useState } from 'react';
import type { ConfidenceView } from '../../shared/understand/confidences.ts';
import { api } from '../app/api.ts';
import { FormDialog } from '../app/FormDialog.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { ConfidantBoxes } from './ConfidantBoxes.tsx';

/** Says anew who may know something that was confided. */
export function ConfidantsDialog({
  confidence,
  onSaved,
  onClose,
}: {
  confidence: ConfidenceView;
  onSaved: () => Promise<unknown>;
  onClose: () => void;
}) {
  const say = useWords();
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    confidence.confidants.map(({ id }) => id),
  );
  return (
    <FormDialog
      title={say('understand.confidence.share')}
      save={say('identify.save')}
      onClose={onClose}
      onSave={async () => {
        await api.put(`/confidences/${confidence.id}/confidants`, { confidants: chosen });
        await onSaved();
        toast(say('understand.confidence.shared'), { tone: 'good' });
      }}
    >
      <ConfidantBoxes chosen={chosen} onChange={setChosen} />
    </FormDialog>
  );
}
