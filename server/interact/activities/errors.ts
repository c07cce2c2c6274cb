import { Refusal } from '../../../shared/platform/errors.ts';

export class ActivityNotFound extends Refusal {
  constructor() {
    super('activity.not-found', 404, 'There is no such entry, or you may not see it.');
  }
}

export class ActivityNotYours extends Refusal {
  constructor() {
    super(
      'activity.not-yours',
      403,
      'You may see this entry but not change it. Its author or an owner of the workspace can.',
    );
  }
}

export class CapturedText extends Refusal {
  constructor() {
    super(
      'activity.captured-text',
      409,
      'This entry was captured as it happened; its text cannot be changed. Write a note beside it.',
    );
  }
}

export class TextNotShared extends Refusal {
  constructor() {
    super(
      'activity.headers-only',
      403,
      'Only who and when of this entry are shared. Ask its owner for the rest.',
    );
  }
}

export class DatedByTerms extends Refusal {
  constructor() {
    super(
      'activity.dated-by-its-terms',
      409,
      'The day of an offer, a purchase or a task stands with its terms. Nothing was changed; change it there.',
    );
  }
}

export class KeptFromKeeper extends Refusal {
  constructor() {
    super(
      'activity.keeper-cannot-see',
      422,
      'The colleague who sees to this would no longer see it. Nothing was changed; give it to somebody else first.',
      { fields: { visibility: 'Choose readers with the colleague who sees to it among them.' } },
    );
  }
}
