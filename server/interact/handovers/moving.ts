import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import { sees } from '../../platform/access/readers.ts';
import { announce, type Happening, recordInBulk } from '../../platform/events/events.ts';
import type { Handover } from './handovers.ts';

interface Moved {
  id: string;
  kind: string;
  audience: string;
  before: string | null;
}

/**
 * Responsibility goes to the successor, for every record that still stands as it was proposed and that the
 * successor sees. Acts as the house: until then the successor may not change these records.
 */
export async function moveToSuccessor(house: Transaction, handover: Handover): Promise<void> {
  const { db, actor } = house;
  const { rows } = await sql<Moved>`
    with moving as (
      select p.id, i.was_assigned_to as before from handover_items i
      join parties p on p.workspace_id = i.workspace_id and p.id = i.party_id
      join users u on u.workspace_id = i.workspace_id and u.id = ${handover.to_id} and u.disabled_at is null
      where i.workspace_id = ${actor.workspaceId} and i.handover_id = ${handover.id}
        and p.trashed_at is null and p.assigned_to is not distinct from i.was_assigned_to
        and ${sees(sql.ref('p.audience'))}
    ), noted as (
      update handover_items i set taken = true from moving m
      where i.workspace_id = ${actor.workspaceId} and i.handover_id = ${handover.id} and i.party_id = m.id
    )
    update parties p set assigned_to = ${handover.to_id}, version = p.version + 1, updated_at = now()
    from moving m where p.workspace_id = ${actor.workspaceId} and p.id = m.id
    returning p.id, p.kind, p.audience, m.before`.execute(db);
  await tell(house, handover, rows, handover.to_id);
}

/** It goes back to whoever had it, for every record that the successor still looks after. */
export async function moveBack(house: Transaction, handover: Handover): Promise<void> {
  const { db, actor } = house;
  const { rows } = await sql<Moved & { after: string | null }>`
    with moving as (
      select p.id, (select u.id from users u where u.workspace_id = i.workspace_id
        and u.id = i.was_assigned_to and u.disabled_at is null) as after
      from handover_items i join parties p on p.workspace_id = i.workspace_id and p.id = i.party_id
      where i.workspace_id = ${actor.workspaceId} and i.handover_id = ${handover.id} and i.taken
        and p.assigned_to = ${handover.to_id}
    ), noted as (
      update handover_items i set taken = false
      where i.workspace_id = ${actor.workspaceId} and i.handover_id = ${handover.id}
    )
    update parties p set assigned_to = m.after, version = p.version + 1, updated_at = now()
    from moving m where p.workspace_id = ${actor.workspaceId} and p.id = m.id
    returning p.id, p.kind, p.audience, ${handover.to_id}::uuid as before, m.after`.execute(db);
  for (const [after, some] of Map.groupBy(rows, (row) => row.after))
    await tell(house, handover, some, after);
}

async function tell(
  house: Transaction,
  { id: handoverId }: Handover,
  moved: Moved[],
  to: string | null,
): Promise<void> {
  if (moved.length === 0) return;
  await recordInBulk(
    house,
    moved.map(
      ({ id, kind, audience, before }): Happening => ({
        subject: kind,
        subjectId: id,
        audience,
        verb: 'changed',
        particulars: { handoverId },
        before: { assignedTo: before },
        after: { assignedTo: to },
      }),
    ),
  );
  for (const audience of new Set(moved.map((row) => row.audience)))
    await announce(house, { subject: 'party', id: handoverId, audience, verb: 'changed' });
}
