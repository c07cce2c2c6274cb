import { Hono } from 'hono';
import { z } from 'zod';
import {
  TaskAnswer,
  TaskChange,
  TaskInput,
  TaskList,
  TaskSettlement,
  TasksQuery,
  TaskView,
} from '../../../shared/interact/tasks/tasks.ts';
import { Id, IdParam, Version } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { answerTask } from './answering.ts';
import { settleTask } from './settling.ts';
import { tasksAbout, tasksOf, viewTask } from './tasks.ts';
import { addTask, changeTask } from './writing.ts';

const tag = 'Tasks';
const Added = z.object({ id: Id, event: Id });
const Changed = z.object({ event: Id, version: Version });

/** What is to be done. A task is an entry of the timeline, and removed and restored as one. */
export function taskRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'What is open with a person or company, or for whoever asks', TaskList),
      input('query', TasksQuery),
      async (context) => {
        const { party } = context.req.valid('query');
        const { transaction } = context.var;
        return context.json({
          rows: party
            ? await tasksAbout(transaction, party)
            : await tasksOf(transaction, transaction.actor.userId!),
        });
      },
    )
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Writes down what is to be done, by oneself or by a colleague', Added, 201),
      input('json', TaskInput),
      async (context) =>
        context.json(await addTask(context.var.transaction, context.req.valid('json')), 201),
    )
    .get(
      '/:id',
      atLeast('reader'),
      describe(tag, 'One task', TaskView),
      input('param', IdParam),
      async (context) =>
        context.json(await viewTask(context.var.transaction, context.req.valid('param').id)),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(
        tag,
        'Puts a task in other words, moves its day, or gives it to a colleague',
        Changed,
      ),
      input('param', IdParam),
      input('json', TaskChange),
      async (context) =>
        context.json(
          await changeTask(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .put(
      '/:id/settlement',
      atLeast('member'),
      describe(tag, 'Says that a task is done or dropped; or that it is open', Changed),
      input('param', IdParam),
      input('json', TaskSettlement),
      async (context) =>
        context.json(
          await settleTask(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .put(
      '/:id/answer',
      atLeast('member'),
      describe(tag, 'Takes on a task that one was given, or gives it back with a word', Changed),
      input('param', IdParam),
      input('json', TaskAnswer),
      async (context) =>
        context.json(
          await answerTask(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    );
}
