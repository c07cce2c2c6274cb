import {
  type CallMoments,
  type CallOutcome,
  callState,
  type EntryCall,
} from '../../../shared/interact/calls.ts';
import type { Transaction } from '../../platform/access/actor.ts';

interface Moments {
  rang_at: Temporal.Instant | null;
  answered_at: Temporal.Instant | null;
  ended_at: Temporal.Instant | null;
  missed_at: Temporal.Instant | null;
}

export function momentsOf(direction: string | null, row: Moments): CallMoments {
  return {
    direction: direction === 'in' ? 'in' : 'out',
    rangAt: row.rang_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    missedAt: row.missed_at,
  };
}

/** How the calls among these entries went. */
export async function callsAmong(
  { db, actor }: Transaction,
  entries: readonly { id: string; kind: string; direction: string | null }[],
): Promise<Map<string, EntryCall>> {
  const called = new Map(
    entries.filter(({ kind }) => kind === 'call').map(({ id, direction }) => [id, direction]),
  );
  if (called.size === 0) return new Map();
  const rows = await db
    .selectFrom('calls')
    .select(['activity_id', 'outcome', 'number', 'rang_at', 'answered_at', 'ended_at', 'missed_at'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', 'in', [...called.keys()])
    .execute();
  return new Map(
    rows.map(({ activity_id: id, outcome, number, ...moments }) => [
      id,
      {
        state: callState(momentsOf(called.get(id) ?? null, moments)),
        outcome: outcome as CallOutcome | null,
        number: number || null,
      },
    ]),
  );
}
