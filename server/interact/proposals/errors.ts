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
