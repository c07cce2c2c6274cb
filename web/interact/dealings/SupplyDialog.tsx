import { useState } from 'react';
import type { SupplyView } from '../../../shared/interact/dealings/supplies.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { TextField } from '../../ui/Field.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useDealing } from './changes.ts';
import { MoneyFields, moneyDraft, readMoney } from './MoneyFields.tsx';

export interface SupplyDialogProps {
  partyId: string;
  /** The one to change; without it a new one is added. */
  supply?: SupplyView;
  /** The currency in which most is written down here. */
  currency: string;
  onClose: () => void;
}

const dayOf = (text: string | null | undefined) => (text ? Temporal.PlainDate.from(text) : null);

/** What somebody supplies, for what price, and how long it takes. */
export default function SupplyDialog({ partyId, supply, currency, onClose }: SupplyDialogProps) {
  const say = useWords();
  const locale = useLocale();
  const act = useDealing(partyId);
  const [name, setName] = useState(supply?.name ?? '');
  const [article, setArticle] = useState(supply?.article ?? '');
  const [unit, setUnit] = useState(supply?.unit ?? '');
  const [price, setPrice] = useState(() => moneyDraft(supply?.price, currency, locale));
  const [leadDays, setLeadDays] = useState(supply?.leadDays?.toString() ?? '');
  const [from, setFrom] = useState(dayOf(supply?.from));
  const [to, setTo] = useState(dayOf(supply?.to));
  const days = leadDays.trim() === '' ? null : Number(leadDays);
  const isNoDays = days !== null && !(Number.isInteger(days) && days >= 0 && days <= 3650);
  return (
    <FormDialog
      title={say(supply ? 'dealings.supply.change' : 'dealings.supply.add')}
      onClose={onClose}
      check={() => ({
        ...(name.trim() ? {} : { name: say('dealings.supply.name.missing') }),
        ...(readMoney(price, locale) === undefined ? { price: say('dealings.money.unread') } : {}),
        ...(isNoDays ? { leadDays: say('dealings.supply.leadDays.unread') } : {}),
      })}
      onSave={async () => {
        const terms = {
          name: name.trim(),
          article: article.trim(),
          unit: unit.trim(),
          price: readMoney(price, locale) ?? null,
          leadDays: days,
          from: from?.toString() ?? null,
          to: to?.toString() ?? null,
        };
        await (supply
          ? act(
              () => api.patch(`/supplies/${supply.id}`, { ...terms, version: supply.version }),
              say('dealings.supply.changed'),
            )
          : act(() => api.post('/supplies', { partyId, ...terms }), say('dealings.supply.added')));
      }}
    >
      <TextField
        label={say('dealings.supply.name')}
        name="name"
        autoFocus
        autoComplete="off"
        value={name}
        onChange={setName}
      />
      <span className="grid grid-cols-2 gap-12">
        <TextField
          label={say('dealings.supply.article')}
          name="article"
          autoComplete="off"
          value={article}
          onChange={setArticle}
        />
        <TextField
          label={say('dealings.supply.unit')}
          description={say('dealings.supply.unit.words')}
          name="unit"
          autoComplete="off"
          value={unit}
          onChange={setUnit}
        />
      </span>
      <MoneyFields
        label={say('dealings.supply.price')}
        name="price"
        value={price}
        onChange={setPrice}
      />
      <TextField
        label={say('dealings.supply.leadDays')}
        name="leadDays"
        autoComplete="off"
        value={leadDays}
        onChange={setLeadDays}
      />
      <div className="flex flex-wrap gap-12">
        <DateField
          label={say('dealings.supply.from')}
          name="from"
          value={from}
          onChange={setFrom}
        />
        <DateField label={say('dealings.supply.to')} name="to" value={to} onChange={setTo} />
      </div>
    </FormDialog>
  );
}
