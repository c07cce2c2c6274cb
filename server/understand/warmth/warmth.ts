import { sql } from 'kysely';
import { type keptPrior, keptRate } from '../../../models/warmth/kept-rate.ts';
import { nextContact } from '../../../models/warmth/next-contact.ts';
import { reciprocity } from '../../../models/warmth/reciprocity.ts';
import { gapQuantile } from '../../../models/warmth/rhythm.ts';
import { strengthAt, warmthOf } from '../../../models/warmth/strength.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { wordOfWarmth } from '../../../shared/identify/warmth.ts';
import type { KeptRateView, WarmthFigure, WarmthView } from '../../../shared/understand/warmth.ts';
import { PartyNotFound } from '../../identify/parties/errors.ts';
import { findParty } from '../../identify/parties/parties.ts';
import { companyToday } from '../../interact/dealings/sides.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { currentChoices } from '../../strategy/strategy.ts';
import { type Basis, currentBasis } from './basis.ts';
import { chanceDays, contactsWith, quietFrom, rhythmOf, stateAt } from './quiet.ts';

const dayMs = 86_400_000;
const mostContacts = 5;

/** How we stand with somebody: warmth, give and take, rhythm and promises, each with what it came from. */
export async function warmthWith(
  transaction: Transaction,
  kind: PartyKind,
  partyId: string,
): Promise<WarmthView> {
  const { actor } = transaction;
  if (!(await findParty(transaction, kind, partyId))) throw new PartyNotFound();
  const now = Temporal.Now.instant();
  const basis = await currentBasis(transaction);
  const { constants } = await currentChoices(transaction);
  const figure = (whom: string) => figureOf(transaction, partyId, whom, { now, basis });
  const own = actor.userId ? await figure(actor.userId) : null;
  return {
    calculatedAt: now.toString(),
    us: await figure(actor.workspaceId),
    own: own && own.count > 0 ? own : null,
    reciprocity: await giveAndTake(transaction, partyId, constants.reciprocityWindow),
    basis: {
      halfLifeDays: basis.halfLifeDays,
      reciprocityDays: constants.reciprocityWindow,
      quietShare: basis.quietShare,
    },
    rhythm: await rhythmWith(transaction, partyId, now.epochMilliseconds, basis),
    promises: await promisesKept(transaction, kind, partyId, {
      kept: constants.priorKept,
      missed: constants.priorBroken,
    }),
  };
}

/** Which contacts a figure is of: what everyone sees who sees the party, or one's own. */
function countsFor({ actor }: Transaction, whom: string) {
  return whom === actor.workspaceId ? sql`c.shared` : sql`${whom}::uuid = any (c.colleagues)`;
}

async function figureOf(
  transaction: Transaction,
  partyId: string,
  whom: string,
  { now, basis }: { now: Temporal.Instant; basis: Basis },
): Promise<WarmthFigure> {
  const { db, actor } = transaction;
  const { rows: kept } = await sql<{ strength: string; contacts: string | number }>`
    select strength::text, contacts from warmth
    where workspace_id = ${actor.workspaceId} and party_id = ${partyId} and whom = ${whom}`.execute(
    db,
  );
  const strength = strengthAt(
    BigInt(kept[0]?.strength ?? 0),
    now.epochMilliseconds,
    basis.halfLifeDays,
  );
  const weight =
    whom === actor.workspaceId
      ? sql`c.weight`
      : sql`case c.direction when 'in' then c.weight / cardinality(c.colleagues) else c.weight end`;
  const left = sql`${weight} * power(2, greatest(-1000,
    -extract(epoch from ${now.toString()}::timestamptz - c.happened_at)::float8 / 86400 / ${basis.halfLifeDays}::float8))`;
  const counted = sql`from contacts c
    join activities a on a.workspace_id = c.workspace_id and a.id = c.activity_id
    where c.workspace_id = ${actor.workspaceId} and c.party_id = ${partyId} and ${countsFor(transaction, whom)}`;
  const { rows: parts } = await sql<WarmthFigure['parts'][number]>`
    select a.kind, count(*)::integer as count, sum(${left}) as now ${counted}
    group by 1 order by 3 desc, 1`.execute(db);
  const { rows: contacts } = await sql<{
    id: string;
    kind: WarmthFigure['contacts'][number]['kind'];
    at: Temporal.Instant;
    direction: 'in' | 'out' | 'both';
    weight: number;
    now: number;
  }>`
    select a.id, a.kind, c.happened_at as at, c.direction, ${weight} as weight, ${left} as now ${counted}
    order by now desc, a.id limit ${sql.lit(mostContacts)}`.execute(db);
  const warmth = warmthOf(strength);
  return {
    strength,
    warmth,
    word: wordOfWarmth(warmth),
    count: Number(kept[0]?.contacts ?? 0),
    parts,
    contacts: contacts.map(({ id, at, ...rest }) => ({
      activityId: id,
      at: at.toString(),
      ...rest,
    })),
  };
}

