import { Refusal } from '../../../shared/platform/errors.ts';

export class HandoverNotFound extends Refusal {
  constructor() {
    super('handover.not-found', 404, 'There is no such handover, or you take no part in it.');
  }
}

export class HandoverNotYours extends Refusal {
  constructor() {
    super(
      'handover.not-yours',
      403,
      'Only the successor answers a handover, and only whoever proposed it, or hands over, withdraws it.',
    );
  }
}

export class HandoverAnswered extends Refusal {
  constructor() {
    super(
      'handover.answered',
      409,
      'This handover is no longer at that point. Nothing was changed; load it again.',
    );
  }
}

export class NobodysToHandOver extends Refusal {
  constructor() {
    super(
      'handover.not-yours-to-give',
      403,
      'You hand over what you look after yourself; managers do it for their team, owners for everybody.',
    );
  }
}

export class NothingToHandOver extends Refusal {
  constructor(leftOut: number) {
    super(
      'handover.nothing',
      409,
      leftOut > 0
        ? `The successor can see none of these ${leftOut} records. Nothing was proposed; share them first.`
        : 'There is nothing to hand over. Nothing was proposed.',
      { fields: { to: 'There is nothing that could be handed over.' } },
    );
  }
}

export class NoSuchSuccessor extends Refusal {
  constructor() {
    super('handover.no-successor', 422, 'Choose a colleague of this workspace who may write.', {
      fields: { to: 'Choose a colleague who may write.' },
    });
  }
}
