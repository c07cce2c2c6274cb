import { Hono } from 'hono';
import { z } from 'zod';
import { TableMapping, TableView } from '../../../shared/identify/importing/mapping.ts';
import { ImportView } from '../../../shared/platform/import/imports.ts';
import { IdParam } from '../../../shared/platform/values.ts';
import type { House } from '../../platform/house.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { viewImport } from '../../platform/import/imports.ts';
import { forgetMapping } from '../../platform/import/mappings.ts';
import { confirmMappings, viewTables } from './tables.ts';

const tag = 'Import';
const Mappings = z.strictObject({ mappings: z.array(TableMapping).max(200) });
const Tables = z.object({
  rows: z.array(TableView),
  /** Files that could not be looked into. */
  problems: z.array(z.object({ file: z.string(), message: z.string() })),
});

/** What the room of contacts adds to imports: what the columns of tables become. */
export function tableRoutes(house: House, { atLeast, atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/:id/tables',
      atLeastStreaming('member'),
      describe(
        tag,
        'The tables of an import, with samples and what each column would become',
        Tables,
      ),
      input('param', IdParam),
      async (context) =>
        context.json(await viewTables(house, context.var.actor, context.req.valid('param').id)),
    )
    .put(
      '/:id/mappings',
      atLeast('member'),
      describe(tag, 'Says what the columns of tables with these headings become', ImportView),
      input('param', IdParam),
      input('json', Mappings),
      async (context) => {
        const { id } = context.req.valid('param');
        await confirmMappings(context.var.transaction, id, context.req.valid('json').mappings);
        return context.json(await viewImport(context.var.transaction, id));
      },
    )
    .delete(
      '/mappings/:id',
      atLeast('member'),
      describe(tag, 'Forgets what was remembered for tables with certain headings'),
      input('param', IdParam),
      async (context) => {
        await forgetMapping(context.var.transaction, context.req.valid('param').id);
        return context.body(null, 204);
      },
    );
}
