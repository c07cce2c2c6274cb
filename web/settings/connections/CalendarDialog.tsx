import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionView, DavSettings } from '../../../shared/platform/connections.ts';
import { ApiProblem } from '../../app/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { wordsOf } from '../useProof.tsx';
import { attemptOf, type CalendarDraft, CalendarFields, emptyCalendar } from './CalendarFields.tsx';
import { changeConnection, connectionsQuery } from './queries.ts';
import { Trial, useTrial } from './Trial.tsx';

/** Everything about the connection of a calendar or an address book. What is secret and not typed anew stays. */
export function CalendarDialog({
  connection,
  onClose,
}: {
  connection: ConnectionView;
  onClose: () => void;
}) {
  const say = useWords();
  const client = useQueryClient();
  const { id, version, owner, settings: kept } = connection;
  const { url = '', user = '' } = kept as Partial<DavSettings>;
  const [name, setName] = useState(connection.name);
  const [draft, setDraft] = useState({
    ...emptyCalendar,
    kind: connection.kind as CalendarDraft['kind'],
    url,
    user,
  });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const trial = useTrial(setErrors);
  const { settings, secret } = { secret: undefined, ...attemptOf(draft, kept) };
  const change = { settings, ...(secret ? { secret } : {}) };
  const save = useMutation({
    mutationFn: () => changeConnection({ id, version, name, ...change }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      toast(say('connections.changed', { name }), { tone: 'good' });
      onClose();
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.fields) {
        const { secret: again, ...others } = error.fields;
        setErrors(again ? { ...others, 'secret.password': again, 'secret.url': again } : others);
      } else setProblem(wordsOf(error));
    },
  });
  const title = say('connections.change');
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
        <TextField
          label={say('connections.name')}
          name="name"
          autoComplete="off"
          value={name}
          onChange={setName}
          isRequired
        />
        <CalendarFields draft={draft} onChange={setDraft} isKept />
        <Trial
          trial={trial}
          input={{ kind: connection.kind, id, ...change }}
          isReady
          owner={owner.name}
        />
        <span className="flex flex-wrap justify-end gap-8">
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button type="submit" variant="primary" isWorking={save.isPending}>
            {say('ui.save')}
          </Button>
        </span>
      </Form>
    </Dialog>
  );
}
