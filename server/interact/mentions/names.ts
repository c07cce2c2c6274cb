import { sql } from 'kysely';
import { Refusal } from '../../../shared/platform/errors.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import type { Transaction } from '../../platform/access/actor.ts';

export class NameOfAPerson extends Refusal {
  constructor(name: string) {
    super(
      'mention.name-of-a-person',
      422,
      `“${name}” is the name of somebody here. Only the company’s own names are watched for, never a person; nothing was changed.`,
      { fields: { 'settings.names': 'Leave out the names of people.' } },
    );
  }
}

/** Nobody is looked up behind their back: neither a colleague nor whoever is in the books. */
export async function requireOwnNames(
  { db, actor }: Transaction,
  names: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select name from parties where workspace_id = ${actor.workspaceId} and kind = 'person'
      and lower(name) = any (${names.map((name) => name.toLowerCase().replaceAll(/\s+/g, ' '))}::text[])
    union all select name from users where workspace_id = ${actor.workspaceId}`.execute(db);
  const known = new Set(rows.map(({ name }) => wordsOf(name)));
  const person = names.find((name) => known.has(wordsOf(name)));
  if (person) throw new NameOfAPerson(person);
}

/** Whether one of the names stands in a text, as words of their own. */
export function isNamed(text: string, names: readonly string[]): boolean {
  const folded = ` ${wordsOf(text)} `;
  return names.some((name) => {
    const words = wordsOf(name);
    // A hashtag has no spaces: #KettleAndSons.
    const tag = words.replaceAll(' ', '');
    return words !== '' && (folded.includes(` ${words} `) || folded.includes(` ${tag} `));
  });
}

const wordsOf = (text: string) =>
  foldForSearch(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
