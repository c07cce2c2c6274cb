import { createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { Id } from '../../../shared/platform/values.ts';
import { asActor } from '../../platform/access/actor.ts';
import { sessionSecret } from '../../platform/config/secret.ts';
import type { House } from '../../platform/house.ts';
import type { Environment } from '../../platform/http/environment.ts';
import { openToAll } from '../../platform/http/policy.ts';
import { AttachmentNotFound, attachmentOf, mailDocument } from './content.ts';
import { documentResponse, downloadResponse } from './served.ts';

/** What a link to the content origin stands for: one thing, for one user, for a minute. */
const Ticket = z.strictObject({
  kind: z.enum(['mail', 'file']),
  id: Id,
  workspaceId: Id,
  userId: Id,
  remote: z.boolean(),
  until: z.number(),
});
type Ticket = z.infer<typeof Ticket>;

const validSeconds = 60;

/**
 * With RAPPORT_CONTENT_URL, what strangers sent is served from an origin of its own that knows no cookie
 * and no route of the app. The app hands out links to it; each is signed, names what it opens, and the
 * right to see it is asked again when it is opened.
 */
export function contentLink(house: House, ticket: Omit<Ticket, 'until'>): string {
  const payload = Buffer.from(
    JSON.stringify({ ...ticket, until: Math.floor(Date.now() / 1_000) + validSeconds }),
  ).toString('base64url');
  return `${house.config.contentUrl}/content/${payload}.${sign(house, payload)}`;
}

/** Everything the content origin answers; any other address there holds nothing. */
export function contentOrigin(house: House) {
  return new Hono<Environment>()
    .get(
      '/content/:ticket',
      openToAll('The signed link names whom it was made for; their right is asked again.'),
      async (context) => {
        const ticket = readTicket(house, context.req.param('ticket'));
        const actor = ticket && (await house.actors.find(ticket.userId, ticket.workspaceId));
        if (!ticket || !actor) throw new AttachmentNotFound();
        return asActor(house.db, actor, async (transaction) =>
          ticket.kind === 'mail'
            ? documentResponse(
                await mailDocument(transaction, house.files, ticket.id, ticket.remote),
                ticket.remote,
                house.publicUrl,
              )
            : downloadResponse(await attachmentOf(transaction, house.files, ticket.id)),
        );
      },
    )
    .all('*', openToAll('Says only that there is nothing.'), () => {
      throw new AttachmentNotFound();
    });
}

function readTicket(house: House, text: string): Ticket | undefined {
  const [payload = '', signature = ''] = text.split('.');
  const expected = Buffer.from(sign(house, payload));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const ticket = Ticket.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return ticket.success && ticket.data.until >= Date.now() / 1_000 ? ticket.data : undefined;
}

/** The key is bound to its purpose: a signature made for a session opens nothing here. */
function sign(house: House, payload: string): string {
  return createHmac('sha256', sessionSecret(house.config.dataDir))
    .update(`content ${payload}`)
    .digest('base64url');
}
