import { Refusal } from '../../../shared/platform/errors.ts';

export class AnswerNotFound extends Refusal {
  constructor() {
    super(
      'action.answer-not-found',
      404,
      'There is no such answer of yours, or it was taken back already. Nothing was changed.',
    );
  }
}

export class PutOffTooFar extends Refusal {
  constructor() {
    super(
      'action.put-off-too-far',
      422,
      'A proposal is put off until a moment within a year from now. Choose another one; nothing was saved.',
      { fields: { until: 'Choose a moment within a year.' } },
    );
  }
}
