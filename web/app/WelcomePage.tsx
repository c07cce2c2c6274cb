import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { placeOf } from '../../shared/platform/places.ts';
import type { SetupInput } from '../../shared/platform/sign-in.ts';
import type { MessageId } from '../locales/ids.ts';
import { Button } from '../ui/Button.tsx';
import { useCountries } from '../ui/countries.ts';
import { PasswordField, TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { IconName } from '../ui/icons.ts';
import { Notice } from '../ui/Notice.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { ComboBox } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';
import { ApiProblem } from './api.ts';
import { Doorway } from './Doorway.tsx';
import { createOwner, enterSample, isSetupOpen, sessionQuery } from './session.ts';

const shortest = 15;

/** The first run: the owner's account, then the ways to begin. */
export function WelcomePage() {
  const router = useRouter();
  const client = useQueryClient();
  const [isDone, setDone] = useState(false);
  // Somebody who comes here later has nothing to create.
  useEffect(() => {
    isSetupOpen().then(
      (open) => {
        if (!open) void router.navigate({ to: '/', replace: true });
      },
      () => undefined,
    );
  }, [router]);
  if (isDone) return <WhatNow />;
  return (
    <CreateOwner
      onDone={() => {
        client.removeQueries({ queryKey: sessionQuery.queryKey });
        setDone(true);
      }}
    />
  );
}

function CreateOwner({ onDone }: { onDone: () => void }) {
  const say = useWords();
  const [owner, setOwner] = useState<SetupInput>({
    companyName: '',
    name: '',
    email: '',
    password: '',
    ...usePlace(),
  });
  const countries = useCountries();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const set = (field: keyof SetupInput) => (text: string) => setOwner({ ...owner, [field]: text });

  const submit = async () => {
    const found = problemsOf(owner);
    setErrors(
      Object.fromEntries(
        Object.entries(found).map(([field, id]) => [field, say(id, { shortest })]),
      ),
    );
    setProblem(undefined);
    if (Object.keys(found).length > 0) return;
    setWorking(true);
    try {
      await createOwner(owner);
      onDone();
    } catch (error) {
      if (error instanceof ApiProblem && error.fields) setErrors(error.fields);
      else setProblem(error instanceof Error ? error.message : String(error));
      setWorking(false);
    }
  };

  return (
    <Doorway title={say('app.welcome.title')} lead={say('app.welcome.lead')}>
      <Form
        onSubmit={() => void submit()}
        errors={errors}
        problem={problem}
        aria-label={say('app.welcome.title')}
      >
        <TextField
          label={say('app.field.company')}
          name="companyName"
          autoComplete="organization"
          value={owner.companyName}
          onChange={set('companyName')}
          autoFocus
        />
        <TextField
          label={say('app.field.yourName')}
          name="name"
          autoComplete="name"
          value={owner.name}
          onChange={set('name')}
        />
        <TextField
          label={say('app.field.email')}
          name="email"
          type="email"
          autoComplete="username"
          value={owner.email}
          onChange={set('email')}
        />
        <PasswordField
          label={say('app.field.password')}
          name="password"
          autoComplete="new-password"
          value={owner.password}
          onChange={set('password')}
          description={say('app.welcome.passwordHelp', { shortest })}
        />
        <ComboBox
          label={say('settings.company.country')}
          description={say('settings.company.country.words')}
          options={countries}
          value={owner.country ?? null}
          onChange={(id) => setOwner({ ...owner, country: id ?? undefined })}
        />
        <Button type="submit" variant="primary" isWorking={isWorking}>
          {say('app.welcome.do')}
        </Button>
      </Form>
    </Doorway>
  );
}

/** Where this browser is, in the names of its own system. */
function usePlace(): Pick<SetupInput, 'country' | 'zone'> {
  return useState(() =>
    placeOf({
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      languages: navigator.languages,
    }),
  )[0];
}

/** What the form itself can see; the server looks again. */
function problemsOf({ companyName, name, email, password }: SetupInput): Record<string, MessageId> {
  return {
    ...(companyName.trim() === '' && { companyName: 'app.welcome.companyMissing' as const }),
    ...(name.trim() === '' && { name: 'app.welcome.nameMissing' as const }),
    ...(!/^\S+@\S+$/.test(email.trim()) && { email: 'app.welcome.emailWrong' as const }),
    // Counted as people count: one sign is one, however it is stored.
    ...([...password.normalize('NFKC')].length < shortest && {
      password: 'app.welcome.passwordShort' as const,
    }),
  };
}

function WhatNow() {
  const say = useWords();
  const look = useMutation({ mutationFn: enterSample });
  const first = useRef<HTMLButtonElement>(null);
  // The form that had the focus is gone; Enter takes the nearest way.
  useEffect(() => first.current?.focus(), []);
  return (
    <Doorway title={say('app.welcome.nowTitle')} lead={say('app.welcome.nowLead')}>
      <ul className="-m-8 flex flex-col">
        <li>
          <button
            ref={first}
            type="button"
            className={`${wayClass} w-full text-start`}
            aria-disabled={look.isPending}
            onClick={() => {
              if (!look.isPending) look.mutate();
            }}
          >
            <WayWords
              icon="show"
              title={say('app.welcome.look')}
              words={say('app.welcome.lookWords')}
            />
          </button>
        </li>
        <Way
          to="/settings/$page"
          params={{ page: 'connections' }}
          icon="mail"
          title={say('app.welcome.connect')}
          words={say('app.welcome.connectWords')}
        />
        <Way
          to="/settings/import"
          icon="import"
          title={say('app.welcome.import')}
          words={say('app.welcome.importWords')}
        />
        <Way
          to="/people"
          icon="personAdd"
          title={say('app.welcome.byHand')}
          words={say('app.welcome.byHandWords')}
        />
        <li className="border-t border-border px-12 pt-12">
          <Link to="/strategy/start" className="text-sm text-accent-text hover:underline">
            {say('app.welcome.strategy')}
          </Link>
        </li>
      </ul>
      {/* Its place is kept, so that nothing moves when somebody begins. */}
      <div role="status" className="min-h-40 pt-12">
        {look.isPending || look.isSuccess ? (
          <ProgressBar label={say('app.sample.making')} isIndeterminate />
        ) : null}
        {look.error ? <Notice tone="bad">{look.error.message}</Notice> : null}
      </div>
    </Doorway>
  );
}

const wayClass =
  'flex items-center gap-16 rounded-control p-12 text-text no-underline hover:bg-sunken';

function Way({
  to,
  params,
  ...words
}: {
  to: '/settings/$page' | '/settings/import' | '/people';
  params?: { page: 'connections' };
  icon: IconName;
  title: string;
  words: string;
}) {
  return (
    <li>
      <Link to={to} params={params ?? {}} className={wayClass}>
        <WayWords {...words} />
      </Link>
    </li>
  );
}

function WayWords({ icon, title, words }: { icon: IconName; title: string; words: string }) {
  return (
    <>
      <span className="flex size-40 shrink-0 items-center justify-center rounded-control bg-accent-soft text-accent-text">
        <Icon name={icon} size={20} />
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <b className="font-semibold">{title}</b>
        <span className="text-sm text-text-2">{words}</span>
      </span>
      <Icon name="next" className="text-text-3" />
    </>
  );
}
