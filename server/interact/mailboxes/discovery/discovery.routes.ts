import { Hono } from 'hono';
import { MailDiscoveryInput, MailServers } from '../../../../shared/interact/mail-servers.ts';
import type { House } from '../../../platform/house.ts';
import { describe } from '../../../platform/http/describe.ts';
import type { Environment } from '../../../platform/http/environment.ts';
import type { Policies } from '../../../platform/http/policy.ts';
import { input } from '../../../platform/http/validate.ts';
import { discoverMailServers } from './discovery.ts';
import { systemNames } from './names.ts';

/** The servers of an address, so that nobody has to look them up. */
export function discoveryRoutes(house: House, { atLeastStreaming }: Policies) {
  const ways = { names: systemNames(), ask: house.egress.ask };
  return new Hono<Environment>().post(
    '/discovery',
    atLeastStreaming('member'),
    describe(
      'Connections',
      'The servers of an address, from known providers, its domain, its name records, or guessed',
      MailServers,
    ),
    input('json', MailDiscoveryInput),
    async (context) =>
      context.json(await discoverMailServers(context.req.valid('json').address, ways)),
  );
}
