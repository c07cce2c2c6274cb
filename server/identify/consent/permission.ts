import { sql } from 'kysely';
import {
  type ConsentChannel,
  type Permission,
  permissionFor,
  permissionInWords,
  type Said,
} from '../../../shared/identify/consent.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { instantText } from '../../platform/database/values.ts';
import { PartyNotFound } from '../parties/errors.ts';
import { MustNotWrite } from './errors.ts';
import { findPurpose } from './purposes.ts';

/**
 * The latest thing each person said for each purpose and channel. What was said later counts, whenever it was
 * written down; of two said at one moment the "no". Entries that were a mistake do not count.
 */
export const latestSaid = sql`
  select distinct on (c.party_id, c.purpose, c.channel)
    c.party_id, c.purpose, c.channel, c.id, c.decision, c.ground, c.stated_at
  from consents c
  where c.decision <> 'retracted' and not exists (
    select from consents r where r.workspace_id = c.workspace_id and r.retracts = c.id)`;
export const latestFirst = sql`
  order by c.party_id, c.purpose, c.channel, c.stated_at desc, c.decision = 'given', c.id desc`;

/** Whether these people may be written to, each with its reason: asked by whatever sends, when it sends. */
export async function maySend(
  transaction: Transaction,
  {
    partyIds,
    purpose: key,
    channel,
  }: { partyIds: readonly string[]; purpose: string; channel: ConsentChannel },
): Promise<Map<string, Permission>> {
  const { db, actor } = transaction;
  const purpose = await findPurpose(transaction, key);
  const { rows } = await sql<{
    party: string;
    in_trash: boolean;
    id: string | null;
    decision: Said['decision'];
    ground: Said['ground'];
    stated_at: string;
  }>`
    select p.id as party, p.trashed_at is not null as in_trash,
      s.id, s.decision, s.ground, s.stated_at::text as stated_at
    from parties p left join (
      ${latestSaid} and c.workspace_id = ${actor.workspaceId}
        and c.party_id = any (${partyIds}::uuid[]) and c.purpose = ${key} and c.channel = ${channel}
      ${latestFirst}) s on s.party_id = p.id
    where p.workspace_id = ${actor.workspaceId} and p.id = any (${partyIds}::uuid[])
      and p.kind = 'person'`.execute(db);
  return new Map(
    rows.map(({ party, in_trash, id, decision, ground, stated_at }) => [
      party,
      permissionFor({
        purpose,
        channel,
        said: id ? { id, decision, ground, statedAt: instantText(stated_at) } : undefined,
        inTrash: in_trash,
      }),
    ]),
  );
}

/** Whether one person may be written to. */
export async function permissionOf(
  transaction: Transaction,
  asked: { partyId: string; purpose: string; channel: ConsentChannel },
): Promise<Permission> {
  const { partyId, ...what } = asked;
  const permission = (await maySend(transaction, { ...what, partyIds: [partyId] })).get(partyId);
  if (!permission) throw new PartyNotFound();
  return permission;
}

/** The same as a guard: refuses with the reason, else answers with what the message rests on. */
export async function requirePermission(
  transaction: Transaction,
  asked: { partyId: string; purpose: string; channel: ConsentChannel },
): Promise<Permission> {
  const permission = await permissionOf(transaction, asked);
  if (!permission.allowed) throw new MustNotWrite(permissionInWords(permission));
  return permission;
}
