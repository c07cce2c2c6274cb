import { Refusal } from '../../../shared/platform/errors.ts';

export class DifferentAudience extends Refusal {
  constructor() {
    super(
      'merge.different-audience',
      409,
      'One of the two is seen by fewer people than the other, and a merge would show them what was kept from them. Nothing was changed. Let both be seen by the same people first, then merge.',
    );
  }
}

export class PairNotFound extends Refusal {
  constructor() {
    super('duplicate.not-found', 404, 'There is no such pair, or you may not see both records.');
  }
}

export class MergeNotFound extends Refusal {
  constructor() {
    super('merge.not-found', 404, 'There is no such merge, or you may not see its record.');
  }
}

export class MergeUndone extends Refusal {
  constructor() {
    super('merge.undone', 409, 'This merge was taken back already. Both records are there.');
  }
}

export class MergeTooOld extends Refusal {
  constructor(days: number) {
    super(
      'merge.too-old',
      409,
      `A merge can be taken back for ${days} days. Nothing was changed; add the second record anew and give it what belongs to it.`,
    );
  }
}

export class MergedOnward extends Refusal {
  constructor() {
    super(
      'merge.merged-onward',
      409,
      'The merged record has itself become part of another one. Take that later merge back first; nothing was changed now.',
    );
  }
}
