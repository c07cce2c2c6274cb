import { Hono } from 'hono';
import { z } from 'zod';
import { CellCorrection } from '../../../shared/identify/importing/corrections.ts';
import { DoubtView, RowAnswer } from '../../../shared/identify/importing/doubts.ts';
import { ImportGrounds } from '../../../shared/identify/importing/grounds.ts';
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
import { correctCell } from './corrections.ts';
import { answerDoubt, viewDoubts } from './doubts.ts';
import { chooseGrounds, viewGrounds } from './grounds.ts';
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
    .get(
      '/:id/doubts',
      atLeast('member'),
      describe(
        tag,
        'The rows that may be somebody who is here already, as the last check found them, with what was decided',
        z.object({ rows: z.array(DoubtView) }),
      ),
      input('param', IdParam),
      async (context) =>
        context.json({
          rows: await viewDoubts(context.var.transaction, context.req.valid('param').id),
        }),
    )
    .put(
      '/:id/doubts',
      atLeast('member'),
      describe(
        tag,
        'Says whether a row is about a record that is here; what was counted is to be counted again',
        ImportView,
      ),
      input('param', IdParam),
      input('json', RowAnswer),
      async (context) => {
        const { id } = context.req.valid('param');
        await answerDoubt(context.var.transaction, id, context.req.valid('json'));
        return context.json(await viewImport(context.var.transaction, id));
      },
    )
    .put(
      '/:id/corrections',
      atLeast('member'),
      describe(
        tag,
        'Puts a cell right that could not be read, for this import alone; what was counted is to be counted again',
        ImportView,
      ),
      input('param', IdParam),
      input('json', CellCorrection),
      async (context) => {
        const { id } = context.req.valid('param');
        await correctCell(context.var.transaction, id, context.req.valid('json'));
        return context.json(await viewImport(context.var.transaction, id));
      },
    )
    .get(
      '/:id/grounds',
      atLeast('member'),
      describe(
        tag,
        'Whether the people of an import may be written to, as whoever imports it said',
        z.object({ rows: ImportGrounds }),
      ),
      input('param', IdParam),
      async (context) =>
        context.json({
          rows: await viewGrounds(context.var.transaction, context.req.valid('param').id),
        }),
    )
    .put(
      '/:id/grounds',
      atLeast('member'),
      describe(
        tag,
        'Says for what, over which ways and on which ground the people of an import may be written to',
      ),
      input('param', IdParam),
      input('json', z.strictObject({ grounds: ImportGrounds })),
      async (context) => {
        const { id } = context.req.valid('param');
        await chooseGrounds(context.var.transaction, id, context.req.valid('json').grounds);
        return context.body(null, 204);
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
