import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { MailSignInAnswer, MailSignInBegun } from '../../../../shared/platform/mail-providers.ts';
import { Id, IdParam } from '../../../../shared/platform/values.ts';
import { PersonRequired } from '../../auth/errors.ts';
import type { House } from '../../house.ts';
import { describe } from '../../http/describe.ts';
import type { Environment } from '../../http/environment.ts';
import type { Policies } from '../../http/policy.ts';
import { input } from '../../http/validate.ts';
import { comeBack, minutesAway, setOut } from './signing-in.ts';

const tag = 'Connections';

/** To the provider and back. */
export function mailSignInRoutes(house: House, { atLeast, atLeastStreaming }: Policies) {
  const { prefix, secure } = house.auth.cookies;
  const name = `${prefix}.mailbox_sign_in`;
  const cookie = { path: '/', httpOnly: true, sameSite: 'Lax' as const, secure };
  return new Hono<Environment>()
    .post(
      '/:id/sign-in',
      atLeast('member'),
      describe(tag, 'Where somebody signs in to a mailbox at its provider', MailSignInBegun),
      input('param', IdParam),
      async (context) => {
        const { id } = context.req.valid('param');
        const begun = await setOut(house, context.var.transaction, id, whoOf(context));
        setCookie(context, name, begun.cookie, { ...cookie, maxAge: minutesAway * 60 });
        return context.json({ url: begun.url });
      },
    )
    .post(
      '/sign-in',
      atLeastStreaming('member'),
      describe(tag, 'What the provider answered with the browser', z.object({ id: Id })),
      input('json', MailSignInAnswer),
      async (context) => {
        const kept = getCookie(context, name);
        deleteCookie(context, name, cookie);
        const { query } = context.req.valid('json');
        return context.json({
          id: await comeBack(house, { query, cookie: kept }, whoOf(context)),
        });
      },
    );
}

/** A program has no browser in which somebody could sign in. */
function whoOf({ var: { actor, signedIn } }: Context<Environment>) {
  if (signedIn.by !== 'session') throw new PersonRequired();
  return { actor, sessionId: signedIn.sessionId };
}
