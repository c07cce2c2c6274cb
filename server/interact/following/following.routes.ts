import { Hono } from 'hono';
import { AboutQuery, FollowInput, FollowView } from '../../../shared/interact/comments.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { followOf, setFollowing } from './following.ts';

const tag = 'Following';

/** What one wants to hear of. */
export function followRoutes({ atLeast, forOneself }: Policies) {
  return new Hono<Environment>()
    .get(
      '/',
      atLeast('reader'),
      describe(tag, 'Whether one hears of a record or an entry, and why', FollowView),
      input('query', AboutQuery),
      async (context) =>
        context.json(await followOf(context.var.transaction, context.req.valid('query').about)),
    )
    .put(
      '/',
      forOneself(),
      describe(tag, 'Says that one wants to hear of a record or an entry, or no longer'),
      input('json', FollowInput),
      async (context) => {
        const { about, following } = context.req.valid('json');
        await setFollowing(context.var.transaction, about, following);
        return context.body(null, 204);
      },
    );
}
