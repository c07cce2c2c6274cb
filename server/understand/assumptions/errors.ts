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

export class RestsAlready extends Refusal {
  constructor() {
    super(
      'assumption.rests-already',
      409,
      'This already rests on it. Nothing has to be declared twice.',
    );
  }
}
