import type {
  ConnectionTest,
  ConnectionTestInput,
  SingleSignOnInput,
  SingleSignOnView,
} from '../../../../shared/platform/single-sign-on.ts';
import type { Auth } from '../auth.ts';
import type { Query } from '../database.ts';
import {
  NotConnected,
  OnlyWayIn,
  SecretNeeded,
  SingleSignOnUntried,
  UserNotFound,
} from '../errors.ts';
import { within } from '../memberships.ts';
import { seal, unseal } from '../sealing.ts';
import type { SignedIn } from '../sessions.ts';
import { findMembership, requireOwner } from '../users.ts';
import { type Client, ProviderProblem, tryProvider } from './provider.ts';

const purpose = 'provider';

/** Where the provider sends browsers back to. */
export function redirectUriOf(auth: Auth): string {
  return new URL('/api/auth/single-sign-on/callback', auth.publicUrl).href;
}

/** What is set for one company; the secret stays sealed until it is used. */
export interface ProviderRow {
  workspaceId: string;
  issuer: string;
  clientId: string;
  secret: Buffer;
  domains: string[];
  newcomers: SingleSignOnInput['newcomers'];
  level: SingleSignOnInput['level'];
}

export const columns = `workspace_id as "workspaceId", issuer, client_id as "clientId", secret, domains,
  newcomers, level`;

export async function findProvider(
  query: Query,
  workspaceId: string,
): Promise<ProviderRow | undefined> {
  const [row] = await query<ProviderRow>(
    `select ${columns} from auth.providers where workspace_id = $1`,
    [workspaceId],
  );
  return row;
}

/** Undefined when this installation has a new key, as after a restore: the secret has to be entered anew. */
export function clientOf(auth: Auth, row: ProviderRow): Client | undefined {
  const secret = unseal(auth.secret, purpose, row.workspaceId, row.secret);
  return secret && { issuer: row.issuer, clientId: row.clientId, secret: secret.toString() };
}

interface Owner {
  workspaceId: string;
  by: string;
}

/** Whoever changes it, and from where. */
export interface Changer extends Owner {
  signedIn: SignedIn;
  source: string;
}

export async function readSettings(auth: Auth, owner: Owner): Promise<SingleSignOnView> {
  const { workspaceId } = owner;
  const settings = await auth.database.transaction(async (query) => {
    await requireOwner(auth, query, owner);
    await within(query, workspaceId);
    const row = await findProvider(query, workspaceId);
    return row && told(row, await auth.memberships.isSingleSignOnOnly(query, workspaceId));
  });
  const link = new URL('/sign-in', auth.publicUrl);
  link.searchParams.set('company', workspaceId);
  return { settings: settings ?? null, redirectUri: redirectUriOf(auth), signInLink: link.href };
}

/** All but the secret. */
function told(
  { issuer, clientId, domains, newcomers, level }: ProviderRow,
  only: boolean,
): NonNullable<SingleSignOnView['settings']> {
  return { issuer, clientId, domains, newcomers, level, only };
}

/**
 * Sets it up or changes it. Another provider ends what the one before opened; and nobody is asked to come
 * in by it alone before its owner has.
 */
export async function saveSettings(
  auth: Auth,
  changer: Changer,
  input: SingleSignOnInput,
): Promise<void> {
  const { workspaceId, by, signedIn, source } = changer;
  await auth.database.transaction(async (query) => {
    await requireOwner(auth, query, changer);
    await within(query, workspaceId);
    const row = await findProvider(query, workspaceId);
    const wasOnly = await auth.memberships.isSingleSignOnOnly(query, workspaceId);
    const isSame = row?.issuer === input.issuer && row.clientId === input.clientId;
    if (input.only && !(isSame && (wasOnly || cameBy(signedIn, workspaceId)))) {
      throw new SingleSignOnUntried();
    }
    const secret =
      input.secret === undefined
        ? isSame && row.secret
        : seal(auth.secret, purpose, workspaceId, Buffer.from(input.secret));
    if (!secret) throw new SecretNeeded();
    await query(
      `insert into auth.providers (workspace_id, issuer, client_id, secret, domains, newcomers, level)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (workspace_id) do update set issuer = excluded.issuer, client_id = excluded.client_id,
         secret = excluded.secret, domains = excluded.domains, newcomers = excluded.newcomers,
         level = excluded.level, updated_at = now()`,
      [
        workspaceId,
        input.issuer,
        input.clientId,
        secret,
        input.domains,
        input.newcomers,
        input.level,
      ],
    );
    if (row && !isSame) await endSessions(query, workspaceId);
    const { secret: given, ...after } = input;
    await auth.memberships.changeSignIn(query, {
      workspaceId,
      only: input.only,
      verb: row ? 'single sign-on changed' : 'single sign-on set up',
      by,
      source,
      ...(row ? { before: told(row, wasOnly) } : {}),
      after,
      particulars: given === undefined || !row ? {} : { secretChanged: true },
    });
  });
  auth.sessions.forget();
}

