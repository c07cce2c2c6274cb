import { randomUUIDv7 } from 'node:crypto';
import type { AccessLevel } from '../../../shared/platform/access.ts';
import { KeyUsedOtherwise } from '../http/idempotency.ts';
import { findAccount, insertAccount, normaliseEmail } from './accounts.ts';
import type { Auth } from './auth.ts';
import type { Query } from './database.ts';
import { AlreadyMember, InvitationNotValid, SignInRefused } from './errors.ts';
import { within } from './memberships.ts';
import { hashPassword, requireGoodPassword, verifyPassword } from './passwords.ts';
import { newSecret } from './secrets.ts';
import { sha256 } from './sessions.ts';
import { findMembership, requireOwner } from './users.ts';

const validDays = 7;

export interface Invitation {
  id: string;
  email: string;
  level: AccessLevel;
  invitedBy: string | null;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

/**
 * Invites somebody by a link that works once within seven days; an older open invitation for the same
 * address stops working. The token stands behind `#`, which browsers send to no server and no log. The same
 * request under the same Idempotency-Key answers with the same link.
 */
export async function inviteUser(
  auth: Auth,
  invitation: {
    workspaceId: string;
    email: string;
    level: AccessLevel;
    by: string | null;
    idempotencyKey?: string | undefined;
  },
): Promise<Invitation & { link: string }> {
  const { workspaceId, by: userId, idempotencyKey } = invitation;
  const token = newSecret(auth, 'invitation', { workspaceId, userId, idempotencyKey });
  const email = normaliseEmail(invitation.email);
  const invited = await auth.database.transaction(async (query) => {
    await requireOwner(auth, query, invitation);
    await within(query, workspaceId);
    const before = await invitedBefore(query, token);
    if (before) {
      if (before.email !== email || before.level !== invitation.level) throw new KeyUsedOtherwise();
      return before;
    }
    const account = await findAccount(query, email);
    // Asked of somebody unknown too: who has an account at another company is not to be told by the time.
    const accountId = account?.id ?? randomUUIDv7();
    if (await findMembership(auth, query, invitation.workspaceId, accountId)) {
      throw new AlreadyMember(email);
    }
    const [row] = await query<Invitation>(
      `insert into auth.invitations (id, token_sha256, workspace_id, email, level, invited_by, expires_at)
       values ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7))
       on conflict (workspace_id, email) where accepted_at is null do update set
         token_sha256 = excluded.token_sha256, level = excluded.level, created_at = now(),
         invited_by = excluded.invited_by, expires_at = excluded.expires_at
       returning ${columns}`,
      [
        randomUUIDv7(),
        sha256(token),
        invitation.workspaceId,
        email,
        invitation.level,
        invitation.by,
        validDays,
      ],
    );
    await noteInvitation(auth, query, { ...invitation, email, verb: 'invited' });
    return row!;
  });
  return { ...invited, link: new URL(`/join#${token}`, auth.publicUrl).href };
}

/** For the audit log; what the operator does at the command line is not asked of anybody. */
async function noteInvitation(
  auth: Auth,
  query: Query,
  of: { workspaceId: string; by: string | null; email: string; verb: string },
): Promise<void> {
  if (of.by === null) return;
  await auth.memberships.note(query, {
    userId: of.by,
    by: of.by,
    verb: of.verb,
    particulars: { name: of.email },
    only: of.workspaceId,
  });
}

async function invitedBefore(query: Query, token: string): Promise<Invitation | undefined> {
  const [row] = await query<Invitation>(
    `select ${columns} from auth.invitations where token_sha256 = $1`,
    [sha256(token)],
  );
  return row;
}

/** Invitations nobody has accepted yet. */
export async function listInvitations(
  auth: Auth,
  of: { workspaceId: string; by: string | null },
): Promise<Invitation[]> {
  return auth.database.transaction(async (query) => {
    await requireOwner(auth, query, of);
    await within(query, of.workspaceId);
    return query<Invitation>(
      `select ${columns} from auth.invitations
       where workspace_id = $1 and accepted_at is null and expires_at > now() order by id desc`,
      [of.workspaceId],
    );
  });
}

export async function withdrawInvitation(
  auth: Auth,
  of: { workspaceId: string; invitationId: string; by: string | null },
): Promise<void> {
  await auth.database.transaction(async (query) => {
    await requireOwner(auth, query, of);
    await within(query, of.workspaceId);
    const [withdrawn] = await query<{ email: string }>(
      `delete from auth.invitations
       where id = $1 and workspace_id = $2 and accepted_at is null returning email`,
      [of.invitationId, of.workspaceId],
    );
    if (!withdrawn) throw new InvitationNotValid();
    await noteInvitation(auth, query, { ...of, ...withdrawn, verb: 'invitation withdrawn' });
  });
}

/** What the page behind the link shows. Looking changes nothing, because mail gateways look at every link. */
export async function readInvitation(
  auth: Auth,
  token: string,
  source: string,
): Promise<{ email: string; workspace: string; hasAccount: boolean }> {
  const found = await auth.database.transaction(async (query) => {
    const invitation = await findOpen(query, token);
    if (!invitation) return undefined;
    return {
      email: invitation.email,
      workspace: (await auth.memberships.workspaceName(query, invitation.workspaceId)) ?? '',
      hasAccount: (await findAccount(query, invitation.email)) !== undefined,
    };
  });
  if (found) return found;
  await auth.limits.failed(source);
  throw new InvitationNotValid();
}

/**
 * Accepts an invitation once. Somebody new chooses a name and a password; somebody who has an account
 * already gives that account's password.
 */
export async function acceptInvitation(
  auth: Auth,
  {
    token,
    name,
    password,
    source,
  }: { token: string; name: string; password: string; source: string },
): Promise<{ userId: string; workspaceId: string; email: string }> {
  const { email, workspace } = await readInvitation(auth, token, source);
  const account = await findAccount(auth.database.query, email);
  if (account) {
    await auth.limits.attempt({ account: email, source }, async () => {
      const { passwordHash: hash } = account;
      // Without a password of their own they first need one: rapport user password.
      if (!hash || !(await verifyPassword({ hash, password }))) throw new SignInRefused();
    });
  } else {
    requireGoodPassword(password, [workspace, name, email]);
  }
  const passwordHash = account ? undefined : await hashPassword(password);
  const accepted = await auth.database.transaction(async (query) => {
    const invitation = await findOpen(query, token, 'for update');
    if (!invitation) throw new InvitationNotValid();
    const { workspaceId, level } = invitation;
    const userId =
      passwordHash === undefined
        ? account!.id
        : await insertAccount(query, { email, name, passwordHash });
    if (await findMembership(auth, query, workspaceId, userId)) throw new AlreadyMember(email);
    await auth.memberships.create(query, {
      workspaceId,
      userId,
      name: account?.name ?? name,
      email,
      level,
      by: userId,
    });
    await query('update auth.users set disabled_at = null where id = $1', [userId]);
    await query('update auth.invitations set accepted_at = now(), accepted_by = $2 where id = $1', [
      invitation.id,
      userId,
    ]);
    return { userId, workspaceId, email };
  });
  auth.sessions.forget();
  return accepted;
}

async function findOpen(
  query: Query,
  token: string,
  lock: 'for update' | '' = '',
): Promise<{ id: string; workspaceId: string; email: string; level: AccessLevel } | undefined> {
  const [row] = await query<{ id: string; workspaceId: string; email: string; level: AccessLevel }>(
    `select id, workspace_id as "workspaceId", email, level from auth.invitations
     where token_sha256 = $1 and accepted_at is null and expires_at > now() ${lock}`,
    [sha256(token)],
  );
  return row;
}

const columns = `id, email, level, invited_by as "invitedBy", created_at as "createdAt",
  expires_at as "expiresAt"`;
