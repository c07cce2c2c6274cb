import type { ConnectionProblem } from '../../../shared/platform/connections.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { Unanswered } from '../egress/errors.ts';

/** A connection does not work, for a reason that has a sentence on the screens. */
export class ConnectionTrouble extends Error {
  override name = 'ConnectionTrouble';
  readonly problem: ConnectionProblem;

  constructor(problem: ConnectionProblem, also: { cause?: unknown } = {}) {
    super(problem, also);
    this.problem = problem;
  }
}

/** To try again alone would not help, and may lock an account. */
const forSomebody: ReadonlySet<ConnectionProblem> = new Set([
  'address',
  'port',
  'private',
  'certificate',
  'sign-in refused',
  'sign in needed',
  'token refused',
  'client refused',
  'not encrypted',
  'secret lost',
  'owner cannot write',
]);

export function needsSomebody(problem: ConnectionProblem): boolean {
  return forSomebody.has(problem);
}

export function problemOf(error: unknown): ConnectionProblem {
  if (error instanceof ConnectionTrouble) return error.problem;
  if (error instanceof Unanswered) return error.reason;
  return 'failed';
}

export class ConnectionNotFound extends Refusal {
  constructor() {
    super('connection.not-found', 404, 'There is no such connection, or you may not see it.');
  }
}

export class ConnectionNotYours extends Refusal {
  constructor() {
    super(
      'connection.not-yours',
      403,
      'You may see this connection but not change it. Whoever made it and owners of the workspace can.',
    );
  }
}

export class ReachNotYours extends Refusal {
  constructor() {
    super(
      'connection.reach-not-yours',
      403,
      'Who sees what comes through this connection is decided by whom it belongs to, and of a public feed by nobody. Nothing was changed.',
    );
  }
}

export class StillSpreading extends Refusal {
  constructor() {
    super(
      'connection.still-spreading',
      409,
      'What this connection brought is just getting its new readers. Nothing was removed; try again when that is done.',
    );
  }
}

export class SecretNeeded extends Refusal {
  constructor() {
    super(
      'connection.secret-needed',
      422,
      'The secret that is kept belongs to the server it was given for. Nothing was changed; give it again for this one.',
      { fields: { secret: 'Give it again.' } },
    );
  }
}

export class NotInSample extends Refusal {
  constructor() {
    super(
      'connection.sample',
      409,
      'The sample company is invented and is connected with nothing. Go back to your own company to connect a mailbox.',
    );
  }
}
