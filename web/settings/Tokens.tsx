import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokenInput } from '../../shared/platform/team.ts';
import { ApiProblem } from '../app/api.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { SegmentedField, TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Card } from '../ui/Page.tsx';
import { useWords } from '../ui/words.ts';
import { createToken, revokeToken, tokensQuery } from './account.ts';
import { CopyField } from './CopyField.tsx';
import { Loaded } from './Loaded.tsx';
import { useMoments } from './moments.ts';
import { Row, Rows } from './Rows.tsx';
import { TopicSection } from './TopicSection.tsx';
import { useAct } from './useAct.ts';
import { useSession } from './useSession.ts';

/** Keys for one's own programs, which act with one's own rights. */
export function Tokens() {
  const say = useWords();
  const isReader = useSession()?.user.level === 'reader';
  return (
    <TopicSection isWholePage topic="tokens" lead={say('settings.tokens.words')}>
      {isReader ? <Notice tone="info">{say('settings.tokens.reader')}</Notice> : <NewToken />}
      <OwnTokens />
    </TopicSection>
  );
}

type Scope = TokenInput['scope'];
type Lasting = '30' | '365' | 'always';

function NewToken() {
  const say = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('read');
  const [lasting, setLasting] = useState<Lasting>('365');
  const creation = useMutation({
    mutationFn: createToken,
    onSuccess: async () => {
      setName('');
      await client.invalidateQueries({ queryKey: tokensQuery.queryKey });
    },
  });
  const submit = () =>
    creation.mutate({
      name: name.trim(),
      scope,
      ...(lasting === 'always'
        ? {}
        : {
            expiresAt: Temporal.Now.instant()
              .add({ hours: 24 * Number(lasting) })
              .toString({ smallestUnit: 'second' }),
          }),
    });
  const { error, data } = creation;
  const fields = error instanceof ApiProblem ? error.fields : undefined;
  return (
    <>
      <Card>
        <Form
          aria-label={say('settings.tokens.form')}
          onSubmit={submit}
          {...(fields ? { errors: fields } : {})}
          {...(error && !fields ? { problem: error.message } : {})}
        >
          <TextField
            label={say('settings.tokens.name')}
            description={say('settings.tokens.name.words')}
            name="name"
            value={name}
            onChange={setName}
            autoComplete="off"
          />
          <SegmentedField
            label={say('settings.tokens.scope')}
            value={scope}
            onChange={setScope}
            options={[
              { id: 'read', label: say('settings.tokens.read'), icon: 'show' },
              { id: 'full', label: say('settings.tokens.full'), icon: 'edit' },
            ]}
            description={
              scope === 'read'
                ? say('settings.tokens.read.words')
                : say('settings.tokens.full.words')
            }
          />
          <SegmentedField
            label={say('settings.tokens.lasting')}
            value={lasting}
            onChange={setLasting}
            options={[
              { id: '30', label: say('settings.tokens.days30') },
              { id: '365', label: say('settings.tokens.days365') },
              { id: 'always', label: say('settings.tokens.always') },
            ]}
          />
          <span>
            <Button
              type="submit"
              icon="key"
              isWorking={creation.isPending}
              isDisabled={name.trim() === ''}
            >
              {say('settings.tokens.do')}
            </Button>
          </span>
        </Form>
      </Card>
      {data ? (
        <Notice tone="good" title={say('settings.tokens.made', { name: data.name })} isUrgent>
          <p>{say('settings.tokens.once')}</p>
          <CopyField label={say('settings.tokens.one')} value={data.token} />
        </Notice>
      ) : null}
    </>
  );
}

function OwnTokens() {
  const say = useWords();
  const { ago, day } = useMoments();
  const query = useQuery(tokensQuery);
  const revoke = useAct(revokeToken, {
    renews: [tokensQuery.queryKey],
    done: () => ({ text: say('settings.tokens.revoked') }),
  });
  return (
    <Loaded query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="text-text-2">{say('settings.tokens.none')}</p>
        ) : (
          <Rows>
            {rows.map(({ id, name, scope, lastUsedAt, expiresAt }) => (
              <Row
                key={id}
                picture={<Icon name="key" size={20} className="text-text-3" />}
                title={
                  <>
                    {name}
                    <Badge tone={scope === 'full' ? 'warn' : 'neutral'}>
                      {say(scope === 'full' ? 'settings.tokens.full' : 'settings.tokens.read')}
                    </Badge>
                  </>
                }
                words={[
                  lastUsedAt
                    ? say('settings.tokens.used', { when: ago(lastUsedAt) })
                    : say('settings.tokens.unused'),
                  expiresAt
                    ? say('settings.tokens.until', { day: day(expiresAt) })
                    : say('settings.tokens.forever'),
                ].join(' · ')}
              >
                <Button size="small" variant="danger" onPress={() => revoke.mutate(id)}>
                  {say('settings.tokens.revoke')}
                  <span className="sr-only"> {name}</span>
                </Button>
              </Row>
            ))}
          </Rows>
        )
      }
    </Loaded>
  );
}
