import { Hono } from 'hono';
import { z } from 'zod';
import {
  ProposalAnswer,
  Proposals,
  ProposalsQuery,
} from '../../../shared/interact/proposals/proposals.ts';
import { Id, IdParam } from '../../../shared/platform/values.ts';
import type { House } from '../../platform/house.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { answerProposal } from './answering.ts';
import { proposalsOf } from './reading.ts';

const Answered = z.object({ event: Id });

/** What a message contains that nobody has written down: mounted where activities are. */
export function proposalRoutes({ files }: House, { atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/:id/proposals',
      atLeast('reader'),
      describe(
        'Timeline',
        'What a mail contains: somebody new, changed facts, requests, promises, dates, offers in its files',
        Proposals,
      ),
      input('param', IdParam),
      input('query', ProposalsQuery),
      async (context) =>
        context.json(
          await proposalsOf(
            context.var.transaction,
            files,
            context.req.valid('param').id,
            context.req.valid('query'),
          ),
        ),
    )
    .post(
      '/:id/proposals',
      atLeast('member'),
      describe(
        'Timeline',
        'Says yes or no to something a mail contains; a yes writes it down',
        Answered,
        201,
      ),
      input('param', IdParam),
      input('json', ProposalAnswer),
      async (context) =>
        context.json(
          await answerProposal(
            context.var.transaction,
            files,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
          201,
        ),
    );
}
