import { sql } from 'kysely';
import { companyKey } from '../../../shared/identify/company-names.ts';
import { sortKey } from '../../../shared/identify/names.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { CellRefused } from './errors.ts';

export interface Called {
  id: string;
  name: string;
  audience: string;
}

/** Everybody whom the actor sees and who is called so; a name written exactly so goes before one that is like it. */
export async function partiesNamed(
  { db, actor }: Transaction,
  kind: PartyKind,
  texts: readonly string[],
): Promise<(text: string) => Called[]> {
  const keyOf = (text: string) => (kind === 'company' ? companyKey(text) : text.trim());
  const keys = [...new Set(texts.map(keyOf))];
  const column = kind === 'company' ? sql`name_key` : sql`name`;
  const indexed =
    kind === 'company'
      ? sql`name_key = any (${keys}::text[])`
      : sql`sort_name = any (${keys.flatMap(placesOf)}::text[]) and name = any (${keys}::text[])`;
  const { rows } =
    keys.length === 0
      ? { rows: [] }
      : await sql<Called & { key: string }>`
          select id, name, audience, ${column} as key from parties
          where workspace_id = ${actor.workspaceId} and kind = ${kind} and trashed_at is null
            and ${indexed} order by id`.execute(db);
  const byKey = Map.groupBy(rows, ({ key }) => key);
  return (text) => {
    const found = byKey.get(keyOf(text)) ?? [];
    const exactly = found.filter(({ name }) => name === text.trim());
    return exactly.length > 0 ? exactly : found;
  };
}

/**
 * Looks up people or companies by their names, those of all cells together. A name leads to somebody where
 * one whom the actor sees is called so, and nobody is made by being named in a cell.
 */
export async function partiesCalled(
  transaction: Transaction,
  kind: PartyKind,
  texts: readonly string[],
): Promise<(text: string) => Called> {
  const named = await partiesNamed(transaction, kind, texts);
  return (text) => {
    const [one, another] = named(text);
    const noun = kind === 'company' ? 'company' : 'person';
    if (!one) {
      throw new CellRefused(
        'unmatched',
        `There is no ${noun} called “${text.trim().slice(0, 100)}”, or you may not see it. Add it first, or write the name as it stands there.`,
      );
    }
    if (another) {
      throw new CellRefused(
        'unmatched',
        `Several are called “${text.trim().slice(0, 100)}”. Choose the right one in the cell itself.`,
      );
    }
    return one;
  };
}

/** Where a name may stand in a list: of "Anna van Dyck" one cannot tell which words are the family's. */
function placesOf(name: string): string[] {
  const words = name.split(/\s+/);
  return [
    sortKey(name),
    ...words.slice(1).map((_, at) =>
      sortKey(name, {
        given: words.slice(0, at + 1).join(' '),
        family: words.slice(at + 1).join(' '),
      }),
    ),
  ];
}
