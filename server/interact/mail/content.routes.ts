import { Hono } from 'hono';
import { z } from 'zod';
import { Id, IdParam } from '../../../shared/platform/values.ts';
import type { UserActor } from '../../platform/access/actor.ts';
import type { House } from '../../platform/house.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { attachmentOf, mailDocument } from './content.ts';
import { contentLink } from './content-origin.ts';
import { documentResponse, downloadResponse } from './served.ts';

const RemoteQuery = z.strictObject({
  remote: z.enum(['0', '1']).default('0'),
  /** Read at the door (sign-in.ts): a frame can set no header. */
  workspace: Id.optional(),
});

/**
 * What strangers sent is never part of the app: a mail is a document of its own under a policy that runs
 * and fetches nothing, a file is only ever a download.
 */
export function contentRoutes(house: House, { atLeast }: Policies) {
  const linkTo = (
    { workspaceId, userId }: UserActor,
    kind: 'mail' | 'file',
    id: string,
    remote: boolean,
  ) => contentLink(house, { kind, id, workspaceId, userId, remote });
  return new Hono<Environment>()
    .get(
      '/activities/:id/html',
      atLeast('reader'),
      describe('Timeline', 'The cleaned HTML of a mail, for a sandboxed frame', 'text/html'),
      input('param', IdParam),
      input('query', RemoteQuery),
      async (context) => {
        const { id } = context.req.valid('param');
        const remote = context.req.valid('query').remote === '1';
        const mail = await mailDocument(context.var.transaction, house.files, id, remote);
        if (house.config.contentUrl)
          return context.redirect(linkTo(context.var.actor, 'mail', id, remote));
        return documentResponse(mail, remote, "'self'");
      },
    )
    .get(
      '/attachments/:id',
      atLeast('reader'),
      describe('Timeline', 'Downloads an attachment', 'application/octet-stream'),
      input('param', IdParam),
      async (context) => {
        const { id } = context.req.valid('param');
        const file = await attachmentOf(context.var.transaction, house.files, id);
        if (house.config.contentUrl) {
          await file.stream.cancel();
          return context.redirect(linkTo(context.var.actor, 'file', id, false));
        }
        return downloadResponse(file);
      },
    );
}
