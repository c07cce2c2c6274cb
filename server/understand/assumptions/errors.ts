import { Refusal } from '../../../shared/platform/errors.ts';

export class NothingToRest extends Refusal {
  constructor() {
    super(
      'assumption.nothing-to-rest',
      422,
      'There is no such open offer, promise or contract with whoever this is about. Choose one from the list.',
      { fields: { whatId: 'Choose one from the list.' } },
    );
  }
}
