import { Refusal } from '../../../shared/platform/errors.ts';

export class PurposeNotFound extends Refusal {
  constructor() {
    super('consent.purpose-not-found', 404, 'There is no such purpose.', {
      fields: { purpose: 'Choose one of the purposes in the settings.' },
    });
  }
}

export class PurposeExists extends Refusal {
  constructor(cause?: unknown) {
    super(
      'consent.purpose-exists',
      409,
      'There is a purpose of this name already. Nothing was added; change the one that is there.',
      { cause, fields: { name: 'Choose another name.' } },
    );
  }
}

export class PurposeRetired extends Refusal {
  constructor() {
    super(
      'consent.purpose-retired',
      409,
      'This purpose is retired, so nobody is asked about it. Nothing was recorded.',
    );
  }
}

export class WordingNotFound extends Refusal {
  constructor() {
    super(
      'consent.wording-not-found',
      422,
      'This purpose has no such wording. Nothing was recorded.',
      { fields: { wordingId: 'Choose a wording of this purpose.' } },
    );
  }
}

export class NotYetSaid extends Refusal {
  constructor() {
    super('consent.in-future', 422, 'Nobody can have said this in the future.', {
      fields: { on: 'Choose today or an earlier day.' },
    });
  }
}

export class NothingToWithdraw extends Refusal {
  constructor() {
    super(
      'consent.nothing-to-withdraw',
      409,
      'There is no consent that could be withdrawn. Nothing was recorded; record a “no” instead.',
    );
  }
}

export class ConsentNotFound extends Refusal {
  constructor() {
    super('consent.not-found', 404, 'There is no such entry, or you may not see it.');
  }
}

export class ConsentRetracted extends Refusal {
  constructor() {
    super(
      'consent.retracted',
      409,
      'This entry is marked as a mistake already. Nothing was changed.',
    );
  }
}

/** Whatever sends asks first, and this is what it answers when it must not. */
export class MustNotWrite extends Refusal {
  constructor(words: string) {
    super('consent.missing', 409, `${words} Nothing was sent.`);
  }
}
