import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PasskeyView, Proof } from '../../shared/platform/sign-in.ts';
import { deviceOf } from '../app/devices.ts';
import { canUsePasskeys } from '../app/passkeys.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { toast } from '../ui/toast.ts';
import { useWords } from '../ui/words.ts';
import { sessionsQuery } from './account.ts';
import { Loaded } from './Loaded.tsx';
import { useMoments } from './moments.ts';
import { Row, Rows } from './Rows.tsx';
import {
  addPasskey,
  passkeysQuery,
  removePasskey,
  renamePasskey,
  secondFactorQuery,
} from './security.ts';
import { useAct } from './useAct.ts';
import { useProof } from './useProof.tsx';

const renews = [passkeysQuery.queryKey, secondFactorQuery.queryKey, sessionsQuery.queryKey];

/** Keys of one's devices, each with a name, its last use, and the way to end it. */
export function Passkeys({ onGuarded }: { onGuarded?: () => void }) {
  const say = useWords();
  const query = useQuery(passkeysQuery);
  return (
    <div className="flex flex-col gap-12">
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? null : (
            <Rows>
              {rows.map((passkey) => (
                <PasskeyRow key={passkey.id} {...passkey} />
              ))}
            </Rows>
          )
        }
      </Loaded>
      {canUsePasskeys() ? (
        <Adding {...(onGuarded ? { onGuarded } : {})} />
      ) : (
        <Notice tone="info">{say('settings.passkeys.notHere')}</Notice>
      )}
    </div>
  );
}

function Adding({ onGuarded }: { onGuarded?: () => void }) {
  const say = useWords();
  const client = useQueryClient();
  const { browser, system } = deviceOf(navigator.userAgent);
  const add = useProof(
    (proof?: Proof) => addPasskey(system ?? browser ?? say('settings.passkeys.unnamed'), proof),
    {
      onDone: () => {
        toast(say('settings.passkeys.added'), { tone: 'good' });
        for (const queryKey of renews) void client.invalidateQueries({ queryKey });
        onGuarded?.();
      },
      onProblem: (words) => toast(words, { tone: 'bad' }),
    },
  );
  return (
    <span>
      <Button icon="key" isWorking={add.isWorking} onPress={() => void add.run()}>
        {say('settings.passkeys.add')}
      </Button>
      {add.dialog}
    </span>
  );
}

function PasskeyRow({ id, name, isSynced, createdAt, lastUsedAt }: PasskeyView) {
  const say = useWords();
  const { ago } = useMoments();
  const client = useQueryClient();
  const [isRenaming, setRenaming] = useState(false);
  const remove = useProof((proof?: Proof) => removePasskey(id, proof), {
    onDone: () => {
      toast(say('settings.passkeys.removed', { name }), { tone: 'good' });
      for (const queryKey of renews) void client.invalidateQueries({ queryKey });
    },
    onProblem: (words) => toast(words, { tone: 'bad' }),
  });
  return (
    <Row
      picture={<Icon name="key" size={20} className="text-text-3" />}
      title={
        isRenaming ? (
          <Renaming id={id} name={name} onDone={() => setRenaming(false)} />
        ) : (
          <>
            {name}
            {isSynced ? <Badge>{say('settings.passkeys.synced')}</Badge> : null}
          </>
        )
      }
      words={
        lastUsedAt
          ? say('settings.passkeys.used', { when: ago(lastUsedAt) })
          : say('settings.passkeys.unused', { when: ago(createdAt) })
      }
    >
      {isRenaming ? null : (
        <Button size="small" onPress={() => setRenaming(true)}>
          {say('settings.passkeys.rename')}
          <span className="sr-only"> {name}</span>
        </Button>
      )}
      <Button
        size="small"
        variant="danger"
        isWorking={remove.isWorking}
        onPress={() => void remove.run()}
      >
        {say('settings.passkeys.remove')}
        <span className="sr-only"> {name}</span>
      </Button>
      {remove.dialog}
    </Row>
  );
}

function Renaming({ id, name, onDone }: { id: string; name: string; onDone: () => void }) {
  const say = useWords();
  const [typed, setTyped] = useState(name);
  const rename = useAct((chosen: string) => renamePasskey(id, chosen), {
    renews: [passkeysQuery.queryKey],
    done: () => ({ text: say('settings.saved') }),
  });
  return (
    <Form
      aria-label={say('settings.passkeys.rename')}
      className="flex-row items-end gap-8"
      onSubmit={() => {
        rename.mutate(typed.trim());
        onDone();
      }}
    >
      <TextField
        label={say('settings.passkeys.name')}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        autoFocus
      />
      <Button type="submit" isDisabled={typed.trim() === ''}>
        {say('settings.save')}
      </Button>
    </Form>
  );
}
