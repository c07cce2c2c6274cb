import { insertAccount } from '../accounts.ts';
import type { Auth } from '../auth.ts';
import type { Query } from '../database.ts';
import { AnswerRefused } from '../errors.ts';
import type { Membership } from '../memberships.ts';
import { within } from '../memberships.ts';
import type { Vouched } from './answers.ts';
import type { ProviderRow } from './settings.ts';

interface Arrival {
  provider: ProviderRow;
  vouched: Vouched;
  source: string;
}

/**
 * Whose account the provider vouched for: the one connected with its subject; else, by an address that it
 * says is theirs and that is of the company's own domains, one that has nothing but this company to lose;
 * else a newcomer, if newcomers are let in. Throws AnswerRefused, in the same words whoever has an account
 * here and whoever has none.
 */
export function recognise(auth: Auth, arrival: Arrival): Promise<string> {
  return auth.database.transaction(async (query) => {
    const { provider, vouched } = arrival;
    await within(query, provider.workspaceId);
    requireDomain(provider, vouched);
    // Two windows in which somebody arrives at once: the second finds what the first has made.
    const { email, subject } = vouched;
    await query('select pg_advisory_xact_lock(hashtextextended($1, 29))', [email ?? subject]);
    const known = await use(query, arrival);
    if (known) {
      const places = await placesOf(auth, query, known);
      if (!isOpen(places, provider)) throw new AnswerRefused('no account');
      return known;
    }
    if (email === null) throw new AnswerRefused('not verified');
    const [account] = await query<{ id: string }>('select id from auth.users where email = $1', [
      email,
    ]);
    return account
      ? connectByAddress(auth, query, arrival, account.id)
      : admit(auth, query, arrival, email);
  });
}

/** Somebody who is signed in says that this is them, whatever their address here is. */
export async function connect(auth: Auth, arrival: Arrival & { userId: string }): Promise<boolean> {
  const { provider, vouched, userId } = arrival;
  return auth.database.transaction(async (query) => {
    await within(query, provider.workspaceId);
    requireDomain(provider, vouched);
    const places = await placesOf(auth, query, userId);
    if (!isOpen(places, provider)) throw new AnswerRefused('no account');
    const known = await use(query, arrival);
    if (known && known !== userId) throw new AnswerRefused('taken');
    if (!known) await link(auth, query, arrival, userId);
    return places.some(
      ({ workspaceId, singleSignOnOnly }) =>
        workspaceId === provider.workspaceId && singleSignOnOnly,
    );
  });
}

function requireDomain({ domains }: ProviderRow, { saidEmail }: Vouched): void {
  const domain = saidEmail?.split('@')[1];
  if (domain !== undefined && !domains.includes(domain)) throw new AnswerRefused('foreign');
}

/** Whose subject it is, if it is anybody's. */
async function use(query: Query, { provider, vouched }: Arrival): Promise<string | undefined> {
  const [known] = await query<{ userId: string }>(
    `update auth.identities set last_used_at = now(), email = coalesce($4, email)
     where workspace_id = $1 and issuer = $2 and subject = $3 returning user_id as "userId"`,
    [provider.workspaceId, vouched.issuer, vouched.subject, vouched.saidEmail],
  );
  return known?.userId;
}

function placesOf(auth: Auth, query: Query, userId: string): Promise<Membership[]> {
  return auth.memberships.find(query, userId);
}

function isOpen(places: Membership[], { workspaceId }: ProviderRow): boolean {
  return places.some((place) => place.workspaceId === workspaceId && !place.disabled);
}

/**
 * The word of one company's provider is not enough for an account of several companies, nor for one whose
 * person asked for a code beside the password: they sign in and connect it themselves.
 */
async function connectByAddress(
  auth: Auth,
  query: Query,
  arrival: Arrival,
  userId: string,
): Promise<string> {
  const places = await placesOf(auth, query, userId);
  const companies = places.filter(({ kind }) => kind === 'company');
  const [guarded] = await query(
    'select from auth.authenticators where user_id = $1 and confirmed_at is not null',
    [userId],
  );
  if (!isOpen(places, arrival.provider) || companies.length > 1 || guarded) {
    throw new AnswerRefused('no account');
  }
  await link(auth, query, arrival, userId);
  return userId;
}

async function link(
  auth: Auth,
  query: Query,
  { provider, vouched, source }: Arrival,
  userId: string,
): Promise<void> {
  await insertIdentity(query, { provider, vouched }, userId);
  await auth.memberships.note(query, {
    userId,
    by: userId,
    verb: 'single sign-on connected',
    source,
    only: provider.workspaceId,
  });
}

async function insertIdentity(
  query: Query,
  { provider, vouched }: Omit<Arrival, 'source'>,
  userId: string,
): Promise<void> {
  const written = await query(
    `insert into auth.identities (workspace_id, issuer, subject, user_id, email)
     values ($1, $2, $3, $4, $5) on conflict do nothing returning subject`,
    [provider.workspaceId, vouched.issuer, vouched.subject, userId, vouched.saidEmail ?? ''],
  );
  // An address that came to somebody new at the provider does not bring the account of the one before.
  if (written.length === 0) throw new AnswerRefused('taken');
}

async function admit(
  auth: Auth,
  query: Query,
  { provider, vouched }: Arrival,
  email: string,
): Promise<string> {
  const { workspaceId, newcomers, level: usual } = provider;
  if (newcomers === 'refused') throw new AnswerRefused('no account');
  const [invitation] = await query<{ id: string; level: typeof usual }>(
    `select id, level from auth.invitations
     where workspace_id = $1 and email = $2 and accepted_at is null and expires_at > now() for update`,
    [workspaceId, email],
  );
  if (!invitation && newcomers === 'invited') throw new AnswerRefused('no account');
  const { name } = vouched;
  const userId = await insertAccount(query, { email, name, passwordHash: null });
  const level = invitation?.level ?? usual;
  await auth.memberships.create(query, { workspaceId, userId, name, email, level, by: userId });
  await insertIdentity(query, { provider, vouched }, userId);
  if (invitation) {
    await query('update auth.invitations set accepted_at = now(), accepted_by = $2 where id = $1', [
      invitation.id,
      userId,
    ]);
  }
  return userId;
}
