import { type Context, Hono } from 'hono';
import {
  ConnectionTest,
  ConnectionTestInput,
  SingleSignOnInput,
  SingleSignOnView,
} from '../../../../shared/platform/single-sign-on.ts';
import { IdParam } from '../../../../shared/platform/values.ts';
import { describe } from '../../http/describe.ts';
import type { Environment } from '../../http/environment.ts';
import type { Policies } from '../../http/policy.ts';
import { input } from '../../http/validate.ts';
import type { Auth } from '../auth.ts';
import { requirePerson } from '../team.routes.ts';
import {
  type Changer,
  disconnect,
  readSettings,
  removeSettings,
  saveSettings,
  testConnection,
} from './settings.ts';

/** How a company's own sign-in is set up; owners only, and never a program. */
export function singleSignOnSettingsRoutes(auth: Auth, { atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeastStreaming('owner'),
      describe('Team', 'How single sign-on is set up; the secret is never told', SingleSignOnView),
      async (context) => context.json(await readSettings(auth, changer(context))),
    )
    .put(
      '/',
      atLeastStreaming('owner'),
      describe('Team', 'Sets single sign-on up or changes it'),
      input('json', SingleSignOnInput),
      async (context) => {
        requirePerson(context);
        await saveSettings(auth, changer(context), context.req.valid('json'));
        return context.body(null, 204);
      },
    )
    .delete(
      '/',
      atLeastStreaming('owner'),
      describe('Team', 'Removes single sign-on; whoever came in by it is signed out'),
      async (context) => {
        requirePerson(context);
        await removeSettings(auth, changer(context));
        return context.body(null, 204);
      },
    )
    .post(
      '/test',
      atLeastStreaming('owner'),
      describe('Team', 'Tries what can be tried of a provider without signing in', ConnectionTest),
      input('json', ConnectionTestInput),
      async (context) => {
        requirePerson(context);
        return context.json(
          await testConnection(auth, changer(context), context.req.valid('json')),
        );
      },
    )
    .delete(
      '/connections/:id',
      atLeastStreaming('owner'),
      describe('Team', 'Cuts the connection of a user with the provider'),
      input('param', IdParam),
      async (context) => {
        requirePerson(context);
        const { id: userId } = context.req.valid('param');
        await disconnect(auth, { ...changer(context), userId });
        return context.body(null, 204);
      },
    );
}

function changer({ var: { actor, signedIn } }: Context<Environment>): Changer {
  const { workspaceId, userId: by, source = '' } = actor;
  return { workspaceId, by, signedIn, source };
}
