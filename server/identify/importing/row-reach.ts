import type { TopicValue } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { audienceOf } from '../../platform/access/reach.ts';
import type { Importing, Reach } from '../../platform/import/registry.ts';
import { currentChoices } from '../../strategy/strategy.ts';
import { audienceByKind, lastingRoles, type Span } from '../parties/usual-audience.ts';
import type { ToldDraft } from './told.ts';

const place = 'kinds';
type Kinds = Awaited<ReturnType<typeof currentChoices>>['relationships'];

/** Reads which kinds of people are private, once for all files of an import. */
export async function readKinds(
  transaction: Transaction,
  { memory }: Pick<Importing, 'memory'>,
): Promise<void> {
  memory.set(place, (await currentChoices(transaction)).relationships);
}

interface SameReach {
  reach: Reach;
  /** Fewer see these rows than the import is for. */
  narrowed: boolean;
  rows: ToldDraft[];
}

/**
 * The rows of a batch by who will see them: those whose kind the strategy keeps from others, such as staff, are
 * seen by fewer than the import is for. They are known again only among what those few see.
 */
export function byReach(importing: Importing, drafts: readonly ToldDraft[]): SameReach[] {
  const kinds = (importing.memory.get(place) as Kinds | undefined) ?? [];
  const wide: SameReach = { reach: importing.reach, narrowed: false, rows: [] };
  const narrow = new Map<string, SameReach>();
  for (const draft of drafts) {
    const reach = narrower(importing, kinds, spansOf(draft.told));
    if (!reach) {
      wide.rows.push(draft);
      continue;
    }
    const same = narrow.get(reach.audience) ?? { reach, narrowed: true, rows: [] };
    same.rows.push(draft);
    narrow.set(reach.audience, same);
  }
  return [wide, ...narrow.values()].filter(({ rows }) => rows.length > 0);
}

function narrower(
  { actor, reach }: Importing,
  kinds: Kinds,
  roles: readonly Span[],
): Reach | undefined {
  if (roles.length === 0 || reach.visibility === 'private') return undefined;
  const { visibility, teamId } = audienceByKind(actor, kinds, roles);
  // A team was chosen for the import; which one, its owner knows better than the strategy.
  if (visibility === 'everyone' || visibility === reach.visibility) return undefined;
  return {
    ...reach,
    visibility,
    audience: audienceOf(actor.workspaceId, visibility, reach.ownerId, teamId),
  };
}

interface Said {
  topic: string;
  value: unknown;
}

function spansOf(said: readonly Said[]): Span[] {
  return said
    .filter(({ topic }) => topic === 'role')
    .map(({ value }) => value as TopicValue<'role'>);
}

/** The kinds of people that somebody is said to be now. */
export function rolesOf(said: readonly Said[]): string[] {
  return lastingRoles(spansOf(said));
}
