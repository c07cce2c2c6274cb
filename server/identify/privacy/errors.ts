import { Refusal } from '../../../shared/platform/errors.ts';

export class NotTheName extends Refusal {
  constructor() {
    super(
      'privacy.not-the-name',
      422,
      'What you typed is not the name that stands there. Nothing was erased.',
      { fields: { confirm: 'Type it exactly as it stands there.' } },
    );
  }
}

const busy: Record<string, string> = {
  import: 'An import is under way and could bring this person back',
  archive: 'An archive is being made that may hold this person',
  bulk: 'A change of many records is under way',
};

export class ErasureWaits extends Refusal {
  constructor(what: string) {
    super('privacy.busy', 409, `${busy[what]}. Nothing was erased. Try again when it is done.`);
  }
}

export class NotSuppressed extends Refusal {
  constructor() {
    super('privacy.not-suppressed', 404, 'This address is not blocked. Nothing was changed.', {
      fields: { address: 'This address is not blocked.' },
    });
  }
}
