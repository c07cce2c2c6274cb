import { Refusal } from '../../../shared/platform/errors.ts';

export class MailboxNotFound extends Refusal {
  constructor() {
    super('mailbox.not-found', 404, 'There is no such mailbox, or you may not see it.');
  }
}

export class MailboxNotYours extends Refusal {
  constructor() {
    super(
      'mailbox.not-yours',
      403,
      'You may see this mailbox but not say what of it is captured. Whoever connected it and owners of the workspace can.',
    );
  }
}

export class FolderNotFound extends Refusal {
  constructor() {
    super(
      'mailbox.folder-not-found',
      404,
      'There is no such folder any more; it may have been renamed or deleted at the mail server. Load the page again.',
    );
  }
}

export class CaptureRuleNotFound extends Refusal {
  constructor() {
    super('capture-rule.not-found', 404, 'There is no such rule any more, or you may not see it.');
  }
}

export class CaptureRuleForOwners extends Refusal {
  constructor() {
    super(
      'capture-rule.for-owners',
      403,
      'Rules for everybody’s mailboxes are made and removed by owners of the workspace. Nothing was changed; make a rule for your own mailboxes instead.',
    );
  }
}

export class NotAnAddress extends Refusal {
  constructor(kind: 'address' | 'domain') {
    const remedy =
      kind === 'address'
        ? 'Give a whole e-mail address, such as anna@familie.example.'
        : 'Give a domain, such as familie.example.';
    super('capture-rule.value', 422, `${remedy} Nothing was changed.`, {
      fields: { value: remedy },
    });
  }
}
