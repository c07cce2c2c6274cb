import { Refusal } from '../../../shared/platform/errors.ts';

export class CalendarSourceNotFound extends Refusal {
  constructor() {
    super('calendar.not-found', 404, 'There is no such connection, or you may not see it.');
  }
}

export class CalendarSourceNotYours extends Refusal {
  constructor() {
    super(
      'calendar.not-yours',
      403,
      'You may see this connection but not say what of it is captured. Whoever made it and owners of the workspace can.',
    );
  }
}

export class CollectionNotFound extends Refusal {
  constructor() {
    super(
      'calendar.collection-not-found',
      404,
      'There is no such calendar or address book any more; it may have been deleted at its server. Load the page again.',
    );
  }
}

export class EntryNotDisputed extends Refusal {
  constructor() {
    super(
      'calendar.not-disputed',
      409,
      'Nobody has to choose here any more: both sides say the same, or the entry is gone. Load the page again.',
    );
  }
}
