import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type HookPurpose, type HookView, hookPurposes } from '../../../shared/platform/hooks.ts';
import { ApiProblem } from '../../app/api.ts';
import { HelpLink } from '../../help/HelpLink.tsx';
import type { MessageId } from '../../locales/ids.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Card } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { CopyField } from '../CopyField.tsx';
import { Loaded } from '../Loaded.tsx';
import { useMoments } from '../moments.ts';
import { Row, Rows } from '../Rows.tsx';
import { TopicSection } from '../TopicSection.tsx';
import { useAct } from '../useAct.ts';
import { useSession } from '../useSession.ts';
import { Deliveries } from './Deliveries.tsx';
import { Extensions } from './Extensions.tsx';
import {
  changeHook,
  changeSecret,
  hooksQuery,
  makeHook,
  removeHook,
  undoEvent,
} from './queries.ts';

/** Doors through which other systems tell us things; for owners. */
export default function Hooks() {
  const say = useWords();
  const isOwner = useSession()?.user.level === 'owner';
  if (!isOwner) return <Notice tone="info">{say('hooks.owners')}</Notice>;
  return (
    <TopicSection isWholePage topic="hooks" lead={say('hooks.lead')}>
      <NewHook />
      <All />
      <p>
        <HelpLink guide="telephone" />
      </p>
    </TopicSection>
  );
}

const makeMessages: Record<HookPurpose, MessageId> = {
  telephone: 'hooks.make',
  messages: 'hooks.make.messages',
  purchases: 'hooks.make.purchases',
};

interface Told {
  name: string;
  address: string;
  secret: string;
}

function NewHook() {
  const say = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState<HookPurpose>('telephone');
  const creation = useMutation({
    mutationFn: async (): Promise<Told> => {
      const wanted = name.trim();
      return { name: wanted, ...(await makeHook({ name: wanted, purpose })) };
    },
    onSuccess: async () => {
      setName('');
      await client.invalidateQueries({ queryKey: hooksQuery.queryKey });
    },
  });
  const { error, data } = creation;
  const fields = error instanceof ApiProblem ? error.fields : undefined;
  return (
    <>
      <Card>
        <Form
          aria-label={say('hooks.new')}
          onSubmit={() => creation.mutate()}
          {...(fields ? { errors: fields } : {})}
          {...(error && !fields ? { problem: error.message } : {})}
        >
          <TextField
            label={say('hooks.name')}
            description={say('hooks.name.words')}
            name="name"
            value={name}
            onChange={setName}
            autoComplete="off"
          />
          <Select
            label={say('hooks.purpose')}
            options={hookPurposes.map((id) => ({ id, label: say(`hooks.purpose.${id}`) }))}
            value={purpose}
            onChange={setPurpose}
          />
          <span>
            <Button
              type="submit"
              icon="connection"
              isWorking={creation.isPending}
              isDisabled={name.trim() === ''}
            >
              {say(makeMessages[purpose])}
            </Button>
          </span>
        </Form>
      </Card>
      {data ? <Once {...data} /> : null}
    </>
  );
}

/** What has to be brought to the other system, told once. */
function Once({ name, address, secret }: Told) {
  const say = useWords();
  return (
    <Notice tone="good" title={say('hooks.made', { name })} isUrgent>
      <p>{say('hooks.once')}</p>
      <CopyField label={say('hooks.address')} value={address} />
      <CopyField label={say('hooks.secret')} value={secret} />
    </Notice>
  );
}

function All() {
  const say = useWords();
  const query = useQuery(hooksQuery);
  return (
    <Loaded query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="text-text-2">{say('hooks.none')}</p>
        ) : (
          <Rows>
            {rows.map((hook) => (
              <Hook key={hook.id} hook={hook} />
            ))}
          </Rows>
        )
      }
    </Loaded>
  );
}

type Open = 'deliveries' | 'extensions' | null;

