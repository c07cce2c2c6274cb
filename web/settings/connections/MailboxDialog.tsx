import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { ApiProblem } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PasswordField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { wordsOf } from '../useProof.tsx';
import { changeConnection, connectionsQuery } from './queries.ts';
import { draftOf, ServerFields, secretFrom, settingsFrom } from './ServerFields.tsx';
import { Trial, useTrial } from './Trial.tsx';
import { settingsOf } from './words.ts';

/** Another password, or everything about a mailbox. Without a password the kept one stays. */
export function MailboxDialog({
  connection,
  isPasswordOnly,
  onClose,
}: {
  connection: ConnectionView;
  isPasswordOnly: boolean;
  onClose: () => void;
}) {
  const say = useWords();
  const client = useQueryClient();
  const { id, version, owner } = connection;
  const kept = settingsOf(connection);
  const [name, setName] = useState(connection.name);
  const [address, setAddress] = useState(kept.address ?? '');
  const [server, setServer] = useState(() => draftOf(kept));
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const trial = useTrial(setErrors);
  const settings = settingsFrom(address, server);
  const typed = secretFrom(password, server);
  const secret = Object.keys(typed).length === 0 ? {} : { secret: typed };
  const save = useMutation({
    mutationFn: () =>
      changeConnection({ id, version, ...(isPasswordOnly ? {} : { name, settings }), ...secret }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      toast(say('connections.changed', { name }), { tone: 'good' });
      onClose();
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.fields) setErrors(forForm(error.fields));
      else setProblem(wordsOf(error));
    },
  });
  const title = say(isPasswordOnly ? 'connections.newPassword' : 'connections.change');
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form
        aria-label={title}
        onSubmit={() => {
          setErrors({});
          setProblem(undefined);
          save.mutate();
        }}
        errors={errors}
        {...(problem ? { problem } : {})}
      >
        {isPasswordOnly ? (
          <p className="text-text-2">
            {say('connections.newPassword.words', { name, host: kept.host ?? '' })}
          </p>
        ) : (
          <>
            <TextField
              label={say('connections.name')}
              name="name"
              autoComplete="off"
              value={name}
              onChange={setName}
              isRequired
            />
            <TextField
              label={say('connections.address')}
              name="settings.address"
              type="email"
              autoComplete="off"
              value={address}
              onChange={setAddress}
              isRequired
            />
            <ServerFields draft={server} isKept onChange={setServer} />
          </>
        )}
        {server.signIn ? null : (
          <PasswordField
            label={say('connections.password')}
            {...(isPasswordOnly
              ? { isRequired: true, autoFocus: true }
              : { description: say('connections.password.kept') })}
            name="secret.password"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
          />
        )}
        <Trial
          trial={trial}
          input={{ kind: connection.kind, id, settings, ...secret }}
          isReady={!isPasswordOnly || password !== ''}
          owner={owner.name}
        />
        <span className="flex flex-wrap justify-end gap-8">
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            isWorking={save.isPending}
            isDisabled={isPasswordOnly && password === ''}
          >
            {say('ui.save')}
          </Button>
        </span>
      </Form>
    </Dialog>
  );
}

/** Where the secret as a whole is asked for again, here it is the password. */
function forForm({ secret, ...others }: Record<string, string>): Record<string, string> {
  return secret ? { ...others, 'secret.password': secret } : others;
}
