import { Hono } from 'hono';
import { z } from 'zod';
import {
  MailProviderChange,
  MailProviderInput,
  MailProviders,
} from '../../../../shared/platform/mail-providers.ts';
import { Id, IdParam, Version, VersionQuery } from '../../../../shared/platform/values.ts';
import { requirePerson } from '../../auth/team.routes.ts';
import type { House } from '../../house.ts';
import { describe } from '../../http/describe.ts';
import type { Environment } from '../../http/environment.ts';
import type { Policies } from '../../http/policy.ts';
import { input } from '../../http/validate.ts';
import {
  addMailProvider,
  changeMailProvider,
  listMailProviders,
  removeMailProvider,
} from './providers.ts';

const tag = 'Connections';
const Kept = z.object({ event: Id, version: Version });

/** At which providers mailboxes are signed in to; an owner registers them. */
export function mailProviderRoutes(house: House, { atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'The providers with whose sign-in mailboxes open', MailProviders),
      async (context) => context.json(await listMailProviders(house, context.var.transaction)),
    )
    .post(
      '/',
      atLeast('owner'),
      describe(tag, 'Registers a provider', z.object({ id: Id, event: Id }), 201),
      input('json', MailProviderInput),
      async (context) => {
        requirePerson(context);
        const { transaction } = context.var;
        return context.json(
          await addMailProvider(house, transaction, context.req.valid('json')),
          201,
        );
      },
    )
    .patch(
      '/:id',
      atLeast('owner'),
      describe(tag, 'Changes the registration with a provider, such as its secret', Kept),
      input('param', IdParam),
      input('json', MailProviderChange),
      async (context) => {
        requirePerson(context);
        const { id } = context.req.valid('param');
        const { transaction } = context.var;
        return context.json(
          await changeMailProvider(house, transaction, id, context.req.valid('json')),
        );
      },
    )
    .delete(
      '/:id',
      atLeast('owner'),
      describe(tag, 'Removes a provider; its mailboxes wait for one', Kept),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) => {
        requirePerson(context);
        const { id } = context.req.valid('param');
        const { version } = context.req.valid('query');
        return context.json(await removeMailProvider(context.var.transaction, id, version));
      },
    );
}
