import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { PasswordField, TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { useWords } from '../ui/words.ts';
import { ApiProblem } from './api.ts';
import { Doorway } from './Doorway.tsx';
import { sessionQuery, signIn } from './session.ts';

export function SignInPage() {
  const say = useWords();
  const router = useRouter();
  const client = useQueryClient();
  const { to } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<string>();

  const submit = async () => {
    setWorking(true);
    setProblem(undefined);
    try {
      await signIn({ email, password });
      client.removeQueries({ queryKey: sessionQuery.queryKey });
      await router.navigate({ href: to ?? '/' });
    } catch (error) {
      // The same words whether the account exists or not.
      setProblem(
        error instanceof ApiProblem && error.status !== 429 && error.status < 500
          ? say('app.signIn.wrong')
          : error instanceof Error
            ? error.message
            : String(error),
      );
      setWorking(false);
    }
  };

  return (
    <Doorway title={say('app.signIn.title')}>
      <Form onSubmit={() => void submit()} problem={problem} aria-label={say('app.signIn.title')}>
        <TextField
          label={say('app.field.email')}
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          isRequired
          autoFocus
        />
        <PasswordField
          label={say('app.field.password')}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          isRequired
        />
        <Button
          type="submit"
          variant="primary"
          isWorking={isWorking}
          isDisabled={!email || !password}
        >
          {say('app.signIn.do')}
        </Button>
      </Form>
    </Doorway>
  );
}
