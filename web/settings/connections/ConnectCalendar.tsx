import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiProblem } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { SegmentedField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Card } from '../../ui/Page.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { wordsOf } from '../useProof.tsx';
import { useSession } from '../useSession.ts';
import { attemptOf, CalendarFields, emptyCalendar, hostOf } from './CalendarFields.tsx';
import { connect, connectionsQuery } from './queries.ts';
import { type Reach, ReachQuestion } from './ReachQuestion.tsx';
import { Trial, useTrial } from './Trial.tsx';

/** Calendars on a server, both ways, or one behind a link that is only read. */
export function ConnectCalendar({ onClose }: { onClose: () => void }) {
  const say = useWords();
  const client = useQueryClient();
  const router = useRouter();
  const me = useSession()?.user;
  const [draft, setDraft] = useState({ ...emptyCalendar, user: me?.email ?? '' });
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
      toast(say('connections.calendar.connected', { name }), { tone: 'good' });
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
    else setProblem(say('connections.calendar.reach.missing'));
  };
  return (
    <Card>
      <Form
        aria-label={say('connections.calendar.connect')}
        onSubmit={submit}
        errors={errors}
        {...(problem ? { problem } : {})}
      >
        <SegmentedField
          label={say('connections.calendar.kind')}
          description={say(isLink ? 'connections.link.words' : 'connections.calendar.server.words')}
          value={draft.kind}
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
        <CalendarFields draft={draft} onChange={setDraft} />
        <TextField
          label={say('connections.name')}
          description={say('connections.calendar.name.words')}
          name="name"
          autoComplete="off"
          value={typed}
          onChange={setName}
        />
        <ReachQuestion reach={reach} onChange={setReach} isCalendar />
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
