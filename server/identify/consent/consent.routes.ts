import { Hono } from 'hono';
import { z } from 'zod';
import {
  ConsentDone,
  ConsentInput,
  ConsentsView,
  PermissionQuery,
  PermissionView,
  PurposeChange,
  PurposeDone,
  PurposeInput,
  PurposeKey,
  PurposesView,
  permissionInWords,
  WordingDone,
  WordingInput,
} from '../../../shared/identify/consent.ts';
import { IdParam } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { permissionOf } from './permission.ts';
import { addPurpose, addWording, changePurpose, readPurposes } from './purposes.ts';
import { recordConsent, retractConsents, viewConsents } from './recording.ts';

const tag = 'Consent';

/** What may be sent to a person, and what they said about it. */
export function consentRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/:id/consents',
      atLeast('reader'),
      describe(
        tag,
        'What a person may be written to for, why, and everything they said about it',
        ConsentsView,
      ),
      input('param', IdParam),
      async (context) =>
        context.json(await viewConsents(context.var.transaction, context.req.valid('param').id)),
    )
    .post(
      '/:id/consents',
      atLeast('member'),
      describe(tag, 'Records that a person agreed, refused or withdrew', ConsentDone, 201),
      input('param', IdParam),
      input('json', ConsentInput),
      async (context) =>
        context.json(
          await recordConsent(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
          201,
        ),
    )
    .get(
      '/:id/permission',
      atLeast('reader'),
      describe(
        tag,
        'May this person be written to for a purpose over a channel, and on which ground',
        PermissionView,
      ),
      input('param', IdParam),
      input('query', PermissionQuery),
      async (context) => {
        const permission = await permissionOf(context.var.transaction, {
          partyId: context.req.valid('param').id,
          ...context.req.valid('query'),
        });
        return context.json({ ...permission, words: permissionInWords(permission) });
      },
    );
}

/** An entry that was a mistake. */
export function consentEntryRoutes({ atLeast }: Policies) {
  return new Hono<Environment>().post(
    '/:id/retraction',
    atLeast('member'),
    describe(tag, 'Marks an entry as a mistake; it stays and no longer counts', ConsentDone, 201),
    input('param', IdParam),
    async (context) =>
      context.json(
        await retractConsents(context.var.transaction, [context.req.valid('param').id]),
        201,
      ),
  );
}

const KeyParam = z.object({ key: PurposeKey });

/** What the company writes to people for, and in which words it asks them. */
export function purposeRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'Lists what the company writes to people for', PurposesView),
      async (context) => context.json({ rows: await readPurposes(context.var.transaction) }),
    )
    .post(
      '/',
      atLeast('owner'),
      describe(tag, 'Adds a purpose', PurposeDone, 201),
      input('json', PurposeInput),
      async (context) =>
        context.json(await addPurpose(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:key',
      atLeast('owner'),
      describe(tag, 'Changes or retires a purpose', PurposeDone),
      input('param', KeyParam),
      input('json', PurposeChange),
      async (context) =>
        context.json(
          await changePurpose(
            context.var.transaction,
            context.req.valid('param').key,
            context.req.valid('json'),
          ),
        ),
    )
    .post(
      '/:key/wordings',
      atLeast('owner'),
      describe(tag, 'Adds a version of the words in which people are asked', WordingDone, 201),
      input('param', KeyParam),
      input('json', WordingInput),
      async (context) =>
        context.json(
          await addWording(
            context.var.transaction,
            context.req.valid('param').key,
            context.req.valid('json').text,
          ),
          201,
        ),
    );
}
