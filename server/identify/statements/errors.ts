import { Refusal } from '../../../shared/platform/errors.ts';

export class AddressTaken extends Refusal {
  constructor(address: string, cause?: unknown) {
    super(
      'party.address-taken',
      409,
      `${address} already belongs to another person or company that the same people may see. Open that record instead, or remove the address there first.`,
      { fields: { email: `${address} is already in use.` }, cause },
    );
  }
}

export class DomainTaken extends Refusal {
  constructor(cause?: unknown) {
    super(
      'company.domain-taken',
      409,
      'Another company already has this domain. Open that company instead, or remove the domain there first.',
      { fields: { domain: 'This domain is already in use.' }, cause },
    );
  }
}

export class StatementNotFound extends Refusal {
  constructor() {
    super(
      'statement.not-found',
      404,
      'There is no such current value on this record. Load it again.',
    );
  }
}

export class PersonalNotTold extends Refusal {
  constructor() {
    super(
      'statement.personal-not-told',
      422,
      'What is personal is kept only if they told us, did it with us, or published it about their work. Choose one of these, or leave it out.',
      { fields: { basis: 'Say whether they told us, did it with us, or published it.' } },
    );
  }
}
