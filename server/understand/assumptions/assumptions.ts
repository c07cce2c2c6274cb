import { sql } from 'kysely';
import { measuresOf } from '../../../shared/identify/credence.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { TopicValue } from '../../../shared/identify/statements.ts';
import {
  type AssumptionView,
  exposureOf,
  fadingTopics,
} from '../../../shared/understand/assumptions.ts';
import { type Fact, readFacts, rounded } from '../../../shared/understand/facts.ts';
import { withFields } from '../../identify/parties/parties.ts';
import { behind, readStatements } from '../../identify/statements/reading.ts';
import { findStandingSide } from '../../interact/dealings/sides.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { currentChoices } from '../../strategy/strategy.ts';
import { sayingOfRow } from '../facts/facts.ts';
import { type Resting, restingOn } from './resting.ts';

/** Of how many records the list is made at most; those on which something rests come first. */
const mostParties = 200;
const mostShown = 200;

/** What we believe without knowing it, the most at stake first. */
export async function listAssumptions(
  transaction: Transaction,
  partyId?: string,
): Promise<AssumptionView[]> {
  const ids = partyId
    ? [(await findStandingSide(transaction, partyId)).id]
    : await partiesToLookAt(transaction);
  return (await assumptionsAbout(transaction, ids, { ofOne: partyId !== undefined })).slice(
    0,
    mostShown,
  );
}

/** What we believe of these without knowing it, the most at stake first. */
export async function assumptionsAbout(
  transaction: Transaction,
  ids: readonly string[],
  { ofOne }: { ofOne: boolean },
): Promise<AssumptionView[]> {
  if (ids.length === 0) return [];
  const { db, actor } = transaction;
  const choices = await currentChoices(transaction);
  const measures = measuresOf(choices);
  const now = Temporal.Now.instant();
  const said = Map.groupBy(await readStatements(transaction, ids), ({ party_id }) => party_id);
  const parties = await db
    .selectFrom('parties')
    .select(['id', 'kind', 'name', 'owner_id', 'assigned_to', 'visibility', 'trashed_at'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', 'in', ids)
    .execute();
  const notes = await notesOf(transaction, ids);
  const resting = Map.groupBy(await restingOn(transaction, ids), ({ statementId }) => statementId);
  const weights = new Map(choices.topics.map(({ key, weight }) => [key, weight]));
  const views: AssumptionView[] = [];
  for (const party of parties) {
    const rows = said.get(party.id) ?? [];
    const seen = await withFields(transaction, party.kind as PartyKind, rows);
    const facts = readFacts(seen.map(sayingOfRow), now, measures);
    for (const fact of facts) {
      if (!fact.isAssumption || !isAsked(fact, ofOne)) continue;
      const first = fact.current[0]!;
      const past = [...behind(first.id, rows)];
      const rests = past.flatMap((id) => resting.get(id) ?? []).map(viewResting);
      const note = past.map((id) => notes.get(id)).find(Boolean);
      const row = rows.find(({ id }) => id === first.id)!;
      views.push({
        id: first.id,
        party: { id: party.id, kind: party.kind as PartyKind, name: party.name },
        topic: fact.topic,
        value: first.value,
        label: first.label,
        basis: first.basis,
        credence: rounded(fact.credence),
        line: fact.line,
        confirmedAt: fact.confirmedAt.toString(),
        because: note?.because ?? '',
        believer: note?.believer ?? row.stated_by,
        checkOn: note?.check_on?.toString() ?? null,
        rests,
        exposure: exposureOf(
          rounded(fact.credence),
          rests.map(({ value }) => value),
        ),
        weight: weights.get(keyOf(fact)) ?? 0,
        can: { edit: mayEdit(transaction, party) && !party.trashed_at },
      });
    }
  }
  return views.sort(mostAtStakeFirst);
}

/** On a record every assumption is shown but what a field assumes of everybody; elsewhere what is worth a question. */
function isAsked(fact: Fact, isOfOne: boolean): boolean {
  if (fact.current.every(({ source }) => source.kind === 'default')) return false;
  return (
    isOfOne ||
    fact.testimonies.every(({ basis }) => basis === 'assumed') ||
    fadingTopics.some((topic) => topic === fact.topic)
  );
}

function keyOf({ topic, current }: Fact): string {
  return topic === 'own' ? (current[0]!.value as TopicValue<'own'>).key : topic;
}

function mostAtStakeFirst(one: AssumptionView, other: AssumptionView): number {
  const stake = ({ exposure }: AssumptionView) => exposure[0]?.amount ?? 0;
  return (
    stake(other) - stake(one) ||
    other.weight - one.weight ||
    one.credence - other.credence ||
    one.id.localeCompare(other.id)
  );
}

function viewResting({ what, id, words, value }: Resting) {
  return { what, id, words, value };
}

interface Note {
  statement_id: string;
  because: string;
  believer: string | null;
  check_on: Temporal.PlainDate | null;
}

async function notesOf(
  { db, actor }: Transaction,
  ids: readonly string[],
): Promise<Map<string, Note>> {
  const { rows } = await sql<Note>`
    select n.statement_id, n.because, u.name as believer, n.check_on from assumptions n
    left join users u on u.workspace_id = n.workspace_id and u.id = n.believer_id
    where n.workspace_id = ${actor.workspaceId} and n.party_id = any (${ids}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.statement_id, row]));
}

/** Those on whose facts something rests, those of whom something is only assumed, those whose facts fade. */
async function partiesToLookAt({ db, actor }: Transaction): Promise<string[]> {
  const { workspaceId } = actor;
  const seasonAgo = Temporal.Now.instant().subtract({ hours: 24 * 60 });
  const { rows } = await sql<{ id: string }>`
    select p.id from parties p join (
      select party_id, min(place) as place from (
        select party_id, 1 as place from rests_on where workspace_id = ${workspaceId}
        union all
        (select party_id, 2 from statements
          where workspace_id = ${workspaceId} and superseded_at is null and basis = 'assumed'
            and source ->> 'kind' <> 'default'
          order by stated_at desc limit ${mostParties})
        union all
        (select party_id, 3 from statements
          where workspace_id = ${workspaceId} and superseded_at is null
            and topic in ('need', 'goal', 'budget', 'decision', 'competitor offer')
            and stated_at < ${seasonAgo.toString()}
          order by topic, stated_at limit ${mostParties})) looked
      group by party_id) found on found.party_id = p.id
    where p.workspace_id = ${workspaceId} and p.trashed_at is null
    order by found.place limit ${mostParties}`.execute(db);
  return rows.map(({ id }) => id);
}
