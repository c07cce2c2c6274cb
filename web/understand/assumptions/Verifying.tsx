import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { AssumptionView, RestingKind } from '../../../shared/understand/assumptions.ts';
import { api } from '../../app/api.ts';
import { home, partyQuery } from '../../identify/parties/queries.ts';
import type { Stated } from '../../identify/parties/stating.ts';
import { basisMessages } from '../../identify/parties/words.ts';
import { isPersonal } from '../../identify/record/understood.ts';
import { useFactWords } from '../../identify/record/useFactWords.ts';
import { dealingsQuery } from '../../interact/dealings/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';

const FactEditor = lazy(() => import('../../identify/record/FactEditor.tsx'));

interface Act {
  event: string;
}

const evidences = ['told', 'seen', 'third party'] as const;

/** Confirmed by some evidence, wrong, or still open until another day. */
export default function Verifying({
  row,
  onClose,
  onRefuted,
}: {
  row: AssumptionView;
  onClose: () => void;
  onRefuted: () => void;
}) {
  const say = useWords();
  const client = useQueryClient();
  const words = useFactWords(row.party.kind);
  const [answer, setAnswer] = useState<'wrong' | 'open' | null>(null);
  const block = useRef<HTMLFieldSetElement>(null);
  const { party } = row;
  useEffect(() => block.current?.querySelector('button')?.focus(), []);
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['assumptions'] }),
      client.invalidateQueries({ queryKey: ['facts', party.id] }),
      client.invalidateQueries({ queryKey: [party.kind, party.id] }),
      client.invalidateQueries({ queryKey: ['history', party.id] }),
    ]);
  const done = async (events: readonly string[], told: string) => {
    onClose();
    await refresh();
    toast(told, {
      tone: 'good',
      undo: async () => {
        for (const event of events.toReversed()) await api.post(`/events/${event}/undo`);
        await refresh();
      },
    });
  };
  const confirm = async (basis: (typeof evidences)[number]) => {
    try {
      const evidence =
        basis === 'seen' && isPersonal(row.topic) ? { basis, way: 'together' } : { basis };
      const { event } = await api.post<Act>(`/facts/${row.id}/confirmation`, evidence);
      await done([event], say('understand.confirmed'));
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
  };
  const correct = async (stated: Stated) => {
    const { version } = await client.fetchQuery({
      ...partyQuery(party.kind, party.id),
      staleTime: 0,
    });
    const { event } = await api.post<Act>(`/${home[party.kind]}/${party.id}/statements`, {
      ...stated,
      version,
    });
    onRefuted();
    await done([event], say('understand.assumption.corrected'));
  };
  if (answer === 'wrong')
    return (
      <Suspense fallback={<span className="block h-32" />}>
        <FactEditor
          topic={row.topic}
          field={undefined}
          fact={{
            id: row.id,
            topic: row.topic,
            value: row.value,
            label: row.label,
            basis: row.basis,
            source: { kind: 'seed' },
            statedAt: row.confirmedAt,
            statedBy: null,
            confirmedAt: null,
          }}
          onSave={correct}
          onCancel={() => setAnswer(null)}
        />
      </Suspense>
    );
  if (answer === 'open')
    return (
      <StillOpen
        row={row}
        onCancel={() => setAnswer(null)}
        onSaved={(events) => done(events, say('understand.assumption.postponed'))}
      />
    );
  return (
    <fieldset
      ref={block}
      aria-label={say('understand.verify.of', { value: words.value(row).slice(0, 80) })}
      className="flex flex-col gap-8"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <span className="flex flex-wrap items-center gap-4">
        <span className="text-sm text-text-2">{say('understand.verify.confirmed')}</span>
        {evidences
          .filter((basis) => basis === 'told' || !isPersonal(row.topic))
          .map((basis) => (
            <Button key={basis} size="small" onPress={() => void confirm(basis)}>
              {say(basisMessages[basis])}
            </Button>
          ))}
      </span>
      <span className="flex flex-wrap gap-4">
        {row.topic === 'field' ? null : (
          <Button size="small" variant="quiet" onPress={() => setAnswer('wrong')}>
            {say('understand.verify.wrong')}
          </Button>
        )}
        <Button size="small" variant="quiet" onPress={() => setAnswer('open')}>
          {say('understand.verify.open')}
        </Button>
        <Button size="small" variant="quiet" onPress={onClose}>
          {say('ui.cancel')}
        </Button>
      </span>
    </fieldset>
  );
}

/** Why it is believed, when it is to be checked, and what rests on it. */
function StillOpen({
  row,
  onSaved,
  onCancel,
}: {
  row: AssumptionView;
  onSaved: (events: readonly string[]) => Promise<void>;
  onCancel: () => void;
}) {
  const say = useWords();
  const { data: dealings } = useQuery(dealingsQuery(row.party.id));
  const [because, setBecause] = useState(row.because);
  const [checkOn, setCheckOn] = useState<Temporal.PlainDate | null>(() =>
    Temporal.Now.plainDateISO().add({ months: 1 }),
  );
  const [resting, setResting] = useState('');
  const [isWorking, setWorking] = useState(false);
  const there = new Set(row.rests.map(({ id }) => id));
  const options = [
    ...(dealings?.made ?? []).map(({ id, what }) => ({ kind: 'offer' as const, id, what })),
    ...(dealings?.promises ?? []).map(({ id, what }) => ({ kind: 'promise' as const, id, what })),
    ...(dealings?.contracts ?? []).map(({ id, what }) => ({ kind: 'contract' as const, id, what })),
  ].filter(({ id }) => !there.has(id));
  const save = async () => {
    setWorking(true);
    try {
      const noted = await api.put<Act>(`/assumptions/${row.id}`, {
        because,
        checkOn: checkOn?.toString() ?? null,
      });
      const events = [noted.event];
      const chosen = options.find(({ id }) => id === resting);
      if (chosen) {
        const what: RestingKind = chosen.kind;
        const declared = await api.post<Act>(`/assumptions/${row.id}/rests`, {
          what,
          whatId: chosen.id,
        });
        events.push(declared.event);
      }
      await onSaved(events);
    } catch (error) {
      setWorking(false);
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
  };
  const none = 'none';
  return (
    <div className="flex flex-col gap-8">
      <TextField
        label={say('understand.assumption.why')}
        value={because}
        onChange={setBecause}
        maxLength={500}
        autoComplete="off"
        autoFocus
      />
      <DateField
        label={say('understand.assumption.checkOn')}
        value={checkOn}
        onChange={setCheckOn}
      />
      {options.length > 0 ? (
        <Select
          label={say('understand.assumption.carries')}
          options={[
            { id: none, label: say('understand.assumption.nothing') },
            ...options.map(({ id, what }) => ({ id, label: what })),
          ]}
          value={resting || none}
          onChange={(id) => setResting(id === none ? '' : id)}
        />
      ) : null}
      <span className="flex gap-8">
        <Button size="small" variant="primary" isWorking={isWorking} onPress={() => void save()}>
          {say('identify.save')}
        </Button>
        <Button size="small" variant="quiet" onPress={onCancel}>
          {say('ui.cancel')}
        </Button>
      </span>
    </div>
  );
}
