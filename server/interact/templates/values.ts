import type { OwnField } from '../../../shared/identify/fields.ts';
import type { TemplateLanguage } from '../../../shared/interact/templates/templates.ts';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import { namesOf } from '../../identify/fields/reading.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { dateLocale } from './own-words.ts';

const yesAndNo = { en: ['yes', 'no'], de: ['ja', 'nein'] } as const;

/** A value of a field of the company's own as one writes it in a letter. */
export async function wordsOfValue(
  transaction: Transaction,
  { type, settings }: OwnField,
  value: unknown,
  language: TemplateLanguage,
): Promise<string> {
  const locale = dateLocale(language);
  const labelOf = (key: unknown) =>
    settings.choices?.find((choice) => choice.key === key)?.label ?? '';
  switch (type) {
    case 'text':
    case 'longText':
    case 'web':
      return String(value);
    case 'number':
      return Number(value).toLocaleString(locale, {
        minimumFractionDigits: settings.decimals ?? 0,
      });
    case 'money': {
      const currency = settings.currency ?? 'EUR';
      return (Number(value) / 10 ** currencyDigits(currency)).toLocaleString(locale, {
        style: 'currency',
        currency,
      });
    }
    case 'date':
      return Temporal.PlainDate.from(String(value)).toLocaleString(locale, { dateStyle: 'long' });
    case 'boolean':
      return yesAndNo[language][value ? 0 : 1];
    case 'choice':
      return labelOf(value);
    case 'choices':
      return (value as unknown[]).map(labelOf).filter(Boolean).join(', ');
    case 'person':
    case 'company':
      return (await namesOf(transaction, [String(value)])).get(String(value)) ?? '';
    case 'user': {
      const user = await transaction.db
        .selectFrom('users')
        .select('name')
        .where('workspace_id', '=', transaction.actor.workspaceId)
        .where('id', '=', String(value))
        .executeTakeFirst();
      return user?.name ?? '';
    }
  }
}
