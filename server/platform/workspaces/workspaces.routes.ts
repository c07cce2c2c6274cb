import { Hono } from 'hono';
import { z } from 'zod';
import { Id, IdParam } from '../../../shared/platform/values.ts';
import {
  OwnChange,
  SessionView,
  TeamInput,
  TeamList,
  WorkspaceChange,
} from '../../../shared/platform/workspace.ts';
import { describe } from '../http/describe.ts';
import type { Environment } from '../http/environment.ts';
import type { Policies } from '../http/policy.ts';
import { input } from '../http/validate.ts';
import { changeWorkspace, renameOneself, viewSession } from './session.ts';
import { createTeam, joinTeam, leaveTeam, listTeams, removeTeam, renameTeam } from './teams.ts';

const Created = z.object({ id: Id });
const MemberParam = z.object({ id: Id, userId: Id });

/** Who is signed in, and what they may say about themselves. */
export function sessionRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe('Session', 'Who is signed in, in which workspace and teams', SessionView),
      async ({ var: { transaction, actor, signedIn }, json }) =>
        json(await viewSession({ db: transaction.db, actor }, signedIn)),
    )
    .patch(
      '/',
      atLeast('member'),
      describe('Session', 'Changes one’s own name'),
      input('json', OwnChange),
      async (context) => {
        const { transaction, actor } = context.var;
        await renameOneself({ db: transaction.db, actor }, context.req.valid('json'));
        return context.body(null, 204);
      },
    );
}

export function workspaceRoutes({ atLeast }: Policies) {
  return new Hono<Environment>().patch(
    '/',
    atLeast('owner'),
    describe('Workspace', 'Changes the company’s name, country for phone numbers or time zone'),
    input('json', WorkspaceChange),
    async (context) => {
      await changeWorkspace(context.var.transaction, context.req.valid('json'));
      return context.body(null, 204);
    },
  );
}

export function teamRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe('Team', 'Lists the teams and who is in them', TeamList),
      async (context) => context.json({ rows: await listTeams(context.var.transaction) }),
    )
    .post(
      '/',
      atLeast('owner'),
      describe('Team', 'Adds a team', Created, 201),
      input('json', TeamInput),
      async (context) =>
        context.json(await createTeam(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:id',
      atLeast('owner'),
      describe('Team', 'Renames a team'),
      input('param', IdParam),
      input('json', TeamInput),
      async (context) => {
        const { id } = context.req.valid('param');
        await renameTeam(context.var.transaction, id, context.req.valid('json'));
        return context.body(null, 204);
      },
    )
    .delete(
      '/:id',
      atLeast('owner'),
      describe('Team', 'Removes a team that nothing was shared with'),
      input('param', IdParam),
      async (context) => {
        await removeTeam(context.var.transaction, context.req.valid('param').id);
        return context.body(null, 204);
      },
    )
    .put(
      '/:id/users/:userId',
      atLeast('owner'),
      describe('Team', 'Puts a user into a team'),
      input('param', MemberParam),
      async (context) => {
        const { id, userId } = context.req.valid('param');
        await joinTeam(context.var.transaction, id, userId);
        return context.body(null, 204);
      },
    )
    .delete(
      '/:id/users/:userId',
      atLeast('owner'),
      describe('Team', 'Takes a user out of a team'),
      input('param', MemberParam),
      async (context) => {
        const { id, userId } = context.req.valid('param');
        await leaveTeam(context.var.transaction, id, userId);
        return context.body(null, 204);
      },
    );
}
