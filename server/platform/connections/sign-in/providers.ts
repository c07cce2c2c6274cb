import { sql } from 'kysely';
import type {
  MailProviderChange,
  MailProviderInput,
  MailProviderKind,
  MailProviders,
} from '../../../../shared/platform/mail-providers.ts';
import { asHouse, type Transaction } from '../../access/actor.ts';
import { ChangedMeanwhile } from '../../access/reach.ts';
import { seal, unseal } from '../../auth/sealing.ts';
import { nextId } from '../../database/ids.ts';
import { record } from '../../events/events.ts';
import { actsName, undoable } from '../../events/undo.ts';
import type { House } from '../../house.ts';
import { SecretNeeded } from '../errors.ts';
import { MailProviderKnown, MailProviderNotFound } from './errors.ts';
import { knownNames, placesOf } from './known.ts';

const purpose = 'mail provider';
const sealedFor = (workspaceId: string, id: string) => `${workspaceId} ${id}`;

/** Where providers send browsers back to: one address for all of them, entered at each. */
export const redirectUriOf = ({ publicUrl }: House) =>
  new URL('/settings/connections/signed-in', publicUrl).href;

export async function findMailProvider({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('mail_providers')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}
export type MailProviderRow = NonNullable<Awaited<ReturnType<typeof findMailProvider>>>;

/** Undefined when this installation has another key than the one it was sealed with. */
export function clientSecretOf({ auth }: House, row: MailProviderRow): string | undefined {
  const { workspace_id, id, secret } = row;
  return unseal(auth.secret, purpose, sealedFor(workspace_id, id), secret)?.toString();
}

function sealed({ auth }: House, workspaceId: string, id: string, secret: string): Buffer {
  return seal(auth.secret, purpose, sealedFor(workspaceId, id), Buffer.from(secret));
}

export async function listMailProviders(
  house: House,
  { db, actor }: Transaction,
): Promise<MailProviders> {
  const rows = await db
    .selectFrom('mail_providers')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
  return {
    rows: rows.map((row) => {
      const { authorizationEndpoint, tokenEndpoint, scopes } = placesOf(row);
      return {
        id: row.id,
        kind: row.kind as MailProviderKind,
        name: row.name,
        clientId: row.client_id,
        tenant: row.tenant,
        authorizationEndpoint,
        tokenEndpoint,
        scopes: [...scopes],
        hasSecret: clientSecretOf(house, row) !== undefined,
        version: row.version,
      };
    }),
    redirectUri: redirectUriOf(house),
  };
}

/** Registered anew under the same id where it was before, so that its mailboxes go on. */
export async function addMailProvider(
  house: House,
  transaction: Transaction,
  input: MailProviderInput,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  const before =
    input.kind === 'other'
      ? undefined
      : await db
          .selectFrom('mail_providers')
          .select(['id', 'removed_at', 'version'])
          .where('workspace_id', '=', actor.workspaceId)
          .where('kind', '=', input.kind)
          .executeTakeFirst();
  const name = input.kind === 'other' ? input.name : knownNames[input.kind];
  if (before && !before.removed_at) throw new MailProviderKnown(name);
  const id = before?.id ?? nextId();
  const values = {
    name,
    client_id: input.clientId,
    secret: sealed(house, actor.workspaceId, id, input.secret),
    tenant: input.kind === 'microsoft' ? input.tenant : null,
    authorization_endpoint: input.kind === 'other' ? input.authorizationEndpoint : null,
    token_endpoint: input.kind === 'other' ? input.tokenEndpoint : null,
    scopes: input.kind === 'other' ? input.scopes : null,
    removed_at: null,
    version: (before?.version ?? 0) + 1,
  };
  if (before) {
    await db
      .updateTable('mail_providers')
      .set(values)
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', id)
      .execute();
    await goOn(transaction, id);
  } else {
    await db
      .insertInto('mail_providers')
      .values({
        workspace_id: actor.workspaceId,
        id,
        kind: input.kind,
        created_by: actor.userId,
        ...values,
      })
      .execute();
  }
  return { id, event: await tell(transaction, id, 'made', { kind: input.kind, name }) };
}

/** What was given for one place is not sent to another: a new address of tokens asks for the secret again. */
export async function changeMailProvider(
  house: House,
  transaction: Transaction,
  id: string,
  { version, secret, ...change }: MailProviderChange,
): Promise<{ event: string; version: number }> {
  const { db, actor } = transaction;
  const row = await standing(transaction, id, version);
  const isOther = row.kind === 'other';
  if (isOther && !secret && change.tokenEndpoint && change.tokenEndpoint !== row.token_endpoint) {
    throw new SecretNeeded();
  }
  await db
    .updateTable('mail_providers')
    .set({
      client_id: change.clientId ?? row.client_id,
      ...(secret === undefined ? {} : { secret: sealed(house, actor.workspaceId, id, secret) }),
      ...(row.kind === 'microsoft' ? { tenant: change.tenant ?? row.tenant } : {}),
      ...(isOther
        ? {
            name: change.name ?? row.name,
            authorization_endpoint: change.authorizationEndpoint ?? row.authorization_endpoint,
            token_endpoint: change.tokenEndpoint ?? row.token_endpoint,
            scopes: change.scopes ?? row.scopes,
          }
        : {}),
      version: version + 1,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  await goOn(transaction, id);
  const particulars = { kind: row.kind, name: change.name ?? row.name };
  return { event: await tell(transaction, id, 'changed', particulars), version: version + 1 };
}

/** Its mailboxes stay, and wait for a registration. */
export async function removeMailProvider(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<{ event: string; version: number }> {
  const row = await standing(transaction, id, version);
  await mark(transaction, id, version, Temporal.Now.instant());
  const event = await tell(transaction, id, 'removed', { kind: row.kind, name: row.name });
  return { event, version: version + 1 };
}

async function restoreMailProvider(transaction: Transaction, id: string) {
  const row = await findMailProvider(transaction, id);
  if (!row?.removed_at) throw new MailProviderNotFound();
  await mark(transaction, id, row.version, null);
  await goOn(transaction, id);
  const event = await tell(transaction, id, 'restored', { kind: row.kind, name: row.name });
  return { event, version: row.version + 1 };
}

/** A secret that was changed stays changed: whoever had the old one may be the reason. */
export function registerMailProviderUndo(): void {
  undoable(
    'mail provider',
    'removed',
    (transaction, { subjectId }) => restoreMailProvider(transaction, subjectId),
    'restored',
  );
  actsName('mail provider', async ({ db, actor }, ids) => {
    const rows = await db
      .selectFrom('mail_providers')
      .select(['id', 'name'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', 'in', ids)
      .execute();
    return new Map(rows.map(({ id, name }) => [id, name]));
  });
}

/** Connections of everybody that waited for a registration; whoever changed it need not see them. */
async function goOn(transaction: Transaction, id: string): Promise<void> {
  await asHouse(transaction, ({ db, actor }) =>
    db
      .updateTable('connections')
      .set({ state: 'on', problem: null, failures: 0, next_try_at: Temporal.Now.instant() })
      .where('workspace_id', '=', actor.workspaceId)
      .where('state', '=', 'needs attention')
      .where('problem', '=', 'client refused')
      .where(sql<string>`settings ->> 'signIn'`, '=', id)
      .execute(),
  );
}

async function standing(transaction: Transaction, id: string, version: number) {
  const row = await findMailProvider(transaction, id);
  if (!row || row.removed_at) throw new MailProviderNotFound();
  if (row.version !== version) throw new ChangedMeanwhile();
  return row;
}

async function mark(
  { db, actor }: Transaction,
  id: string,
  version: number,
  removedAt: Temporal.Instant | null,
): Promise<void> {
  await db
    .updateTable('mail_providers')
    .set({ removed_at: removedAt, version: version + 1 })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
}

async function tell(
  transaction: Transaction,
  id: string,
  verb: string,
  particulars: object,
): Promise<string> {
  const [event] = await record(transaction, {
    subject: 'mail provider',
    subjectId: id,
    audience: transaction.actor.workspaceId,
    verb,
    particulars,
  });
  return event!;
}
