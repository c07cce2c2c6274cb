import type { PartyKind } from '../../../shared/identify/parties.ts';
import {
  InTrash,
  PartyMerged,
  PartyNotFound,
  PartyNotYours,
} from '../../identify/parties/errors.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit, type Owned, ReadOnly } from '../../platform/access/reach.ts';
import { workspaceZone } from '../../platform/workspaces/workspaces.ts';

/** The other side of what is dealt: a person or a company, as the actor sees it. */
export interface Side extends Owned {
  id: string;
  kind: PartyKind;
  audience: string;
  trashed_at: Temporal.Instant | null;
  merged_into: string | null;
}

export async function findSide({ db, actor }: Transaction, id: string): Promise<Side> {
  const side = await db
    .selectFrom('parties')
    .select([
      'id',
      'kind',
      'audience',
      'visibility',
      'owner_id',
      'assigned_to',
      'trashed_at',
      'merged_into',
    ])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!side) throw new PartyNotFound();
  return side as Side;
}

/** One that became part of another leads there. */
export async function findStandingSide(transaction: Transaction, id: string): Promise<Side> {
  let side = await findSide(transaction, id);
  while (side.merged_into) side = await findSide(transaction, side.merged_into);
  return side;
}

/** One about whom the actor may write something down. */
export async function sideToNote(transaction: Transaction, id: string): Promise<Side> {
  const side = await findSide(transaction, id);
  if (!mayNote(transaction)) throw new ReadOnly();
  if (side.merged_into) throw new PartyMerged();
  if (side.trashed_at) throw new InTrash();
  return side;
}

/** One whose record the actor may change: what they supply and what was agreed with them is part of it. */
export async function sideToEdit(transaction: Transaction, id: string): Promise<Side> {
  if (!mayEdit(transaction, await findSide(transaction, id))) throw new PartyNotYours();
  return sideToNote(transaction, id);
}

export function mayNote({ actor }: Transaction): boolean {
  return actor.kind === 'system' || (!actor.readOnly && actor.level !== 'reader');
}

/** The day it is where the company works: what is late or over is told by its calendar. */
export async function companyToday(transaction: Transaction): Promise<Temporal.PlainDate> {
  return Temporal.Now.plainDateISO(await workspaceZone(transaction));
}
