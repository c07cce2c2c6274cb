import { Hono } from 'hono';
import { Presence } from '../../../shared/interact/presence.ts';
import { announce } from '../../platform/events/events.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { subjectOf } from '../comments/subjects.ts';
import { findConversation } from '../inbox/conversations.ts';
import { ConversationNotFound } from '../inbox/errors.ts';

/**
 * Who has a record open is told over the live stream to those who see the record, and stored nowhere: each
 * page says that it is there, and whoever hears of a newcomer says so again.
 */
export function presenceRoutes({ forOneself }: Policies) {
  return new Hono<Environment>().post(
    '/',
    forOneself(),
    describe('Presence', 'Tells those who see a record that one has it open, or has left it'),
    input('json', Presence),
    async (context) => {
      const { transaction, actor } = context.var;
      const told = context.req.valid('json');
      const { here } = told;
      const tell = (id: string, audience: string, verb: string) =>
        announce(transaction, { subject: 'presence', id, audience, verb, by: actor.userId });
      if ('partyId' in told) {
        const { audience } = await subjectOf(transaction, { partyId: told.partyId });
        await tell(told.partyId, audience, here ? 'here' : 'gone');
      } else {
        const conversation = await findConversation(transaction, told.conversationId);
        if (!conversation) throw new ConversationNotFound();
        const [is, no] = told.writing ? ['writing', 'wrote'] : ['here', 'gone'];
        await tell(conversation.id, conversation.audience, here ? is! : no!);
      }
      return context.body(null, 204);
    },
  );
}
