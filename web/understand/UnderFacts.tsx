import type { PartyView } from '../../shared/identify/parties.ts';
import { Confidences } from './Confidences.tsx';

/** What stands under the facts of a person or company. */
export default function UnderFacts({ party }: { party: PartyView }) {
  return party.kind === 'person' ? <Confidences party={party} /> : null;
}
