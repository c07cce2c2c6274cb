import { sql } from 'kysely';
import { type Measures, measuresOf } from '../../../shared/identify/credence.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Basis, StatementSource, Topic } from '../../../shared/identify/statements.ts';
import type { StrategyChoices } from '../../../shared/strategy/strategy.ts';
import {
  ageRing,
  conflictsAmong,
  daysBetween,
  depthOf,
  type Fact,
  type FactsView,
  type FactView,
  readFacts,
  rounded,
  type Saying,
  sharesOf,
  type WhyView,
} from '../../../shared/understand/facts.ts';
import { withFields } from '../../identify/parties/parties.ts';
import { StatementNotFound } from '../../identify/statements/errors.ts';
import { readStatements, type StatementRow } from '../../identify/statements/reading.ts';
import { findStandingSide } from '../../interact/dealings/sides.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { currentChoices } from '../../strategy/strategy.ts';

interface Understood {
  facts: Fact[];
  rows: ReadonlyMap<string, StatementRow>;
  choices: StrategyChoices;
  measures: Measures;
  now: Temporal.Instant;
}

/** Everything known of somebody, as facts: the reading that every other figure about them begins with. */
export async function factsOf(
  transaction: Transaction,
  party: { id: string; kind: PartyKind },
): Promise<Understood> {
  const said = await readStatements(transaction, [party.id]);
  // Values of fields that the reader does not see tell nothing, not even that they are there.
  const seen = await withFields(transaction, party.kind, said);
  const choices = await currentChoices(transaction);
  const measures = measuresOf(choices);
  const now = Temporal.Now.instant();
  return {
    facts: readFacts(seen.map(sayingOfRow), now, measures),
    rows: new Map(said.map((row) => [row.id, row])),
    choices,
    measures,
    now,
  };
}

export function sayingOfRow(row: StatementRow): Saying {
  return {
    id: row.id,
    topic: row.topic as Topic,
    value: row.value,
    valueKey: row.value_key,
    label: row.label,
    fieldId: row.field_id,
    basis: row.basis as Basis,
    source: row.source as StatementSource,
    confirmedAt: row.confirmed_at ?? row.stated_at,
    isCurrent: row.superseded_at === null,
    isReplaced: row.superseded_by !== null,
  };
}

export async function viewFacts(transaction: Transaction, partyId: string): Promise<FactsView> {
  const party = await findStandingSide(transaction, partyId);
  const { facts, now, choices } = await factsOf(transaction, party);
  return {
    rows: facts.map((fact) => viewFact(fact, now)),
    conflicts: conflictsAmong(facts).map((several) => ({
      topic: several[0]!.topic,
      statements: several.flatMap(idsOf),
    })),
    depth: depthOf(facts, choices.topics, {
      kind: party.kind,
      roles: await presentRoles(transaction, party.id),
    }),
  };
}

export function viewFact(fact: Fact, now: Temporal.Instant): FactView {
  return {
    statements: idsOf(fact),
    topic: fact.topic,
    credence: rounded(fact.credence),
    line: fact.line,
    isAssumption: fact.isAssumption,
    confirmedAt: fact.confirmedAt.toString(),
    halfLifeDays: daysOf(fact.halfLife),
    ring: ageRing(daysBetween(fact.confirmedAt, now), fact.halfLife),
    records: fact.testimonies.length,
  };
}

async function presentRoles(
  { db, actor }: Transaction,
  partyId: string,
): Promise<readonly string[]> {
  const party = await db
    .selectFrom('parties')
    .select('roles')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', partyId)
    .executeTakeFirst();
  return party?.roles ?? [];
}

/** How a credence came about: each record with its arithmetic. */
export async function explainFact(transaction: Transaction, id: string): Promise<WhyView> {
  const party = await subjectOfStatement(transaction, id);
  const { facts, rows, measures, now } = await factsOf(transaction, party);
  const fact = facts.find(({ current }) => current.some((one) => one.id === id));
  if (!fact) throw new StatementNotFound();
  return {
    credence: rounded(fact.credence),
    line: fact.line,
    halfLifeDays: daysOf(fact.halfLife),
    shares: sharesOf(fact, now, measures).map(({ saying, weight, days, credence, counts }) => ({
      id: saying.id,
      basis: saying.basis,
      source: saying.source,
      statedBy: rows.get(saying.id)?.stated_by ?? null,
      confirmedAt: saying.confirmedAt.toString(),
      weight,
      days: Math.floor(days),
      credence: rounded(credence),
      counts,
    })),
  };
}

/** Whom a statement is about, as far as the actor sees them. */
export async function subjectOfStatement(
  { db, actor }: Transaction,
  id: string,
): Promise<{ id: string; kind: PartyKind; version: number }> {
  const { rows } = await sql<{ id: string; kind: PartyKind; version: number }>`
    select p.id, p.kind, p.version from statements s
    join parties p on p.workspace_id = s.workspace_id and p.id = s.party_id
    where s.workspace_id = ${actor.workspaceId} and s.id = ${id}`.execute(db);
  if (!rows[0]) throw new StatementNotFound();
  return rows[0];
}

const idsOf = ({ current }: Fact) => current.map(({ id }) => id);
const daysOf = (halfLife: number) => (Number.isFinite(halfLife) ? Math.round(halfLife) : null);
