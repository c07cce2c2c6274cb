import { Hono } from 'hono';
import { z } from 'zod';
import { BookOfParty, BookWish } from '../../../shared/interact/address-books.ts';
import { Id, IdParam } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { booksOf, wish } from './wishing.ts';

const tag = 'Connections';

/** Who of the people and companies here stands in which connected address book. */
export function addressBookRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/of/:id',
      atLeast('reader'),
      describe(
        tag,
        'The address books of one’s own, and whether somebody stands in them',
        z.object({ rows: z.array(BookOfParty) }),
      ),
      input('param', IdParam),
      async (context) =>
        context.json({
          rows: await booksOf(context.var.transaction, context.req.valid('param').id),
        }),
    )
    .post(
      '/wishes',
      atLeast('member'),
      describe(
        tag,
        'Puts somebody into an address book, or takes them out of it; the server is told with the next look',
        z.object({ event: Id }),
      ),
      input('json', BookWish),
      async (context) =>
        context.json(await wish(context.var.transaction, context.req.valid('json'))),
    );
}
