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
  await movePromises(house, handover, rows);
  await moveTasks(house, handover, rows);
  await tell(house, handover, rows, handover.to_id);
}

/** Open promises go along where the one who hands over sees to them; others have a keeper of their own. */
async function movePromises(
  { db, actor }: Transaction,
  { id, from_id, to_id }: Handover,
  moved: readonly Moved[],
): Promise<void> {
  await sql`
    update promises set keeper_id = ${to_id}, handover_id = ${id}, version = version + 1
    where workspace_id = ${actor.workspaceId} and party_id = any (${moved.map((one) => one.id)}::uuid[])
      and keeper_id = ${from_id} and outcome is null and removed_at is null`.execute(db);
}

/** Those that are still open and with the successor go back, unless whoever had them works here no more. */
async function movePromisesBack(
  { db, actor }: Transaction,
  { id, from_id, to_id }: Handover,
): Promise<void> {
  await sql`
    update promises set handover_id = null, version = version + 1, keeper_id = case
      when outcome is null and keeper_id = ${to_id} and exists (select from users u
        where u.workspace_id = ${actor.workspaceId} and u.id = ${from_id} and u.disabled_at is null)
      then ${from_id}::uuid else keeper_id end
    where workspace_id = ${actor.workspaceId} and handover_id = ${id}`.execute(db);
}

/** So do open tasks about them, where the successor sees them: what was private stays where it is. */
async function moveTasks(
  { db, actor }: Transaction,
  { id, from_id, to_id }: Handover,
  moved: readonly Moved[],
): Promise<void> {
  await sql`
    with going as (
      update tasks k set keeper_id = ${to_id}, handover_id = ${id}, accepted_at = null
      from users u
      where k.workspace_id = ${actor.workspaceId} and k.keeper_id = ${from_id} and k.outcome is null
        and u.workspace_id = k.workspace_id and u.id = ${to_id} and ${sees(sql.ref('k.audience'))}
        and exists (select from participants x where x.workspace_id = k.workspace_id
          and x.activity_id = k.activity_id and x.party_id = any (${moved.map((one) => one.id)}::uuid[]))
        and exists (select from activities a where a.workspace_id = k.workspace_id
          and a.id = k.activity_id and a.trashed_at is null)
      returning k.activity_id
    )
    update activities a set assigned_to = ${to_id}, version = a.version + 1 from going g
    where a.workspace_id = ${actor.workspaceId} and a.id = g.activity_id`.execute(db);
}

async function moveTasksBack(
  { db, actor }: Transaction,
  { id, from_id, to_id }: Handover,
): Promise<void> {
  await sql`
    with returning_home as (
      update tasks t set keeper_id = ${from_id}
      where t.workspace_id = ${actor.workspaceId} and t.handover_id = ${id} and t.keeper_id = ${to_id}
        and t.outcome is null and exists (select from users u where u.workspace_id = t.workspace_id
          and u.id = ${from_id} and u.disabled_at is null)
      returning t.activity_id
    )
    update activities a set assigned_to = ${from_id}, version = a.version + 1 from returning_home g
    where a.workspace_id = ${actor.workspaceId} and a.id = g.activity_id`.execute(db);
  await sql`
    update tasks set handover_id = null
    where workspace_id = ${actor.workspaceId} and handover_id = ${id}`.execute(db);
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
  await movePromisesBack(house, handover);
  await moveTasksBack(house, handover);
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
