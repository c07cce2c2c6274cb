import type { FieldView } from '../../../shared/platform/catalog.ts';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import type { Say } from '../../ui/words.ts';
import { shownDay } from '../parties/time.ts';

export interface Reading {
  say: Say;
  locale: string;
  /** Names of colleagues by id. */
  names: Readonly<Record<string, string>>;
}

/** A value of a field of the company's own as one text, in the reader's language. */
export function shownFieldValue(
  field: FieldView,
  value: unknown,
  { say, locale, names }: Reading,
): string {
  switch (field.type) {
    case 'number':
      return new Intl.NumberFormat(locale, {
        maximumFractionDigits: field.decimals ?? 0,
        minimumFractionDigits: field.decimals ?? 0,
      }).format(value as number);
    case 'money': {
      const { amount, currency } = value as { amount: number; currency: string };
      return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
        amount / 10 ** currencyDigits(currency),
      );
    }
    case 'date':
      return shownDay(value as string, locale);
    case 'boolean':
      return say(value ? 'ui.yes' : 'ui.no');
    case 'choice':
      return [value]
        .flat()
        .map((key) => field.choiceLabels?.[String(key)] ?? String(key))
        .join(', ');
    case 'user':
      return names[String(value)] ?? say('identify.someone');
    case 'party':
      return typeof value === 'object' && value !== null && 'name' in value
        ? String(value.name)
        : say('identify.someone');
    default:
      return field.format === 'web'
        ? String(value)
            .replace(/^https?:\/\/(www\.)?/, '')
            .replace(/\/$/, '')
        : String(value);
  }
}

/** A field of the company's own, called what somebody has called it. */
export type OwnFieldView = FieldView & { own: string; label: string };

export function isOwn(field: FieldView): field is OwnFieldView {
  return field.own !== undefined;
}
