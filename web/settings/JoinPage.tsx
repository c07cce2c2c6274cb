import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type {
  InvitationAcceptInput,
  InvitationView,
  SignInAnswer,
} from '../../shared/platform/sign-in.ts';
import { ApiProblem, api } from '../app/api.ts';
import { Doorway } from '../app/Doorway.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { PasswordField, TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useWords } from '../ui/words.ts';
import { passwordComplaint } from './account.ts';

/** Behind the link of an invitation: who asks in, and the way in. */
export function JoinPage() {
  const say = useWords();
  const token = useLocation({ select: ({ hash }) => hash });
  const { data, error, isPending } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.post<InvitationView>('/api/auth/invitations/look-up', { token }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isPending)
    return (
      <Doorway title={say('settings.join')}>
        <Skeleton shape="text" rows={4} />
      </Doorway>
    );
  if (!data)
    return (
      <Doorway title={say('settings.join.notValid')}>
        <div className="flex flex-col items-start gap-16">
          <Notice tone="warn">{error?.message}</Notice>
          <Link to="/sign-in" className={buttonClass()}>
            {say('app.signIn.do')}
          </Link>
        </div>
      </Doorway>
    );
  return <Accept token={token} {...data} />;
}

function Accept({ token, email, workspace, hasAccount }: InvitationView & { token: string }) {
  const say = useWords();
  const router = useRouter();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);

  const submit = async () => {
    const complaint = hasAccount ? null : passwordComplaint(password, [name, email, workspace]);
    const found = {
      ...(!hasAccount && name.trim() === '' && { name: say('app.welcome.nameMissing') }),
      ...(complaint && { password: say(complaint) }),
    };
    setErrors(found);
    setProblem(undefined);
    if (Object.keys(found).length > 0) return;
    setWorking(true);
    // Whoever has an account keeps its name; the server only wants one to be given.
    const input: InvitationAcceptInput = { token, name: hasAccount ? email : name, password };
    try {
      const answer = await api.post<SignInAnswer>('/api/auth/invitations/accept', input);
      // Somebody else may have been signed in here before.
      client.clear();
      await router.navigate({ to: answer.signedIn ? '/' : '/sign-in', replace: true });
    } catch (error) {
      if (error instanceof ApiProblem && error.fields) setErrors(error.fields);
      else setProblem(error instanceof Error ? error.message : String(error));
      setWorking(false);
    }
  };

  return (
    <Doorway
      title={say('settings.join.title', { workspace })}
      lead={hasAccount ? say('settings.join.known', { email }) : say('settings.join.new')}
    >
      <Form
        onSubmit={() => void submit()}
        errors={errors}
        {...(problem ? { problem } : {})}
        aria-label={say('settings.join')}
      >
        <TextField
          label={say('app.field.email')}
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          isDisabled
        />
        {hasAccount ? null : (
          <TextField
            label={say('app.field.yourName')}
            name="name"
            autoComplete="name"
            value={name}
            onChange={setName}
            autoFocus
          />
        )}
        <PasswordField
          label={say('app.field.password')}
          name="password"
          autoComplete={hasAccount ? 'current-password' : 'new-password'}
          value={password}
          onChange={setPassword}
          autoFocus={hasAccount}
          {...(hasAccount ? {} : { description: say('settings.password.rules') })}
        />
        <Button
          type="submit"
          variant="primary"
          isWorking={isWorking}
          isDisabled={hasAccount && password === ''}
        >
          {say('settings.join.do')}
        </Button>
      </Form>
    </Doorway>
  );
}
