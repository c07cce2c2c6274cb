import { sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { UndoPreview } from '../../../shared/platform/import/imports.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import type { RoomPreview } from '../../platform/import/registry.ts';
import { separateWhatCameWith } from '../duplicates/separating.ts';
import { refreshValues } from '../fields/projection.ts';
import { refresh } from '../statements/statements.ts';
import { takeGroundsBack } from './grounds.ts';

/**
 * Parties of an import on which a person has worked since: their own values, assignment or sharing, notes
 * about them, or values another import added. They stay, with what was added to them.
 */
export function keptParties({ db, actor }: Transaction, importId: string) {
  const own = sql`p.workspace_id = ${actor.workspaceId} and p.import_id = ${importId}`;
  return sql<UndoPreview['keeps'][number]>`
    select p.id, p.kind, p.name, array_remove(array[
      case when exists (select from statements s where s.workspace_id = p.workspace_id and s.party_id = p.id
        and s.import_id is distinct from p.import_id) then 'values' end,
      case when exists (select from events e where e.workspace_id = p.workspace_id and e.subject_id = p.id
        and e.import_id is null and e.verb in ('edited', 'changed', 'trashed'))
        or exists (select from ties t where t.workspace_id = p.workspace_id and t.from_id = p.id)
        or exists (select from ties t where t.workspace_id = p.workspace_id and t.to_id = p.id)
        then 'edited' end,
      case when exists (select from participants x where x.workspace_id = p.workspace_id and x.party_id = p.id)
        then 'notes' end,
      case when p.kind = 'company' and exists (select from affiliations a
        join statements s on s.workspace_id = a.workspace_id and s.id = a.statement_id
        where a.workspace_id = p.workspace_id and a.company_id = p.id
          and s.import_id is distinct from p.import_id)
        then 'people' end
    ], null) as because
    from parties p where ${own}`.execute(db);
}

export async function previewContacts(
  transaction: Transaction,
  importId: string,
): Promise<RoomPreview> {
  const { db, actor } = transaction;
  // The work of colleagues keeps a record too; who may not see that work is not told of it.
  const parties = await asHouse(
    transaction,
    async (house) => (await keptParties(house, importId)).rows,
  );
  const visible = new Map(
    (await keptParties(transaction, importId)).rows.map((party) => [party.id, party]),
  );
  const kept = parties.filter(({ because }) => because.length > 0);
  const gone = parties.filter(({ because }) => because.length === 0);
  const { count } = await db
    .selectFrom('statements')
    .select(db.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', importId)
    .executeTakeFirstOrThrow();
  return {
    removes: {
      people: gone.filter(({ kind }) => kind === 'person').length,
      companies: gone.filter(({ kind }) => kind === 'company').length,
      statements: count,
    },
    keeps: kept.flatMap(({ id }) => visible.get(id) ?? []),
    keptCount: kept.length,
  };
}

/** Takes an import's people, companies and values back, and puts changed records back as they stood. */
export async function undoContacts(house: Transaction, importId: string): Promise<void> {
  const { db, actor } = house;
  await separateWhatCameWith(house, importId);
  await takeGroundsBack(house, importId);
  const parties = (await keptParties(house, importId)).rows;
  const kept = parties.filter(({ because }) => because.length > 0);

  await sql`
    delete from parties where workspace_id = ${actor.workspaceId} and import_id = ${importId}
      and id <> all (${kept.map(({ id }) => id)}::uuid[])`.execute(db);

  const touched = await sql<{ party_id: string }>`
    select distinct party_id from statements
    where workspace_id = ${actor.workspaceId} and import_id = ${importId}`.execute(db);
  // What the import replaced counts again, unless somebody has replaced that in turn.
  await sql`
    update statements s set superseded_by = replacing.superseded_by,
      superseded_at = case when replacing.superseded_at is not null then s.superseded_at end
    from statements replacing
    where replacing.workspace_id = ${actor.workspaceId} and replacing.import_id = ${importId}
      and s.workspace_id = replacing.workspace_id and s.party_id = replacing.party_id
      and s.superseded_by = replacing.id`.execute(db);
  const keptIds = new Set(kept.map(({ id }) => id));
  for (const { party_id } of touched.rows) {
    // A record somebody worked on keeps the name by which they know it.
    await sql`
      delete from statements where workspace_id = ${actor.workspaceId} and party_id = ${party_id}
        and import_id = ${importId} ${keptIds.has(party_id) ? sql`and not (topic = 'name' and superseded_at is null)` : sql``}`.execute(
      db,
    );
    const party = await db
      .selectFrom('parties')
      .select(['id', 'kind', 'audience', 'version', 'trashed_at'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', party_id)
      .executeTakeFirstOrThrow();
    if (!party.trashed_at) {
      await refresh(house, { ...party, kind: party.kind as PartyKind });
      await refreshValues(house, [party.id]);
    }
  }
  await putBack(house, importId);
}

/** Records nobody changed since the import get back exactly the row they had, version and times included. */
async function putBack({ db, actor }: Transaction, importId: string): Promise<void> {
  await sql`
    update parties p set version = (c.before ->> 'version')::integer,
      updated_at = (c.before ->> 'updated_at')::timestamptz
    from import_changes c
    where c.workspace_id = ${actor.workspaceId} and c.import_id = ${importId} and c.record = 'party'
      and p.workspace_id = c.workspace_id and p.id = c.record_id
      -- The undo itself added one version to those the import left.
      and p.version = c.version + 1`.execute(db);
  await db
    .deleteFrom('import_changes')
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', importId)
    .execute();
}
