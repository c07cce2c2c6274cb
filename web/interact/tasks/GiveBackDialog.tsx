import { useState } from 'react';
import type { TaskView } from '../../../shared/interact/tasks/tasks.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { useWords } from '../../ui/words.ts';
import { useTaskActs } from './changes.ts';

/** A task goes back to whoever gave it, with a word. */
export default function GiveBackDialog({ task, onClose }: { task: TaskView; onClose: () => void }) {
  const say = useWords();
  const { answer } = useTaskActs();
  const [word, setWord] = useState('');
  return (
    <FormDialog
      title={say('tasks.giveBack.title', { name: task.given?.name ?? '' })}
      save={say('tasks.giveBack')}
      onClose={onClose}
      check={() => ({})}
      onSave={() => answer(task, { accepts: false, word: word.trim() })}
    >
      <p className="wrap-anywhere text-text-2">{task.title}</p>
      <TextArea
        label={say('tasks.giveBack.word')}
        name="word"
        autoFocus
        rows={2}
        maxLength={500}
        value={word}
        onChange={setWord}
      />
    </FormDialog>
  );
}
