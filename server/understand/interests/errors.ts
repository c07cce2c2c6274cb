import { Refusal } from '../../../shared/platform/errors.ts';

export class NodeNotFound extends Refusal {
  constructor(field?: string) {
    super(
      'interest.node-not-found',
      field ? 422 : 404,
      'There is no such interest in the list. Choose another one; nothing was saved.',
      field ? { fields: { [field]: 'Choose an interest from the list.' } } : {},
    );
  }
}

export class NodeCircle extends Refusal {
  constructor(field: 'parent' | 'mergedInto', name: string, below: string) {
    super(
      'interest.circle',
      422,
      `"${below}" stands below "${name}", so "${name}" cannot come below it. Choose another place; nothing was changed.`,
      { fields: { [field]: 'This would be a circle. Choose another place.' } },
    );
  }
}

export class NodeNameTaken extends Refusal {
  constructor(field: 'en' | 'de', name: string) {
    super(
      'interest.name-taken',
      409,
      `There is an interest called "${name}" already. Choose that one, or another name.`,
      { fields: { [field]: 'This name is taken.' } },
    );
  }
}

export class NodeTooPersonal extends Refusal {
  constructor(field: string, word: string) {
    super(
      'interest.too-personal',
      422,
      `Health, belief, politics and trouble in the family are no interests here ("${word}"): nothing is ever suggested from them. Choose another name; nothing was saved.`,
      { fields: { [field]: 'This is too personal to suggest anything from.' } },
    );
  }
}

export class NodeMerged extends Refusal {
  constructor() {
    super(
      'interest.merged',
      409,
      'This interest is part of another one now. Change that one, or take the merge back first.',
    );
  }
}

export class TooManyNodes extends Refusal {
  constructor() {
    super(
      'interest.too-many-nodes',
      409,
      'The company has 2000 interests of its own or changed. Use one that is there; nothing was added.',
    );
  }
}

export class OwnInterestNotFound extends Refusal {
  constructor() {
    super('interest.not-found', 404, 'There is no such interest of yours.');
  }
}

export class TooManyInterests extends Refusal {
  constructor() {
    super(
      'interest.too-many',
      409,
      'You have 200 interests here. Take one away before you add another.',
    );
  }
}

export class SeedNotFound extends Refusal {
  constructor() {
    super('seed.not-found', 404, 'There is no such thing to volunteer, or you may not see it.');
  }
}

export class SeedNotYours extends Refusal {
  constructor() {
    super('seed.not-yours', 403, 'Only who wrote this, or an owner of the workspace, changes it.');
  }
}

export class TooManySeeds extends Refusal {
  constructor() {
    super(
      'seed.too-many',
      409,
      'You have 200 things to volunteer. Remove one before you add another; your text is kept.',
    );
  }
}

export class SeedUsed extends Refusal {
  constructor(cause?: unknown) {
    super(
      'seed.used',
      409,
      'This was volunteered to them already, or shall not be. Nobody is told twice; choose another one.',
      { cause },
    );
  }
}

export class SeedDoesNotFit extends Refusal {
  constructor() {
    super(
      'seed.does-not-fit',
      409,
      'This no longer meets an interest of theirs, or you keep to weather talk with them. Load the page again.',
    );
  }
}

export class UseNotFound extends Refusal {
  constructor() {
    super('seed.use-not-found', 404, 'You have not volunteered this to them.');
  }
}

export class NotLeftAlone extends Refusal {
  constructor() {
    super(
      'interest.not-left-alone',
      404,
      'This topic is not left alone with them, or not any more.',
    );
  }
}

export class SeedOutOfOrder extends Refusal {
  constructor() {
    super(
      'seed.out-of-order',
      422,
      'The last day lies before the first. Choose another one; nothing was changed.',
      { fields: { until: 'Choose a last day that is not before the first.' } },
    );
  }
}
