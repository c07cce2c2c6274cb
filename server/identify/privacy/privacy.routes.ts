import { Hono } from 'hono';
import { z } from 'zod';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import {
  DisclosureQuery,
  ErasureDone,
  ErasureInput,
  ErasurePreview,
  ErasuresView,
  LiftInput,
} from '../../../shared/identify/privacy.ts';
import { IdParam } from '../../../shared/platform/values.ts';
import { asActor } from '../../platform/access/actor.ts';
import type { House } from '../../platform/house.ts';
import { describe } from '../../platform/http/describe.ts';
import { downloadHeaders } from '../../platform/http/download.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { disclosePerson } from './disclosing.ts';
import { erasePerson, previewErasure } from './erasing.ts';
import { liftBlock, viewErasures } from './erasures.ts';

const tag = 'Privacy';

/** What somebody may ask of a company that holds their data. Owners answer. */
export function personalDataRoutes(house: House, { atLeastStreaming }: Policies) {
  return new Hono<Environment>()
    .get(
      '/:id/disclosure',
      atLeastStreaming('owner'),
      describe(tag, 'Everything held about a person, as one archive', 'application/zip'),
      input('param', IdParam),
      input('query', DisclosureQuery),
      async (context) => {
        const { language } = context.req.valid('query');
        const { id } = context.req.valid('param');
        const { name, stream } = await disclosePerson(house, context.var.actor, id, language);
        return new Response(stream, {
          headers: downloadHeaders(`${name || id}.zip`, 'application/zip'),
        });
      },
    )
    .post(
      '/:id/erasure/preview',
      atLeastStreaming('owner'),
      describe(
        tag,
        'What erasing a person would take, counted by doing it and taking it back',
        ErasurePreview,
      ),
      input('param', IdParam),
      // Streaming, because the answer to a request with an Idempotency-Key is kept, and this one names somebody.
      async (context) => {
        const { id } = context.req.valid('param');
        const preview = await asActor(
          house.db,
          context.var.actor,
          (transaction) => previewErasure(transaction, id),
          1,
        );
        return context.json(preview);
      },
    )
    .post(
      '/:id/erasure',
      atLeastStreaming('owner'),
      describe(tag, 'Erases a person for good; nothing can be taken back', ErasureDone),
      input('param', IdParam),
      input('json', ErasureInput),
      async (context) => {
        const { confirm } = context.req.valid('json');
        const { id } = context.req.valid('param');
        return context.json(await erasePerson(house, context.var.actor, id, confirm));
      },
    );
}

/** Who was erased, without anything that names them, and what must not come in again. */
export function erasureRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('owner'),
      describe(tag, 'Lists erasures: when, by whom and how much, of nobody by name', ErasuresView),
      async (context) => context.json(await viewErasures(context.var.transaction)),
    )
    .post(
      '/lift',
      atLeast('owner'),
      describe(tag, 'Lets an address in again whose owner has come back', z.object({})),
      input('json', LiftInput),
      async (context) => {
        const { address } = context.req.valid('json');
        await liftBlock(context.var.transaction, normaliseEmail(address) ?? address.trim());
        return context.json({});
      },
    );
}
