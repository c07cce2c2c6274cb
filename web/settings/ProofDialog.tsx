import { useState } from 'react';
import type { Proof } from '../../shared/platform/sign-in.ts';
import { ApiProblem } from '../app/api.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { PasswordField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { useWords } from '../ui/words.ts';
import { wordsOf } from './useProof.tsx';

/** Is it really you? By the password, or by six figures of the app, in one box. */
export function ProofDialog({
  onProof,
  onClose,
}: {
  onProof: (proof: Proof) => Promise<void>;
  onClose: () => void;
}) {
  const say = useWords();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const [errors, setErrors] = useState<Record<string, string>>();
  const [isWorking, setWorking] = useState(false);
  const submit = async () => {
    setWorking(true);
    setProblem(undefined);
    setErrors(undefined);
    const isCode = /^[\d\s]{6,8}$/.test(typed) || /^([a-z2-7]{4}[- ]){3}[a-z2-7]{4}$/i.test(typed);
    try {
      await onProof(isCode ? { code: typed } : { password: typed });
    } catch (error) {
      if (error instanceof ApiProblem && error.fields) {
        setErrors({ proof: Object.values(error.fields)[0]! });
      } else setProblem(wordsOf(error));
      setWorking(false);
    }
  };
  return (
    <Dialog title={say('settings.proof')} isOpen onClose={onClose} size="small">
      <Form
        aria-label={say('settings.proof')}
        onSubmit={() => void submit()}
        {...(errors ? { errors } : {})}
        {...(problem ? { problem } : {})}
      >
        <PasswordField
          label={say('settings.proof.field')}
          description={say('settings.proof.words')}
          name="proof"
          autoComplete="current-password"
          value={typed}
          onChange={setTyped}
          autoFocus
        />
        <span>
          <Button type="submit" variant="primary" isWorking={isWorking} isDisabled={typed === ''}>
            {say('settings.proof.do')}
          </Button>
        </span>
      </Form>
    </Dialog>
  );
}
