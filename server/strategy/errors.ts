import { Refusal } from '../../shared/platform/errors.ts';

export class StrategyMovedOn extends Refusal {
  constructor() {
    super(
      'strategy.moved-on',
      409,
      'Another version of the strategy was adopted meanwhile. Nothing of yours was adopted, and the draft is kept; look at what is new and adopt again.',
    );
  }
}

export class DraftChanged extends Refusal {
  constructor() {
    super(
      'strategy.draft-changed',
      409,
      'Somebody changed the draft meanwhile. Their draft is kept, and yours was not written; load theirs, or save yours over it.',
    );
  }
}

export class VersionNotFound extends Refusal {
  constructor() {
    super('strategy.version-not-found', 404, 'The strategy has no such version.');
  }
}

export class OnlyOwnersAdopt extends Refusal {
  constructor() {
    super(
      'strategy.only-owners-adopt',
      403,
      'Only an owner of the workspace adopts a strategy or takes one back. Nothing was changed.',
    );
  }
}

export class TooLateToTakeBack extends Refusal {
  constructor() {
    super(
      'strategy.too-late',
      409,
      'This version was adopted more than 30 days ago. Nothing was changed; take the version before it into the draft and adopt that.',
    );
  }
}

export class NoLongerInForce extends Refusal {
  constructor() {
    super(
      'strategy.no-longer-in-force',
      409,
      'Another version was adopted since. Nothing was changed; take the version you want into the draft and adopt that.',
    );
  }
}
