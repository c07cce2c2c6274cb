import type { PartyVisibility } from '../../../shared/platform/access.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import type { Relationship } from '../../../shared/strategy/strategy.ts';
import type { Actor, Transaction } from '../../platform/access/actor.ts';
import { currentChoices } from '../../strategy/strategy.ts';

export class KindIsPrivate extends Refusal {
  constructor(role: string) {
    super(
      'party.kind-is-private',
      403,
      `Records of the kind "${role}" are kept from the others, and only whoever this record belongs to can draw it in. Nothing was changed; ask them to do it, or have the record made theirs.`,
      { fields: { role: 'Only whoever the record belongs to can choose this.' } },
    );
  }
}

export interface Span {
  role: string;
  to?: string | undefined;
}

export interface UsualAudience {
  visibility: PartyVisibility;
  teamId?: string;
}

/**
 * Who sees a record of these kinds unless somebody says otherwise: the narrowest of what the strategy lays
 * down for them. Staff, for one, are private. "A team" is the team of whoever acts; where they are in none
 * or in several it cannot be guessed, and the record is theirs alone until they share it.
 */
export async function usualAudience(
  transaction: Transaction,
  roles: readonly Span[],
): Promise<UsualAudience> {
  if (lastingRoles(roles).length === 0) return { visibility: 'everyone' };
  const { relationships } = await currentChoices(transaction);
  return audienceByKind(transaction.actor, relationships, roles);
}

/** The roles that are not over. */
export function lastingRoles(roles: readonly Span[]): string[] {
  const today = Temporal.Now.plainDateISO().toString();
  return roles.filter(({ to }) => !to || to >= today).map(({ role }) => role);
}

/** The same for whoever has read the strategy already, such as for the rows of a file. */
export function audienceByKind(
  actor: Actor,
  relationships: readonly Pick<Relationship, 'role' | 'whoSees'>[],
  roles: readonly Span[],
): UsualAudience {
  const lasting = lastingRoles(roles);
  const named = relationships
    .filter(({ role }) => lasting.includes(role))
    .map(({ whoSees }) => whoSees);
  if (named.includes('private')) return { visibility: 'private' };
  if (!named.includes('team')) return { visibility: 'everyone' };
  const [team, another] = actor.kind === 'user' ? actor.teamIds : [];
  return team && !another ? { visibility: 'team', teamId: team } : { visibility: 'private' };
}
