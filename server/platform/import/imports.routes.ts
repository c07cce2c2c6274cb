import { Hono } from 'hono';
import { z } from 'zod';
import {
  ImportOptions,
  ImportProblemView,
  ImportView,
  UndoPreview,
} from '../../../shared/platform/import/imports.ts';
import { Id, IdParam, pageOf } from '../../../shared/platform/values.ts';
import { asActor } from '../access/actor.ts';
import type { House } from '../house.ts';
import { describe } from '../http/describe.ts';
import type { Environment } from '../http/environment.ts';
import type { Policies } from '../http/policy.ts';
import { input } from '../http/validate.ts';
import { checkImport } from './checking.ts';
import {
  addFile,
  beginImport,
  cancelImport,
  chooseOptions,
  mayAddFile,
  startImport,
  viewImport,
  viewImports,
  viewProblems,
} from './imports.ts';
import { receiveFile } from './receiving.ts';
import { previewUndo, startUndo } from './undoing.ts';

const tag = 'Import';
const PageQuery = z.strictObject({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const ProblemQuery = PageQuery.extend({ severity: z.enum(['error', 'warning']).optional() });
const FileQuery = z.strictObject({ name: z.string().min(1).max(1_000) });
const FileAdded = z.object({ id: Id, format: z.string(), reason: z.string() });

export function importRoutes(house: House, { atLeast, atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'Lists imports, newest first', pageOf(ImportView)),
      input('query', PageQuery),
      async (context) => {
        const { cursor, limit } = context.req.valid('query');
        return context.json(await viewImports(context.var.transaction, cursor, limit));
      },
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Begins an import, to which files are then added', z.object({ id: Id }), 201),
      input('json', ImportOptions),
      async (context) =>
        context.json(
          { id: await beginImport(context.var.transaction, context.req.valid('json')) },
          201,
        ),
    )
    .get(
      '/:id',
      atLeast('reader'),
      describe(tag, 'How far an import is, and what it did', ImportView),
      input('param', IdParam),
      async (context) =>
        context.json(await viewImport(context.var.transaction, context.req.valid('param').id)),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Changes the choices of an import that has not started', ImportView),
      input('param', IdParam),
      input('json', ImportOptions),
      async (context) => {
        const { id } = context.req.valid('param');
        await chooseOptions(context.var.transaction, id, context.req.valid('json'));
        return context.json(await viewImport(context.var.transaction, id));
      },
    )
    .put(
      '/:id/files',
      atLeastStreaming('member'),
      describe(
        tag,
        'Adds a file; the body is the file itself, as application/octet-stream',
        FileAdded,
        201,
      ),
      input('param', IdParam),
      input('query', FileQuery),
      async (context) => {
        const { id } = context.req.valid('param');
        const { actor } = context.var;
        await asActor(house.db, actor, (transaction) => mayAddFile(transaction, id));
        const body = context.req.raw.body ?? new Blob([]).stream();
        const file = await receiveFile(
          house.files.uploads(id),
          context.req.valid('query').name,
          body as unknown as AsyncIterable<Uint8Array>,
        );
        await asActor(house.db, actor, (transaction) => addFile(transaction, id, file));
        return context.json({ id: file.id, format: file.format, reason: file.reason }, 201);
      },
    )
    .post(
      '/:id/check',
      atLeastStreaming('member'),
      describe(
        tag,
        'Counts what the contact files would do, by writing them and taking it back; the problems are listed',
        ImportView,
      ),
      input('param', IdParam),
      async (context) => {
        const { id } = context.req.valid('param');
        const { actor } = context.var;
        const signal = AbortSignal.any([house.closing, context.req.raw.signal]);
        await checkImport(house, actor, id, signal);
        return context.json(
          await asActor(house.db, actor, (transaction) => viewImport(transaction, id)),
        );
      },
    )
    .post(
      '/:id/start',
      atLeast('member'),
      describe(tag, 'Starts the import in the background', ImportView, 202),
      input('param', IdParam),
      async (context) => {
        const { id } = context.req.valid('param');
        await startImport(context.var.transaction, id, house.jobs);
        return context.json(await viewImport(context.var.transaction, id), 202);
      },
    )
    .post(
      '/:id/cancellation',
      atLeast('member'),
      describe(
        tag,
        'Stops after the batch at hand; what is written stays and can be undone',
        ImportView,
      ),
      input('param', IdParam),
      async (context) => {
        const { id } = context.req.valid('param');
        await cancelImport(context.var.transaction, id);
        return context.json(await viewImport(context.var.transaction, id));
      },
    )
    .get(
      '/:id/problems',
      atLeast('reader'),
      describe(
        tag,
        'What could not be taken over as it stood: file, line or part, and why',
        pageOf(ImportProblemView),
      ),
      input('param', IdParam),
      input('query', ProblemQuery),
      async (context) =>
        context.json(
          await viewProblems(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query'),
          ),
        ),
    )
    .get(
      '/:id/undo',
      atLeast('reader'),
      describe(
        tag,
        'What taking the import back would remove, and what would stay and why',
        UndoPreview,
      ),
      input('param', IdParam),
      async (context) =>
        context.json(await previewUndo(context.var.transaction, context.req.valid('param').id)),
    )
    .post(
      '/:id/undo',
      atLeast('member'),
      describe(tag, 'Takes the import back in the background', ImportView, 202),
      input('param', IdParam),
      async (context) => {
        const { id } = context.req.valid('param');
        await startUndo(context.var.transaction, id, house.jobs);
        return context.json(await viewImport(context.var.transaction, id), 202);
      },
    );
}
