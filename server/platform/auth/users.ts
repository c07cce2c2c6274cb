import type { AccessLevel } from '../../../shared/platform/access.ts';
import { endEverything } from './accounts.ts';
import type { Auth } from './auth.ts';
import type { Query } from './database.ts';
import { LastOwner, OwnersOnly, UserNotFound } from './errors.ts';
import type { Membership } from './memberships.ts';

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
