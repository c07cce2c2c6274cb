import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type NewcomerRule,
  newcomerLevels,
  newcomerRules,
  type SingleSignOnInput,
  type SingleSignOnView,
} from '../../shared/platform/single-sign-on.ts';
import { ApiProblem } from '../app/api.ts';
import { connectionsQuery, offerQuery } from '../app/singleSignOn.ts';
import type { MessageId } from '../locales/ids.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Dialog.tsx';
import { Checkbox, PasswordField, TextField } from '../ui/Field.tsx';
import { Form } from '../ui/Form.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Card } from '../ui/Page.tsx';
import { RadioList } from '../ui/RadioList.tsx';
import { Select } from '../ui/Select.tsx';
import { useWords } from '../ui/words.ts';
import { ConnectionTest } from './ConnectionTest.tsx';
import { CopyField } from './CopyField.tsx';
import { Loaded } from './Loaded.tsx';
import { levelWords } from './levels.ts';
import { Row, Rows } from './Rows.tsx';
import {
  protectionQuery,
  removeSingleSignOn,
  saveSingleSignOn,
  singleSignOnQuery,
} from './security.ts';
import { useAct } from './useAct.ts';
import { wordsOf } from './useProof.tsx';

const renews = [
  singleSignOnQuery.queryKey,
  connectionsQuery.queryKey,
  offerQuery.queryKey,
  protectionQuery.queryKey,
];

const newcomerWords: Record<NewcomerRule, { name: MessageId; effect: MessageId }> = {
  refused: { name: 'signOn.newcomers.refused', effect: 'signOn.newcomers.refused.words' },
  invited: { name: 'signOn.newcomers.invited', effect: 'signOn.newcomers.invited.words' },
  admitted: { name: 'signOn.newcomers.admitted', effect: 'signOn.newcomers.admitted.words' },
};

/** How the company's own sign-in is reached, and whom it lets in; for owners. */
export function SingleSignOn() {
  const query = useQuery(singleSignOnQuery);
  return <Loaded query={query}>{(view) => <Setting {...view} />}</Loaded>;
}

function Setting(view: SingleSignOnView) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  const { settings } = view;
  return (
    <div className="flex flex-col gap-12">
      <Rows>
        <Row
          picture={<Icon name="connection" size={20} className="text-text-3" />}
          title={
            <>
              {settings ? new URL(settings.issuer).host : say('signOn.none')}
              {settings ? <Badge tone="good">{say('signOn.on')}</Badge> : null}
              {settings?.only ? <Badge tone="accent">{say('signOn.only.badge')}</Badge> : null}
            </>
          }
          words={settings ? settings.domains.join(', ') : say('signOn.none.words')}
        >
          {isOpen ? null : (
            <Button size="small" onPress={() => setOpen(true)}>
              {say(settings ? 'signOn.change' : 'signOn.setUp')}
            </Button>
          )}
        </Row>
      </Rows>
      {isOpen ? <Editing {...view} onDone={() => setOpen(false)} /> : null}
    </div>
  );
}

