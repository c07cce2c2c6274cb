import type { EntityView } from '../../../shared/platform/catalog.ts';
import type { UserView } from '../../../shared/platform/team.ts';
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
  return (entity?.fields ?? [])
    .filter(({ operators }) => operators.length > 0)
    .map(({ name, type, operators, choices }) => ({
      name,
      label: fieldWords(say, name),
      type,
      operators,
      ...(choices
        ? { choices: choices.map((id) => ({ id, label: choiceWords(say, name, id) })) }
        : {}),
      ...(type === 'user' ? { search: (text: string) => Promise.resolve(among(users, text)) } : {}),
      ...(type === 'party' ? { search: companies } : {}),
    }));
}

function among(users: readonly UserView[], text: string): Choice[] {
  const wanted = text.trim().toLowerCase();
  return users
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map(({ id, name }) => ({ id, label: name }));
}

async function companies(text: string): Promise<Choice[]> {
  return (await findParties('company', text)).map(({ id, name }) => ({ id, label: name }));
}
