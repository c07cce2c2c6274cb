import { Hono } from 'hono';
import { z } from 'zod';
import { FieldChange, FieldInput, OwnField } from '../../../shared/identify/fields.ts';
import { PartyKind } from '../../../shared/identify/parties.ts';
import { Id, IdParam, Version, Versioned } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { changeField, defineField, retireField } from './defining.ts';
import { ownFields } from './fields.ts';

const Query = z.strictObject({
  kind: PartyKind.optional(),
  /** `all` shows retired ones too. */
  show: z.enum(['current', 'all']).default('current'),
});
const Fields = z.object({ rows: z.array(OwnField) });
const Defined = z.object({ event: Id, id: Id, version: Version });

/** Fields that a company defines for its people and companies. */
export function fieldRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe('Fields', 'The company’s own fields, as far as you see them', Fields),
      input('query', Query),
      async (context) => {
        const { kind, show } = context.req.valid('query');
        const rows = await ownFields(context.var.transaction, {
          ...(kind ? { kind } : {}),
          withRetired: show === 'all',
        });
        return context.json({ rows });
      },
    )
    .post(
      '/',
      atLeast('owner'),
      describe('Fields', 'Adds a field', Defined, 201),
      input('json', FieldInput),
      async (context) =>
        context.json(await defineField(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:id',
      atLeast('owner'),
      describe('Fields', 'Changes a field; what it holds stays as it is', Defined),
      input('param', IdParam),
      input('json', FieldChange),
      async (context) =>
        context.json(
          await changeField(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .post(
      '/:id/retirement',
      atLeast('owner'),
      describe(
        'Fields',
        'Retires a field: it is offered nowhere, and its values are kept',
        Defined,
      ),
      input('param', IdParam),
      input('json', Versioned),
      async (context) =>
        context.json(
          await retireField(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json').version,
            true,
          ),
        ),
    )
    .post(
      '/:id/restoration',
      atLeast('owner'),
      describe('Fields', 'Brings a retired field back with everything it holds', Defined),
      input('param', IdParam),
      input('json', Versioned),
      async (context) =>
        context.json(
          await retireField(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json').version,
            false,
          ),
        ),
    );
}
