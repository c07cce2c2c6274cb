import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { MailServers } from '../../../shared/interact/mail-servers.ts';
import type { MailProviderView } from '../../../shared/platform/mail-providers.ts';
import { ApiProblem } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { PasswordField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Card } from '../../ui/Page.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { wordsOf } from '../useProof.tsx';
import { useSession } from '../useSession.ts';
import { FoundServers } from './FoundServers.tsx';
import { leaveToSignIn, mailProvidersQuery } from './providers.ts';
import { connect, connectionsQuery, findServers } from './queries.ts';
import { type Reach, ReachQuestion } from './ReachQuestion.tsx';
import { draftOf, emptyServer, ServerFields, secretFrom, settingsFrom } from './ServerFields.tsx';
import { Trial, useTrial } from './Trial.tsx';
import { Unregistered, WayQuestion } from './WayQuestion.tsx';

/** First only the address; then what was found for it, the password and who may see what comes. */
export function ConnectMailbox({ onClose }: { onClose: () => void }) {
  const say = useWords();
  const [address, setAddress] = useState(useSession()?.user.email ?? '');
  const [found, setFound] = useState<MailServers | 'by hand' | null>(null);
  const providers = useQuery(mailProvidersQuery);
  const search = useMutation({ mutationFn: findServers, onSuccess: setFound });
  if (found && !providers.isPending) {
    return (
      <Opening
        address={found === 'by hand' ? address.trim() : found.address}
        found={found === 'by hand' ? null : found}
        providers={providers.data?.rows ?? []}
        onClose={onClose}
      />
    );
  }
  const { error } = search;
  const fields = error instanceof ApiProblem ? error.fields : undefined;
  return (
    <Card>
      <Form
        aria-label={say('connections.connect')}
        onSubmit={() => search.mutate({ address })}
        {...(fields ? { errors: fields } : {})}
        {...(error && !fields ? { problem: error.message } : {})}
      >
        <TextField
          label={say('connections.address')}
          description={say('connections.address.words')}
          name="address"
          type="email"
          autoComplete="email"
          value={address}
          onChange={setAddress}
          autoFocus
          isRequired
        />
        <div className="flex flex-wrap gap-8">
          <Button type="submit" variant="primary" isWorking={search.isPending}>
            {say('connections.find')}
          </Button>
          <Button onPress={() => setFound('by hand')}>{say('connections.byHand')}</Button>
          <Button variant="quiet" onPress={onClose}>
            {say('ui.cancel')}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function Opening({
  address: known,
  found,
  providers,
  onClose,
}: {
  address: string;
  found: MailServers | null;
  providers: readonly MailProviderView[];
  onClose: () => void;
}) {
  const say = useWords();
  const client = useQueryClient();
  const router = useRouter();
  const me = useSession()?.user.name ?? '';
  const [address, setAddress] = useState(known);
  const kind = found?.provider === 'gmail' ? 'google' : found?.provider;
  const theirs = providers.find((one) => one.kind === kind);
  const isBySignInOnly = found?.provider === 'microsoft';
  const [server, setServer] = useState(() =>
    found?.imap
      ? draftOf({
          ...found.imap,
          ...(found.smtp ? { smtp: found.smtp } : {}),
          ...(theirs ? { signIn: theirs.id } : {}),
        })
      : { ...emptyServer, user: known },
  );
  // A provider that is known here is offered its own sign-in, and anything else those of nobody known.
  const ways = theirs
    ? [theirs]
    : kind
      ? []
      : providers.filter((one) => one.kind === 'other' || !found);
  const way = providers.find(({ id }) => id === server.signIn);
  const [password, setPassword] = useState('');
  const [reach, setReach] = useState<Reach | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const trial = useTrial(setErrors);
  const settings = settingsFrom(address, server);
  const attempt = {
    kind: 'imap' as const,
    settings,
    ...(way ? {} : { secret: { password, ...secretFrom(password, server) } }),
  };
  const opening = useMutation({
    mutationFn: async (chosen: Reach) => {
      if (way) {
        const made = await connect({ ...attempt, name: address.trim(), ...chosen });
        await leaveToSignIn(made.id);
        return null;
      }
      // What does not open is told here, and not first in the list of connections.
      if ((await trial.mutateAsync(attempt)) !== null) return null;
      return connect({ ...attempt, name: address.trim(), ...chosen });
    },
    onSuccess: async (made) => {
      if (!made) return;
      await client.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      toast(say('connections.connected', { name: address.trim() }), { tone: 'good' });
      await router.navigate({ to: '/settings/connections/$id', params: { id: made.id } });
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.fields) setErrors(error.fields);
      else if (!trial.error) setProblem(wordsOf(error));
    },
  });
  const submit = () => {
    setErrors({});
    setProblem(undefined);
    if (reach) opening.mutate(reach);
    else setProblem(say('connections.reach.missing'));
  };
  return (
    <Card>
      <Form
        aria-label={say('connections.connect')}
        onSubmit={submit}
        errors={errors}
        {...(problem ? { problem } : {})}
      >
        {found ? <FoundServers found={found} /> : null}
        {isBySignInOnly && !theirs ? <Unregistered provider="Microsoft" /> : null}
        <TextField
          label={say('connections.address')}
          name="settings.address"
          type="email"
          autoComplete="off"
          value={address}
          onChange={setAddress}
          isRequired
        />
        <ServerFields draft={server} onChange={setServer} />
        <WayQuestion
          ways={ways}
          way={way}
          hasPassword={!isBySignInOnly}
          onChange={(signIn) => {
            const { signIn: _, ...rest } = server;
            setServer(signIn ? { ...rest, signIn } : rest);
          }}
        />
        {way ? null : (
          <PasswordField
            label={say('connections.password')}
            description={say('connections.password.words')}
            name="secret.password"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            isRequired
          />
        )}
        <ReachQuestion reach={reach} onChange={setReach} />
        {way ? null : (
          <Trial
            trial={trial}
            input={attempt}
            isReady={server.host.trim() !== '' && password !== ''}
            owner={me}
          />
        )}
        <div className="flex flex-wrap gap-8">
          <Button type="submit" variant="primary" icon="connection" isWorking={opening.isPending}>
            {way ? say('connections.signIn.do', { provider: way.name }) : say('connections.do')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {say('ui.cancel')}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
