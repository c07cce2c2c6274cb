import type { ListedKind } from '../../../shared/identify/importing/listed.ts';
import type { ListedRow } from '../../../shared/identify/importing/listed-row.ts';
import type { PartyDraft } from '../../../shared/identify/party-draft.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Item } from '../../platform/import/reader.ts';
import type { Importing, Written } from '../../platform/import/registry.ts';

type Write = (
  transaction: Transaction,
  rows: readonly Item<ListedRow>[],
  importing: Importing,
) => Promise<Written>;

const writers = new Map<ListedKind, Write>();

/** A room above says what becomes of rows that tell of what happened. */
export function registerListed(kind: ListedKind, write: Write): void {
  writers.set(kind, write);
}

export const isListed = (item: Item<PartyDraft | ListedRow>): item is Item<ListedRow> =>
  'about' in item.value;

/** A table is of one kind throughout; of a workbook each of its tables. */
export async function writeListed(
  transaction: Transaction,
  rows: readonly Item<ListedRow>[],
  importing: Importing,
): Promise<Written[]> {
  const written: Written[] = [];
  for (const [kind, same] of Map.groupBy(rows, ({ value }) => value.about))
    written.push(await writers.get(kind)!(transaction, same, importing));
  return written;
}

export function together(all: readonly Written[]): Written {
  if (all.length === 1) return all[0]!;
  const sum = (name: 'people' | 'companies' | 'activities' | 'statements' | 'updated' | 'known') =>
    all.reduce((count, written) => count + (written[name] ?? 0), 0);
  return {
    people: sum('people'),
    companies: sum('companies'),
    activities: sum('activities'),
    statements: sum('statements'),
    updated: sum('updated'),
    known: sum('known'),
    problems: all.flatMap(({ problems = [] }) => problems),
    unspoken: all.flatMap(({ unspoken = [] }) => unspoken),
  };
}
