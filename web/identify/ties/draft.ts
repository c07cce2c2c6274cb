import type { Basis } from '../../../shared/identify/statements.ts';
import { ownWord, ruleOf } from '../../../shared/identify/tie-rules.ts';
import type { Influence, TieChange, TieInput, TieView } from '../../../shared/identify/ties.ts';
import type { PartyVisibility } from '../../../shared/platform/access.ts';
import type { Relation } from './words.ts';

/** What the boxes hold while somebody writes a tie down. */
export interface TieDraft {
  since: Temporal.PlainDate | null;
  until: Temporal.PlainDate | null;
  influence: Influence | 'unknown';
  basis: Basis;
  evidence: string;
  /** "everyone", "private", or the id of a team. */
  audience: string;
}

export const newDraft: TieDraft = {
  since: null,
  until: null,
  influence: 'unknown',
  basis: 'told',
  evidence: '',
  audience: 'everyone',
};

export function draftOf(tie: TieView): TieDraft {
  return {
    since: tie.from ? Temporal.PlainDate.from(tie.from) : null,
    until: tie.to ? Temporal.PlainDate.from(tie.to) : null,
    influence: tie.influence ?? 'unknown',
    basis: tie.basis,
    evidence: tie.evidence,
    audience: tie.teamId ?? tie.visibility,
  };
}

const asked: readonly Basis[] = ['told', 'seen', 'third party', 'assumed'];

/** Of family only what they said themselves, or what we saw. */
export function basesFor(kind: string): readonly Basis[] {
  return ruleOf(kind).family ? ownWord : asked;
}

/** Choosing family draws the tie in to oneself; leaving it again opens it, unless a team was chosen. */
export function withKind(draft: TieDraft, kind: string): TieDraft {
  const { family } = ruleOf(kind);
  return {
    ...draft,
    basis: basesFor(kind).includes(draft.basis) ? draft.basis : 'told',
    audience:
      family && draft.audience === 'everyone'
        ? 'private'
        : !family && draft.audience === 'private'
          ? 'everyone'
          : draft.audience,
  };
}

function sharing(audience: string): { visibility: PartyVisibility; teamId?: string } {
  return audience === 'everyone' || audience === 'private'
    ? { visibility: audience }
    : { visibility: 'team', teamId: audience };
}

export function inputOf(
  draft: TieDraft,
  relation: Pick<Relation, 'kind' | 'direction' | 'isBuying'>,
  here: string,
  there: string,
): TieInput {
  const [fromId, toId] = relation.direction === 'forward' ? [here, there] : [there, here];
  return {
    kind: relation.kind,
    fromId,
    toId,
    ...(draft.since ? { from: draft.since.toString() } : {}),
    ...(draft.until ? { to: draft.until.toString() } : {}),
    ...(relation.isBuying && draft.influence !== 'unknown' ? { influence: draft.influence } : {}),
    basis: draft.basis,
    evidence: draft.evidence,
    ...sharing(draft.audience),
  };
}

/** What differs from the tie as it stands; who sees it is sent only where it was changed. */
export function changeOf(draft: TieDraft, tie: TieView): Omit<TieChange, 'version'> {
  return {
    from: draft.since?.toString() ?? null,
    to: draft.until?.toString() ?? null,
    basis: draft.basis,
    evidence: draft.evidence,
    ...(ruleOf(tie.kind).buying
      ? { influence: draft.influence === 'unknown' ? null : draft.influence }
      : {}),
    ...(draft.audience === (tie.teamId ?? tie.visibility) ? {} : sharing(draft.audience)),
  };
}
