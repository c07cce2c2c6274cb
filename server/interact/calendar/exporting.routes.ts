import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { z } from 'zod';
import { Id, InstantText } from '../../../shared/platform/values.ts';
import { audited, readingAs } from '../../platform/exporting/exported.ts';
import type { House } from '../../platform/house.ts';
import { describe } from '../../platform/http/describe.ts';
import { downloadHeaders } from '../../platform/http/download.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { calendarOf, meetingsOf } from './exporting.ts';

const MeetingsQuery = z.strictObject({
  format: z.literal('ics'),
  from: InstantText.optional(),
  to: InstantText.optional(),
  /** A single one. */
  id: Id.optional(),
  title: z.string().trim().min(1).max(100).default('Meetings'),
  /** Read at the door (sign-in.ts): a link can set no header. */
  workspace: Id.optional(),
});

export function meetingExportRoutes(house: House, { atLeastStreaming }: Policies) {
  return new Hono<Environment>().get(
    '/export',
    atLeastStreaming('reader'),
    describe('Timeline', 'Exports meetings as a calendar, in one stream', 'text/calendar'),
    input('query', MeetingsQuery),
    (context) => {
      const { title, ...selection } = context.req.valid('query');
      const { actor } = context.var;
      const what = { subject: 'meeting', format: 'ics', ...(selection.id ? { selected: 1 } : {}) };
      const meetings = meetingsOf(readingAs(house.db, actor), selection);
      const stream = Readable.from(calendarOf(audited(house.db, actor, what, meetings)), {
        objectMode: false,
      });
      stream.on('error', (error) => house.log.error({ err: error }, 'an export broke off'));
      return new Response(Readable.toWeb(stream) as ReadableStream, {
        headers: downloadHeaders(`${title}.ics`, 'text/calendar; charset=utf-8'),
      });
    },
  );
}