function Editing({
  settings,
  redirectUri,
  signInLink,
  onDone,
}: SingleSignOnView & { onDone: () => void }) {
  const say = useWords();
  const client = useQueryClient();
  const [issuer, setIssuer] = useState(settings?.issuer ?? '');
  const [clientId, setClientId] = useState(settings?.clientId ?? '');
  const [secret, setSecret] = useState('');
  const [domains, setDomains] = useState(settings?.domains.join(', ') ?? '');
  const [newcomers, setNewcomers] = useState<NewcomerRule>(settings?.newcomers ?? 'invited');
  const [level, setLevel] = useState<SingleSignOnInput['level']>(settings?.level ?? 'member');
  const [only, setOnly] = useState(settings?.only ?? false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const given = secret.trim() === '' ? {} : { secret };
  const save = useAct(saveSingleSignOn, { renews, done: () => ({ text: say('settings.saved') }) });
  const submit = async () => {
    setErrors({});
    setProblem(undefined);
    const list = domains.split(/[\s,;]+/).filter(Boolean);
    const input = { issuer, clientId, ...given, domains: list, newcomers, level, only };
    try {
      await save.mutateAsync(input);
      onDone();
    } catch (error) {
      if (error instanceof ApiProblem && error.fields) setErrors(byField(error.fields));
      else setProblem(wordsOf(error));
    }
  };
  return (
    <Card>
      <Form
        aria-label={say('signOn.title')}
        onSubmit={() => void submit()}
        errors={errors}
        {...(problem ? { problem } : {})}
      >
        <p className="text-text-2">{say('signOn.atProvider')}</p>
        <CopyField label={say('signOn.redirectUri')} value={redirectUri} />
        <TextField
          label={say('signOn.issuer')}
          description={say('signOn.issuer.words')}
          name="issuer"
          type="url"
          autoComplete="off"
          value={issuer}
          onChange={setIssuer}
          isRequired
        />
        <TextField
          label={say('signOn.clientId')}
          name="clientId"
          autoComplete="off"
          spellCheck="false"
          value={clientId}
          onChange={setClientId}
          isRequired
        />
        <PasswordField
          label={say('signOn.secret')}
          {...(settings ? { description: say('signOn.secret.kept') } : { isRequired: true })}
          name="secret"
          autoComplete="new-password"
          value={secret}
          onChange={setSecret}
        />
        <ConnectionTest
          input={{ issuer, clientId, ...given }}
          isReady={issuer.trim() !== '' && clientId.trim() !== ''}
          onFields={(fields) => setErrors(byField(fields))}
        />
        <TextField
          label={say('signOn.domains')}
          description={say('signOn.domains.words')}
          name="domains"
          autoComplete="off"
          spellCheck="false"
          value={domains}
          onChange={setDomains}
          isRequired
        />
        <RadioList
          label={say('signOn.newcomers')}
          description={say('signOn.newcomers.words')}
          value={newcomers}
          onChange={setNewcomers}
          options={newcomerRules.map((id) => ({
            id,
            label: say(newcomerWords[id].name),
            description: say(newcomerWords[id].effect),
          }))}
        />
        {newcomers === 'admitted' ? (
          <Select
            label={say('signOn.level')}
            value={level}
            onChange={setLevel}
            options={newcomerLevels.map((id) => ({
              id,
              label: say(levelWords[id].name),
              description: say(levelWords[id].effect),
            }))}
          />
        ) : null}
        {settings ? (
          <div className="flex flex-col gap-4">
            <Checkbox isSelected={only} onChange={setOnly}>
              {say('signOn.only')}
            </Checkbox>
            <p className="text-sm text-text-2">{say('signOn.only.words')}</p>
          </div>
        ) : null}
        <div className="flex flex-wrap gap-8">
          <Button type="submit" variant="primary" isWorking={save.isPending}>
            {say('settings.save')}
          </Button>
          <Button variant="quiet" onPress={onDone}>
            {say('signOn.close')}
          </Button>
          {settings ? (
            <Removing
              onRemoved={async () => {
                for (const queryKey of renews) await client.invalidateQueries({ queryKey });
                onDone();
              }}
            />
          ) : null}
        </div>
        {settings ? (
          <>
            <p className="text-text-2">{say('signOn.link.words')}</p>
            <CopyField label={say('signOn.link')} value={signInLink} />
          </>
        ) : null}
      </Form>
    </Card>
  );
}

/** The server names the place in a list (`domains.0`); here it is one field. */
function byField(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, words]) => [name.split('.')[0] ?? name, words]),
  );
}

function Removing({ onRemoved }: { onRemoved: () => Promise<void> }) {
  const say = useWords();
  const [isAsking, setAsking] = useState(false);
  const remove = useAct(removeSingleSignOn, {
    renews: [],
    done: () => ({ text: say('signOn.removed') }),
  });
  return (
    <>
      <Button variant="danger" isWorking={remove.isPending} onPress={() => setAsking(true)}>
        {say('signOn.remove')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say('signOn.remove.title')}
        confirm={say('signOn.remove')}
        onConfirm={() => {
          setAsking(false);
          remove.mutate(undefined, { onSuccess: () => void onRemoved() });
        }}
        onClose={() => setAsking(false)}
      >
        {say('signOn.remove.ask')}
      </Confirm>
    </>
  );
}
