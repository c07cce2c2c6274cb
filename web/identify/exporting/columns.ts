import type { EntityView } from '../../../shared/platform/catalog.ts';
import type { ExportColumn } from '../../../shared/platform/exporting/formats.ts';
import type { Say } from '../../ui/words.ts';
import { choiceWords } from '../parties/words.ts';

/** The columns of a list as a file has them: what shows, under the words in which it shows. */
export function columnsToExport(
  shown: readonly { id: string; header: string }[],
  entity: EntityView | undefined,
  say: Say,
): ExportColumn[] {
  return shown.flatMap(({ id, header }) => {
    const field = entity?.fields.find(({ name }) => name === id);
    if (!field) return [];
    const words = Object.fromEntries(
      (field.choices ?? []).map((choice) => [choice, choiceWords(say, id, choice)]),
    );
    return [{ field: id, heading: header, ...(field.choices ? { words } : {}) }];
  });
}
