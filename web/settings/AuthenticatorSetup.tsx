import { useState } from 'react';
import { ApiProblem } from '../app/api.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Card } from '../ui/Page.tsx';
import { QrCode } from '../ui/QrCode.tsx';
import { useWords } from '../ui/words.ts';
import { CopyField } from './CopyField.tsx';
import { confirmAuthenticator } from './security.ts';
import { wordsOf } from './useProof.tsx';

/** The picture to scan, the secret to type where there is no camera, and the first code. */
export function AuthenticatorSetup({
  uri,
  secret,
  onDone,
  onCancel,
}: {
  uri: string;
  secret: string;
  onDone: (recoveryCodes: string[]) => void;
  onCancel: () => void;
}) {
  const say = useWords();
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>();
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const submit = async () => {
    setWorking(true);
    setErrors(undefined);
    setProblem(undefined);
    try {
      const { recoveryCodes } = await confirmAuthenticator(code);
      onDone(recoveryCodes);
    } catch (error) {
      if (error instanceof ApiProblem && error.fields) setErrors(error.fields);
      else setProblem(wordsOf(error));
      setWorking(false);
    }
  };
  return (
    <Card>
      <Form
        aria-label={say('settings.second.setup')}
        onSubmit={() => void submit()}
        {...(errors ? { errors } : {})}
        {...(problem ? { problem } : {})}
      >
        <p>{say('settings.second.scan')}</p>
        <QrCode text={uri} label={say('settings.second.picture')} />
        <CopyField
          label={say('settings.second.secret')}
          value={secret.match(/.{1,4}/g)?.join(' ') ?? secret}
        />
        <TextField
          label={say('settings.second.code')}
          description={say('settings.second.code.words')}
          name="code"
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          autoFocus
        />
        <span className="flex flex-wrap gap-8">
          <Button
            type="submit"
            variant="primary"
            isWorking={isWorking}
            isDisabled={code.trim() === ''}
          >
            {say('settings.second.confirm')}
          </Button>
          <Button onPress={onCancel}>{say('settings.cancel')}</Button>
        </span>
      </Form>
    </Card>
  );
}
