import { Hono } from 'hono';
import {
  AgendaQuery,
  AgendaView,
  CalledOff,
  CallingOff,
  SeriesChange,
  SeriesChanged,
} from '../../../shared/interact/agenda.ts';
import { IdParam } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { readAgenda } from './agenda.ts';
import { callOff } from './calling-off.ts';
import { changeSeries } from './series.ts';

const tag = 'Timeline';

/** When somebody is with whom. */
export function agendaRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'The meetings of one’s own calendar in a stretch of time', AgendaView),
      input('query', AgendaQuery),
      async (context) =>
        context.json(await readAgenda(context.var.transaction, context.req.valid('query'))),
    )
    .post(
      '/:id/cancellation',
      atLeast('member'),
      describe(tag, 'Calls a meeting off, or says that it takes place after all', CalledOff),
      input('param', IdParam),
      input('json', CallingOff),
      async (context) =>
        context.json(
          await callOff(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .post(
      '/:id/series',
      atLeast('member'),
      describe(
        tag,
        'Moves or calls off all times of a series that are still to come, as one act',
        SeriesChanged,
      ),
      input('param', IdParam),
      input('json', SeriesChange),
      async (context) =>
        context.json(
          await changeSeries(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    );
}
