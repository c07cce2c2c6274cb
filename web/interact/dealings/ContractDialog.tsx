import { useState } from 'react';
import type { ContractTerms, ContractView } from '../../../shared/interact/dealings/contracts.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { Checkbox, TextField } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { useWords } from '../../ui/words.ts';
import { useDealing } from './changes.ts';

export interface ContractDialogProps {
  partyId: string;
  /** The one to change; without it a new one is written down. */
  contract?: ContractView;
  onClose: () => void;
}

type Unit = NonNullable<ContractTerms['notice']>['unit'];

const dayOf = (text: string | null | undefined) => (text ? Temporal.PlainDate.from(text) : null);

/** A whole number as it is written; null where nothing stands there, undefined where nobody can read it. */
function countOf(text: string, most: number): number | null | undefined {
  if (text.trim() === '') return null;
  const count = Number(text);
  return Number.isInteger(count) && count >= 0 && count <= most ? count : undefined;
}

/** What was agreed, until when it holds, and by when notice has to be given. */
export default function ContractDialog({ partyId, contract, onClose }: ContractDialogProps) {
  const say = useWords();
  const act = useDealing(partyId);
  const [what, setWhat] = useState(contract?.what ?? '');
  const [number, setNumber] = useState(contract?.number ?? '');
  const [from, setFrom] = useState(dayOf(contract?.from));
  const [to, setTo] = useState(dayOf(contract?.to));
  const [notice, setNotice] = useState(contract?.notice?.count.toString() ?? '');
  const [unit, setUnit] = useState<Unit>(contract?.notice?.unit ?? 'months');
  const [renews, setRenews] = useState(contract?.renewsMonths?.toString() ?? '');
  const [reminds, setReminds] = useState(true);
  const count = countOf(notice, 999);
  const months = countOf(renews, 1200);
  return (
    <FormDialog
      title={say(contract ? 'dealings.contract.change' : 'dealings.contract.add')}
      onClose={onClose}
      check={() => ({
        ...(what.trim() ? {} : { what: say('dealings.contract.what.missing') }),
        ...(count === undefined ? { notice: say('dealings.contract.notice.unread') } : {}),
        ...(months === undefined || months === 0
          ? { renewsMonths: say('dealings.contract.notice.unread') }
          : {}),
      })}
      onSave={async () => {
        const terms = {
          what: what.trim(),
          number: number.trim(),
          from: from?.toString() ?? null,
          to: to?.toString() ?? null,
          notice: typeof count === 'number' ? { count, unit } : null,
          renewsMonths: months ?? null,
        };
        const reminder = reminds ? say('dealings.contract.reminder', { what: terms.what }) : null;
        await (contract
          ? act(
              () => api.patch(`/contracts/${contract.id}`, { ...terms, version: contract.version }),
              say('dealings.contract.changed'),
            )
          : act(
              () => api.post('/contracts', { partyId, ...terms, reminder }),
              say('dealings.contract.added'),
            ));
      }}
    >
      <TextField
        label={say('dealings.contract.what')}
        name="what"
        autoFocus
        autoComplete="off"
        value={what}
        onChange={setWhat}
      />
      <TextField
        label={say('dealings.contract.number')}
        name="number"
        autoComplete="off"
        value={number}
        onChange={setNumber}
      />
      <div className="flex flex-wrap gap-12">
        <DateField
          label={say('dealings.contract.from')}
          name="from"
          value={from}
          onChange={setFrom}
        />
        <DateField label={say('dealings.contract.to')} name="to" value={to} onChange={setTo} />
      </div>
      <span className="grid grid-cols-2 gap-12">
        <TextField
          label={say('dealings.contract.notice')}
          name="notice"
          autoComplete="off"
          value={notice}
          onChange={setNotice}
        />
        <Select
          label={say('dealings.contract.notice.unit')}
          value={unit}
          onChange={setUnit}
          options={(['days', 'weeks', 'months'] as const).map((id) => ({
            id,
            label: say(unitWords[id]),
          }))}
        />
      </span>
      <TextField
        label={say('dealings.contract.renews')}
        description={say('dealings.contract.renews.words')}
        name="renewsMonths"
        autoComplete="off"
        value={renews}
        onChange={setRenews}
      />
      {contract ? null : (
        <Checkbox isSelected={reminds} onChange={setReminds}>
          {say('dealings.contract.remind')}
        </Checkbox>
      )}
    </FormDialog>
  );
}

const unitWords = {
  days: 'dealings.contract.days',
  weeks: 'dealings.contract.weeks',
  months: 'dealings.contract.months',
} as const;