function Hook({ hook }: { hook: HookView }) {
  const say = useWords();
  const { ago, day } = useMoments();
  const { id, name, address, version, pausedAt, earlierUntil, lastAt, taken, refused } = hook;
  const [open, setOpen] = useState<Open>(null);
  const [isChanging, setChanging] = useState(false);
  const [told, setTold] = useState<string>();
  const renews = [hooksQuery.queryKey];
  const pause = useAct((paused: boolean) => changeHook(id, { paused, version }), {
    renews,
    done: ({ event }, paused) => ({
      text: say(paused ? 'hooks.paused' : 'hooks.resumed', { name }),
      undo: () => undoEvent(event),
    }),
  });
  const remove = useAct(() => removeHook({ id, version }), {
    renews,
    done: ({ event }) => ({ text: say('hooks.removed', { name }), undo: () => undoEvent(event) }),
  });
  const change = useAct(() => changeSecret(id, version), {
    renews,
    done: ({ secret }) => {
      setTold(secret);
      return { text: say('hooks.secretChanged', { name }) };
    },
  });
  const toggle = (part: Open) => setOpen(open === part ? null : part);
  return (
    <>
      <Row
        picture={<Icon name="connection" size={20} className="text-text-3" />}
        title={
          <>
            {name}
            {pausedAt ? <Badge tone="warn">{say('hooks.isPaused')}</Badge> : null}
          </>
        }
        words={[
          lastAt ? say('hooks.last', { when: ago(lastAt) }) : say('hooks.never'),
          say('hooks.counts', { taken, refused }),
          earlierUntil ? say('hooks.earlier', { day: day(earlierUntil) }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        <Button
          size="small"
          aria-expanded={open === 'extensions'}
          onPress={() => toggle('extensions')}
        >
          {say(hook.purpose === 'purchases' ? 'hooks.keeper.open' : 'hooks.extensions')}
          <span className="sr-only"> {name}</span>
        </Button>
        <Button
          size="small"
          aria-expanded={open === 'deliveries'}
          onPress={() => toggle('deliveries')}
        >
          {say('hooks.deliveries')}
          <span className="sr-only"> {name}</span>
        </Button>
        <Menu
          label={say('hooks.actsOn', { name })}
          placement="bottom end"
          trigger={<IconButton icon="more" size="small" label={say('hooks.actsOn', { name })} />}
          groups={[
            {
              entries: [
                {
                  id: 'pause',
                  label: say(pausedAt ? 'hooks.resume' : 'hooks.pause'),
                  icon: pausedAt ? 'play' : 'pause',
                  onAction: () => pause.mutate(pausedAt === null),
                },
                {
                  id: 'secret',
                  label: say('hooks.changeSecret'),
                  description: say('hooks.changeSecret.words'),
                  icon: 'key',
                  onAction: () => setChanging(true),
                },
                {
                  id: 'remove',
                  label: say('hooks.remove'),
                  icon: 'remove',
                  tone: 'bad',
                  onAction: () => remove.mutate(undefined),
                },
              ],
            },
          ]}
        />
      </Row>
      {told || open ? (
        <li className="flex flex-col gap-12 border-b border-border px-card-x py-card-y last:border-b-0">
          {told ? <Once name={name} address={address} secret={told} /> : null}
          {open === 'extensions' ? (
            <Extensions hook={hook} onDone={() => setOpen(null)} />
          ) : open === 'deliveries' ? (
            <Deliveries hook={hook} />
          ) : null}
        </li>
      ) : null}
      {isChanging ? (
        <Confirm
          isOpen
          title={say('hooks.changeSecret.title', { name })}
          confirm={say('hooks.changeSecret')}
          onConfirm={() => {
            setChanging(false);
            change.mutate(undefined);
          }}
          onClose={() => setChanging(false)}
        >
          {say('hooks.changeSecret.ask')}
        </Confirm>
      ) : null}
    </>
  );
}
