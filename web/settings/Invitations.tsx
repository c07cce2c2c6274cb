import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccessLevel } from '../../shared/platform/access.ts';
import { ApiProblem } from '../app/api.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Card } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { invitationsQuery, invite, withdrawInvitation } from './account.ts';
import { CopyField } from './CopyField.tsx';
import { LevelField } from './LevelField.tsx';
import { Loaded } from './Loaded.tsx';
import { levelWords } from './levels.ts';
import { useMoments } from './moments.ts';
import { Row, Rows } from './Rows.tsx';
import { useAct } from './useAct.ts';

/** Colleagues are asked in by a link that whoever invites sends on. */
export function Invitations() {
  return (
    <>
      <InviteForm />
      <OpenInvitations />
    </>
  );
}

function InviteForm() {
  const say = useWords();
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [level, setLevel] = useState<AccessLevel>('member');
  const invitation = useMutation({
    mutationFn: invite,
    onSuccess: async () => {
      setEmail('');
      await client.invalidateQueries({ queryKey: invitationsQuery.queryKey });
    },
  });
  const { error, data } = invitation;
  const fields = error instanceof ApiProblem ? error.fields : undefined;
  return (
    <>
      <Card>
        <Form
          aria-label={say('settings.invitations.form')}
          onSubmit={() => invitation.mutate({ email, level })}
          {...(fields ? { errors: fields } : {})}
          {...(error && !fields ? { problem: error.message } : {})}
        >
          <div className="grid gap-16 tablet:grid-cols-2">
            <TextField
              label={say('app.field.email')}
              name="email"
              type="email"
              autoComplete="off"
              value={email}
              onChange={setEmail}
            />
            <LevelField label={say('settings.level')} value={level} onChange={setLevel} />
          </div>
          <span>
            <Button
              type="submit"
              icon="personAdd"
              isWorking={invitation.isPending}
              isDisabled={email.trim() === ''}
            >
              {say('settings.invitations.do')}
            </Button>
          </span>
        </Form>
      </Card>
      {data ? (
        <Notice
          tone="good"
          title={say('settings.invitations.made', { email: data.email })}
          isUrgent
        >
          <p>{say('settings.invitations.once')}</p>
          <CopyField label={say('settings.invitations.link')} value={data.link} />
        </Notice>
      ) : null}
    </>
  );
}

function OpenInvitations() {
  const say = useWords();
  const { day } = useMoments();
  const query = useQuery(invitationsQuery);
  const withdraw = useAct(withdrawInvitation, {
    renews: [invitationsQuery.queryKey],
    done: () => ({ text: say('settings.invitations.withdrawn') }),
  });
  return (
    <Loaded query={query}>
      {({ rows }) =>
        rows.length === 0 ? null : (
          <Rows>
            {rows.map(({ id, email, level, expiresAt }) => (
              <Row
                key={id}
                picture={<Icon name="mail" size={20} className="text-text-3" />}
                title={email}
                words={[
                  say(levelWords[level].name),
                  say('settings.invitations.until', { day: day(expiresAt) }),
                ].join(' · ')}
              >
                <Button size="small" onPress={() => withdraw.mutate(id)}>
                  {say('settings.invitations.withdraw')}
                  <span className="sr-only"> {email}</span>
                </Button>
              </Row>
            ))}
          </Rows>
        )
      }
    </Loaded>
  );
}
