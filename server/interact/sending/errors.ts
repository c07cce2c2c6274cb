import { Refusal } from '../../../shared/platform/errors.ts';

export class OutgoingNotFound extends Refusal {
  constructor() {
    super('outgoing.not-found', 404, 'There is no such mail, or it is not yours.');
  }
}

export class NotAtThatPoint extends Refusal {
  constructor() {
    super(
      'outgoing.state',
      409,
      'This mail is no longer at that point: it may have been handed to its server. Nothing was changed; load it again.',
    );
  }
}

export class NoRecipient extends Refusal {
  constructor() {
    super('outgoing.no-recipient', 422, 'Nobody is named to write to. Your text is kept.', {
      fields: { to: 'Say to whom it goes.' },
    });
  }
}

export class NotAnAddress extends Refusal {
  constructor(address: string) {
    super(
      'outgoing.address',
      422,
      `"${address}" is no e-mail address. Your text is kept; correct it and send again.`,
      { fields: { to: `"${address}" is no e-mail address.` } },
    );
  }
}

export class NoSender extends Refusal {
  constructor() {
    super(
      'outgoing.no-sender',
      422,
      'Choose a mailbox of yours that can send. Your text is kept; mailboxes are connected in the settings.',
      { fields: { from: 'Choose a mailbox that can send.' } },
    );
  }
}

export class NotFromSample extends Refusal {
  constructor() {
    super(
      'outgoing.sample',
      409,
      'The sample company is invented: nothing is sent from it. Your text is kept.',
    );
  }
}

export class HourIsOver extends Refusal {
  constructor() {
    super('outgoing.hour-over', 422, 'That hour is over. Your text is kept; choose a later one.', {
      fields: { at: 'Choose a later hour.' },
    });
  }
}

export class FilesTooLarge extends Refusal {
  constructor() {
    super(
      'outgoing.files-too-large',
      413,
      'The files of one mail may have 18 MB together; most servers take no more. This one was not added.',
    );
  }
}

export class DoubtNotFound extends Refusal {
  constructor() {
    super(
      'doubtful-address.not-found',
      404,
      'Nothing is said about this address any more, or you may not know of it.',
    );
  }
}
