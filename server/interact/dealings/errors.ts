import { Refusal } from '../../../shared/platform/errors.ts';

export class PromiseNotFound extends Refusal {
  constructor() {
    super('promise.not-found', 404, 'There is no such promise, or you may not see it.');
  }
}

export class PromiseNotYours extends Refusal {
  constructor() {
    super(
      'promise.not-yours',
      403,
      'You may see this promise but not change it. Who wrote it down, who sees to it, and whoever may edit the record can.',
    );
  }
}

export class PromiseRemoved extends Refusal {
  constructor() {
    super('promise.removed', 409, 'This promise was removed. Restore it before changing it.');
  }
}

export class PromiseKeeperBlind extends Refusal {
  constructor() {
    super(
      'promise.keeper-cannot-see',
      422,
      'This colleague cannot see the record and would never learn of the promise. Nothing was written; share the record first, or choose somebody else.',
      { fields: { keeperId: 'Choose a colleague who sees this record.' } },
    );
  }
}

export class SettledInFuture extends Refusal {
  constructor() {
    super(
      'promise.settled-in-future',
      422,
      'This day has not come yet, so nothing can have been settled on it. Nothing was changed.',
      { fields: { on: 'Choose today or an earlier day.' } },
    );
  }
}

export class NotYetHappened extends Refusal {
  constructor(field: 'answeredOn' | 'paidOn') {
    super(
      'terms.in-future',
      422,
      'This day has not come yet, so nothing can have happened on it. Nothing was written.',
      { fields: { [field]: 'Choose today or an earlier day.' } },
    );
  }
}

export class SupplyNotFound extends Refusal {
  constructor() {
    super('supply.not-found', 404, 'There is no such entry, or you may not see it.');
  }
}

export class SupplyRemoved extends Refusal {
  constructor() {
    super('supply.removed', 409, 'This entry was removed. Restore it before changing it.');
  }
}

export class SupplyEndsBefore extends Refusal {
  constructor() {
    super('supply.ends-before', 422, 'It ends before it begins. Nothing was written.', {
      fields: { to: 'Choose a day after the first.' },
    });
  }
}

export class ContractNotFound extends Refusal {
  constructor() {
    super('contract.not-found', 404, 'There is no such contract, or you may not see it.');
  }
}

export class ContractRemoved extends Refusal {
  constructor() {
    super('contract.removed', 409, 'This contract was removed. Restore it before changing it.');
  }
}

export class ContractEndsBefore extends Refusal {
  constructor() {
    super('contract.ends-before', 422, 'The contract ends before it begins. Nothing was written.', {
      fields: { to: 'Choose a day after the first.' },
    });
  }
}
