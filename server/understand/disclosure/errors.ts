import { Refusal } from '../../../shared/platform/errors.ts';

export class PageNotFound extends Refusal {
  constructor() {
    super('page.not-found', 404, 'There is no such link, or you may not see whom it is for.');
  }
}

export class PeopleOnly extends Refusal {
  constructor() {
    super(
      'page.people-only',
      422,
      'Such a page is for a person. Make it for one of those who work there; nothing was made.',
    );
  }
}

export class ActNotFound extends Refusal {
  constructor() {
    super(
      'page.act-not-found',
      404,
      'Nothing like that came through a link that you could answer.',
    );
  }
}

export class NotSettledSo extends Refusal {
  constructor() {
    super('page.not-settled-so', 422, 'This cannot be answered in that way. Nothing was changed.', {
      fields: { outcome: 'Choose another answer.' },
    });
  }
}

export class ReasonMissing extends Refusal {
  constructor() {
    super(
      'page.reason-missing',
      422,
      'Whoever says that something is not right hears why it stays. Nothing was changed.',
      { fields: { answer: 'Say why it stays as it is.' } },
    );
  }
}

export class SettledAlready extends Refusal {
  constructor() {
    super('page.settled', 409, 'Somebody has answered this already. Nothing was changed.');
  }
}
