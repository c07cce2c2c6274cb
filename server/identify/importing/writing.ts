import { sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { StatementSource } from '../../../shared/identify/statements.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import type { Owned } from '../../platform/access/reach.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { type Happening, recordQuietly } from '../../platform/events/events.ts';
import type { Importing, Written } from '../../platform/import/registry.ts';
import { refreshValues } from '../fields/projection.ts';
import { type CurrentStatement, type Projection, project } from '../statements/projection.ts';
import { clearProjection, writeProjection } from '../statements/statements.ts';
import { distinct, type Told } from './told.ts';

/** A party while its batch is being put together: what it had, and what is new about it. */
export interface Building {
  id: string;
  kind: PartyKind;
  isNew: boolean;
  originKey: string | null;
  audience: string;
  /** Who is responsible, where the source names one of us. */
  ownerId?: string;
  before: Existing | undefined;
  statements: CurrentStatement[];
  added: (Told & { id: string; source: StatementSource })[];
  /** Statements in whose place one of those added stands; or none, where they no longer count. */
  superseded: { id: string; by: string | null }[];
}

export interface Existing extends Owned {
  id: string;
  kind: string;
  audience: string;
  version: number;
  [column: string]: unknown;
}

/** Writes what a batch found out, with one statement a table: new parties, and what is new about known ones. */
export async function writeParties(
  transaction: Transaction,
  importing: Importing,
  parties: Building[],
): Promise<Written> {
  const created = parties.filter(({ isNew }) => isNew);
  const enriched = parties.filter(({ isNew }) => !isNew);
  const projections = new Map(
    parties.map((party) => [party, project(party.kind, party.statements)]),
  );
  await createAll(transaction, importing, created, projections);
  await enrichAll(transaction, importing, enriched, projections);
  await recordQuietly(
    transaction,
    parties.map(
      (party): Happening => ({
        subject: party.kind,
        subjectId: party.id,
        audience: party.audience,
        verb: party.isNew ? 'created' : 'enriched',
        particulars: { topics: distinct(party.added.map(({ topic }) => topic)) },
        importId: importing.importId,
      }),
    ),
  );
  return {
    people: created.filter(({ kind }) => kind === 'person').length,
    companies: created.filter(({ kind }) => kind === 'company').length,
    statements: parties.reduce((sum, { added }) => sum + added.length, 0),
  };
}

type Projections = ReadonlyMap<Building, Projection>;

async function createAll(
  transaction: Transaction,
  { importId, reach }: Importing,
  parties: Building[],
  projections: Projections,
): Promise<void> {
  const { db, actor } = transaction;
  const now = Temporal.Now.instant();
  await insertRows(
    db,
    'parties',
    parties.map((party) => ({
      workspace_id: actor.workspaceId,
      id: party.id,
      kind: party.kind,
      audience: reach.audience,
      visibility: reach.visibility,
      owner_id: party.ownerId ?? reach.ownerId,
      created_by: actor.userId,
      created_at: now,
      updated_at: now,
      version: 1,
      origin_key: party.originKey,
      import_id: importId,
      ...projections.get(party)!.fields,
    })),
  );
  // The parties were just let in, row by row; asking the policy once more for each of their values would
  // take a third of the whole import.
  await asHouse(transaction, async (house) => {
    await addStatements(house, importId, parties);
    await writeProjection(
      house,
      parties.map((party) => ({ subject: party, projection: projections.get(party)! })),
    );
    await refreshFilledIn(house, parties);
  });
}

async function addStatements(
  { db, actor }: Transaction,
  importId: string,
  parties: Building[],
): Promise<void> {
  const now = Temporal.Now.instant();
  await insertRows(
    db,
    'statements',
    parties.flatMap((party) =>
      party.added.map((told) => ({
        workspace_id: actor.workspaceId,
        id: told.id,
        party_id: party.id,
        audience: party.audience,
        topic: told.topic,
        value: told.value,
        value_key: told.valueKey,
        label: told.label,
        field_id: told.fieldId ?? null,
        basis: told.basis,
        source: told.source,
        stated_at: now,
        stated_by: actor.userId,
        import_id: importId,
      })),
    ),
  );
  const superseded = parties.flatMap((party) => party.superseded);
  if (superseded.length === 0) return;
  await sql`
    update statements set superseded_at = ${now}, superseded_by = replaced.by
    from json_to_recordset(${JSON.stringify(superseded)}::json) as replaced (id uuid, by uuid)
    where statements.workspace_id = ${actor.workspaceId} and statements.id = replaced.id`.execute(
    db,
  );
}

/** Adds to records that were there before; how each stood is kept once per import, for the undo. */
async function enrichAll(
  transaction: Transaction,
  { importId, isRun }: Importing,
  parties: Building[],
  projections: Projections,
): Promise<void> {
  if (parties.length === 0) return;
  const { db, actor } = transaction;
  await addStatements(transaction, importId, parties);
  const ids = parties.map(({ id }) => id);
  await insertRows(
    db,
    'import_changes',
    (isRun ? [] : parties).map((party) => ({
      workspace_id: actor.workspaceId,
      import_id: importId,
      audience: party.audience,
      record: 'party',
      record_id: party.id,
      before: party.before,
      version: party.before!.version,
    })),
    'ignore',
  );
  const rows = parties.map((party) => ({ id: party.id, ...projections.get(party)!.fields }));
  const columns = Object.keys(rows[0]!).filter((name) => name !== 'id');
  await sql`
    update parties set ${sql.join(columns.map((name) => sql`${sql.ref(name)} = new.${sql.ref(name)}`))},
      version = parties.version + 1, updated_at = ${Temporal.Now.instant()}
    from json_populate_recordset(null::parties, ${JSON.stringify(rows)}::json) as new
    where parties.workspace_id = ${actor.workspaceId} and parties.id = new.id`.execute(db);
  await sql`
    update import_changes set version = parties.version from parties
    where import_changes.workspace_id = ${actor.workspaceId} and import_changes.import_id = ${importId}
      and record_id = any (${ids}::uuid[])
      and parties.workspace_id = import_changes.workspace_id and parties.id = record_id`.execute(
    db,
  );
  await clearProjection(transaction, ids);
  await writeProjection(
    transaction,
    parties.map((party) => ({ subject: party, projection: projections.get(party)! })),
  );
  await refreshFilledIn(transaction, parties);
}

/** Values of the company's own fields, of those to whom the batch brought some. */
async function refreshFilledIn(transaction: Transaction, parties: Building[]): Promise<void> {
  const filledIn = parties.filter(({ added }) => added.some(({ fieldId }) => fieldId));
  if (filledIn.length === 0) return;
  await refreshValues(
    transaction,
    filledIn.map(({ id }) => id),
  );
}
