import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  PromiseChange,
  PromiseDirection,
  PromiseInput,
  PromiseView,
} from '../../../shared/interact/dealings/promises.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { sessionQuery } from '../../app/session.ts';
import { usersQuery } from '../../identify/parties/queries.ts';
import { DateField } from '../../ui/DateField.tsx';
import { SegmentedField, TextArea } from '../../ui/Field.tsx';
import { ComboBox } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { useDealing } from './changes.ts';

export interface PromiseDialogProps {
  partyId: string;
  /** The one to change; without it a new one is written down. */
  promise?: PromiseView;
  onClose: () => void;
}

/** Who gives their word to whom, what, until when, and who of us sees to it. */
export default function PromiseDialog({ partyId, promise, onClose }: PromiseDialogProps) {
  const say = useWords();
  const act = useDealing(partyId);
  const { data: users = [] } = useQuery(usersQuery);
  const { data: session } = useQuery(sessionQuery);
  const [direction, setDirection] = useState<PromiseDirection>(promise?.direction ?? 'ours');
  const [what, setWhat] = useState(promise?.what ?? '');
  const [due, setDue] = useState<Temporal.PlainDate | null>(
    promise ? Temporal.PlainDate.from(promise.due) : Temporal.Now.plainDateISO().add({ weeks: 1 }),
  );
  const [chosen, setChosen] = useState<string | null>(promise?.keeper.id ?? null);
  const keeperId = chosen ?? session?.user.id ?? null;
  const colleagues = users
    .filter(({ id, disabledAt }) => disabledAt === null || id === keeperId)
    .map(({ id, name }) => ({ id, label: name }));
  return (
    <FormDialog
      title={say(promise ? 'dealings.promise.change' : 'dealings.promise.add')}
      onClose={onClose}
      check={() => ({
        ...(what.trim() ? {} : { what: say('dealings.promise.what.missing') }),
        ...(due ? {} : { due: say('dealings.promise.due.missing') }),
      })}
      onSave={async () => {
        const terms = {
          direction,
          what: what.trim(),
          due: due!.toString(),
          ...(keeperId ? { keeperId } : {}),
        };
        if (promise) {
          const change: PromiseChange = { ...terms, version: promise.version };
          await act(
            () => api.patch(`/promises/${promise.id}`, change),
            say('dealings.promise.changed'),
          );
        } else {
          const input: PromiseInput = { partyId, ...terms };
          await act(() => api.post('/promises', input), say('dealings.promise.added'));
        }
      }}
    >
      <SegmentedField
        label={say('dealings.promise.direction')}
        options={[
          { id: 'ours', label: say('dealings.promise.ours') },
          { id: 'theirs', label: say('dealings.promise.theirs') },
        ]}
        value={direction}
        onChange={setDirection}
      />
      <TextArea
        label={say('dealings.promise.what')}
        name="what"
        autoFocus
        rows={2}
        value={what}
        onChange={setWhat}
      />
      <DateField label={say('dealings.promise.due')} name="due" value={due} onChange={setDue} />
      <ComboBox
        label={say('dealings.promise.keeper')}
        name="keeperId"
        options={colleagues}
        value={keeperId}
        valueLabel={colleagues.find(({ id }) => id === keeperId)?.label}
        onChange={setChosen}
      />
    </FormDialog>
  );
}
