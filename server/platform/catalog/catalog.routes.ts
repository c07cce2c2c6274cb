import { Hono } from 'hono';
import { z } from 'zod';
import { EntityView } from '../../../shared/platform/catalog.ts';
import { describe } from '../http/describe.ts';
import type { Environment } from '../http/environment.ts';
import type { Policies } from '../http/policy.ts';
import { type EntityOf, viewEntity } from './catalog.ts';

/** What can be listed, filtered and sorted; screens and programs read it instead of knowing it. */
export function catalogRoutes({ atLeast }: Policies, entities: readonly EntityOf[]) {
  return new Hono<Environment>().get(
    '/',
    atLeast('reader'),
    describe('Catalog', 'The entities and their fields', z.array(EntityView)),
    async (context) => {
      const { transaction } = context.var;
      const views: EntityView[] = [];
      for (const entityOf of entities) views.push(viewEntity(await entityOf(transaction)));
      return context.json(views);
    },
  );
}
