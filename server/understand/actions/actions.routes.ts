import { Hono } from 'hono';
import { z } from 'zod';
import { Id, IdParam } from '../../../shared/platform/values.ts';
import {
  ActionsQuery,
  ActionsView,
  AnswerInput,
  LearntView,
} from '../../../shared/understand/actions.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { viewActions } from './actions.ts';
import { answerAction, forgetAnswers, viewLearnt, withdrawAnswer } from './answering.ts';

const tag = 'Next actions';
const Told = z.object({ event: Id });

export function actionRoutes({ atLeast, forOneself }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'What is worth one’s minutes now, the most first, with why', ActionsView),
      input('query', ActionsQuery),
      async (context) =>
        context.json(await viewActions(context.var.transaction, context.req.valid('query').zone)),
    )
    .post(
      '/answers',
      forOneself(),
      describe(
        tag,
        'Says that a proposal is done, put off, or never wanted for this person',
        z.object({ id: Id, event: Id }),
        201,
      ),
      input('json', AnswerInput),
      async (context) =>
        context.json(await answerAction(context.var.transaction, context.req.valid('json')), 201),
    )
    .delete(
      '/answers/:id',
      forOneself(),
      describe(tag, 'Allows again what was put off or never wanted', Told),
      input('param', IdParam),
      async (context) =>
        context.json(await withdrawAnswer(context.var.transaction, context.req.valid('param').id)),
    )
    .get(
      '/learnt',
      atLeast('reader'),
      describe(tag, 'What one’s own answers have taught', LearntView),
      async (context) => context.json(await viewLearnt(context.var.transaction)),
    )
    .post(
      '/forget',
      forOneself(),
      describe(
        tag,
        'Forgets what one’s own answers have taught',
        z.object({ forgotten: z.number().int() }),
      ),
      async (context) => context.json(await forgetAnswers(context.var.transaction)),
    );
}
