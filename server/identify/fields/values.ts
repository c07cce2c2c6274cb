import { ownFieldLimits } from '../../../shared/identify/field-rules.ts';
import type { OwnField } from '../../../shared/identify/fields.ts';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { DateText, Id } from '../../../shared/platform/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { userExists } from '../../platform/workspaces/workspaces.ts';
import { type PreparedValue, webAddress } from '../statements/values.ts';
import { UnusableFieldValue } from './errors.ts';

/** Folded texts are compared and found by this much of them. */
const longestKey = { text: 500, longText: 2_000 } as const;

/**
 * Brings a value of a field into the one form in which it is stored: texts as they are, numbers as numbers,
 * amounts as `{ amount, currency }` in minor units, dates as ISO text, choices by key, references by id.
 */
export function prepareFieldValue(field: OwnField, given: unknown): PreparedValue {
  const { value, key } = prepare(field, given);
  const longest = field.type === 'longText' ? longestKey.longText : longestKey.text;
  return { value, valueKey: key.slice(0, longest).toWellFormed() };
}

function prepare(field: OwnField, given: unknown): { value: unknown; key: string } {
  const { settings } = field;
  const refuse = (message: string) => new UnusableFieldValue(field.name, message);
  const wanted = (what: string) => refuse(`“${field.label}” wants ${what}.`);
  switch (field.type) {
    case 'text':
    case 'longText':
    case 'web': {
      const text = textOf(given);
      if (!text) throw wanted('a text');
      const longest = Math.min(
        settings.longest ?? ownFieldLimits.longText,
        field.type === 'longText' ? ownFieldLimits.longText : ownFieldLimits.text,
      );
      if (text.length > longest) {
        throw refuse(
          `“${field.label}” takes ${longest} characters, and this text has ${text.length}. Shorten it.`,
        );
      }
      if (field.type !== 'web') return { value: text, key: foldForSearch(text) };
      const address = webAddress(text);
      if (!address) throw wanted('a web address like https://example.org');
      return { value: address, key: address.toLowerCase() };
    }
    case 'number': {
      const decimals = settings.decimals ?? 0;
      if (typeof given !== 'number' || !Number.isFinite(given)) throw wanted('a number');
      const value = Number(given.toFixed(decimals));
      if (value !== given) {
        throw refuse(
          decimals === 0
            ? `“${field.label}” takes whole numbers. Leave out what stands behind the point.`
            : `“${field.label}” takes ${decimals} digits behind the point. Round the number.`,
        );
      }
      if (!Number.isSafeInteger(Math.round(value * 10 ** decimals))) {
        throw refuse(`This number is larger than “${field.label}” can hold.`);
      }
      bound(field, value, String);
      return { value, key: String(value) };
    }
    case 'money': {
      const currency = settings.currency!;
      const amount = amountOf(given, currency);
      if (amount === undefined) {
        throw wanted(`an amount as a whole number of the smallest unit of ${currency}`);
      }
      bound(field, amount, (minor) => `${minor / 10 ** currencyDigits(currency)} ${currency}`);
      return { value: { amount, currency }, key: String(amount) };
    }
    case 'date': {
      if (!DateText.safeParse(given).success) throw wanted('a date like 2026-03-14');
      const date = given as string;
      bound(field, date, String);
      return { value: date, key: date };
    }
    case 'boolean':
      if (typeof given !== 'boolean') throw wanted('true or false');
      return { value: given, key: given ? 'yes' : 'no' };
    case 'choice': {
      const choice = settings.choices?.find(({ key }) => key === given);
      if (!choice) throw wanted(`one of ${choiceList(field)}`);
      return { value: choice.key, key: choice.key };
    }
    case 'choices': {
      const all = settings.choices ?? [];
      if (!Array.isArray(given) || given.length === 0) throw wanted(`some of ${choiceList(field)}`);
      if (!given.every((each) => all.some(({ key }) => key === each))) {
        throw wanted(`some of ${choiceList(field)}`);
      }
      const keys = all.map(({ key }) => key).filter((key) => given.includes(key));
      return { value: keys, key: keys.join(' ') };
    }
    case 'person':
    case 'company':
    case 'user': {
      const id = typeof given === 'object' && given !== null && 'id' in given ? given.id : given;
      if (!Id.safeParse(id).success) {
        throw wanted(field.type === 'user' ? 'a colleague' : `a ${field.type} by its id`);
      }
      return { value: (id as string).toLowerCase(), key: (id as string).toLowerCase() };
    }
  }
}

/** A reference leads to somebody the actor sees; the name is read whenever it is shown. */
export async function requireReferred(
  transaction: Transaction,
  field: OwnField,
  { value }: PreparedValue,
): Promise<void> {
  if (field.type === 'user') {
    if (await userExists(transaction, value as string)) return;
    throw new UnusableFieldValue(field.name, 'There is no such colleague. Choose one of the list.');
  }
  if (field.type !== 'person' && field.type !== 'company') return;
  const { db, actor } = transaction;
  const found = await db
    .selectFrom('parties')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', value as string)
    .where('kind', '=', field.type)
    .where('trashed_at', 'is', null)
    .executeTakeFirst();
  if (!found) {
    throw new UnusableFieldValue(
      field.name,
      `There is no such ${field.type}, or you may not see it. Choose one of the list.`,
    );
  }
}

function textOf(given: unknown): string | undefined {
  return typeof given === 'string' ? given.toWellFormed().replaceAll('\0', '').trim() : undefined;
}

/** Minor units, alone or with the currency of the field; another currency is another amount. */
function amountOf(given: unknown, currency: string): number | undefined {
  const amount =
    typeof given === 'object' && given !== null && 'amount' in given && 'currency' in given
      ? given.currency === currency
        ? given.amount
        : undefined
      : given;
  return typeof amount === 'number' && Number.isSafeInteger(amount) ? amount : undefined;
}

function bound<Value extends number | string>(
  { name, label, settings: { least, most } }: OwnField,
  value: Value,
  show: (bound: Value) => string,
): void {
  if (typeof least === typeof value && value < (least as Value)) {
    throw new UnusableFieldValue(name, `“${label}” is at least ${show(least as Value)}.`);
  }
  if (typeof most === typeof value && value > (most as Value)) {
    throw new UnusableFieldValue(name, `“${label}” is at most ${show(most as Value)}.`);
  }
}

function choiceList({ settings }: OwnField): string {
  return (settings.choices ?? []).map(({ key }) => key).join(', ');
}
