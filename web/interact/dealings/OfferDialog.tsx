import { useState } from 'react';
import type { OfferView } from '../../../shared/interact/dealings/terms.ts';
import { api } from '../../app/api.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { TextField } from '../../ui/Field.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useDealing } from './changes.ts';
import { MoneyFields, moneyDraft, readMoney } from './MoneyFields.tsx';

export interface OfferDialogProps {
  partyId: string;
  /** The one to change; without it a new one is written down. */
  offer?: OfferView;
  /** The currency in which most is written down here. */
  currency: string;
  /** Made by us. */
  isOurs?: boolean;
  onClose: () => void;
}

/** What was offered, for how much, and until when it holds. */
export default function OfferDialog(props: OfferDialogProps) {
  const { partyId, offer, currency, isOurs = false, onClose } = props;
  const say = useWords();
  const locale = useLocale();
  const act = useDealing(partyId);
  const [what, setWhat] = useState(offer?.what ?? '');
  const [number, setNumber] = useState(offer?.number ?? '');
  const [date, setDate] = useState<Temporal.PlainDate | null>(
    offer ? Temporal.PlainDate.from(offer.date) : Temporal.Now.plainDateISO(),
  );
  const [price, setPrice] = useState(() => moneyDraft(offer?.price, currency, locale));
  const [validUntil, setValidUntil] = useState<Temporal.PlainDate | null>(
    offer?.validUntil ? Temporal.PlainDate.from(offer.validUntil) : null,
  );
  return (
    <FormDialog
      title={say(
        offer ? 'dealings.offer.change' : isOurs ? 'dealings.made.add' : 'dealings.offer.add',
      )}
      onClose={onClose}
      check={() => ({
        ...(what.trim()
          ? {}
          : {
              what: say(isOurs ? 'dealings.made.what.missing' : 'dealings.offer.what.missing'),
            }),
        ...(date ? {} : { date: say('dealings.date.missing') }),
        ...(readMoney(price, locale) === undefined ? { price: say('dealings.money.unread') } : {}),
      })}
      onSave={async () => {
        const terms = {
          what: what.trim(),
          number: number.trim(),
          date: date!.toString(),
          price: readMoney(price, locale) ?? null,
          validUntil: validUntil?.toString() ?? null,
        };
        await (offer
          ? act(
              () => api.patch(`/offers/${offer.id}`, { ...terms, version: offer.version }),
              say('dealings.offer.changed'),
            )
          : act(
              () => api.post('/offers', { partyId, direction: isOurs ? 'out' : 'in', ...terms }),
              say('dealings.offer.added'),
            ));
      }}
    >
      <TextField
        label={say(isOurs ? 'dealings.made.what' : 'dealings.offer.what')}
        name="what"
        autoFocus
        autoComplete="off"
        value={what}
        onChange={setWhat}
      />
      <TextField
        label={say('dealings.offer.number')}
        name="number"
        autoComplete="off"
        value={number}
        onChange={setNumber}
      />
      <MoneyFields label={say('dealings.amount')} name="price" value={price} onChange={setPrice} />
      <div className="flex flex-wrap gap-12">
        <DateField label={say('dealings.offer.date')} name="date" value={date} onChange={setDate} />
        <DateField
          label={say('dealings.offer.validUntil')}
          name="validUntil"
          value={validUntil}
          onChange={setValidUntil}
        />
      </div>
    </FormDialog>
  );
}
