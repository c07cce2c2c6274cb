import { z } from 'zod';
import {
  CellCorrection,
  type Corrections,
  keyOfPart,
} from '../../../shared/identify/importing/corrections.ts';
import { keyOfPlace } from '../../../shared/identify/importing/doubts.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ImportStarted } from '../../platform/import/errors.ts';
import { countAgain, ownImport } from '../../platform/import/imports.ts';
import type { Importing } from '../../platform/import/registry.ts';

const correctionsIn = (kept: unknown): CellCorrection[] => z.array(CellCorrection).parse(kept);

/** What is read in place of cells of the file at hand. */
export function correctionsOf({ corrections, fileId }: Importing): Corrections {
  const found: Corrections = {};
  for (const { place, column, value } of correctionsIn(corrections)) {
    if (place.fileId !== fileId || value === null) continue;
    const key = keyOfPart(place.entry, place.part);
    found[key] = { ...found[key], [column]: value };
  }
  return found;
}

/** Puts a cell right for this import; the file stays as it is. */
export async function correctCell(
  transaction: Transaction,
  importId: string,
  correction: CellCorrection,
): Promise<void> {
  const { db, actor } = transaction;
  const found = await ownImport(transaction, importId);
  if (found.status !== 'collecting') throw new ImportStarted();
  const key = keyOfPlace(correction.place);
  const others = correctionsIn(found.corrections).filter(
    ({ place, column }) => keyOfPlace(place) !== key || column !== correction.column,
  );
  await db
    .updateTable('imports')
    .set({
      corrections: JSON.stringify(correction.value === null ? others : [...others, correction]),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', importId)
    .execute();
  await countAgain(transaction, importId);
}
