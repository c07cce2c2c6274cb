import { sql } from 'kysely';
import { measuresOf } from '../../../shared/identify/credence.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { wordOfWarmth } from '../../../shared/identify/warmth.ts';
import { rounded } from '../../../shared/understand/facts.ts';
import { tooPersonalWord } from '../../../shared/understand/interests/personal.ts';
import {
  rarity,
  relevanceOf,
  scoreOf,
  type WhoHit,
  type WhoQuery,
  type WhoView,
} from '../../../shared/understand/who.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { currentChoices } from '../../strategy/strategy.ts';
import { readNodes } from '../interests/nodes.ts';
import { type Evidence, evidenceFor } from './evidence.ts';
import { type Asked, readQuestion, says } from './question.ts';
import { reachesOf } from './reach.ts';

const mostShown = 20;
/** Of how many it is looked at how we reach them; the best cannot come after these (see below). */
const mostWeighed = 200;
const mostColleagues = 5;
/** Beyond this many it makes no difference how many people there are. */
const mostCounted = 10_000;

interface Candidate {
  id: string;
  relevance: number;
  /** The best finding for each word. */
  best: Evidence[];
}

/** Who has to do with what is asked for, whom of them we reach, and why. */
export async function whoKnows(
  transaction: Transaction,
  { text, about }: WhoQuery,
): Promise<WhoView> {
  const asked = readQuestion(text, await readNodes(transaction));
  if (asked.length === 0) return { words: [], hits: [], colleagues: [] };
  const measures = measuresOf(await currentChoices(transaction));
  const now = Temporal.Now.instant();
  const { evidence, tooCommon } = await evidenceFor(transaction, { asked, measures, now });
  const of = await peopleThereAre(transaction);
  const bearers = bearersOf(evidence, asked.length);
  const rarities = asked.map((_, at) => (tooCommon.has(at) ? 0 : rarity(bearers[at]!, of)));
  const candidates = weigh(
    evidence.filter(({ partyId }) => partyId !== about),
    rarities,
  );
  return {
    words: asked.map(({ word }, at) => ({
      word,
      rarity: tooCommon.has(at) ? null : rounded(rarities[at]!),
    })),
    hits: await hitsOf(transaction, { candidates, asked, about }),
    colleagues: await colleaguesWho(transaction, asked),
  };
}

/** Of how many people that everyone sees each word is known; what only some may see changes it for nobody. */
function bearersOf(evidence: readonly Evidence[], words: number): number[] {
  const bearers = Array.from({ length: words }, () => new Set<string>());
  for (const { at, partyId, isPublic } of evidence) if (isPublic) bearers[at]!.add(partyId);
  return bearers.map(({ size }) => size);
}

