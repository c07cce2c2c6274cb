import { createHash } from 'node:crypto';
import type { PartyKind } from '../../../shared/identify/parties.ts';

/** By what a record is known again that came from a source with identifiers of its own. */
export function originOf(kind: PartyKind, uid: string): string {
  return digest(['uid', kind, uid]);
}

export function digest(said: readonly string[]): string {
  return createHash('sha256').update(said.join('\n')).digest('base64url').slice(0, 32);
}
