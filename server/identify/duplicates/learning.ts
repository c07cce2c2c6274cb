import type { PartyKind } from '../../../shared/identify/parties.ts';
import { type LinkageModel, learn } from './linking.ts';
import type { Sample } from './models.ts';

/** Runs in a thread of its own: it counts for a second or two, and nobody is to wait for that. */
export function learnFrom({
  kind,
  strangers,
  neighbours,
  of,
}: Sample & { kind: PartyKind }): LinkageModel {
  return learn(kind, strangers, neighbours, of);
}
