import { sql } from 'kysely';
import { measuresOf } from '../../../shared/identify/credence.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { TopicValue } from '../../../shared/identify/statements.ts';
import { readFacts, rounded } from '../../../shared/understand/facts.ts';
import type { NeedView } from '../../../shared/understand/needs.ts';
import { behind, readStatements } from '../../identify/statements/reading.ts';
import { findStandingSide } from '../../interact/dealings/sides.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { currentChoices } from '../../strategy/strategy.ts';
import { sayingOfRow } from '../facts/facts.ts';

/** So many needs are looked at, and so many of those that nothing meets are shown. */
const mostLookedAt = 500;
const mostShown = 200;

/** What somebody needs, the most urgent first, with what of ours meets each. */
export async function needsOf(transaction: Transaction, partyId: string): Promise<NeedView[]> {
  const { id } = await findStandingSide(transaction, partyId);
  return needsAmong(transaction, [id]);
}

/** The needs of everybody that nothing of ours meets, as far as the reader sees them, the most urgent first. */
export async function unmetNeeds(transaction: Transaction): Promise<NeedView[]> {
  const { db, actor } = transaction;
  const { rows } = await sql<{ party_id: string }>`
    select s.party_id from statements s
    join parties p on p.workspace_id = s.workspace_id and p.id = s.party_id
    where s.workspace_id = ${actor.workspaceId} and s.topic = 'need' and s.superseded_at is null
      and s.value ->> 'offering' = '' and p.trashed_at is null
    order by s.value ->> 'priority', s.stated_at desc, s.id limit ${sql.lit(mostLookedAt)}`.execute(
    db,
  );
  const needs = await needsAmong(transaction, [...new Set(rows.map(({ party_id }) => party_id))]);
  return needs
    .filter(({ words, offerings }) => words === '' && offerings.length === 0)
    .slice(0, mostShown);
}

async function needsAmong(
  transaction: Transaction,
  partyIds: readonly string[],
): Promise<NeedView[]> {
  if (partyIds.length === 0) return [];
  const { db, actor } = transaction;
  const measures = measuresOf(await currentChoices(transaction));
  const now = Temporal.Now.instant();
  const parties = await db
    .selectFrom('parties')
    .select(['id', 'kind', 'name', 'owner_id', 'assigned_to', 'visibility', 'trashed_at'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', sql<string>`any (${partyIds}::uuid[])`)
    .execute();
  const said = Map.groupBy(
    (await readStatements(transaction, partyIds)).filter(({ topic }) => topic === 'need'),
    ({ party_id }) => party_id,
  );
  const tied = Map.groupBy(await tiedTo(transaction, partyIds), ({ statement_id }) => statement_id);
  const needs = parties.flatMap((party): NeedView[] => {
    const rows = said.get(party.id) ?? [];
    return readFacts(rows.map(sayingOfRow), now, measures).map((fact) => {
      const { id, value } = fact.current[0]!;
      const { text, kind, priority, offering } = value as TopicValue<'need'>;
      const past = fact.current.flatMap((one) => [...behind(one.id, rows)]);
      const offerings = new Map(
        past.flatMap((one) => tied.get(one) ?? []).map((one) => [one.id, one.name]),
      );
      return {
        id,
        party: { id: party.id, kind: party.kind as PartyKind, name: party.name },
        text,
        kind,
        priority,
        credence: rounded(fact.credence),
        line: fact.line,
        since: fact.confirmedAt.toString(),
        words: offering,
        offerings: [...offerings].map(([offeringId, name]) => ({ id: offeringId, name })),
        can: { edit: mayEdit(transaction, party) && !party.trashed_at },
      };
    });
  });
  return needs.sort(
    (one, other) =>
      one.priority - other.priority ||
      other.credence - one.credence ||
      one.party.name.localeCompare(other.party.name) ||
      one.id.localeCompare(other.id),
  );
}

interface Tied {
  statement_id: string;
  id: string;
  name: string;
}

/** What is offered still and was said to meet a need of theirs, by the statement with which that began. */
async function tiedTo({ db, actor }: Transaction, partyIds: readonly string[]): Promise<Tied[]> {
  const { rows } = await sql<Tied>`
    select n.statement_id, o.id, o.name from need_offerings n
    join offerings o on o.workspace_id = n.workspace_id and o.id = n.offering_id and o.removed_at is null
    where n.workspace_id = ${actor.workspaceId} and n.party_id = any (${partyIds}::uuid[])
    order by o.name, o.id`.execute(db);
  return rows;
}
