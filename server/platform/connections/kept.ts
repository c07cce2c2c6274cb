import type { ActivityVisibility } from '../../../shared/platform/access.ts';
import type { Transaction } from '../access/actor.ts';
import { mayEdit } from '../access/reach.ts';
import { seal, unseal } from '../auth/sealing.ts';
import type { House } from '../house.ts';
import { ConnectionNotFound, ConnectionNotYours, ConnectionTrouble } from './errors.ts';

/** Whose secret it is: another connection's does not open in its place. */
const sealedFor = (workspaceId: string, id: string) => `${workspaceId} ${id}`;
const purpose = 'connection';

export async function findConnection({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('connections')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}
export type ConnectionRow = NonNullable<Awaited<ReturnType<typeof findConnection>>>;

export async function connectionToChange(
  transaction: Transaction,
  id: string,
): Promise<ConnectionRow> {
  const row = await findConnection(transaction, id);
  if (!row) throw new ConnectionNotFound();
  if (!mayEdit(transaction, row)) throw new ConnectionNotYours();
  return row;
}

export function reachOf({ audience, visibility, owner_id }: ConnectionRow) {
  return { audience, visibility: visibility as ActivityVisibility, ownerId: owner_id };
}

export function sealSecret(
  { auth }: House,
  workspaceId: string,
  id: string,
  secret: unknown,
): Buffer {
  const plain = Buffer.from(JSON.stringify(secret));
  return seal(auth.secret, purpose, sealedFor(workspaceId, id), plain);
}

/** Throws ConnectionTrouble when the installation has another key than the one it was sealed with. */
export function secretOf({ auth }: House, row: ConnectionRow): unknown {
  const { workspace_id, id, secret } = row;
  const plain = secret && unseal(auth.secret, purpose, sealedFor(workspace_id, id), secret);
  if (!plain) throw new ConnectionTrouble('secret lost');
  return JSON.parse(plain.toString());
}
