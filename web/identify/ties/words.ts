import type { PartyKind } from '../../../shared/identify/parties.ts';
import {
  type BuiltInTie,
  builtInTies,
  isBuiltIn,
  ruleOf,
} from '../../../shared/identify/tie-rules.ts';
import type { BuyingRole, Influence, OwnTieKind, TieView } from '../../../shared/identify/ties.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { Say } from '../../ui/words.ts';

/** How each kind reads from its first end, and from its second. */
const tieMessages: Record<BuiltInTie, [forward: MessageId, reverse: MessageId]> = {
  parent: ['ties.parent', 'ties.parent.reverse'],
  sibling: ['ties.sibling', 'ties.sibling'],
  spouse: ['ties.spouse', 'ties.spouse'],
  household: ['ties.household', 'ties.household'],
  'reports to': ['ties.reportsTo', 'ties.reportsTo.reverse'],
  influences: ['ties.influences', 'ties.influences.reverse'],
  'introduced by': ['ties.introducedBy', 'ties.introducedBy.reverse'],
  advises: ['ties.advises', 'ties.advises.reverse'],
  'competes with': ['ties.competesWith', 'ties.competesWith'],
  'subsidiary of': ['ties.subsidiaryOf', 'ties.subsidiaryOf.reverse'],
  decides: ['ties.decides', 'ties.decides.reverse'],
  uses: ['ties.uses', 'ties.uses.reverse'],
  'advises on buying': ['ties.advisesOnBuying', 'ties.advisesOnBuying.reverse'],
  buys: ['ties.buys', 'ties.buys.reverse'],
  blocks: ['ties.blocks', 'ties.blocks.reverse'],
};

type Direction = TieView['direction'];

/** "reports to", "leads", or as the company itself calls it. */
export function tieWords(
  { kind, direction, ownName }: Pick<TieView, 'kind' | 'direction' | 'ownName'>,
  say: Say,
): string {
  if (!isBuiltIn(kind)) return ownName ?? say('ties.tied');
  return say(tieMessages[kind][direction === 'forward' ? 0 : 1]);
}

/** What happened to a tie, told in the same words at both ends. */
const eventMessages: Record<string, MessageId> = {
  stated: 'ties.history.stated',
  changed: 'ties.history.changed',
  withdrawn: 'ties.history.withdrawn',
  restored: 'ties.history.restored',
};

export function tieEventWords(
  { verb, particulars }: { verb: string; particulars: Record<string, unknown> | null },
  say: Say,
): string {
  const kind = String(particulars?.kind);
  const ownName = typeof particulars?.ownName === 'string' ? particulars.ownName : null;
  return say(eventMessages[verb] ?? 'ties.history.changed', {
    from: String(particulars?.fromName),
    kind: tieWords({ kind, direction: 'forward', ownName }, say),
    to: String(particulars?.toName),
  });
}

export const influenceMessages: Record<Influence, MessageId> = {
  low: 'ties.influence.low',
  medium: 'ties.influence.medium',
  high: 'ties.influence.high',
};

/** A part in buying, as a heading of the role map. */
export const partMessages: Record<BuyingRole, MessageId> = {
  decides: 'ties.part.decides',
  uses: 'ties.part.uses',
  'advises on buying': 'ties.part.advises',
  buys: 'ties.part.buys',
  blocks: 'ties.part.blocks',
};

/** A way in which the record can stand to somebody else, to choose from. */
export interface Relation {
  id: string;
  kind: string;
  direction: Direction;
  label: string;
  /** What may stand at the other end. */
  others: readonly PartyKind[];
  isFamily: boolean;
  isBuying: boolean;
}

/** All ways in which a record of this kind can stand to others; those of the company's own come last. */
export function relationsOf(
  party: PartyKind,
  ownKinds: readonly OwnTieKind[],
  say: Say,
): Relation[] {
  const relations = builtInTies.flatMap((kind) =>
    (['forward', 'reverse'] as const).flatMap((direction): Relation[] => {
      const { from, to, mutual, family, buying } = ruleOf(kind);
      const [here, there] = direction === 'forward' ? [from, to] : [to, from];
      if (!here.includes(party) || (mutual && direction === 'reverse')) return [];
      return [
        {
          id: `${kind} ${direction}`,
          kind,
          direction,
          label: tieWords({ kind, direction, ownName: null }, say),
          others: there,
          isFamily: family === true,
          isBuying: buying === true,
        },
      ];
    }),
  );
  const own = ownKinds
    .filter(({ retiredAt }) => retiredAt === null)
    .flatMap(({ id, name, reverseName }) =>
      (['forward', 'reverse'] as const)
        .filter((direction) => direction === 'forward' || name !== reverseName)
        .map(
          (direction): Relation => ({
            id: `${id} ${direction}`,
            kind: id,
            direction,
            label: direction === 'forward' ? name : reverseName,
            others: ['person', 'company'],
            isFamily: false,
            isBuying: false,
          }),
        ),
    );
  return [...relations, ...own];
}
