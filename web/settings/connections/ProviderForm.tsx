import { useState } from 'react';
import {
  type MailProviderInput,
  type MailProviderKind,
  type MailProviderView,
  mailProviderKinds,
} from '../../../shared/platform/mail-providers.ts';
import { ApiProblem } from '../../app/api.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Button } from '../../ui/Button.tsx';
import { PasswordField, SegmentedField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Card } from '../../ui/Page.tsx';
import { useWords } from '../../ui/words.ts';
import { CopyField } from '../CopyField.tsx';
import { useAct } from '../useAct.ts';
import { wordsOf } from '../useProof.tsx';
import { addMailProvider, changeMailProvider, mailProvidersQuery } from './providers.ts';
import { connectionsQuery } from './queries.ts';

const renews = [mailProvidersQuery.queryKey, connectionsQuery.queryKey];

const steps: Record<MailProviderKind, MessageId> = {
  google: 'connections.providers.google.steps',
  microsoft: 'connections.providers.microsoft.steps',
  other: 'connections.providers.other.steps',
};

/** What to do at the provider, and what came out of it. */
export function ProviderForm({
  known,
  row,
  redirectUri,
  onDone,
}: {
  known: readonly MailProviderView[];
  row: MailProviderView | null;
  redirectUri: string;
  onDone: () => void;
}) {
  const say = useWords();
  const kinds = mailProviderKinds.filter(
    (kind) => kind === 'other' || !known.some((one) => one.kind === kind),
  );
  const [kind, setKind] = useState<MailProviderKind>(row?.kind ?? kinds[0] ?? 'other');
  const [clientId, setClientId] = useState(row?.clientId ?? '');
  const [secret, setSecret] = useState('');
  const [tenant, setTenant] = useState(row?.tenant ?? '');
  const [name, setName] = useState(row?.name ?? '');
  const [authorizationEndpoint, setAuthorization] = useState(
    row?.kind === 'other' ? row.authorizationEndpoint : '',
  );
  const [tokenEndpoint, setToken] = useState(row?.kind === 'other' ? row.tokenEndpoint : '');
  const [scopes, setScopes] = useState(row?.kind === 'other' ? row.scopes.join(' ') : '');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const names = { google: 'Google', microsoft: 'Microsoft', other: name };
  const done = () => ({ text: say('connections.providers.added', { name: names[kind] }) });
  const add = useAct(addMailProvider, { renews, done });
  const change = useAct(changeMailProvider, { renews, done });
  const own = {
    name,
    authorizationEndpoint,
    tokenEndpoint,
    scopes: scopes.split(/\s+/).filter(Boolean),
  };
  const particular = kind === 'microsoft' ? { tenant } : kind === 'other' ? own : {};
  const submit = async () => {
    setErrors({});
    setProblem(undefined);
    try {
      if (row) {
        const { id, version } = row;
        await change.mutateAsync({
          id,
          version,
          clientId,
          ...(secret.trim() ? { secret } : {}),
          ...particular,
        });
      } else {
        await add.mutateAsync({ kind, clientId, secret, ...particular } as MailProviderInput);
      }
      onDone();
    } catch (error) {
      if (error instanceof ApiProblem && error.fields) setErrors(inOneField(error.fields));
      else setProblem(wordsOf(error));
    }
  };
  return (
    <Card>
      <Form
        aria-label={say('connections.providers.add')}
        onSubmit={() => void submit()}
        errors={errors}
        {...(problem ? { problem } : {})}
      >
        {row ? null : (
          <SegmentedField
            label={say('connections.providers.which')}
            name="kind"
            value={kind}
            onChange={setKind}
            options={kinds.map((id) => ({
              id,
              label: id === 'other' ? say('connections.providers.other') : names[id],
            }))}
          />
        )}
        <p className="text-text-2">{say(steps[kind])}</p>
        <CopyField label={say('connections.providers.redirect')} value={redirectUri} />
        {kind === 'other' ? (
          <>
            <TextField
              label={say('connections.providers.name')}
              name="name"
              autoComplete="off"
              value={name}
              onChange={setName}
              isRequired
            />
            <TextField
              label={say('connections.providers.authorization')}
              description={say('connections.providers.authorization.words')}
              name="authorizationEndpoint"
              type="url"
              autoComplete="off"
              value={authorizationEndpoint}
              onChange={setAuthorization}
              isRequired
            />
            <TextField
              label={say('connections.providers.token')}
              description={say('connections.providers.token.words')}
              name="tokenEndpoint"
              type="url"
              autoComplete="off"
              value={tokenEndpoint}
              onChange={setToken}
              isRequired
            />
            <TextField
              label={say('connections.providers.scopes')}
              description={say('connections.providers.scopes.words')}
              name="scopes"
              autoComplete="off"
              spellCheck="false"
              value={scopes}
              onChange={setScopes}
              isRequired
            />
          </>
        ) : null}
        {kind === 'microsoft' ? (
          <TextField
            label={say('connections.providers.tenant')}
            description={say('connections.providers.tenant.words')}
            name="tenant"
            autoComplete="off"
            spellCheck="false"
            value={tenant}
            onChange={setTenant}
            isRequired
          />
        ) : null}
        <TextField
          label={say('connections.providers.clientId')}
          name="clientId"
          autoComplete="off"
          spellCheck="false"
          value={clientId}
          onChange={setClientId}
          isRequired
        />
        <PasswordField
          label={say('connections.providers.secret')}
          {...(row?.hasSecret
            ? { description: say('connections.providers.secret.kept') }
            : { isRequired: true })}
          name="secret"
          autoComplete="new-password"
          value={secret}
          onChange={setSecret}
        />
        <div className="flex flex-wrap gap-8">
          <Button type="submit" variant="primary" isWorking={add.isPending || change.isPending}>
            {say('ui.save')}
          </Button>
          <Button variant="quiet" onPress={onDone}>
            {say('ui.cancel')}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

/** The server names the place in a list (`scopes.0`); here it is one field. */
function inOneField(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, words]) => [name.split('.')[0] ?? name, words]),
  );
}
