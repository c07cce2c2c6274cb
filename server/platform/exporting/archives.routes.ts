import { Hono } from 'hono';
import { z } from 'zod';
import { ArchiveInput, ArchiveView } from '../../../shared/platform/exporting/archives.ts';
import { Id } from '../../../shared/platform/values.ts';
import type { House } from '../house.ts';
import { describe } from '../http/describe.ts';
import { downloadHeaders } from '../http/download.ts';
import type { Environment } from '../http/environment.ts';
import type { Policies } from '../http/policy.ts';
import { input } from '../http/validate.ts';
import { beginArchive, openArchive, viewArchives } from './archives.ts';

const ArchiveParam = z.object({ id: Id });
/** Read at the door (sign-in.ts): a link can set no header. */
const WorkspaceQuery = z.strictObject({ workspace: Id.optional() });

export function archiveRoutes(house: House, { atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        'Exports',
        'One’s own archives, newest first',
        z.object({ rows: z.array(ArchiveView) }),
      ),
      async (context) => context.json({ rows: await viewArchives(context.var.transaction) }),
    )
    .post(
      '/',
      atLeast('member'),
      describe('Exports', 'Begins an archive of everything one may see', z.object({ id: Id }), 201),
      input('json', ArchiveInput),
      async (context) =>
        context.json(
          await beginArchive(context.var.transaction, context.req.valid('json').language),
          201,
        ),
    )
    .get(
      '/:id/content',
      atLeast('reader'),
      describe('Exports', 'Downloads an archive while it is kept', 'application/zip'),
      input('param', ArchiveParam),
      input('query', WorkspaceQuery),
      async (context) => {
        const { id } = context.req.valid('param');
        const { name, bytes, stream } = await openArchive(context.var.transaction, house.files, id);
        return new Response(stream, {
          headers: { ...downloadHeaders(name, 'application/zip'), 'Content-Length': String(bytes) },
        });
      },
    );
}
