import { Hono } from 'hono';
import { z } from 'zod';
import {
  ConnectionChange,
  ConnectionInput,
  ConnectionTrial,
  ConnectionTrialResult,
  ConnectionView,
} from '../../../shared/platform/connections.ts';
import { Id, IdParam, Version, VersionQuery } from '../../../shared/platform/values.ts';
import type { House } from '../house.ts';
import { describe } from '../http/describe.ts';
import type { Environment } from '../http/environment.ts';
import type { Policies } from '../http/policy.ts';
import { input } from '../http/validate.ts';
import {
  changeConnection,
  connect,
  disconnect,
  listConnections,
  tryConnection,
} from './connections.ts';

const tag = 'Connections';

/** What Rapport is connected with, and how each connection fares. */
export function connectionRoutes(house: House, { atLeast, atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        tag,
        'The connections somebody may know of, and how they fare',
        z.object({ rows: z.array(ConnectionView) }),
      ),
      async (context) => context.json({ rows: await listConnections(context.var.transaction) }),
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Connects with something', z.object({ id: Id, event: Id }), 201),
      input('json', ConnectionInput),
      async (context) =>
        context.json(await connect(house, context.var.transaction, context.req.valid('json')), 201),
    )
    .post(
      '/trial',
      atLeastStreaming('member'),
      describe(tag, 'Tries to get in, and keeps nothing', ConnectionTrialResult),
      input('json', ConnectionTrial),
      async (context) =>
        context.json({
          problem: await tryConnection(house, context.var.actor, context.req.valid('json')),
        }),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(
        tag,
        'Changes a connection, pauses it, or goes on with it',
        z.object({ event: Id, version: Version }),
      ),
      input('param', IdParam),
      input('json', ConnectionChange),
      async (context) =>
        context.json(
          await changeConnection(
            house,
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Removes a connection; what it brought stays', z.object({ event: Id })),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await disconnect(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    );
}
