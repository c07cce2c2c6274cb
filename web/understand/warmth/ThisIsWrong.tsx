import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';

/** Whoever knows better says so; the owners of the workspace read it among what is told about Rapport. */
export function ThisIsWrong({ about }: { about: string }) {
  const say = useWords();
  const { pathname } = useLocation();
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const send = async () => {
    setWorking(true);
    setProblem(undefined);
    try {
      await api.post('/help/notes', { text: `${about} – ${text ?? ''}`, page: pathname });
      toast(say('warmth.wrong.told'), { tone: 'good' });
      setText(undefined);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setWorking(false);
  };
  if (text === undefined)
    return (
      <Button size="small" variant="quiet" className="self-start" onPress={() => setText('')}>
        {say('warmth.wrong')}
      </Button>
    );
  return (
    <Form onSubmit={() => void send()} problem={problem} aria-label={say('warmth.wrong')}>
      <TextField
        label={say('warmth.wrong.what')}
        description={say('warmth.wrong.words')}
        value={text}
        onChange={setText}
        autoFocus
      />
      <Button
        type="submit"
        size="small"
        className="self-end"
        isDisabled={text.trim() === ''}
        isWorking={isWorking}
      >
        {say('warmth.wrong.send')}
      </Button>
    </Form>
  );
}
