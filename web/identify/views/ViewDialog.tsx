import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SavedView } from '../../../shared/platform/views.ts';
import { ApiProblem } from '../../app/api.ts';
import { sessionQuery } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Select } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { fieldWords, visibilityMessages } from '../parties/words.ts';

export interface ViewNaming {
  name: string;
  visibility: SavedView['visibility'];
  teamId?: string;
  isPinned: boolean;
}

export interface ViewDialogProps {
  title: string;
  /** The view to be named anew or shared; without it a new one. */
  view?: SavedView;
  onClose: () => void;
  onSave: (naming: ViewNaming) => Promise<void>;
}

/** How a view is called and who finds it. */
export default function ViewDialog({ title, view, onClose, onSave }: ViewDialogProps) {
  const say = useWords();
  const { data: session } = useQuery(sessionQuery);
  const [name, setName] = useState(view?.name ?? '');
  const [reach, setReach] = useState(view?.teamId ?? view?.visibility ?? 'private');
  const [isPinned, setPinned] = useState(view ? view.pin !== null : true);
  const [problem, setProblem] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const submit = async () => {
    setSaving(true);
    try {
      await onSave({
        name,
        isPinned,
        ...(reach === 'everyone' || reach === 'private'
          ? { visibility: reach }
          : { visibility: 'team', teamId: reach }),
      });
      onClose();
    } catch (error) {
      const said = error instanceof ApiProblem && Object.values(error.fields ?? {})[0];
      setProblem(said || (error instanceof Error ? error.message : String(error)));
    } finally {
      setSaving(false);
    }
  };
  return (
    <Dialog isOpen title={title} onClose={onClose} size="small">
      <Form onSubmit={() => void submit()} problem={problem}>
        <TextField
          label={say('lists.views.name')}
          value={name}
          onChange={setName}
          autoComplete="off"
          autoFocus
          isRequired
        />
        <Select
          label={fieldWords(say, 'visibility')}
          options={[
            { id: 'private', label: say(visibilityMessages.private) },
            ...(session?.teams ?? []).map(({ id, name: team }) => ({
              id,
              label: say('identify.visibility.teamNamed', { team }),
            })),
            { id: 'everyone', label: say(visibilityMessages.everyone) },
          ]}
          value={reach}
          onChange={setReach}
        />
        <Checkbox isSelected={isPinned} onChange={setPinned}>
          {say('lists.views.pinIt')}
        </Checkbox>
        <span className="flex justify-end gap-8">
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            isDisabled={name.trim() === ''}
            isWorking={isSaving}
          >
            {say('ui.save')}
          </Button>
        </span>
      </Form>
    </Dialog>
  );
}
