import { sql } from 'kysely';
import type { z } from 'zod';
import type { HandoverInput, Proposed } from '../../../shared/interact/handovers.ts';
import { CannotSeeRecord, PartyNotFound, PartyNotYours } from '../../identify/parties/errors.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { editableBy, ReadOnly } from '../../platform/access/reach.ts';
import { sees } from '../../platform/access/readers.ts';
import { nextId } from '../../platform/database/ids.ts';
import { NobodysToHandOver, NoSuchSuccessor, NothingToHandOver } from './errors.ts';
import { findHandover } from './handovers.ts';
import { tellOfHandover } from './telling.ts';

type Input = z.output<typeof HandoverInput>;

/** Proposes to a colleague to look after these records. Nothing changes before they accept. */
export async function proposeHandover(transaction: Transaction, input: Input): Promise<Proposed> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user' || actor.readOnly) throw new ReadOnly();
  const successor = await db
    .selectFrom('users')
    .select(['id', 'name', 'level'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', input.to)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!successor || successor.level === 'reader') throw new NoSuchSuccessor();
  const records = await recordsOf(transaction, input);
  const given = records.filter(({ seen, mine }) => seen && mine);
  if (input.partyIds) {
    if (records.length < new Set(input.partyIds).size) throw new PartyNotFound();
    if (records.some(({ mine }) => !mine)) throw new PartyNotYours();
    if (given.length === 0) throw new CannotSeeRecord(successor.name);
  }
  const leftOut = records.length - given.length;
  if (given.length === 0) throw new NothingToHandOver(leftOut);
  const from = input.allOf ?? given[0]!.assigned_to ?? actor.userId;
  if (from === input.to) throw new NoSuchSuccessor();

  const id = nextId();
  await db
    .insertInto('handovers')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: actor.workspaceId,
      from_id: from,
      to_id: input.to,
      proposed_by: actor.userId,
      reason: input.reason,
      begins_on: input.from ? Temporal.PlainDate.from(input.from) : null,
      ends_on: input.until ? Temporal.PlainDate.from(input.until) : null,
      note: input.note,
      records: given.length,
      state: 'proposed',
    })
    .execute();
  await sql`
    insert into handover_items (workspace_id, handover_id, party_id, audience, was_assigned_to)
    select p.workspace_id, ${id}, p.id, p.audience, p.assigned_to from parties p
    where p.workspace_id = ${actor.workspaceId} and p.id = any (${given.map((one) => one.id)}::uuid[])`.execute(
    db,
  );
  const handover = (await findHandover(transaction, id))!;
  const event = await tellOfHandover(transaction, handover, 'proposed');
  return { id, event, records: given.length, leftOut };
}

/** What is to be handed over: whether the actor may, and whether the successor would see it. */
async function recordsOf(
  transaction: Transaction,
  { partyIds, allOf, to }: Input,
): Promise<{ id: string; assigned_to: string | null; seen: boolean; mine: boolean }[]> {
  const { db, actor } = transaction;
  if (allOf && actor.kind === 'user') {
    const may = actor.level === 'owner' || actor.edits.includes(allOf);
    if (!may) throw new NobodysToHandOver();
  }
  const { rows } = await sql<{
    id: string;
    assigned_to: string | null;
    seen: boolean;
    mine: boolean;
  }>`
    select p.id, p.assigned_to, ${editableBy(actor)} as mine,
      exists (select from users u where u.workspace_id = ${actor.workspaceId} and u.id = ${to}
        and ${sees(sql.ref('p.audience'))}) as seen
    from parties p
    where p.workspace_id = ${actor.workspaceId} and p.trashed_at is null
      and ${partyIds ? sql`p.id = any (${partyIds}::uuid[])` : sql`p.assigned_to = ${allOf}`}`.execute(
    db,
  );
  return rows;
}
