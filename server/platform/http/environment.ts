import type { Transaction, UserActor } from '../access/actor.ts';
import type { SignedIn } from '../auth/sessions.ts';

/** What travels with one request. */
export interface Environment {
  Variables: {
    signedIn: SignedIn;
    actor: UserActor;
    /** The one transaction of the request, opened by its access policy. */
    transaction: Transaction;
  };
}