function cameBy(signedIn: SignedIn, workspaceId: string): boolean {
  return signedIn.by === 'session' && signedIn.confinedTo === workspaceId;
}

export async function removeSettings(auth: Auth, changer: Changer): Promise<void> {
  const { workspaceId, by, source } = changer;
  await auth.database.transaction(async (query) => {
    await requireOwner(auth, query, changer);
    const [own] = await query(
      `select from auth.accounts
       where user_id = $1 and provider_id = 'credential' and password is not null`,
      [by],
    );
    if (!own) throw new OnlyWayIn();
    await within(query, workspaceId);
    const row = await findProvider(query, workspaceId);
    if (!row) return;
    const wasOnly = await auth.memberships.isSingleSignOnOnly(query, workspaceId);
    await query('delete from auth.providers where workspace_id = $1', [workspaceId]);
    await endSessions(query, workspaceId);
    await auth.memberships.changeSignIn(query, {
      workspaceId,
      only: false,
      verb: 'single sign-on removed',
      by,
      source,
      before: told(row, wasOnly),
    });
  });
  auth.sessions.forget();
}

function endSessions(query: Query, workspaceId: string): Promise<unknown> {
  return query('delete from auth.sessions where confined_to = $1', [workspaceId]);
}

/** What is wrong with a connection, in a word that the screen has a sentence for. */
export async function testConnection(
  auth: Auth,
  owner: Owner,
  { issuer, clientId, secret: typed }: ConnectionTestInput,
): Promise<ConnectionTest> {
  const kept = await auth.database.transaction(async (query) => {
    await requireOwner(auth, query, owner);
    await within(query, owner.workspaceId);
    const row = await findProvider(query, owner.workspaceId);
    return row && clientOf(auth, row);
  });
  // The secret that is kept goes to the provider it was given by, and to no other.
  const isSame = kept?.issuer === issuer && kept.clientId === clientId;
  const secret = typed ?? (isSame ? kept.secret : undefined);
  if (secret === undefined) throw new SecretNeeded();
  try {
    await tryProvider(auth.egress, { issuer, clientId, secret }, redirectUriOf(auth));
    return { problem: null, host: new URL(issuer).host, told: null };
  } catch (error) {
    if (!(error instanceof ProviderProblem)) throw error;
    const { problem, host, told } = error;
    return { problem, host, told };
  }
}

/** Somebody's connection is cut: by an owner, when the provider gave their place to another person. */
export async function disconnect(
  auth: Auth,
  { workspaceId, by, source, userId }: Owner & { source: string; userId: string },
): Promise<void> {
  await auth.database.transaction(async (query) => {
    await requireOwner(auth, query, { workspaceId, by });
    if (!(await findMembership(auth, query, workspaceId, userId))) throw new UserNotFound();
    await within(query, workspaceId);
    const cut = await query(
      'delete from auth.identities where workspace_id = $1 and user_id = $2 returning subject',
      [workspaceId, userId],
    );
    if (cut.length === 0) throw new NotConnected();
    await query('delete from auth.sessions where confined_to = $1 and user_id = $2', [
      workspaceId,
      userId,
    ]);
    await auth.memberships.note(query, {
      userId,
      by,
      verb: 'single sign-on disconnected',
      source,
      only: workspaceId,
    });
  });
  auth.sessions.forget();
}
