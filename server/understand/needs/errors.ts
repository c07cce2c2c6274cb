import { Refusal } from '../../../shared/platform/errors.ts';

export class OfferingNotFound extends Refusal {
  constructor() {
    super(
      'offering.not-found',
      404,
      'There is no such offering any more. Choose another one; nothing was changed.',
    );
  }
}

export class OfferingExists extends Refusal {
  constructor(name: string) {
    super(
      'offering.exists',
      409,
      `"${name}" is on the list already. Choose that one, or another name; nothing was saved.`,
      { fields: { name: 'This name is on the list already.' } },
    );
  }
}

export class TooManyOfferings extends Refusal {
  constructor() {
    super(
      'offering.too-many',
      409,
      'There is room for 200 offerings. Remove one that you do not offer any more; nothing was saved.',
    );
  }
}

export class NotANeed extends Refusal {
  constructor() {
    super(
      'need.not-a-need',
      422,
      'Only needs and constraints are met by an offering. Nothing was changed.',
    );
  }
}
