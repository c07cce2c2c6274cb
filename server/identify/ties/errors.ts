import { Refusal } from '../../../shared/platform/errors.ts';

export class TieNotFound extends Refusal {
  constructor() {
    super('tie.not-found', 404, 'There is no such tie, or you may not see it.');
  }
}

export class TieNotYours extends Refusal {
  constructor() {
    super(
      'tie.not-yours',
      403,
      'You may see this tie but not change it. Whoever stated it, their manager, or an owner of the workspace can.',
    );
  }
}

export class TieWithdrawn extends Refusal {
  constructor() {
    super('tie.withdrawn', 409, 'This tie was withdrawn. Restore it before changing it.');
  }
}

export class TieToItself extends Refusal {
  constructor() {
    super('tie.to-itself', 422, 'A tie needs two ends. Choose somebody else.', {
      fields: { toId: 'Choose somebody else.' },
    });
  }
}

export class TieExists extends Refusal {
  constructor(cause?: unknown) {
    super(
      'tie.exists',
      409,
      'The two are tied like this already. Nothing was added; change the tie that is there.',
      { cause },
    );
  }
}

export class WrongEnds extends Refusal {
  constructor(kind: string) {
    super(
      'tie.wrong-ends',
      422,
      `"${kind}" does not go between these two: some ties are for people only, some for companies only. Choose another kind.`,
      { fields: { kind: 'This kind does not go between these two.' } },
    );
  }
}

export class NoSuchTieKind extends Refusal {
  constructor() {
    super('tie.no-such-kind', 422, 'There is no such kind of tie any more. Choose another.', {
      fields: { kind: 'Choose another kind.' },
    });
  }
}

export class NoSuchEntry extends Refusal {
  constructor() {
    super(
      'tie.no-such-entry',
      422,
      'There is no such entry of the timeline, or you may not see it.',
      {
        fields: { activityId: 'Choose an entry that you can see.' },
      },
    );
  }
}

export class NoInfluenceHere extends Refusal {
  constructor() {
    super(
      'tie.no-influence',
      422,
      'How much influence somebody has is said of their part in buying, not of other ties.',
      { fields: { influence: 'Leave this out here.' } },
    );
  }
}

/** Tact: a detail of private life is for named confidants. */
export class FamilyForEveryone extends Refusal {
  constructor() {
    super(
      'tie.family-for-everyone',
      422,
      'Family is not for everyone to see. Keep it to yourself, or name the team that needs to know.',
      { fields: { visibility: 'Choose yourself or a team.' } },
    );
  }
}

/** Tact: what others say or we only suppose about a family is not kept. */
export class FamilyByHearsay extends Refusal {
  constructor() {
    super(
      'tie.family-by-hearsay',
      422,
      'Family is noted only as the family told it or as you saw it yourself. Nothing was written down.',
      { fields: { basis: 'Choose how they let you know.' } },
    );
  }
}

export class GroupInCircle extends Refusal {
  constructor(parent: string, company: string) {
    super(
      'tie.group-in-circle',
      409,
      `${parent} already belongs to ${company}, directly or through others, so ${company} cannot belong to ${parent}. Nothing was added; withdraw the other tie first if it is wrong.`,
      { fields: { toId: 'This company already belongs to the other one.' } },
    );
  }
}

export class TieKindNotFound extends Refusal {
  constructor() {
    super('tie-kind.not-found', 404, 'There is no such kind of tie.');
  }
}

export class TieKindExists extends Refusal {
  constructor(cause?: unknown) {
    super(
      'tie-kind.exists',
      409,
      'There is a kind of tie with these names already. Use that one.',
      {
        fields: { name: 'This kind is there already.' },
        cause,
      },
    );
  }
}
