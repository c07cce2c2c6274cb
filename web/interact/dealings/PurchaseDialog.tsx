import { useState } from 'react';
import type { PurchaseView } from '../../../shared/interact/dealings/terms.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { TextField } from '../../ui/Field.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useDealing } from './changes.ts';
import { MoneyFields, moneyDraft, readMoney } from './MoneyFields.tsx';

export interface PurchaseDialogProps {
  partyId: string;
  /** The one to change; without it a new one is written down. */
  purchase?: PurchaseView;
  /** The currency in which most is written down here. */
  currency: string;
  onClose: () => void;
}

/** An invoice of theirs: for what, how much, until when, and when we paid it. */
export default function PurchaseDialog(props: PurchaseDialogProps) {
  const { partyId, purchase, currency, onClose } = props;
  const say = useWords();
  const locale = useLocale();
  const act = useDealing(partyId);
  const today = Temporal.Now.plainDateISO();
  const dayOf = (text: string | null | undefined, usual: Temporal.PlainDate | null) =>
    text ? Temporal.PlainDate.from(text) : usual;
  const [what, setWhat] = useState(purchase?.what ?? '');
  const [number, setNumber] = useState(purchase?.number ?? '');
  const [date, setDate] = useState(dayOf(purchase?.date, today));
  const [due, setDue] = useState(dayOf(purchase?.due, today.add({ days: 30 })));
  const [paidOn, setPaidOn] = useState(dayOf(purchase?.paidOn, null));
  const [price, setPrice] = useState(() => moneyDraft(purchase?.price, currency, locale));
  return (
    <FormDialog
      title={say(purchase ? 'dealings.purchase.change' : 'dealings.purchase.add')}
      onClose={onClose}
      check={() => ({
        ...(what.trim() ? {} : { what: say('dealings.purchase.what.missing') }),
        ...(date ? {} : { date: say('dealings.date.missing') }),
        ...(due ? {} : { due: say('dealings.date.missing') }),
        ...(readMoney(price, locale) ? {} : { price: say('dealings.money.unread') }),
      })}
      onSave={async () => {
        const terms = {
          what: what.trim(),
          number: number.trim(),
          date: date!.toString(),
          due: due!.toString(),
          paidOn: paidOn?.toString() ?? null,
          price: readMoney(price, locale)!,
        };
        await (purchase
          ? act(
              () => api.patch(`/purchases/${purchase.id}`, { ...terms, version: purchase.version }),
              say('dealings.purchase.changed'),
            )
          : act(
              () => api.post('/purchases', { partyId, ...terms }),
              say('dealings.purchase.added'),
            ));
      }}
    >
      <TextField
        label={say('dealings.purchase.what')}
        name="what"
        autoFocus
        autoComplete="off"
        value={what}
        onChange={setWhat}
      />
      <TextField
        label={say('dealings.purchase.number')}
        name="number"
        autoComplete="off"
        value={number}
        onChange={setNumber}
      />
      <MoneyFields label={say('dealings.amount')} name="price" value={price} onChange={setPrice} />
      <div className="flex flex-wrap gap-12">
        <DateField
          label={say('dealings.purchase.date')}
          name="date"
          value={date}
          onChange={setDate}
        />
        <DateField label={say('dealings.purchase.due')} name="due" value={due} onChange={setDue} />
        <DateField
          label={say('dealings.purchase.paidOn')}
          name="paidOn"
          value={paidOn}
          onChange={setPaidOn}
          max={today}
        />
      </div>
    </FormDialog>
  );
}
