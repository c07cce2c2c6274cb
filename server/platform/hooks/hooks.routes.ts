import { Hono } from 'hono';
import { z } from 'zod';
import {
  DeliveryView,
  HookChange,
  HookInput,
  HookMade,
  HookView,
} from '../../../shared/platform/hooks.ts';
import { Id, IdParam, Version, Versioned, VersionQuery } from '../../../shared/platform/values.ts';
import { ownOriginOnly } from '../auth/csrf.ts';
import { requestSource } from '../auth/doors.ts';
import type { House } from '../house.ts';
import { describe } from '../http/describe.ts';
import type { Environment } from '../http/environment.ts';
import { openToAll, type Policies } from '../http/policy.ts';
import { input } from '../http/validate.ts';
import { listDeliveries, listHooks } from './hooks.ts';
import { changeHook, makeHook, removeHook, rotateSecret } from './keeping.ts';
import { takeDelivery } from './receiving.ts';

const tag = 'Hooks';
const Kept = z.object({ event: Id, version: Version });

/** Doors for other systems, which owners make and close. */
export function hookRoutes(house: House, { atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('owner'),
      describe(tag, 'The doors for other systems', z.object({ rows: z.array(HookView) })),
      async (context) => context.json({ rows: await listHooks(context.var.transaction, house) }),
    )
    .post(
      '/',
      atLeast('owner'),
      describe(tag, 'Makes a door; its secret is told once, here', HookMade, 201),
      input('json', HookInput),
      async (context) =>
        context.json(
          await makeHook(context.var.transaction, house, context.req.valid('json')),
          201,
        ),
    )
    .patch(
      '/:id',
      atLeast('owner'),
      describe(tag, 'Renames a door, pauses it, or says whose telephone is which', Kept),
      input('param', IdParam),
      input('json', HookChange),
      async (context) =>
        context.json(
          await changeHook(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('owner'),
      describe(tag, 'Closes a door; what came through it stays', Kept),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await removeHook(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    )
    .post(
      '/:id/secret',
      atLeast('owner'),
      describe(
        tag,
        'Gives a door another secret; the one before counts for a day more',
        Kept.extend({ secret: z.string() }),
      ),
      input('param', IdParam),
      input('json', Versioned),
      async (context) =>
        context.json(
          await rotateSecret(
            context.var.transaction,
            house,
            context.req.valid('param').id,
            context.req.valid('json').version,
          ),
        ),
    )
    .get(
      '/:id/deliveries',
      atLeast('owner'),
      describe(tag, 'What came through a door lately', z.object({ rows: z.array(DeliveryView) })),
      input('param', IdParam),
      async (context) =>
        context.json({
          rows: await listDeliveries(context.var.transaction, context.req.valid('param').id),
        }),
    );
}

/** The doors themselves. Who stands before them is known by the signature alone. */
export function deliveryRoutes(house: House) {
  return new Hono<Environment>().post(
    '/:token',
    openToAll('Other systems know the address and sign what they send.'),
    // They are no browsers; a page that makes one send something is refused as everywhere.
    ownOriginOnly(house.auth.origin),
    async (context) => {
      const source = requestSource(context, house.config.trustedProxies);
      try {
        const result = await takeDelivery(house, context.req.param('token'), context.req.raw);
        return context.json({ result });
      } catch (error) {
        await house.auth.limits.limited('hook', source);
        throw error;
      }
    },
  );
}
