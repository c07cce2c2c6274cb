import { Refusal } from '../../../shared/platform/errors.ts';

/** The fourth rule of tact. */
export class CouldNotBeShown extends Refusal {
  constructor() {
    super(
      'confidence.could-not-be-shown',
      422,
      'What a third person confided about somebody is not kept at all unless it could be shown to whoever it is about. Nothing was kept; write down only the need that follows from it.',
      { fields: { mayBeShown: 'Only what could be shown to them is kept.' } },
    );
  }
}

export class ConfidenceNotFound extends Refusal {
  constructor() {
    super(
      'confidence.not-found',
      404,
      'There is no such confidence, or you are not one of those who may know it.',
    );
  }
}

export class NoSuchConfidant extends Refusal {
  constructor() {
    super(
      'confidence.no-such-confidant',
      422,
      'A confidant has to be a colleague who sees the record. Choose others, or share the record first.',
      { fields: { confidants: 'Choose colleagues who see the record.' } },
    );
  }
}
