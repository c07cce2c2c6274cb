import { type Context, Hono } from 'hono';
import {
  InvitationInput,
  InvitationList,
  NewInvitation,
  NewToken,
  ProtectionList,
  SecondFactorRule,
  TokenInput,
  TokenList,
  UserChange,
  UserList,
} from '../../../shared/platform/team.ts';
import { IdParam } from '../../../shared/platform/values.ts';
import { describe } from '../http/describe.ts';
import type { Environment } from '../http/environment.ts';
import { idempotencyKey } from '../http/idempotency.ts';
import type { Policies } from '../http/policy.ts';
import { input } from '../http/validate.ts';
import type { Auth } from './auth.ts';
import { PersonRequired } from './errors.ts';
import { inviteUser, listInvitations, withdrawInvitation } from './invitations.ts';
import { requireSecondFactor } from './second-factor/required.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';
import {
  changeLevel,
  disableUser,
  enableUser,
  listProtection,
  resetSecondFactor,
} from './users.ts';

// Accounts live behind a pool of their own, with transactions of their own; and what a POST answers here
// is a secret that must not be kept with its Idempotency-Key, but is found again by it (secrets.ts). Hence
// atLeastStreaming, which neither opens a transaction nor keeps an answer.

/** What a token lets in or hands out would outlive its own revocation. */
export function requirePerson({ var: { signedIn } }: Context<Environment>): void {
  if (signedIn.by !== 'session') throw new PersonRequired();
}

export function userRoutes(auth: Auth, { atLeast, atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe('Team', 'Lists the users of the workspace', UserList),
      async (context) => {
        const { db, actor } = context.var.transaction;
        const rows = await db
          .selectFrom('users')
          .select(['id', 'name', 'email', 'level', 'disabled_at as disabledAt'])
          .where('workspace_id', '=', actor.workspaceId)
          .orderBy('name')
          .orderBy('id')
          .execute();
        return context.json({ rows });
      },
    )
    .patch(
      '/:id',
      atLeastStreaming('owner'),
      describe('Team', 'Changes the access level of a user, or shuts them out or in again'),
      input('param', IdParam),
      input('json', UserChange),
      async (context) => {
        requirePerson(context);
        const { workspaceId, userId: by } = context.var.actor;
        const change = context.req.valid('json');
        const user = { workspaceId, userId: context.req.valid('param').id, by };
        if ('level' in change) await changeLevel(auth, { ...user, level: change.level });
        else await (change.disabled ? disableUser : enableUser)(auth, user);
        return context.body(null, 204);
      },
    );
}

/** What guards the accounts of the workspace beside their passwords. */
export function protectionRoutes(auth: Auth, { atLeast, atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/protection',
      atLeastStreaming('owner'),
      describe('Team', 'Who has a second factor', ProtectionList),
      async (context) => {
        const { workspaceId, userId: by } = context.var.actor;
        return context.json({ rows: await listProtection(auth, { workspaceId, by }) });
      },
    )
    .delete(
      '/:id/second-factor',
      atLeastStreaming('owner'),
      describe('Team', 'Takes the lost second factor of a user away, and their passkeys'),
      input('param', IdParam),
      async (context) => {
        requirePerson(context);
        const { workspaceId, userId: by } = context.var.actor;
        await resetSecondFactor(auth, {
          workspaceId,
          userId: context.req.valid('param').id,
          by,
        });
        return context.body(null, 204);
      },
    )
    .put(
      '/second-factor',
      atLeast('owner'),
      describe('Team', 'Asks everybody for a second factor from a moment on, or no longer'),
      input('json', SecondFactorRule),
      async (context) => {
        requirePerson(context);
        await requireSecondFactor(context.var.transaction, context.req.valid('json'));
        return context.body(null, 204);
      },
    );
}

export function invitationRoutes(auth: Auth, { atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeastStreaming('owner'),
      describe('Team', 'Lists the invitations that are still open', InvitationList),
      async (context) => {
        const { workspaceId, userId: by } = context.var.actor;
        return context.json({ rows: await listInvitations(auth, { workspaceId, by }) });
      },
    )
    .post(
      '/',
      atLeastStreaming('owner'),
      describe('Team', 'Invites somebody; the link is shown this once', NewInvitation, 201),
      input('json', InvitationInput),
      async (context) => {
        requirePerson(context);
        const { workspaceId, userId: by } = context.var.actor;
        const invitation = {
          ...context.req.valid('json'),
          workspaceId,
          by,
          idempotencyKey: idempotencyKey(context),
        };
        return context.json(await inviteUser(auth, invitation), 201);
      },
    )
    .delete(
      '/:id',
      atLeastStreaming('owner'),
      describe('Team', 'Withdraws an invitation'),
      input('param', IdParam),
      async (context) => {
        const { workspaceId, userId: by } = context.var.actor;
        const invitationId = context.req.valid('param').id;
        await withdrawInvitation(auth, { workspaceId, invitationId, by });
        return context.body(null, 204);
      },
    );
}

export function tokenRoutes(auth: Auth, { atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeastStreaming('reader'),
      describe('API tokens', 'Lists one’s own tokens', TokenList),
      async (context) => {
        const { workspaceId, userId } = context.var.actor;
        return context.json({ rows: await listTokens(auth, { workspaceId, userId }) });
      },
    )
    .post(
      '/',
      atLeastStreaming('member'),
      describe('API tokens', 'Makes a token; it is shown this once', NewToken, 201),
      input('json', TokenInput),
      async (context) => {
        requirePerson(context);
        const { workspaceId, userId } = context.var.actor;
        const { name, scope, expiresAt } = context.req.valid('json');
        const token = await createToken(auth, {
          workspaceId,
          userId,
          name,
          scope,
          idempotencyKey: idempotencyKey(context),
          ...(expiresAt ? { expiresAt: Temporal.Instant.from(expiresAt) } : {}),
        });
        return context.json(token, 201);
      },
    )
    .delete(
      '/:id',
      atLeastStreaming('member'),
      describe('API tokens', 'Revokes a token at once'),
      input('param', IdParam),
      async (context) => {
        const { workspaceId, userId } = context.var.actor;
        await revokeToken(auth, { workspaceId, userId, tokenId: context.req.valid('param').id });
        return context.body(null, 204);
      },
    );
}
