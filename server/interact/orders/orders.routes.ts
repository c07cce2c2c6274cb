import { Hono } from 'hono';
import { OrderInput, OrderTaken } from '../../../shared/interact/orders.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { receiveOrder } from './receiving.ts';

export function orderRoutes({ atLeast }: Policies) {
  return new Hono<Environment>().post(
    '/',
    atLeast('member'),
    describe(
      'Orders',
      'Writes down what a customer bought, or corrects it; the same order is one entry however often it is told',
      OrderTaken,
      201,
    ),
    input('json', OrderInput),
    async (context) => {
      const { id, result } = await receiveOrder(
        context.var.transaction,
        null,
        context.req.valid('json'),
      );
      return context.json({ id, result }, 201);
    },
  );
}
