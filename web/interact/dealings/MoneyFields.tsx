import { useState } from 'react';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import type { Money } from '../../../shared/platform/money.ts';
import { decimalMarkOf, readNumber } from '../../../shared/platform/numbers.ts';
import { TextField } from '../../ui/Field.tsx';
import { ComboBox } from '../../ui/Select.tsx';
import { useLocale, useWords } from '../../ui/words.ts';

export interface MoneyDraft {
  text: string;
  currency: string;
}

export function moneyDraft(money: Money | null | undefined, usual: string, locale: string) {
  if (!money) return { text: '', currency: usual };
  const digits = currencyDigits(money.currency);
  const number = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  }).format(money.amount / 10 ** digits);
  return { text: number, currency: money.currency };
}

/** The amount as it is kept; null where nothing stands there, undefined where nobody can read it. */
export function readMoney(
  { text, currency }: MoneyDraft,
  locale: string,
): Money | null | undefined {
  if (text.trim() === '') return null;
  const digits = currencyDigits(currency);
  const number = readNumber(text, decimalMarkOf(locale));
  if (number === undefined || number < 0 || Number(number.toFixed(digits)) !== number)
    return undefined;
  const amount = Math.round(number * 10 ** digits);
  return Number.isSafeInteger(amount) ? { amount, currency } : undefined;
}

/** An amount and its currency, as they are written here. */
export function MoneyFields({
  label,
  name,
  value,
  onChange,
}: {
  label: string;
  name: string;
  value: MoneyDraft;
  onChange: (value: MoneyDraft) => void;
}) {
  const say = useWords();
  const locale = useLocale();
  const [currencies] = useState(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' });
    return Intl.supportedValuesOf('currency').map((id) => ({
      id,
      label: `${id} – ${names.of(id) ?? id}`,
    }));
  });
  return (
    <span className="grid grid-cols-2 gap-12">
      <TextField
        label={label}
        name={name}
        autoComplete="off"
        value={value.text}
        onChange={(text) => onChange({ ...value, text })}
      />
      <ComboBox
        label={say('dealings.currency')}
        options={currencies}
        value={value.currency}
        onChange={(id) => id && onChange({ ...value, currency: id })}
      />
    </span>
  );
}
