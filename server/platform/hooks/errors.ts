import { Refusal } from '../../../shared/platform/errors.ts';

export class HookNotFound extends Refusal {
  constructor() {
    super(
      'hook.not-found',
      404,
      'There is no such connection. An owner finds them in the settings.',
    );
  }
}

export class HookPaused extends Refusal {
  constructor() {
    super(
      'hook.paused',
      503,
      'This connection is paused. Nothing was taken; send it again later.',
      {
        headers: { 'Retry-After': '600' },
      },
    );
  }
}

export class DeliveryTooLarge extends Refusal {
  constructor() {
    super('hook.too-large', 413, 'A delivery may have 64 KB. Nothing was taken.');
  }
}

export class DeliveryIncomplete extends Refusal {
  constructor() {
    super(
      'hook.unsigned',
      401,
      'The headers webhook-id, webhook-timestamp and webhook-signature are needed. Nothing was taken.',
    );
  }
}

export class DeliveryStale extends Refusal {
  constructor() {
    super(
      'hook.stale',
      401,
      'It was signed more than five minutes ago, or the clocks of both sides differ. Nothing was taken; sign it anew.',
    );
  }
}

export class SignatureWrong extends Refusal {
  constructor() {
    super(
      'hook.signature',
      401,
      'The signature is not of this connection’s secret. Nothing was taken; compare the secret in both systems.',
    );
  }
}

export class DeliveryNotUnderstood extends Refusal {
  constructor(why: string) {
    super(
      'hook.not-understood',
      422,
      `The content cannot be understood: ${why}. Nothing was taken.`,
    );
  }
}

export class NobodyKeepsHook extends Refusal {
  constructor() {
    super(
      'hook.nobody',
      409,
      'Whoever this connection writes as has no place here any more, or only reads. Nothing was taken; choose somebody else in the settings.',
    );
  }
}

export class NoSuchColleague extends Refusal {
  constructor() {
    super('hook.no-such-colleague', 422, 'There is no such colleague. Nothing was changed.');
  }
}
