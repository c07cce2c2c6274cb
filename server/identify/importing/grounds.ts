import { sql } from 'kysely';
import { type ImportGround, ImportGrounds } from '../../../shared/identify/importing/grounds.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import { recordQuietly } from '../../platform/events/events.ts';
import { ImportStarted } from '../../platform/import/errors.ts';
import { ownImport } from '../../platform/import/imports.ts';
import type { Locator } from '../../platform/import/reader.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { PurposeRetired } from '../consent/errors.ts';
import { findPurpose } from '../consent/purposes.ts';

export async function viewGrounds(
  transaction: Transaction,
  importId: string,
): Promise<ImportGround[]> {
  return ImportGrounds.parse((await ownImport(transaction, importId)).grounds);
}

/** Says whether the people of an import may be written to; until it starts. */
export async function chooseGrounds(
  transaction: Transaction,
  importId: string,
  grounds: ImportGround[],
): Promise<void> {
  const { db, actor } = transaction;
  const found = await ownImport(transaction, importId);
  if (found.status !== 'collecting') throw new ImportStarted();
  for (const key of new Set(grounds.map(({ purpose }) => purpose))) {
    if ((await findPurpose(transaction, key)).retiredAt) throw new PurposeRetired();
  }
  await db
    .updateTable('imports')
    .set({ grounds: JSON.stringify(grounds) })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', importId)
    .execute();
}

/** A person whom a row is about, with the place of the row. */
export interface Named {
  id: string;
  audience: string;
  locator: Locator;
}

/**
 * Writes down of the people of a batch what was said of the whole file, each with its row. Of whom something is
 * known already for this purpose and channel, that holds: a file never turns a "no" into a "yes".
 */
export async function stateGrounds(
  transaction: Transaction,
  importing: Importing,
  people: readonly Named[],
): Promise<void> {
  const grounds = ImportGrounds.parse(importing.grounds);
  if (grounds.length === 0 || people.length === 0) return;
  const { db, actor } = transaction;
  const { rows } = await sql<{ party_id: string; purpose: string; channel: string }>`
    select distinct party_id, purpose, channel from consents
    where workspace_id = ${actor.workspaceId} and party_id = any (${people.map(({ id }) => id)}::uuid[])`.execute(
    db,
  );
  const keyOf = (party: string, purpose: string, channel: string) =>
    `${party} ${purpose} ${channel}`;
  const said = new Set(rows.map((row) => keyOf(row.party_id, row.purpose, row.channel)));
  const now = Temporal.Now.instant();
  const entries = people.flatMap(({ id, audience, locator }) =>
    grounds.flatMap(({ purpose, channel, answer, note }) => {
      const key = keyOf(id, purpose, channel);
      if (said.has(key)) return [];
      said.add(key);
      return {
        workspace_id: actor.workspaceId,
        id: nextId(),
        audience,
        party_id: id,
        purpose,
        channel,
        decision: answer === 'none' ? 'refused' : 'given',
        ground: answer === 'none' ? null : answer,
        source: 'import',
        note: [placeWords(importing.fileName, locator), note].filter(Boolean).join('\n'),
        stated_at: now,
        recorded_by: actor.userId,
        import_id: importing.importId,
      };
    }),
  );
  await insertRows(db, 'consents', entries);
  await recordQuietly(
    transaction,
    [
      ...Map.groupBy(entries, (entry) => `${keyOf(entry.party_id, entry.purpose, entry.decision)}`),
    ].map(([, [first, ...more]]) => ({
      subject: 'person',
      subjectId: first!.party_id,
      audience: first!.audience,
      verb: `consent ${first!.decision}`,
      particulars: {
        purpose: first!.purpose,
        channels: [first!, ...more].map(({ channel }) => channel),
        entries: [first!, ...more].map(({ id }) => id),
      },
      importId: importing.importId,
    })),
  );
}

function placeWords(file: string, { entry, line, part }: Locator): string {
  const row = line ?? part;
  return [file, entry, row === undefined ? '' : `#${row}`]
    .filter(Boolean)
    .join(' · ')
    .slice(0, 1_400);
}

/** Takes back what an import said, and what was said about that being a mistake. */
export async function takeGroundsBack({ db, actor }: Transaction, importId: string): Promise<void> {
  await sql`
    delete from consents where workspace_id = ${actor.workspaceId} and retracts in (
      select id from consents where workspace_id = ${actor.workspaceId} and import_id = ${importId})`.execute(
    db,
  );
  await sql`
    delete from consents where workspace_id = ${actor.workspaceId} and import_id = ${importId}`.execute(
    db,
  );
}
