import { createHmac, randomBytes } from 'node:crypto';
import type { Auth } from './auth.ts';

/** For whom a secret is made, and the Idempotency-Key under which the same request gets the same one. */
export interface SecretFor {
  workspaceId: string;
  userId: string | null;
  idempotencyKey?: string | undefined;
}

/**
 * A secret that the answer shows once and the database knows by its hash alone. No answer that holds one is
 * kept, so a repeated request cannot be answered from what was stored: with an Idempotency-Key the secret is
 * derived from it and the installation's own, and the repetition finds what the first request made.
 */
export function newSecret({ secret }: Auth, purpose: string, of: SecretFor): string {
  if (of.idempotencyKey === undefined) return randomBytes(32).toString('base64url');
  return createHmac('sha256', secret)
    .update(JSON.stringify([purpose, of.workspaceId, of.userId, of.idempotencyKey]))
    .digest('base64url');
}
