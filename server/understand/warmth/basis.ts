import { sql } from 'kysely';
import { type Rhythms, usualRhythms } from '../../../models/warmth/rhythm.ts';
import { type ConstantKey, ourConstants } from '../../../shared/strategy/models.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { currentChoices } from '../../strategy/strategy.ts';

/** By what the figures are worked out: the strategy's constants, and the rhythm of the company with everybody. */
export interface Basis {
  halfLifeDays: number;
  meeting: number;
  call: number;
  email: number;
  campaign: number;
  quietShare: number;
  rhythms: Rhythms;
  /** How much each sign tells of further contact, where the past is enough to tell. */
  nextContact: readonly number[] | null;
}

const basisOf = (
  constants: Record<ConstantKey, number>,
): Omit<Basis, 'rhythms' | 'nextContact'> => ({
  halfLifeDays: constants.warmthHalfLife,
  meeting: constants.warmthMeeting,
  call: constants.warmthCall,
  email: constants.warmthEmail,
  campaign: constants.warmthCampaign,
  quietShare: constants.quietPercentile / 100,
});

/** What counts now; figures of one workspace never mix two. */
export async function currentBasis({ db, actor }: Transaction): Promise<Basis> {
  const row = await db
    .selectFrom('warmth_basis')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .executeTakeFirst();
  if (!row) return { ...basisOf(ourConstants), rhythms: usualRhythms, nextContact: null };
  const { half_life_days, quiet_share, meeting, call, email, campaign, shape, a, b } = row;
  return {
    halfLifeDays: half_life_days,
    meeting,
    call,
    email,
    campaign,
    quietShare: quiet_share,
    rhythms: { shape, a, b },
    nextContact: row.next_contact,
  };
}

/** What the strategy says today, with the rhythm there is. */
export async function wantedBasis(transaction: Transaction): Promise<Basis> {
  const { constants } = await currentChoices(transaction);
  const { rhythms, nextContact } = await currentBasis(transaction);
  return { ...basisOf(constants), rhythms, nextContact };
}

export async function keepBasis(
  { db, actor }: Transaction,
  basis: Basis,
  relationships: number,
): Promise<void> {
  const { halfLifeDays, meeting, call, email, campaign, quietShare, rhythms, nextContact } = basis;
  const { shape, a, b } = rhythms;
  await sql`
    insert into warmth_basis (workspace_id, half_life_days, meeting, call, email, campaign, quiet_share,
      shape, a, b, next_contact, relationships, fitted_at)
    values (${actor.workspaceId}, ${halfLifeDays}, ${meeting}, ${call}, ${email}, ${campaign}, ${quietShare},
      ${shape}, ${a}, ${b}, ${nextContact}::float8[], ${relationships}, now())
    on conflict (workspace_id) do update set (half_life_days, meeting, call, email, campaign, quiet_share,
      shape, a, b, next_contact, relationships, fitted_at) = (excluded.half_life_days, excluded.meeting, excluded.call,
      excluded.email, excluded.campaign, excluded.quiet_share, excluded.shape, excluded.a, excluded.b,
      excluded.next_contact, excluded.relationships, excluded.fitted_at)`.execute(db);
}
