import { Hono } from 'hono';
import { z } from 'zod';
import {
  FilledTemplate,
  FillingQuery,
  TemplateChange,
  TemplateInput,
  TemplateRow,
  TemplateView,
} from '../../../shared/interact/templates/templates.ts';
import { Id, IdParam, Version, VersionQuery } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { fillFor } from './filling.ts';
import {
  changeTemplate,
  createTemplate,
  listTemplates,
  removeTemplate,
  viewTemplate,
} from './templates.ts';

const tag = 'Mail templates';
const Changed = z.object({ event: Id, version: Version });

/** Mails that are written again and again. */
export function templateRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'The templates one may use, by name', z.object({ rows: z.array(TemplateRow) })),
      async (context) => context.json({ rows: await listTemplates(context.var.transaction) }),
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Saves a template', z.object({ id: Id, event: Id }), 201),
      input('json', TemplateInput),
      async (context) =>
        context.json(await createTemplate(context.var.transaction, context.req.valid('json')), 201),
    )
    .get(
      '/:id',
      atLeast('reader'),
      describe(tag, 'Reads one template with its text', TemplateView),
      input('param', IdParam),
      async (context) =>
        context.json(await viewTemplate(context.var.transaction, context.req.valid('param').id)),
    )
    .get(
      '/:id/filled',
      atLeast('reader'),
      describe(
        tag,
        'A template with what one knows of whoever has an address, and how surely',
        FilledTemplate,
      ),
      input('param', IdParam),
      input('query', FillingQuery),
      async (context) =>
        context.json(
          await fillFor(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query'),
          ),
        ),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Changes what a template says, its name, or who uses it', Changed),
      input('param', IdParam),
      input('json', TemplateChange),
      async (context) =>
        context.json(
          await changeTemplate(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Removes a template', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await removeTemplate(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    );
}