/** What came and what went in the last half year; a meeting or call is both. */
async function giveAndTake(
  { db, actor }: Transaction,
  partyId: string,
  days: number,
): Promise<WarmthView['reciprocity']> {
  const { rows } = await sql<{ incoming: number; outgoing: number }>`
    select (count(*) filter (where direction <> 'out'))::integer as incoming,
      (count(*) filter (where direction <> 'in'))::integer as outgoing
    from contacts
    where workspace_id = ${actor.workspaceId} and party_id = ${partyId} and shared
      and happened_at > now() - make_interval(days => ${days}::integer)`.execute(db);
  const { incoming, outgoing } = rows[0]!;
  const value = reciprocity(incoming, outgoing);
  return value === undefined ? null : { incoming, outgoing, value };
}

async function rhythmWith(
  transaction: Transaction,
  partyId: string,
  now: number,
  basis: Basis,
): Promise<WarmthView['rhythm']> {
  const contacts = (await contactsWith(transaction, [partyId])).get(partyId) ?? [];
  const { turns, gaps } = rhythmOf(contacts);
  const last = turns.at(-1);
  const state = stateAt(contacts, now, basis.halfLifeDays);
  if (last === undefined || !state) return null;
  const until = quietFrom(basis, { turns, gaps });
  return {
    lastAt: Temporal.Instant.fromEpochMilliseconds(Math.round(last)).toString(),
    silentDays: state.silentDays,
    usualDays: gapQuantile(basis.rhythms, gaps, 0.5),
    limitDays: (until - last) / dayMs,
    gaps: gaps.count,
    isQuiet: now > until,
    chance: nextContact(basis.rhythms, basis.nextContact ?? undefined, state, chanceDays),
  };
}

/**
 * What was kept on time of what fell due. Open and overdue is missed already; what one was released from counts
 * neither way. Only promises that the reader sees are looked at.
 */
async function promisesKept(
  transaction: Transaction,
  kind: PartyKind,
  partyId: string,
  prior: typeof keptPrior,
): Promise<WarmthView['promises']> {
  const { db, actor } = transaction;
  const today = await companyToday(transaction);
  const among =
    kind === 'person'
      ? sql`party_id = ${partyId}`
      : sql`(party_id = ${partyId} or party_id in (select f.party_id from affiliations f
          where f.workspace_id = ${actor.workspaceId} and f.company_id = ${partyId}))`;
  const kept = sql`outcome = 'kept' and settled_on <= due_on`;
  const missed = sql`(outcome = 'broken' or outcome = 'kept' and settled_on > due_on
    or outcome is null and due_on < ${today.toString()}::date)`;
  const count = async (which: ReturnType<typeof sql>): Promise<KeptRateView> => {
    const { rows } = await sql<{ kept: number; missed: number }>`
      select (count(*) filter (where ${kept}))::integer as kept,
        (count(*) filter (where ${missed}))::integer as missed
      from promises where workspace_id = ${actor.workspaceId} and removed_at is null and ${which}`.execute(
      db,
    );
    const rate = keptRate(rows[0]!.kept, rows[0]!.missed, prior);
    return { ...rate, range80: [...rate.range80], range95: [...rate.range95] };
  };
  return {
    ours: await count(sql`direction = 'ours' and ${among}`),
    theirs: await count(sql`direction = 'theirs' and ${among}`),
    own: await count(sql`direction = 'ours' and keeper_id = ${actor.userId}`),
  };
}
