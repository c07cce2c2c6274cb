import { Hono } from 'hono';
import { z } from 'zod';
import {
  AboutQuery,
  CommentChange,
  CommentInput,
  CommentsQuery,
  CommentView,
  Listeners,
} from '../../../shared/interact/comments.ts';
import { Id, IdParam, pageOf, Version, VersionQuery } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { commentsOn, countComments, listenersTo } from './comments.ts';
import { changeComment, removeComment, restoreComment, writeComment } from './writing.ts';

const tag = 'Comments';
const Changed = z.object({ event: Id, version: Version });

/** What colleagues say about people, companies and entries of the timeline. */
export function commentRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'What was said of a record or an entry, newest first', pageOf(CommentView)),
      input('query', CommentsQuery),
      async (context) => {
        const { about, ...page } = context.req.valid('query');
        return context.json(await commentsOn(context.var.transaction, about, page));
      },
    )
    .get(
      '/count',
      atLeast('reader'),
      describe(tag, 'How much was said of a record or an entry', z.object({ count: z.number() })),
      input('query', AboutQuery),
      async (context) =>
        context.json({
          count: await countComments(context.var.transaction, context.req.valid('query').about),
        }),
    )
    .get(
      '/listeners',
      atLeast('reader'),
      describe(tag, 'The colleagues one could mention, and who of them would see it', Listeners),
      input('query', AboutQuery),
      async (context) =>
        context.json(await listenersTo(context.var.transaction, context.req.valid('query').about)),
    )
    .post(
      '/',
      atLeast('member'),
      describe(
        tag,
        'Says something; colleagues are named as @[id]',
        z.object({ id: Id, event: Id }),
        201,
      ),
      input('json', CommentInput),
      async (context) =>
        context.json(await writeComment(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Puts one’s own comment in other words', Changed),
      input('param', IdParam),
      input('json', CommentChange),
      async (context) =>
        context.json(
          await changeComment(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Removes a comment; it can be restored for 30 days', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await removeComment(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    )
    .post(
      '/:id/restoration',
      atLeast('member'),
      describe(tag, 'Brings a removed comment back', Changed),
      input('param', IdParam),
      async (context) =>
        context.json(await restoreComment(context.var.transaction, context.req.valid('param').id)),
    );
}
