import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { Id } from '../../shared/platform/values.ts';
import { PersonRequired } from '../platform/auth/errors.ts';
import type { House } from '../platform/house.ts';
import { describe } from '../platform/http/describe.ts';
import type { Environment } from '../platform/http/environment.ts';
import type { Policies } from '../platform/http/policy.ts';
import { findOrMakeSample, removeSample } from './sample.ts';

/** A token belongs to one workspace and makes or removes none. */
function requirePerson({ var: { signedIn } }: Context<Environment>): void {
  if (signedIn.by !== 'session') throw new PersonRequired();
}

/** Both change another workspace than the request's or all of it, in transactions of their own. */
export function sampleRoutes(house: House, { atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .put(
      '/',
      atLeastStreaming('member'),
      describe(
        'Workspace',
        'Makes one’s sample company, if there is none yet',
        z.object({ id: Id }),
      ),
      async (context) => {
        requirePerson(context);
        return context.json({ id: await findOrMakeSample(house, context.var.actor) });
      },
    )
    .delete(
      '/',
      atLeastStreaming('owner'),
      describe('Workspace', 'Throws away the sample company one is in'),
      async (context) => {
        requirePerson(context);
        await removeSample(house, context.var.actor);
        return context.body(null, 204);
      },
    );
}
