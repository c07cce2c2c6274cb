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