async function peopleThereAre({ db, actor }: Transaction): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select from parties where workspace_id = ${actor.workspaceId} and kind in ('person', 'company')
        and audience = ${actor.workspaceId} and trashed_at is null limit ${sql.lit(mostCounted)}) counted`.execute(
    db,
  );
  return rows[0]!.count;
}

function weigh(evidence: readonly Evidence[], rarities: readonly number[]): Candidate[] {
  const candidates = [...Map.groupBy(evidence, ({ partyId }) => partyId)].map(([id, all]) => {
    const best = [...Map.groupBy(all, ({ at }) => at).values()].map((several) =>
      several.reduce((one, other) => (isBetter(other, one) ? other : one)),
    );
    const worths: number[] = [];
    for (const { at, worth } of best) worths[at] = worth;
    return { id, relevance: relevanceOf(rarities, worths), best };
  });
  return candidates
    .filter(({ relevance }) => relevance > 0)
    .sort((one, other) => other.relevance - one.relevance || one.id.localeCompare(other.id));
}

function isBetter(one: Evidence, other: Evidence): boolean {
  return (
    one.worth > other.worth ||
    (one.worth === other.worth &&
      (Temporal.Instant.compare(one.heardAt, other.heardAt) || other.text.localeCompare(one.text)) >
        0)
  );
}

async function hitsOf(
  transaction: Transaction,
  {
    candidates,
    asked,
    about,
  }: { candidates: readonly Candidate[]; asked: readonly Asked[]; about: string | undefined },
): Promise<WhoHit[]> {
  // A score lies between half of the relevance and all of it: who has less than half of the last one shown is not.
  const last = candidates[mostShown - 1]?.relevance ?? 0;
  const weighed = candidates.filter(({ relevance }) => relevance >= last / 2).slice(0, mostWeighed);
  const reaches = await reachesOf(
    transaction,
    weighed.map(({ id }) => id),
    about,
  );
  const parties = await partiesAmong(
    transaction,
    weighed.map(({ id }) => id),
  );
  return weighed
    .flatMap(({ id, relevance, best }): WhoHit[] => {
      const party = parties.get(id);
      const reach = reaches.get(id);
      if (!party || !reach) return [];
      const { owner, ...named } = party;
      return [
        {
          party: named,
          score: rounded(scoreOf(relevance, reach.value)),
          relevance: rounded(relevance),
          reach: rounded(reach.value),
          warmth: wordOfWarmth(reach.warmth),
          knownBy: reach.knownBy,
          owner,
          path: reach.path,
          found: best
            .sort((one, other) => other.worth - one.worth || one.at - other.at)
            .map((one) => ({
              word: asked[one.at]!.word,
              place: one.place,
              text: one.text,
              credence: rounded(one.credence),
              brevity: rounded(one.brevity),
              worth: rounded(one.worth),
              at: one.heardAt.toString(),
              activityId: one.activityId,
            })),
        },
      ];
    })
    .sort(
      (one, other) =>
        other.score - one.score ||
        one.party.name.localeCompare(other.party.name) ||
        one.party.id.localeCompare(other.party.id),
    )
    .slice(0, mostShown);
}

type Named = WhoHit['party'] & { owner: WhoHit['owner'] };

async function partiesAmong(
  { db, actor }: Transaction,
  ids: readonly string[],
): Promise<Map<string, Named>> {
  const { rows } = await sql<{
    id: string;
    kind: PartyKind;
    name: string;
    title: string | null;
    company_name: string | null;
    roles: string[];
    former: string[];
    owner_id: string;
    owner_name: string | null;
  }>`
    select p.id, p.kind, p.name, p.title, p.company_name, p.roles, u.id as owner_id, u.name as owner_name,
      array(select distinct r.role from party_roles r
        where r.workspace_id = p.workspace_id and r.party_id = p.id and r.to_date < current_date
          and not r.role = any (p.roles) order by 1) as former
    from parties p left join users u on u.workspace_id = p.workspace_id and u.id = p.owner_id
    where p.workspace_id = ${actor.workspaceId} and p.id = any (${ids}::uuid[])`.execute(db);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        kind: row.kind,
        name: row.name,
        title: row.title,
        companyName: row.company_name,
        roles: row.roles,
        formerRoles: row.former,
        owner: { id: row.owner_id, name: row.owner_name ?? '' },
      },
    ]),
  );
}

/** Colleagues by the interests that they show to everyone. */
async function colleaguesWho(
  { db, actor }: Transaction,
  asked: readonly Asked[],
): Promise<WhoView['colleagues']> {
  const rows = await db
    .selectFrom('own_interests')
    .innerJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'own_interests.workspace_id')
        .onRef('users.id', '=', 'own_interests.user_id'),
    )
    .select(['users.id', 'users.name', 'own_interests.text', 'own_interests.node'])
    .where('own_interests.workspace_id', '=', actor.workspaceId)
    .where('own_interests.audience', '=', actor.workspaceId)
    .where('users.disabled_at', 'is', null)
    .orderBy('users.name')
    .orderBy('users.id')
    .orderBy('own_interests.text')
    .execute();
  const matching = rows.filter(
    ({ text, node }) =>
      !tooPersonalWord(text) &&
      asked.some(
        ({ word, workOnly, nodes }) =>
          !workOnly && (says(text, word) || (node !== null && nodes.has(node))),
      ),
  );
  return [...Map.groupBy(matching, ({ id }) => id).values()]
    .map((several) => ({
      id: several[0]!.id,
      name: several[0]!.name,
      interests: several.map(({ text }) => text),
    }))
    .slice(0, mostColleagues);
}
