import { Refusal } from '../../../shared/platform/errors.ts';

export class ConversationNotFound extends Refusal {
  constructor() {
    super('conversation.not-found', 404, 'There is no such conversation, or you may not see it.');
  }
}

export class SnoozedIntoPast extends Refusal {
  constructor() {
    super(
      'conversation.snoozed-into-past',
      422,
      'That moment is over, so the conversation would be back at once. Nothing was changed; choose a later one.',
      { fields: { until: 'Choose a moment that is still to come.' } },
    );
  }
}

export class MailboxNotShared extends Refusal {
  constructor() {
    super(
      'conversation.not-shared',
      409,
      'Only you see this mailbox, so nobody else can answer from it. Nothing was changed; share the conversation first.',
    );
  }
}

export class AssigneeBlind extends Refusal {
  constructor() {
    super(
      'conversation.assignee-cannot-see',
      422,
      'This colleague cannot see the conversation. Nothing was changed; share it with them first, or choose somebody else.',
      { fields: { userId: 'Choose a colleague who sees this conversation.' } },
    );
  }
}
