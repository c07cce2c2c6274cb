import { Refusal } from '../../../shared/platform/errors.ts';

export class ProposalGone extends Refusal {
  constructor() {
    super(
      'proposal.gone',
      409,
      'This message does not propose that any more: somebody has answered it, or it is written down already. Nothing was changed; load the message again.',
    );
  }
}

export class TotalOpen extends Refusal {
  constructor() {
    super(
      'proposal.total-open',
      422,
      'This file names several totals, and which of them counts was not said. Nothing was written.',
      { fields: { total: 'Choose one of the totals by its place, from 0.' } },
    );
  }
}
