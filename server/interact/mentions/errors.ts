import { Refusal } from '../../../shared/platform/errors.ts';

export class MentionNotFound extends Refusal {
  constructor() {
    super('mention.not-found', 404, 'There is no such mention, or you may not see it.');
  }
}

export class MentionKeeperBlind extends Refusal {
  constructor() {
    super(
      'mention.keeper-cannot-see',
      422,
      'This colleague cannot see the mention and would never learn of it. Nothing was changed; choose somebody else.',
      { fields: { assignedTo: 'Choose a colleague who sees it.' } },
    );
  }
}
