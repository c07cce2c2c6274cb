import { Refusal } from '../../../shared/platform/errors.ts';

export class FormNotFound extends Refusal {
  constructor() {
    super('form.not-found', 404, 'There is no such form, or you may not see it.');
  }
}

export class SubmissionNotFound extends Refusal {
  constructor() {
    super(
      'form.submission-not-found',
      404,
      'This is not waiting any more: somebody has let it in or put it away, or it had its time.',
    );
  }
}

export class NoSuchQuestion extends Refusal {
  constructor(field: string) {
    super(
      'form.no-such-field',
      422,
      `People have no field "${field}" that a form can ask for. Nothing was saved.`,
      { fields: { fields: 'Choose one of your own fields of people.' } },
    );
  }
}

export class NoWording extends Refusal {
  constructor() {
    super(
      'form.no-wording',
      422,
      'For this purpose there are no words yet in which people are asked. Nothing was saved; write them in Settings → Privacy.',
      { fields: { purposes: 'Write the words first.' } },
    );
  }
}

export class NoSuchHearer extends Refusal {
  constructor() {
    super(
      'form.no-such-colleague',
      422,
      'One of these colleagues is not here any more, or does not see what comes through this form. Nothing was saved.',
      { fields: { told: 'Choose others.' } },
    );
  }
}

export class NotTheirMailbox extends Refusal {
  constructor() {
    super(
      'form.not-their-mailbox',
      422,
      'Confirmations go out from a mailbox of your own, and the form has to write as you. Nothing was saved.',
      { fields: { confirmFrom: 'Choose a mailbox of yours.' } },
    );
  }
}

export class AddressBlocked extends Refusal {
  constructor() {
    super(
      'form.address-blocked',
      409,
      'Somebody with this address asked to be erased. Nothing was let in; an owner lifts the block in Settings → Privacy.',
    );
  }
}
