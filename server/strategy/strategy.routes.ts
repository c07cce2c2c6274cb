import { Hono } from 'hono';
import { StrategyInput, StrategyView } from '../../shared/strategy/strategy.ts';
import { describe } from '../platform/http/describe.ts';
import type { Environment } from '../platform/http/environment.ts';
import type { Policies } from '../platform/http/policy.ts';
import { input } from '../platform/http/validate.ts';
import { adoptStrategy, currentStrategy } from './strategy.ts';

export function strategyRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe('Strategy', 'The company’s written choices in force', StrategyView),
      async (context) => context.json(await currentStrategy(context.var.transaction)),
    )
    .post(
      '/',
      atLeast('owner'),
      describe('Strategy', 'Adopts a new version of the company’s choices', StrategyView, 201),
      input('json', StrategyInput),
      async (context) =>
        context.json(await adoptStrategy(context.var.transaction, context.req.valid('json')), 201),
    );
}
