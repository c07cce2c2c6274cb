import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { PasswordField, TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useWords } from '../ui/words.ts';
import { ApiProblem } from './api.ts';
import { Doorway } from './Doorway.tsx';
import { canUsePasskeys, isTakenBack, signInWithPasskey } from './passkeys.ts';
import { finishSignIn, sessionQuery, signIn } from './session.ts';
import { leaveForProvider, offerQuery, wordsOfProblem } from './singleSignOn.ts';

/** The ways in: a passkey, the company's own sign-in, or address and password and perhaps a code. */
export function SignInPage() {
  const router = useRouter();
  const client = useQueryClient();
  const { to } = useSearch({ from: '/sign-in' });
  const [ticket, setTicket] = useState<string>();
  const goOn = async () => {
    client.removeQueries({ queryKey: sessionQuery.queryKey });
    await router.navigate({ href: to ?? '/' });
  };
  return ticket ? (
    <SecondStep ticket={ticket} onDone={goOn} onAgain={() => setTicket(undefined)} />
  ) : (
    <FirstStep onDone={goOn} onTicket={setTicket} />
  );
}

function FirstStep({
  onDone,
  onTicket,
}: {
  onDone: () => Promise<void>;
  onTicket: (ticket: string) => void;
}) {
  const say = useWords();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { to, problem: cameBackWith, company: workspaceId } = useSearch({ from: '/sign-in' });
  const { data: { offer } = { offer: 'none' } } = useQuery(offerQuery);
  const [working, setWorking] = useState<'password' | 'passkey' | 'provider'>();
  const [problem, setProblem] = useState<string>();
  const [passkeyProblem, setPasskeyProblem] = useState<string>();
  const told = wordsOfProblem(cameBackWith);
  const [providerProblem, setProviderProblem] = useState(told && say(told));
  const forget = () => {
    setProblem(undefined);
    setPasskeyProblem(undefined);
    setProviderProblem(undefined);
  };

  const submit = async () => {
    setWorking('password');
    forget();
    try {
      const answer = await signIn({ email, password });
      if (answer.signedIn) await onDone();
      else onTicket(answer.ticket);
    } catch (error) {
      // The same words whether the account exists or not.
      setProblem(isWrong(error) ? say('app.signIn.wrong') : wordsOf(error));
      setWorking(undefined);
    }
  };
  const byPasskey = async () => {
    setWorking('passkey');
    forget();
    try {
      await signInWithPasskey();
      await onDone();
    } catch (error) {
      if (!isTakenBack(error)) setPasskeyProblem(wordsOf(error));
      setWorking(undefined);
    }
  };

  const byProvider = async () => {
    forget();
    // Several companies share this server, and the address says which one is meant.
    if (offer === 'by address' && !workspaceId && !email.trim()) {
      setProviderProblem(say('signOn.needsAddress'));
      return;
    }
    setWorking('provider');
    try {
      await leaveForProvider({
        ...(workspaceId ? { workspaceId } : email.trim() ? { email } : {}),
        ...(to ? { to } : {}),
      });
    } catch (error) {
      setProviderProblem(wordsOf(error));
      setWorking(undefined);
    }
  };
  const hasOtherWays = canUsePasskeys() || offer !== 'none';

  return (
    <Doorway title={say('app.signIn.title')}>
      <div className="flex flex-col gap-16">
        {hasOtherWays ? (
          <>
            {(passkeyProblem ?? providerProblem) ? (
              <Notice tone="bad" isUrgent>
                {passkeyProblem ?? providerProblem}
              </Notice>
            ) : null}
            {offer === 'none' ? null : (
              <Button
                icon="connection"
                isWorking={working === 'provider'}
                onPress={() => void byProvider()}
              >
                {say('signOn.do')}
              </Button>
            )}
            {canUsePasskeys() ? (
              <Button icon="key" isWorking={working === 'passkey'} onPress={() => void byPasskey()}>
                {say('app.signIn.passkey')}
              </Button>
            ) : null}
            <p className="text-center text-sm text-text-2">{say('app.signIn.or')}</p>
          </>
        ) : null}
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
            isWorking={working === 'password'}
            isDisabled={!email || !password}
          >
            {say('app.signIn.do')}
          </Button>
        </Form>
      </div>
    </Doorway>
  );
}

function SecondStep({
  ticket,
  onDone,
  onAgain,
}: {
  ticket: string;
  onDone: () => Promise<void>;
  onAgain: () => void;
}) {
  const say = useWords();
  const [code, setCode] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    setWorking(true);
    setProblem(undefined);
    try {
      await finishSignIn({ ticket, code });
      await onDone();
    } catch (error) {
      setProblem(wordsOf(error));
      setWorking(false);
    }
  };
  return (
    <Doorway title={say('app.signIn.code.title')}>
      <Form
        onSubmit={() => void submit()}
        problem={problem}
        aria-label={say('app.signIn.code.title')}
      >
        <TextField
          label={say('app.signIn.code')}
          description={say('app.signIn.code.words')}
          name="code"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          isRequired
          autoFocus
        />
        <Button type="submit" variant="primary" isWorking={isWorking} isDisabled={!code.trim()}>
          {say('app.signIn.do')}
        </Button>
        <Button variant="quiet" onPress={onAgain}>
          {say('app.signIn.again')}
        </Button>
      </Form>
    </Doorway>
  );
}

function isWrong(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'sign-in.refused';
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
