import { Hono } from 'hono';
import { BulkAct, BulkInput, BulkPreview } from '../../../shared/identify/bulk.ts';
import { IdParam } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { viewAct } from './acts.ts';
import { previewBulk } from './selection.ts';
import { startAct, startUndo } from './starting.ts';

const tag = 'Bulk changes';

/** One act on many people or companies, and its undo. */
export function bulkRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .post(
      '/preview',
      atLeast('member'),
      describe(tag, 'How many records a change would concern, and which it could not', BulkPreview),
      input('json', BulkInput),
      async (context) => {
        const { kind, selection, change } = context.req.valid('json');
        return context.json(await previewBulk(context.var.transaction, kind, selection, change));
      },
    )
    .post(
      '/',
      atLeast('member'),
      describe(
        tag,
        'Changes many records as one act: wholly or not at all, in the background when they are thousands',
        BulkAct,
        201,
      ),
      input('json', BulkInput),
      async (context) => {
        const { transaction } = context.var;
        const id = await startAct(transaction, context.req.valid('json'));
        return context.json(await viewAct(transaction, id), 201);
      },
    )
    .get(
      '/:id',
      atLeast('member'),
      describe(tag, 'How far a bulk change is, and what it left alone', BulkAct),
      input('param', IdParam),
      async (context) =>
        context.json(await viewAct(context.var.transaction, context.req.valid('param').id)),
    )
    .post(
      '/:id/undo',
      atLeast('member'),
      describe(
        tag,
        'Takes a bulk change back; records changed since stay as they are and are named',
        BulkAct,
      ),
      input('param', IdParam),
      async (context) => {
        const { transaction } = context.var;
        const { id } = context.req.valid('param');
        await startUndo(transaction, id);
        return context.json(await viewAct(transaction, id));
      },
    );
}
