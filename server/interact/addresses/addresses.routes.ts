import { Hono } from 'hono';
import { z } from 'zod';
import {
  AddressCandidate,
  AddressQuery,
  AddressTie,
  Promoted,
} from '../../../shared/interact/addresses.ts';
import { IdParam } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { candidates, promoteAddress, tieAddress } from './promotion.ts';

export function addressRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        'Addresses',
        'Addresses met in mail, and numbers and names in chats, that belong to nobody yet, most frequent first',
        z.object({ rows: z.array(AddressCandidate) }),
      ),
      input('query', AddressQuery),
      async (context) => {
        const { import: importId, limit } = context.req.valid('query');
        return context.json({
          rows: await candidates(context.var.transaction, { importId, limit }),
        });
      },
    )
    .post(
      '/:id/promotion',
      atLeast('member'),
      describe(
        'Addresses',
        'Makes an address a person, or a desk’s address a company',
        Promoted,
        201,
      ),
      input('param', IdParam),
      async (context) =>
        context.json(
          await promoteAddress(context.var.transaction, context.req.valid('param').id),
          201,
        ),
    )
    .post(
      '/:id/tie',
      atLeast('member'),
      describe(
        'Addresses',
        'Says whose an address, a number or a name in chats is: somebody who is here',
        Promoted,
        201,
      ),
      input('param', IdParam),
      input('json', AddressTie),
      async (context) =>
        context.json(
          await tieAddress(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json').partyId,
          ),
          201,
        ),
    );
}
