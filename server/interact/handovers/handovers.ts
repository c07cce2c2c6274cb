import { sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { HandoverRow, HandoverView } from '../../../shared/interact/handovers.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { HandoverNotFound } from './errors.ts';

/** Finds a handover among those the actor takes part in. */
export function findHandover({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('handovers')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}
export type Handover = NonNullable<Awaited<ReturnType<typeof findHandover>>>;

const mostListed = 200;

/** The handovers the actor takes part in, newest first. */
export async function handoversOf(transaction: Transaction): Promise<HandoverRow[]> {
  const { db, actor } = transaction;
  const rows = await db
    .selectFrom('handovers')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('id', 'desc')
    .limit(mostListed)
    .execute();
  const nameOf = await namesOf(transaction, rows);
  return rows.map((row) => rowOf(transaction, row, nameOf));
}

const mostItems = 500;

export async function viewHandover(transaction: Transaction, id: string): Promise<HandoverView> {
  const { db, actor } = transaction;
  const handover = await findHandover(transaction, id);
  if (!handover) throw new HandoverNotFound();
  const { rows: items } = await sql<{
    partyId: string;
    kind: PartyKind;
    name: string;
    taken: boolean;
  }>`
    select p.id as "partyId", p.kind, p.name, i.taken from handover_items i
    join parties p on p.workspace_id = ${actor.workspaceId} and p.id = i.party_id and p.trashed_at is null
    where i.workspace_id = ${actor.workspaceId} and i.handover_id = ${id}
    order by p.sort_name, p.id limit ${sql.lit(mostItems)}`.execute(db);
  return { ...rowOf(transaction, handover, await namesOf(transaction, [handover])), items };
}

type NameOf = (id: string) => { id: string; name: string };

async function namesOf(
  { db, actor }: Transaction,
  rows: readonly Pick<Handover, 'from_id' | 'to_id' | 'proposed_by'>[],
): Promise<NameOf> {
  const ids = rows.flatMap(({ from_id, to_id, proposed_by }) => [from_id, to_id, proposed_by]);
  const users =
    ids.length === 0
      ? []
      : await db
          .selectFrom('users')
          .select(['id', 'name'])
          .where('workspace_id', '=', actor.workspaceId)
          .where('id', 'in', [...new Set(ids)])
          .execute();
  const byId = new Map(users.map((user) => [user.id, user]));
  return (id) => byId.get(id) ?? { id, name: '?' };
}

function rowOf({ actor }: Transaction, row: Handover, nameOf: NameOf): HandoverRow {
  const writes = actor.kind === 'user' && !actor.readOnly;
  const gives = [row.from_id, row.proposed_by].includes(actor.userId ?? '');
  const isOwner = actor.kind === 'user' && actor.level === 'owner';
  const state = row.state as HandoverRow['state'];
  return {
    id: row.id,
    from: nameOf(row.from_id),
    to: nameOf(row.to_id),
    proposedBy: nameOf(row.proposed_by),
    reason: row.reason as HandoverRow['reason'],
    begins: row.begins_on?.toString() ?? null,
    until: row.ends_on?.toString() ?? null,
    note: row.note,
    answer: row.answer,
    records: row.records,
    state,
    proposedAt: row.proposed_at.toString(),
    version: row.version,
    can: {
      answer: writes && state === 'proposed' && row.to_id === actor.userId,
      withdraw: writes && (state === 'proposed' || state === 'accepted') && (gives || isOwner),
      end: writes && state === 'begun' && (gives || isOwner || row.to_id === actor.userId),
    },
  };
}
