import { Hono } from 'hono';
import { CellsInput, CellsResult } from '../../../shared/identify/cells.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { writeCells } from './writing.ts';

const tag = 'Bulk changes';

/** The cells of a list: one of them, a range filled down, or a thousand rows pasted. */
export function cellRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .post(
      '/preview',
      atLeast('member'),
      describe(tag, 'What would become of each cell, with nothing written', CellsResult),
      input('json', CellsInput),
      async (context) => {
        const { transaction } = context.var;
        return context.json(
          await writeCells(transaction, context.req.valid('json'), { really: false }),
        );
      },
    )
    .post(
      '/',
      atLeast('member'),
      describe(
        tag,
        'Writes into cells as one act with one undo; cells that cannot take it are left and named',
        CellsResult,
      ),
      input('json', CellsInput),
      async (context) => {
        const { transaction } = context.var;
        return context.json(
          await writeCells(transaction, context.req.valid('json'), { really: true }),
        );
      },
    );
}
