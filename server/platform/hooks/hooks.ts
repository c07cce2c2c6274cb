import { sql } from 'kysely';
import type { DeliveryView, HookPurpose, HookView } from '../../../shared/platform/hooks.ts';
import type { Transaction } from '../access/actor.ts';
import type { House } from '../house.ts';
import { HookNotFound } from './errors.ts';

/** The path of the doors; what follows it nobody can guess. */
export const hookPath = '/hooks';

/** An address names its workspace, so that nobody has to look through all of them for a door. */
export function addressOf({ publicUrl }: House, workspaceId: string, key: string): string {
  return `${publicUrl}${hookPath}/${tokenOf(workspaceId, key)}`;
}

export function tokenOf(workspaceId: string, key: string): string {
  return Buffer.from(workspaceId.replaceAll('-', ''), 'hex').toString('base64url') + key;
}

export function placeOf(token: string): { workspaceId: string; key: string } | undefined {
  const [, workspace, key] = /^([\w-]{22})([\w-]{24})$/.exec(token) ?? [];
  if (!workspace || !key) return undefined;
  const hex = Buffer.from(workspace, 'base64url').toString('hex');
  return { workspaceId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), key };
}

export function findHook({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('hooks')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The doors of the company, newest first, with what came through them lately. */
export async function listHooks(transaction: Transaction, house: House): Promise<HookView[]> {
  const { db, actor } = transaction;
  const { rows } = await sql<{
    id: string;
    key: string;
    name: string;
    purpose: HookPurpose;
    keeper_id: string;
    keeper: string | null;
    paused_at: Temporal.Instant | null;
    earlier_until: Temporal.Instant | null;
    last_at: Temporal.Instant | null;
    taken: number;
    refused: number;
    version: number;
    extensions: { extension: string; userId: string }[];
  }>`
    select h.id, h.key, h.name, h.purpose, h.keeper_id, u.name as keeper, h.paused_at, h.earlier_until,
      h.version, d.last_at, coalesce(d.taken, 0) as taken, coalesce(d.refused, 0) as refused,
      coalesce((select jsonb_agg(jsonb_build_object('extension', e.extension, 'userId', e.user_id)
          order by e.extension)
        from hook_extensions e where e.workspace_id = h.workspace_id and e.hook_id = h.id), '[]') as extensions
    from hooks h
      left join users u on u.workspace_id = h.workspace_id and u.id = h.keeper_id
      left join lateral (
        select max(last_at) as last_at,
          coalesce(sum(times) filter (where outcome = 'taken'), 0)::int as taken,
          coalesce(sum(times) filter (where outcome = 'refused'), 0)::int as refused
        from hook_deliveries x where x.workspace_id = h.workspace_id and x.hook_id = h.id) d on true
    where h.workspace_id = ${actor.workspaceId} and h.removed_at is null
    order by h.id desc`.execute(db);
  const now = Temporal.Now.instant();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    purpose: row.purpose,
    address: addressOf(house, actor.workspaceId, row.key),
    keeper: { id: row.keeper_id, name: row.keeper ?? '' },
    extensions: row.extensions,
    pausedAt: row.paused_at?.toString() ?? null,
    earlierUntil:
      row.earlier_until && Temporal.Instant.compare(row.earlier_until, now) > 0
        ? row.earlier_until.toString()
        : null,
    lastAt: row.last_at?.toString() ?? null,
    taken: row.taken,
    refused: row.refused,
    version: row.version,
  }));
}

const mostDeliveries = 100;

/** What came through a door lately, newest first. */
export async function listDeliveries(
  transaction: Transaction,
  hookId: string,
): Promise<DeliveryView[]> {
  const { db, actor } = transaction;
  if (!(await findHook(transaction, hookId))) throw new HookNotFound();
  const rows = await db
    .selectFrom('hook_deliveries')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('hook_id', '=', hookId)
    .orderBy('last_at', 'desc')
    .limit(mostDeliveries)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    outcome: row.outcome as DeliveryView['outcome'],
    reason: row.reason,
    times: row.times,
    firstAt: row.first_at.toString(),
    lastAt: row.last_at.toString(),
  }));
}
