import { Refusal } from '../../../shared/platform/errors.ts';

export class BookNotFound extends Refusal {
  constructor() {
    super(
      'address-book.not-found',
      404,
      'There is no such address book, or nothing may be written into it. Load the page again.',
    );
  }
}

export class BookNotYours extends Refusal {
  constructor() {
    super(
      'address-book.not-yours',
      403,
      'This address book belongs to somebody else. Only they and owners of the workspace say who stands in it.',
    );
  }
}

export class NobodyForBook extends Refusal {
  constructor() {
    super(
      'address-book.nobody',
      404,
      'There is nobody with this address here any more. Load the page again.',
    );
  }
}
