import { Hono } from 'hono';
import { z } from 'zod';
import {
  AddressDoubt,
  DoubtsQuery,
  DraftChange,
  DraftInput,
  OutgoingFileQuery,
  OutgoingView,
  ReleaseInput,
  SenderView,
  SettlementInput,
  SignatureInput,
  Suggestion,
  SuggestionQuery,
} from '../../../shared/interact/outgoing.ts';
import { Id, IdParam, Version, VersionQuery } from '../../../shared/platform/values.ts';
import { asActor } from '../../platform/access/actor.ts';
import type { House } from '../../platform/house.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { addFile, draftForFile, receive, removeFile } from './attaching.ts';
import { clearDoubt, doubtsAbout } from './doubts.ts';
import { beginDraft, changeDraft, discardOutgoing, restoreOutgoing } from './drafting.ts';
import { listOutgoing, listSenders, viewOutgoing } from './outgoing.ts';
import { releaseMail, settleMail, takeBack } from './releasing.ts';
import { setSignature } from './signatures.ts';
import { suggestRecipients } from './suggesting.ts';

const tag = 'Outgoing mail';
const Changed = z.object({ event: Id, version: Version });

/** Mails that one writes here and what becomes of them; everybody sees their own. */
export function outgoingRoutes(house: House, { atLeast, atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(
        tag,
        'What one writes, and what is on its way or did not get there',
        z.object({ rows: z.array(OutgoingView) }),
      ),
      async (context) => context.json({ rows: await listOutgoing(context.var.transaction) }),
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Begins a mail', OutgoingView, 201),
      input('json', DraftInput),
      async (context) =>
        context.json(await beginDraft(context.var.transaction, context.req.valid('json')), 201),
    )
    .get(
      '/doubts',
      atLeast('reader'),
      describe(
        tag,
        'From which of these addresses mail came back',
        z.object({ rows: z.array(AddressDoubt) }),
      ),
      input('query', DoubtsQuery),
      async (context) => {
        const { addresses } = context.req.valid('query');
        return context.json({ rows: await doubtsAbout(context.var.transaction, addresses) });
      },
    )
    .post(
      '/doubts/:id/clearance',
      atLeast('member'),
      describe(tag, 'Says that an address works after all', z.object({ event: Id })),
      input('param', IdParam),
      async (context) =>
        context.json(await clearDoubt(context.var.transaction, context.req.valid('param').id)),
    )
    .get(
      '/senders',
      atLeast('reader'),
      describe(
        tag,
        'The mailboxes of one’s own that can send',
        z.object({ rows: z.array(SenderView) }),
      ),
      async (context) => context.json({ rows: await listSenders(context.var.transaction) }),
    )
    .get(
      '/suggestions',
      atLeast('reader'),
      describe(
        tag,
        'People and companies one may see, with their addresses, by some words',
        z.object({ rows: z.array(Suggestion) }),
      ),
      input('query', SuggestionQuery),
      async (context) =>
        context.json({
          rows: await suggestRecipients(context.var.transaction, context.req.valid('query').q),
        }),
    )
    .put(
      '/senders/:id/signature',
      atLeast('member'),
      describe(tag, 'What stands under the mails from a mailbox', z.object({ event: Id })),
      input('param', IdParam),
      input('json', SignatureInput),
      async (context) =>
        context.json(
          await setSignature(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json').html,
          ),
        ),
    )
    .get(
      '/:id',
      atLeast('reader'),
      describe(tag, 'Reads one mail of one’s own', OutgoingView),
      input('param', IdParam),
      async (context) =>
        context.json(await viewOutgoing(context.var.transaction, context.req.valid('param').id)),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Writes on at a mail that has not gone', OutgoingView),
      input('param', IdParam),
      input('json', DraftChange),
      async (context) =>
        context.json(
          await changeDraft(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Puts a mail away that is not on its way', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await discardOutgoing(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    )
    .post(
      '/:id/restoration',
      atLeast('member'),
      describe(tag, 'Takes a mail out of the trash', Changed),
      input('param', IdParam),
      async (context) =>
        context.json(await restoreOutgoing(context.var.transaction, context.req.valid('param').id)),
    )
    .post(
      '/:id/release',
      atLeast('member'),
      describe(tag, 'Sends a mail: in ten seconds, at an hour, or now once more', Changed),
      input('param', IdParam),
      input('json', ReleaseInput),
      async (context) =>
        context.json(
          await releaseMail(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id/release',
      atLeast('member'),
      describe(tag, 'Takes a mail back that has not gone or did not get there', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await takeBack(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    )
    .post(
      '/:id/settlement',
      atLeast('member'),
      describe(tag, 'Says whether a mail arrived of which nobody knew', Changed),
      input('param', IdParam),
      input('json', SettlementInput),
      async (context) =>
        context.json(
          await settleMail(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .put(
      '/:id/files',
      atLeastStreaming('member'),
      describe(
        tag,
        'Adds a file to a draft; the body is the file itself, as application/octet-stream',
        OutgoingView,
        201,
      ),
      input('param', IdParam),
      input('query', OutgoingFileQuery),
      async (context) => {
        const { id } = context.req.valid('param');
        const { actor } = context.var;
        const room = await asActor(house.db, actor, (transaction) => draftForFile(transaction, id));
        const bytes = await receive(context.req.raw.body, room);
        const sha256 = await house.files.put(actor.workspaceId, bytes);
        const { name } = context.req.valid('query');
        return context.json(
          await asActor(house.db, actor, (transaction) =>
            addFile(transaction, id, { name, bytes, sha256 }),
          ),
          201,
        );
      },
    )
    .delete(
      '/:id/files/:fileId',
      atLeast('member'),
      describe(tag, 'Takes a file off a draft', OutgoingView),
      input('param', IdParam.extend({ fileId: Id })),
      async (context) => {
        const { id, fileId } = context.req.valid('param');
        return context.json(await removeFile(context.var.transaction, id, fileId));
      },
    );
}
