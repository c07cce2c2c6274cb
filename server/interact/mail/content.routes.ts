import { Hono } from 'hono';
import { z } from 'zod';
import { IdParam } from '../../../shared/platform/values.ts';
import type { House } from '../../platform/house.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { attachmentOf, mailDocument } from './content.ts';

const RemoteQuery = z.strictObject({ remote: z.enum(['0', '1']).default('0') });

/**
 * What strangers sent is never part of the app: a mail is a document of its own under a policy that runs
 * and fetches nothing, a file is only ever a download.
 */
export function contentRoutes(house: House, { atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/activities/:id/html',
      atLeast('reader'),
      describe('Timeline', 'The cleaned HTML of a mail, for a sandboxed frame', 'text/html'),
      input('param', IdParam),
      input('query', RemoteQuery),
      async (context) => {
        const remote = context.req.valid('query').remote === '1';
        const { html, blockedRemote } = await mailDocument(
          context.var.transaction,
          house.files,
          context.req.valid('param').id,
          remote,
        );
        context.header(
          'Content-Security-Policy',
          `sandbox allow-popups; default-src 'none'; img-src data:${remote ? ' https:' : ''}; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'`,
        );
        context.header('X-Frame-Options', 'SAMEORIGIN');
        context.header('Referrer-Policy', 'no-referrer');
        context.header('X-Blocked-Remote', String(blockedRemote));
        return context.html(html);
      },
    )
    .get(
      '/attachments/:id',
      atLeast('reader'),
      describe('Timeline', 'Downloads an attachment', 'application/octet-stream'),
      input('param', IdParam),
      async (context) => {
        const file = await attachmentOf(
          context.var.transaction,
          house.files,
          context.req.valid('param').id,
        );
        return new Response(file.stream, {
          headers: {
            'Content-Type': 'application/octet-stream',
            'Content-Length': String(file.bytes),
            'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
            'Content-Security-Policy': "sandbox; default-src 'none'",
            'X-Content-Type-Options': 'nosniff',
          },
        });
      },
    );
}
