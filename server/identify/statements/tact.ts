import {
  type Basis,
  type PersonalWay,
  personalTopics,
  type Topic,
} from '../../../shared/identify/statements.ts';
import { PersonalNotTold } from './errors.ts';

/**
 * What is personal is kept only if they told us, did it with us, or published it about their work: never
 * from a third person, and never as a guess. Answers with the way, where they did not tell.
 */
export function requireKnown(
  topic: Topic,
  basis: string | Basis,
  way: PersonalWay | undefined,
): PersonalWay | undefined {
  if (!personalTopics.includes(topic) || basis === 'told') return undefined;
  if (basis !== 'seen' || !way) throw new PersonalNotTold();
  return way;
}
