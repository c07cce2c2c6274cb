import { Refusal } from '../../../shared/platform/errors.ts';

export class CallNotFound extends Refusal {
  constructor() {
    super('call.not-found', 404, 'There is no such call among those you see.');
  }
}

export class CallNotYours extends Refusal {
  constructor() {
    super(
      'call.not-yours',
      403,
      'Only whoever took the call, their manager and owners write about it. Nothing was written.',
    );
  }
}
