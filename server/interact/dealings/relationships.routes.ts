import { Hono } from 'hono';
import { z } from 'zod';
import { RelationshipRow } from '../../../shared/interact/dealings/relationships.ts';
import { FieldView } from '../../../shared/platform/catalog.ts';
import { FilterText } from '../../../shared/platform/filters.ts';
import { pageOf, Zone } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { countRelationships, listRelationships, relationshipFields } from './relationships.ts';

const tag = 'Dealings';
const RoleParam = z.object({ role: z.string().min(1).max(100) });
const RowsQuery = z.strictObject({
  filter: FilterText.optional(),
  /** By whose calendar dates told from today are meant. */
  zone: Zone.optional(),
});
const ListQuery = RowsQuery.extend({
  sort: z.string().max(100).default('name'),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Everybody who is one thing to us, such as a supplier, with what lies between us. */
export function relationshipRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/:role',
      atLeast('reader'),
      describe(
        tag,
        'Lists the people and companies of one role today, with what they supply and what is open between us',
        pageOf(RelationshipRow),
      ),
      input('param', RoleParam),
      input('query', ListQuery),
      async (context) =>
        context.json(
          await listRelationships(
            context.var.transaction,
            context.req.valid('param').role,
            context.req.valid('query'),
          ),
        ),
    )
    .get(
      '/:role/count',
      atLeast('reader'),
      describe(tag, 'How many of them a filter finds', z.object({ count: z.number().int() })),
      input('param', RoleParam),
      input('query', RowsQuery),
      async (context) =>
        context.json({
          count: await countRelationships(
            context.var.transaction,
            context.req.valid('param').role,
            context.req.valid('query'),
          ),
        }),
    )
    .get(
      '/:role/fields',
      atLeast('reader'),
      describe(
        tag,
        'What such a list can be filtered and sorted by',
        z.object({ fields: z.array(FieldView) }),
      ),
      input('param', RoleParam),
      async (context) =>
        context.json({
          fields: await relationshipFields(
            context.var.transaction,
            context.req.valid('param').role,
          ),
        }),
    );
}
