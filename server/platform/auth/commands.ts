import type { AccessLevel } from '../../../shared/platform/access.ts';
import { Email } from '../../../shared/platform/sign-in.ts';
import { Failure } from '../failure.ts';
import { findAccount, insertAccount, normaliseEmail, replacePassword } from './accounts.ts';
import type { Auth } from './auth.ts';
import type { Query } from './database.ts';
import { AlreadyMember } from './errors.ts';
import { inviteUser } from './invitations.ts';
import { hashPassword, requireGoodPassword } from './passwords.ts';
import { setUp } from './setup.ts';
import { type ApiToken, createToken } from './tokens.ts';
import { findMembership, removeSecondFactors } from './users.ts';

export interface UserAdded {
  email: string;
  level: AccessLevel;
  /** For the new user to choose a password; absent when one was given. */
  link?: string;
}

/**
 * `rapport user add`: with a password the account is ready, without one the answer is an invitation
 * link. On an installation without accounts it is the first run and needs the company's name.
 */
export async function addUser(
  auth: Auth,
  user: {
    email: string;
    name: string;
    level?: AccessLevel;
    password?: string;
    company?: string;
    /** Where the company is, when this is its first user. */
    country?: string | undefined;
    zone?: string | undefined;
    workspaceId?: string;
  },
): Promise<UserAdded> {
  const email = normaliseEmail(user.email);
  if (!Email.safeParse(email).success) {
    throw new Failure(`“${user.email}” is not an e-mail address. Nothing was changed.`);
  }
  const { name, password } = user;
  const workspaceId = user.workspaceId ?? (await firstWorkspace(auth));
  if (!workspaceId) {
    if (!user.company || password === undefined) {
      throw new Failure(
        'Nobody has an account yet, so this one becomes the owner. Give the company’s name and a password as well: rapport user add --email ADDRESS --name NAME --company COMPANY --password-stdin. Or open Rapport in the browser.',
      );
    }
    const { company: companyName, country, zone } = user;
    await setUp(auth, { companyName, name, email, password, country, zone });
    return { email, level: 'owner' };
  }
  const level = user.level ?? 'member';
  if (password === undefined) {
    const { link } = await inviteUser(auth, { workspaceId, email, level, by: null });
    return { email, level, link };
  }
  await addWithPassword(auth, { workspaceId, email, name, level, password });
  return { email, level };
}

async function addWithPassword(
  auth: Auth,
  user: { workspaceId: string; email: string; name: string; level: AccessLevel; password: string },
): Promise<void> {
  const { workspaceId, email, name, level } = user;
  requireGoodPassword(user.password, [name, email]);
  const passwordHash = await hashPassword(user.password);
  await auth.database.transaction(async (query) => {
    const account = await findAccount(query, email);
    if (account && (await findMembership(auth, query, workspaceId, account.id)))
      throw new AlreadyMember(email);
    if (account) {
      throw new Failure(
        `${email} has an account already, with a password of its own. Leave --password-stdin out: the invitation link lets its owner join.`,
      );
    }
    const userId = await insertAccount(query, { email, name, passwordHash });
    await auth.memberships.create(query, { workspaceId, userId, name, email, level, by: null });
  });
}

/** `rapport token add`: the token is printed once and kept only as its hash. */
export async function addToken(
  auth: Auth,
  of: { email: string; name: string; readOnly?: boolean; workspaceId?: string },
): Promise<ApiToken & { token: string }> {
  const account = await requireAccount(auth.database.query, of.email);
  const places = await auth.database.transaction((query) =>
    auth.memberships.find(query, account.id),
  );
  const place = places.find(({ workspaceId, disabled }) =>
    of.workspaceId ? workspaceId === of.workspaceId : !disabled,
  );
  if (!place)
    throw new Failure(
      `${of.email} belongs to no workspace, so there is nothing a token could open.`,
    );
  return createToken(auth, {
    workspaceId: place.workspaceId,
    userId: account.id,
    name: of.name,
    scope: of.readOnly ? 'read' : 'full',
  });
}

/** `rapport user unlock`: after too many wrong passwords. */
export async function unlockUser(auth: Auth, email: string): Promise<void> {
  await requireAccount(auth.database.query, email);
  await auth.limits.unlock(normaliseEmail(email));
}

/** `rapport user reset-second-factor`: for an owner who has lost the app and its recovery codes. */
export async function resetSecondFactors(auth: Auth, email: string): Promise<void> {
  const { id: userId } = await requireAccount(auth.database.query, email);
  await auth.database.transaction((query) =>
    removeSecondFactors(auth, query, { userId, by: null }),
  );
  auth.sessions.forget();
  await auth.limits.unlock(normaliseEmail(email));
}

/** `rapport user password`: replaces a forgotten password; every session and token of the user ends. */
export async function resetPassword(auth: Auth, email: string, password: string): Promise<void> {
  const account = await requireAccount(auth.database.query, email);
  requireGoodPassword(password, [account.name, email]);
  await replacePassword(auth, account.id, password);
  await auth.limits.unlock(normaliseEmail(email));
}

/** The user on whose behalf a command works. */
export interface Operator {
  userId: string;
  workspaceId: string;
  email: string;
  name: string;
}

/** Whoever is named, in the first of their workspaces; unnamed, the one owner of the company. */
export async function findOperator(auth: Auth, email?: string): Promise<Operator> {
  if (email !== undefined) {
    const { id } = await requireAccount(auth.database.query, email);
    const place = (await placesOf(auth, id)).find(({ disabled }) => !disabled);
    if (!place) throw new Failure(`${email} belongs to no workspace. Nothing was done.`);
    return { userId: id, ...place };
  }
  const workspaceId = await firstWorkspace(auth);
  if (!workspaceId) {
    throw new Failure(
      'Nobody has an account yet. Make the owner’s first: rapport user add --email ADDRESS --name NAME --company COMPANY --password-stdin. Or open Rapport in the browser.',
    );
  }
  const owners = await auth.database.transaction((query) =>
    auth.memberships.lockOwners(query, workspaceId),
  );
  const [only, another] = owners;
  if (!only || another) {
    throw new Failure(
      'There is more than one owner. Say on whose behalf with --as ADDRESS. Nothing was done.',
    );
  }
  const place = (await placesOf(auth, only)).find((each) => each.workspaceId === workspaceId);
  return { userId: only, ...place! };
}

function placesOf(auth: Auth, userId: string) {
  return auth.database.transaction((query) => auth.memberships.find(query, userId));
}

async function requireAccount(query: Query, email: string): Promise<{ id: string; name: string }> {
  const account = await findAccount(query, normaliseEmail(email));
  if (!account)
    throw new Failure(`Nobody has an account with the address ${email}. Nothing was changed.`);
  return account;
}

/** “The” company of this installation: the one its first user set up. */
async function firstWorkspace(auth: Auth): Promise<string | undefined> {
  return auth.database.transaction(async (query) => {
    const [first] = await query<{ id: string }>(
      'select id from auth.users order by created_at, id limit 1',
    );
    if (!first) return undefined;
    const places = await auth.memberships.find(query, first.id);
    return (places.find((place) => place.kind === 'company') ?? places[0])?.workspaceId;
  });
}
