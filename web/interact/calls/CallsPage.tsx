import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CallNote, CallView } from '../../../shared/interact/calls.ts';
import { api } from '../../app/api.ts';
import NewPartyDialog from '../../identify/parties/NewPartyDialog.tsx';
import { When } from '../../identify/parties/When.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EditBox } from '../../ui/EditBox.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SegmentedField, TextField } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { waitingQuery } from './queries.ts';

/** Which of my calls still need a line? */
export function CallsPage() {
  const say = useWords();
  const { data: calls, error, refetch } = useQuery(waitingQuery);
  const [newNumber, setNewNumber] = useState<string | null>(null);
  return (
    <Page title={say('calls.title')}>
      <div className="flex w-full max-w-[760px] flex-col gap-12">
        {calls && calls.length > 0 ? <p className="text-text-2">{say('calls.lead')}</p> : null}
        {error ? (
          <EmptyState
            icon="warning"
            title={say('calls.failed')}
            action={<Button onPress={() => void refetch()}>{say('app.failure.again')}</Button>}
          >
            {error.message}
          </EmptyState>
        ) : !calls ? (
          <Skeleton rows={5} />
        ) : calls.length === 0 ? (
          <EmptyState icon="call" title={say('calls.emptyTitle')}>
            {say('calls.empty')}
          </EmptyState>
        ) : (
          <ul className="flex flex-col gap-8">
            {calls.map((call) => (
              <li key={call.id}>
                <Waiting call={call} onNew={setNewNumber} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {newNumber === null ? null : (
        <NewPartyDialog kind="person" phone={newNumber} onClose={() => setNewNumber(null)} />
      )}
    </Page>
  );
}

/** One line and `Mod+Enter`; where several share the number, one of them besides. */
function Waiting({ call, onNew }: { call: CallView; onNew: (number: string) => void }) {
  const say = useWords();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [who, setWho] = useState<string>();
  const [isWorking, setWorking] = useState(false);
  const { people, number, direction, seconds, state } = call;
  const [only] = people.length === 1 ? people : [];
  const renew = () =>
    Promise.all(
      ['calls', 'timeline'].map((first) => client.invalidateQueries({ queryKey: [first] })),
    );
  const note = async (line: string) => {
    setWorking(true);
    const input: CallNote = {
      text: line,
      ...(who ? { partyId: who } : {}),
      version: call.version,
    };
    try {
      const { event } = await api.put<{ event: string }>(`/calls/${call.id}/note`, input);
      await renew();
      toast(say(line ? 'calls.noted' : 'calls.dismissed'), {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await renew();
        },
      });
    } catch (problem) {
      toast(problem instanceof Error ? problem.message : String(problem), { tone: 'bad' });
      setWorking(false);
    }
  };
  const name = only?.name ?? number ?? say('calls.withheld');
  return (
    <EditBox
      label={say(direction === 'in' ? 'calls.from' : 'calls.to', { who: name })}
      onSave={() => void note(text.trim())}
      onCancel={() => setText('')}
      className="flex flex-col gap-8 rounded-control border border-border bg-surface"
    >
      <div className="flex flex-wrap items-center gap-8">
        <b className="flex min-w-0 items-center gap-8 font-medium">
          <Icon name={direction === 'in' ? 'mailIn' : 'mailOut'} />
          {only ? (
            <Link
              to={only.kind === 'person' ? '/people/$id' : '/companies/$id'}
              params={{ id: only.id }}
              className="truncate"
            >
              {name}
            </Link>
          ) : (
            name
          )}
        </b>
        {state === 'missed' ? <Badge tone="warn">{say('interact.call.missed')}</Badge> : null}
        {state === 'not reached' ? <Badge>{say('interact.call.notReached')}</Badge> : null}
        <span className="ms-auto text-sm text-text-2">
          <When at={call.at} />
          {seconds === null
            ? null
            : ` · ${say('interact.call.minutes', { minutes: Math.max(1, Math.round(seconds / 60)) })}`}
        </span>
      </div>
      {people.length > 1 ? (
        <SegmentedField
          label={say('calls.who')}
          options={people.map((one) => ({ id: one.id, label: one.name }))}
          value={who ?? ''}
          onChange={setWho}
        />
      ) : null}
      <div className="flex flex-wrap items-end gap-8">
        <TextField
          label={say('calls.line')}
          hideLabel
          className="min-w-[200px] flex-1"
          placeholder={say('calls.line.example')}
          value={text}
          onChange={setText}
          autoComplete="off"
        />
        <Button
          variant="primary"
          size="small"
          isWorking={isWorking}
          isDisabled={text.trim() === ''}
          onPress={() => void note(text.trim())}
        >
          {say('identify.save')}
        </Button>
        {people.length === 0 && number ? (
          <Button size="small" icon="add" onPress={() => onNew(number)}>
            {say('calls.newPerson')}
          </Button>
        ) : null}
        <IconButton
          size="small"
          icon="check"
          label={say('calls.nothing')}
          isDisabled={isWorking}
          onPress={() => void note('')}
        />
      </div>
    </EditBox>
  );
}
