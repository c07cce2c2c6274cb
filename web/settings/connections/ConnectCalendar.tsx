import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiProblem } from '../../app/api.ts';
import type { MessageId } from '../../locales/ids.ts';
import { Button } from '../../ui/Button.tsx';
import { SegmentedField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Card } from '../../ui/Page.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { wordsOf } from '../useProof.tsx';
import { useSession } from '../useSession.ts';
import {
  attemptOf,
  type CalendarDraft,
  CalendarFields,
  emptyCalendar,
  hostOf,
} from './CalendarFields.tsx';
import { connect, connectionsQuery } from './queries.ts';
import { type Reach, ReachQuestion } from './ReachQuestion.tsx';
import { Trial, useTrial } from './Trial.tsx';

const formWords = {
  calendar: {
    connect: 'connections.calendar.connect',
    connected: 'connections.calendar.connected',
    missing: 'connections.calendar.reach.missing',
    name: 'connections.calendar.name.words',
  },
  book: {
    connect: 'connections.book.connect',
    connected: 'connections.book.connected',
    missing: 'connections.book.reach.missing',
    name: 'connections.book.name.words',
  },
} satisfies Record<string, Record<string, MessageId>>;

/** Calendars or address books on a server, both ways, or a calendar behind a link that is only read. */
export function ConnectCalendar({
  source,
  onClose,
}: {
  source: 'calendar' | 'book';
  onClose: () => void;
}) {
  const say = useWords();
  const client = useQueryClient();
  const router = useRouter();
  const me = useSession()?.user;
  const words = formWords[source];
  const [draft, setDraft] = useState<CalendarDraft>({
    ...emptyCalendar,
    kind: source === 'book' ? 'carddav' : 'caldav',
    user: me?.email ?? '',
  });
  const [typed, setName] = useState('');
  const [reach, setReach] = useState<Reach | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const trial = useTrial(setErrors);
  const isLink = draft.kind === 'ics';
  const attempt = { secret: {}, ...attemptOf(draft, { host: '–' }) };
  const name = typed.trim() || hostOf(isLink ? draft.link : draft.url);
  const opening = useMutation({
    mutationFn: async (chosen: Reach) => {
      // What does not open is told here, and not first in the list of connections.
      if ((await trial.mutateAsync(attempt)) !== null) return null;
      return connect({ ...attempt, name, ...chosen });
    },
    onSuccess: async (made) => {
      if (!made) return;
      await client.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      toast(say(words.connected, { name }), { tone: 'good' });
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
    else setProblem(say(words.missing));
  };
  return (
    <Card>
      <Form
        aria-label={say(words.connect)}
        onSubmit={submit}
        errors={errors}
        {...(problem ? { problem } : {})}
      >
        {source === 'book' ? (
          <p className="text-sm text-text-2">{say('connections.book.server.words')}</p>
        ) : (
          <SegmentedField
            label={say('connections.calendar.kind')}
            description={say(
              isLink ? 'connections.link.words' : 'connections.calendar.server.words',
            )}
            value={isLink ? 'ics' : 'caldav'}
            onChange={(kind) => {
              setErrors({});
              trial.reset();
              setDraft({ ...draft, kind });
            }}
            options={[
              { id: 'caldav', label: say('connections.calendar.server') },
              { id: 'ics', label: say('connections.link') },
            ]}
          />
        )}
        <CalendarFields draft={draft} onChange={setDraft} />
        <TextField
          label={say('connections.name')}
          description={say(words.name)}
          name="name"
          autoComplete="off"
          value={typed}
          onChange={setName}
        />
        <ReachQuestion reach={reach} onChange={setReach} source={source} />
        <Trial
          trial={trial}
          input={attempt}
          isReady={
            isLink ? draft.link.trim() !== '' : draft.url.trim() !== '' && draft.password !== ''
          }
          owner={me?.name ?? ''}
        />
        <div className="flex flex-wrap gap-8">
          <Button type="submit" variant="primary" icon="connection" isWorking={opening.isPending}>
            {say('connections.do')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {say('ui.cancel')}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
