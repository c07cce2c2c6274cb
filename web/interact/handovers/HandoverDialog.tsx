import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { HandoverReason, Proposed } from '../../../shared/interact/handovers.ts';
import { api, newKey } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { sessionQuery } from '../../app/session.ts';
import { countQuery, usersQuery } from '../../identify/parties/queries.ts';
import { DateField } from '../../ui/DateField.tsx';
import { SegmentedField, TextArea } from '../../ui/Field.tsx';
import { ComboBox } from '../../ui/Select.tsx';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';

export interface HandoverDialogProps {
  /** This record; without it everything somebody looks after. */
  party?: PartyView;
  onClose: () => void;
}

/** Proposes to a colleague to look after a record, or after everything of oneself or of one's team. */
export default function HandoverDialog({ party, onClose }: HandoverDialogProps) {
  const say = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: users = [] } = useQuery(usersQuery);
  const { data: session } = useQuery(sessionQuery);
  const me = session?.user;
  const [chosen, setChosen] = useState<string | null>(null);
  const whose = chosen ?? me?.id ?? null;
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState<HandoverReason>(party ? 'other' : 'away');
  const [from, setFrom] = useState<Temporal.PlainDate | null>(null);
  const [until, setUntil] = useState<Temporal.PlainDate | null>(null);
  const [note, setNote] = useState('');
  const key = useRef(newKey());
  const filter = ['assignedTo', 'is', whose ?? ''] as ['assignedTo', 'is', string];
  const isAll = party === undefined && whose !== null;
  const people = useQuery({ ...countQuery('person', { filter, exact: true }), enabled: isAll });
  const companies = useQuery({ ...countQuery('company', { filter, exact: true }), enabled: isAll });
  const count = (people.data?.count ?? 0) + (companies.data?.count ?? 0);
  const colleagues = users
    .filter(({ disabledAt }) => disabledAt === null)
    .map(({ id, name, level }) => ({ id, label: name, level }));
  const giver = party ? (party.assignedTo ?? me?.id) : whose;

  const check = (): Record<string, string> => ({
    ...(to ? {} : { to: say('handover.to.missing') }),
    ...(reason === 'away' && !until ? { until: say('handover.until.missing') } : {}),
  });
  const propose = () =>
    api.post<Proposed>(
      '/handovers',
      {
        ...(party ? { partyIds: [party.id] } : { allOf: whose }),
        to,
        reason,
        ...(from ? { from: from.toString() } : {}),
        ...(until && reason === 'away' ? { until: until.toString() } : {}),
        note,
      },
      { idempotencyKey: key.current },
    );
  const save = async () => {
    const { id, event, records, leftOut } = await propose().catch((error) => {
      key.current = newKey();
      throw error;
    });
    await client.invalidateQueries({ queryKey: ['handovers'] });
    toast(
      leftOut > 0
        ? say('handover.proposed.leftOut', { count: records, left: leftOut })
        : say('handover.proposed', { count: records }),
      {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await client.invalidateQueries({ queryKey: ['handovers'] });
        },
      },
    );
    void navigate({ to: '/handovers/$id', params: { id } });
  };
  const nameOf = (id: string | null) => colleagues.find((one) => one.id === id)?.label ?? '';
  return (
    <FormDialog
      title={party ? say('handover.one.title', { name: party.name }) : say('handover.all.title')}
      save={say('handover.propose')}
      check={check}
      onSave={save}
      onClose={onClose}
    >
      {party || me?.level === 'member' ? null : (
        <ComboBox
          label={say('handover.whose')}
          options={colleagues}
          value={whose}
          valueLabel={nameOf(whose)}
          onChange={(id) => setChosen(id)}
        />
      )}
      {isAll && people.data && companies.data ? (
        <p className="text-base text-text-2">{say('handover.all.count', { count })}</p>
      ) : null}
      <ComboBox
        label={say('handover.to')}
        name="to"
        autoFocus
        options={colleagues.filter(({ id, level }) => id !== giver && level !== 'reader')}
        value={to}
        valueLabel={nameOf(to)}
        onChange={(id) => setTo(id)}
      />
      <SegmentedField
        label={say('handover.reason')}
        options={[
          { id: 'other', label: say('handover.reason.other') },
          { id: 'away', label: say('handover.reason.away') },
          { id: 'leaving', label: say('handover.reason.leaving') },
        ]}
        value={reason}
        onChange={setReason}
      />
      <div className="flex flex-wrap gap-12">
        <DateField
          label={say('handover.begins')}
          value={from}
          onChange={setFrom}
          min={Temporal.Now.plainDateISO()}
        />
        {reason === 'away' ? (
          <DateField
            label={say('handover.lastDay')}
            name="until"
            value={until}
            onChange={setUntil}
            min={from ?? Temporal.Now.plainDateISO()}
          />
        ) : null}
      </div>
      <TextArea
        label={say('handover.note')}
        description={say('handover.note.words')}
        value={note}
        onChange={setNote}
        rows={3}
      />
    </FormDialog>
  );
}
