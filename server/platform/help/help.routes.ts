import { Hono } from 'hono';
import { z } from 'zod';
import {
  HelpNote,
  HelpNoteInput,
  PracticeChange,
  PracticeView,
} from '../../../shared/platform/help.ts';
import { Id, IdParam } from '../../../shared/platform/values.ts';
import { describe } from '../http/describe.ts';
import type { Environment } from '../http/environment.ts';
import type { Policies } from '../http/policy.ts';
import { input } from '../http/validate.ts';
import { listNotes, settleNote, writeNote } from './notes.ts';
import { changePractice, readPractice } from './practice.ts';

const tag = 'Help';

export function helpRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/notes',
      atLeast('reader'),
      describe(
        tag,
        'What was told about the tool and is not settled: all of it for owners, one’s own for others',
        z.object({ rows: z.array(HelpNote) }),
      ),
      async (context) => context.json({ rows: await listNotes(context.var.transaction) }),
    )
    .post(
      '/notes',
      atLeast('member'),
      describe(
        tag,
        'Tells the owners of this workspace something about the tool',
        z.object({ id: Id }),
        201,
      ),
      input('json', HelpNoteInput),
      async (context) =>
        context.json(await writeNote(context.var.transaction, context.req.valid('json')), 201),
    )
    .delete(
      '/notes/:id',
      atLeast('owner'),
      describe(tag, 'Settles a note: it is read and needed no longer', z.object({ event: Id })),
      input('param', IdParam),
      async (context) =>
        context.json(await settleNote(context.var.transaction, context.req.valid('param').id)),
    )
    .get(
      '/practice',
      atLeast('reader'),
      describe(tag, 'How far one is with the practice in the sample company', PracticeView),
      async (context) => context.json(await readPractice(context.var.transaction)),
    )
    .patch(
      '/practice',
      atLeast('member'),
      describe(tag, 'Leaves a step of the practice out, or puts the practice away', PracticeView),
      input('json', PracticeChange),
      async (context) =>
        context.json(await changePractice(context.var.transaction, context.req.valid('json'))),
    );
}
