import { Hono } from 'hono';
import { DigestChoice, DigestView } from '../../../shared/interact/digest.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { digestOf, orderDigest, sendDigestNow, stopDigest } from './digest.ts';

const tag = 'Notifications';

/** The day by e-mail, for oneself. */
export function digestRoutes({ atLeast, forOneself }: Policies, publicUrl: string) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'When one wants the day by e-mail', DigestView),
      async (context) => context.json(await digestOf(context.var.transaction)),
    )
    .put(
      '/',
      atLeast('member'),
      describe(tag, 'Says when one wants the day by e-mail'),
      input('json', DigestChoice),
      async (context) => {
        await orderDigest(context.var.transaction, context.req.valid('json'));
        return context.body(null, 204);
      },
    )
    .delete('/', forOneself(), describe(tag, 'Stops the day by e-mail'), async (context) => {
      await stopDigest(context.var.transaction);
      return context.body(null, 204);
    })
    .post(
      '/now',
      atLeast('member'),
      describe(tag, 'Sends one the day as it is now'),
      input('json', DigestChoice),
      async (context) => {
        const choice = context.req.valid('json');
        await sendDigestNow(context.var.transaction, choice, `${publicUrl}/today`);
        return context.body(null, 204);
      },
    );
}
