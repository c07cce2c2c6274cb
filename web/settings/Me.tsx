import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../app/api.ts';
import { sessionQuery } from '../app/session.ts';
import { Button } from '../ui/Button.tsx';
import { PasswordField, TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Card } from '../ui/Page.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { changeOwn, changePassword, passwordComplaint } from './account.ts';
import { BrowserNotices } from './BrowserNotices.tsx';
import { Digest } from './Digest.tsx';
import { Keys } from './Keys.tsx';
import { Loaded } from './Loaded.tsx';
import { Looks } from './Looks.tsx';
import { Notifications } from './Notifications.tsx';
import { OwnSingleSignOn } from './OwnSingleSignOn.tsx';
import { Passkeys } from './Passkeys.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { Sessions } from './Sessions.tsx';
import { secondFactorQuery } from './security.ts';
import { TopicSection } from './TopicSection.tsx';
import { useAct } from './useAct.ts';
import { useSession } from './useSession.ts';

export function Me() {
  const say = useWords();
  return (
    <>
      <TopicSection topic="name">
        <OwnName />
      </TopicSection>
      <TopicSection topic="looks" lead={say('settings.looks.words')}>
        <Looks />
      </TopicSection>
      <TopicSection topic="notifications" lead={say('told.settings')}>
        <div className="flex flex-col gap-12">
          <Notifications />
          <BrowserNotices />
          <Digest />
        </div>
      </TopicSection>
      <OwnPassword />
      <TopicSection topic="secondFactor" lead={say('settings.second.words')}>
        <SecondFactor />
      </TopicSection>
      <TopicSection topic="passkeys" lead={say('settings.passkeys.words')}>
        <Passkeys />
      </TopicSection>
      <TopicSection topic="ownSingleSignOn" lead={say('signOn.own.words')}>
        <OwnSingleSignOn />
      </TopicSection>
      <TopicSection topic="sessions" lead={say('settings.sessions.words')}>
        <Sessions />
      </TopicSection>
      <TopicSection topic="keys">
        <Keys />
      </TopicSection>
    </>
  );
}

function OwnName() {
  const say = useWords();
  const session = useSession();
  const [name, setName] = useState(session?.user.name ?? '');
  const change = useAct((chosen: string) => changeOwn({ name: chosen }), {
    renews: [sessionQuery.queryKey, ['users']],
    done: () => ({ text: say('settings.saved') }),
  });
  if (!session) return null;
  const mayChange = session.user.level !== 'reader';
  return (
    <Card>
      <Form
        aria-label={say('settings.name')}
        onSubmit={() => change.mutate(name.trim())}
        {...(change.error instanceof ApiProblem && change.error.fields
          ? { errors: change.error.fields }
          : {})}
      >
        <TextField
          label={say('app.field.yourName')}
          name="name"
          autoComplete="name"
          value={name}
          onChange={setName}
          isDisabled={!mayChange}
          description={mayChange ? say('settings.name.words') : say('settings.name.reader')}
        />
        <TextField
          label={say('app.field.email')}
          value={session.user.email}
          isDisabled
          description={say('settings.email.words')}
        />
        {mayChange ? (
          <span>
            <Button
              type="submit"
              isWorking={change.isPending}
              isDisabled={name.trim() === '' || name.trim() === session.user.name}
            >
              {say('settings.save')}
            </Button>
          </span>
        ) : null}
      </Form>
    </Card>
  );
}

/** Whoever comes in by single sign-on alone has none to change. */
function OwnPassword() {
  const say = useWords();
  const query = useQuery(secondFactorQuery);
  const hasNone = query.data?.hasPassword === false;
  return (
    <TopicSection topic="password" {...(hasNone ? {} : { lead: say('settings.password.words') })}>
      <Loaded query={query}>
        {() =>
          hasNone ? <Notice tone="info">{say('signOn.own.noPassword')}</Notice> : <PasswordChange />
        }
      </Loaded>
    </TopicSection>
  );
}

function PasswordChange() {
  const say = useWords();
  const client = useQueryClient();
  const session = useSession();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  if (!session) return null;
  const submit = async () => {
    const about = [session.user.name, session.user.email, session.workspace.name];
    const complaint = passwordComplaint(newPassword, about);
    setProblem(undefined);
    setErrors({
      ...(currentPassword === '' && { currentPassword: say('settings.password.currentMissing') }),
      ...(complaint && { newPassword: say(complaint) }),
    });
    if (complaint || currentPassword === '') return;
    setWorking(true);
    try {
      await changePassword({ currentPassword, newPassword });
      setCurrent('');
      setNew('');
      toast(say('settings.password.changed'), { tone: 'good' });
      await client.invalidateQueries({ queryKey: ['sessions'] });
      await client.invalidateQueries({ queryKey: ['tokens'] });
    } catch (error) {
      if (error instanceof ApiProblem && error.fields) setErrors(error.fields);
      else setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setWorking(false);
    }
  };
  return (
    <Card>
      <Form
        aria-label={say('settings.password')}
        onSubmit={() => void submit()}
        errors={errors}
        {...(problem ? { problem } : {})}
      >
        <PasswordField
          label={say('settings.password.current')}
          name="currentPassword"
          autoComplete="current-password"
          value={currentPassword}
          onChange={setCurrent}
        />
        <PasswordField
          label={say('settings.password.new')}
          name="newPassword"
          autoComplete="new-password"
          value={newPassword}
          onChange={setNew}
          description={say('settings.password.rules')}
        />
        <span>
          <Button type="submit" isWorking={isWorking}>
            {say('settings.password.do')}
          </Button>
        </span>
      </Form>
    </Card>
  );
}
