import { setTimeout as pause } from 'node:timers/promises';
import type { ConnectionKind } from '../../../../shared/platform/connections.ts';
import { asActor, systemActor, type Transaction } from '../../access/actor.ts';
import type { House } from '../../house.ts';
import { alone } from '../../import/alone.ts';
import { connectorOf, type Token } from '../connector.ts';
import { ConnectionTrouble, problemOf } from '../errors.ts';
import { type ConnectionRow, findConnection, sealSecret, secretOf } from '../kept.ts';
import { type Registration, refresh, type Tokens } from './asking.ts';
import { clientSecretOf, findMailProvider } from './providers.ts';

/** One that ends within this is renewed first, so that it outlives what is begun with it. */
const soonSeconds = 120;

const isSoonOver = ({ expiresAt }: Tokens) =>
  Temporal.Instant.compare(
    Temporal.Instant.from(expiresAt),
    Temporal.Now.instant().add({ seconds: soonSeconds }),
  ) <= 0;

/** At which provider a connection is signed in to; undefined: it opens by a secret of its own. */
export function providerOf({ kind, settings }: Pick<ConnectionRow, 'kind' | 'settings'>) {
  const connector = connectorOf(kind as ConnectionKind);
  const read = connector.settings.safeParse(settings);
  return read.success ? connector.signIn?.(read.data)?.provider : undefined;
}

/** Lost with the installation's key, or never given: whoever signs in again makes it good. */
function tokensOf(house: House, row: ConnectionRow): Tokens {
  try {
    return secretOf(house, row) as Tokens;
  } catch (cause) {
    throw new ConnectionTrouble('sign in needed', { cause });
  }
}

/** Throws ConnectionTrouble where the provider is not registered, or its secret was lost. */
export async function registrationOf(
  house: House,
  transaction: Transaction,
  providerId: string,
): Promise<Registration> {
  const row = await findMailProvider(transaction, providerId);
  const secret = row && !row.removed_at ? clientSecretOf(house, row) : undefined;
  if (!row || secret === undefined) throw new ConnectionTrouble('client refused');
  return { egress: house.egress, row, secret };
}

/** What opens a connection now: its kept secret, or a token that has not ended. */
export async function keyOf(house: House, row: ConnectionRow): Promise<unknown> {
  const connector = connectorOf(row.kind as ConnectionKind);
  const provider = providerOf(row);
  if (provider === undefined) return connector.secret.parse(secretOf(house, row));
  const kept = tokensOf(house, row);
  return asKey(isSoonOver(kept) ? await renewed(house, row, kept) : kept);
}

const asKey = ({ accessToken }: Tokens): Token => ({ accessToken });

/** Another token, where one was refused before its time; undefined where it opens by a secret of its own. */
export async function anotherKey(
  house: House,
  row: ConnectionRow,
  refused: unknown,
): Promise<Token | undefined> {
  if (providerOf(row) === undefined) return undefined;
  const { accessToken } = refused as Token;
  return asKey(await renewed(house, row, { ...tokensOf(house, row), accessToken }));
}

/**
 * Opens something with what opens a connection. A token that is refused is renewed once: it may have been taken
 * back while a new one is still given. When that is refused as well, the mailbox is another than the one that
 * was allowed.
 */
export async function withKey<T>(
  house: House,
  row: ConnectionRow,
  use: (key: unknown) => Promise<T>,
): Promise<T> {
  const key = await keyOf(house, row);
  try {
    return await use(key);
  } catch (error) {
    if (problemOf(error) !== 'sign-in refused') throw error;
    const another = await anotherKey(house, row, key);
    if (!another) throw error;
    return await use(another).catch((again: unknown) => {
      throw problemOf(again) === 'sign-in refused'
        ? new ConnectionTrouble('token refused', { cause: again })
        : again;
    });
  }
}

/**
 * One process renews at a time: a refresh token that is used twice is taken for a stolen one by many providers,
 * which then take back everything. Whoever waited finds what the other got. When the process ends between the
 * answer and the row, the old refresh token is tried; a provider that has already replaced it says so, and the
 * connection says that its owner has to sign in again.
 */
async function renewed(house: House, { workspace_id, id }: ConnectionRow, stale: Tokens) {
  const system = systemActor(workspace_id);
  for (;;) {
    let found: Tokens | undefined;
    await alone(house.pool, `tokens of ${id}`, house.closing, async () => {
      const row = await asActor(house.db, system, (transaction) => findConnection(transaction, id));
      const provider = row && providerOf(row);
      if (!row || provider === undefined) throw new ConnectionTrouble('sign in needed');
      const kept = tokensOf(house, row);
      if (kept.accessToken !== stale.accessToken && !isSoonOver(kept)) {
        found = kept;
        return;
      }
      const registration = await asActor(house.db, system, (transaction) =>
        registrationOf(house, transaction, provider),
      );
      const tokens = await refresh(registration, kept);
      await asActor(house.db, system, ({ db }) =>
        db
          .updateTable('connections')
          .set({ secret: sealSecret(house, workspace_id, id, tokens) })
          .where('workspace_id', '=', workspace_id)
          .where('id', '=', id)
          // Whoever signed in anew meanwhile has better ones.
          .where('secret', '=', row.secret)
          .execute(),
      );
      found = tokens;
    });
    if (found) return found;
    await pause(100, undefined, { signal: house.closing });
  }
}
