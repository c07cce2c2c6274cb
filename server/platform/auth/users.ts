import type { AccessLevel } from '../../../shared/platform/access.ts';
import { endEverything } from './accounts.ts';
import type { Auth } from './auth.ts';
import type { Query } from './database.ts';
import {
  LastOwner,
  OwnersOnly,
  SecondFactorElsewhere,
  SecondFactorMissing,
  UserNotFound,
} from './errors.ts';
import type { Membership } from './memberships.ts';
import { removeAuthenticator } from './second-factor/authenticator.ts';

export interface UserChange {
  workspaceId: string;
  userId: string;
  /** The acting owner; null is the operator at the command line. */
  by: string | null;
}

/**
 * Changes what a user may do in a workspace. Their sessions end, and their tokens too, because both were
 * given out under the old level.
 */
export async function changeLevel(
  auth: Auth,
  change: UserChange & { level: AccessLevel },
): Promise<void> {
  await changeUser(auth, change, async (query, membership) => {
    if (membership.level === change.level) return;
    if (membership.level === 'owner') await requireAnotherOwner(auth, query, change);
    await auth.memberships.setLevel(query, change);
    await endEverything(query, change.userId, change.workspaceId);
  });
}

/** Shuts a user out of a workspace at once: sessions and tokens end within a second, everywhere. */
export async function disableUser(auth: Auth, change: UserChange): Promise<void> {
  await changeUser(auth, change, async (query, membership) => {
    if (membership.disabled) return;
    if (membership.level === 'owner') await requireAnotherOwner(auth, query, change);
    await auth.memberships.setDisabled(query, { ...change, disabled: true });
    const places = await auth.memberships.find(query, change.userId);
    if (places.every((place) => place.disabled)) {
      await query('update auth.users set disabled_at = now() where id = $1', [change.userId]);
    }
    await endEverything(query, change.userId, change.workspaceId);
  });
}

/** Lets a user in again. The old sessions and tokens stay ended. */
export async function enableUser(auth: Auth, change: UserChange): Promise<void> {
  await changeUser(auth, change, async (query, membership) => {
    if (!membership.disabled) return;
    await auth.memberships.setDisabled(query, { ...change, disabled: false });
    await query('update auth.users set disabled_at = null where id = $1', [change.userId]);
  });
}

/**
 * Somebody has lost their phone and their codes: from now on their password is enough again, everything
 * signed in ends, and passkeys go as well, because a lost device may hold one. Who belongs to another
 * company too is not for one owner alone to weaken.
 */
export async function resetSecondFactor(auth: Auth, change: UserChange): Promise<void> {
  await changeUser(auth, change, async (query) => {
    const places = await auth.memberships.find(query, change.userId);
    const elsewhere = places.some(
      ({ workspaceId, kind }) => kind === 'company' && workspaceId !== change.workspaceId,
    );
    if (elsewhere && change.by !== null) throw new SecondFactorElsewhere();
    await removeSecondFactors(auth, query, change);
  });
}

/** Nothing but the password opens this account any longer. */
export async function removeSecondFactors(
  auth: Auth,
  query: Query,
  { userId, by }: { userId: string; by: string | null },
): Promise<void> {
  const hadApp = await removeAuthenticator(query, userId);
  const passkeys = await query('delete from auth.passkeys where user_id = $1 returning id', [
    userId,
  ]);
  if (!hadApp && passkeys.length === 0) throw new SecondFactorMissing();
  await query('delete from auth.sessions where user_id = $1', [userId]);
  await auth.memberships.note(query, { userId, by, verb: 'second factor reset' });
}

/** Who of the workspace has more than a password; for its owners. */
export async function listProtection(
  auth: Auth,
  of: { workspaceId: string; by: string },
): Promise<
  { userId: string; hasAuthenticator: boolean; passkeys: number; singleSignOn: boolean }[]
> {
  return auth.database.transaction(async (query) => {
    await requireOwner(auth, query, of);
    const userIds = await auth.memberships.userIds(query, of.workspaceId);
    return query(
      `select u.id as "userId",
         exists (select from auth.authenticators a where a.user_id = u.id and a.confirmed_at is not null)
           as "hasAuthenticator",
         (select count(*)::int from auth.passkeys p where p.user_id = u.id) as passkeys,
         exists (select from auth.identities i where i.user_id = u.id and i.workspace_id = $2)
           as "singleSignOn"
       from auth.users u where u.id = any ($1::uuid[]) order by u.id`,
      [userIds, of.workspaceId],
    );
  });
}

async function changeUser(
  auth: Auth,
  change: UserChange,
  work: (query: Query, membership: Membership) => Promise<void>,
): Promise<void> {
  await auth.database.transaction(async (query) => {
    await requireOwner(auth, query, change);
    const membership = await findMembership(auth, query, change.workspaceId, change.userId);
    if (!membership) throw new UserNotFound();
    await work(query, membership);
  });
  auth.sessions.forget();
}

/** Permission comes before existence: the other order would tell who has an account. */
export async function requireOwner(
  auth: Auth,
  query: Query,
  { workspaceId, by }: { workspaceId: string; by: string | null },
): Promise<void> {
  if (by === null) return;
  const owners = await auth.memberships.lockOwners(query, workspaceId);
  if (!owners.includes(by)) throw new OwnersOnly();
}

async function requireAnotherOwner(
  auth: Auth,
  query: Query,
  { workspaceId, userId }: UserChange,
): Promise<void> {
  const owners = await auth.memberships.lockOwners(query, workspaceId);
  if (owners.every((owner) => owner === userId)) throw new LastOwner();
}

export async function findMembership(
  auth: Auth,
  query: Query,
  workspaceId: string,
  userId: string,
): Promise<Membership | undefined> {
  const places = await auth.memberships.find(query, userId);
  return places.find((place) => place.workspaceId === workspaceId);
}
