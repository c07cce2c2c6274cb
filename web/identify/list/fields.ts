import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { TagView } from '../../../shared/identify/tags.ts';
import type { EntityView } from '../../../shared/platform/catalog.ts';
import { currencyDigits } from '../../../shared/platform/currencies.ts';
import type { UserView } from '../../../shared/platform/team.ts';
import { api } from '../../app/api.ts';
import type { Choice } from '../../ui/Field.tsx';
import type { FilterField } from '../../ui/filter/sentence.ts';
import type { Say } from '../../ui/words.ts';
import { findParties } from '../parties/queries.ts';
import { choiceWords, fieldWords } from '../parties/words.ts';

/** The catalog's fields as the sentence filter speaks of them. */
export function filterFields(
  entity: EntityView | undefined,
  users: readonly UserView[],
  say: Say,
): FilterField[] {
  const all = (entity?.fields ?? [])
    .filter(({ operators }) => operators.length > 0)
    .map((field): FilterField => {
      const { name, type, operators, choices, choiceLabels, currency } = field;
      return {
        name,
        label: field.label ?? fieldWords(say, name),
        type,
        operators,
        ...(choices
          ? {
              choices: choices.map((id) => ({
                id,
                label: choiceLabels?.[id] ?? choiceWords(say, name, id),
              })),
            }
          : {}),
        ...(currency ? { digits: currencyDigits(currency) } : {}),
        ...(type === 'user'
          ? { search: (text: string) => Promise.resolve(among(users, text)) }
          : {}),
        ...(type === 'tag' ? { search: tags } : {}),
        ...(type === 'party' ? { search: parties(field.party ?? 'company') } : {}),
      };
    });
  // Where somebody works is one field to people, whether the company is chosen or only its name is written.
  const asText = all.find(({ name }) => name === 'companyName');
  return all
    .filter((field) => field !== asText || !all.some(({ name }) => name === 'company'))
    .map((field) => (field.name === 'company' && asText ? { ...field, asText } : field));
}

function among(users: readonly UserView[], text: string): Choice[] {
  const wanted = text.trim().toLowerCase();
  return users
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map(({ id, name }) => ({ id, label: name }));
}

const parties =
  (kind: PartyKind) =>
  async (text: string): Promise<Choice[]> =>
    (await findParties(kind, text)).map(({ id, name }) => ({ id, label: name }));

async function tags(text: string): Promise<Choice[]> {
  const { rows } = await api.get<{ rows: TagView[] }>('/tags', { query: { q: text, limit: 50 } });
  return rows.map(({ tag }) => ({ id: tag, label: tag }));
}
