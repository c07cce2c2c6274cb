import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Basis } from '../../../shared/identify/statements.ts';
import {
  type StatementSource,
  singleTopics,
  type Topic,
} from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { violatedConstraint } from '../../platform/database/failures.ts';
import { nextId } from '../../platform/database/ids.ts';
import { refreshValues } from '../fields/projection.ts';
import { requireNotErased } from '../privacy/suppression.ts';
import { AddressTaken, DomainTaken, StatementNotFound } from './errors.ts';
import { inPlace } from './places.ts';
import { type CurrentStatement, otherLabel, type Projection, project } from './projection.ts';
import type { PreparedValue } from './values.ts';

/** What a statement needs to know of the party it is about. */
export interface Subject {
  id: string;
  kind: PartyKind;
  audience: string;
  version: number;
}

export interface NewStatement extends PreparedValue {
  topic: Topic;
  label?: string | undefined;
  basis: Basis;
  source: StatementSource;
  statedAt?: Temporal.Instant;
  replaces?: string | undefined;
  /** What else is said about the same stays as it is, also where only one of them can be true. */
  replacesOnly?: boolean;
  /** For the topic `field`: which one. */
  fieldId?: string | undefined;
}

/**
 * Adds statements about a party and brings its current fields up to date, in one step. The statement that
 * is replaced, or the earlier one of a topic that has a single value, is superseded, never overwritten.
 */
export async function state(
  transaction: Transaction,
  subject: Subject,
  statements: NewStatement[],
): Promise<{ ids: string[]; superseded: string[]; version: number }> {
  const { db, actor } = transaction;
  await requireNotErased(
    transaction,
    statements
      .filter(({ topic }) => topic === 'email' || topic === 'handle')
      .map(({ valueKey }) => valueKey),
  );
  const ids = statements.map(() => nextId());
  const superseded: string[] = [];
  for (const [index, statement] of statements.entries()) {
    superseded.push(...(await supersede(transaction, subject, statement, ids[index]!)));
  }
  if (statements.length > 0) {
    await db
      .insertInto('statements')
      .values(
        statements.map((statement, index) => ({
          workspace_id: actor.workspaceId,
          id: ids[index]!,
          party_id: subject.id,
          audience: subject.audience,
          topic: statement.topic,
          value: JSON.stringify(statement.value),
          value_key: statement.valueKey,
          label: statement.label || null,
          field_id: statement.fieldId ?? null,
          basis: statement.basis,
          source: JSON.stringify(statement.source),
          stated_at: statement.statedAt ?? Temporal.Now.instant(),
          stated_by: actor.userId,
        })),
      )
      .execute();
  }
  const version = await refresh(transaction, subject);
  if (statements.some(({ topic }) => topic === 'field')) {
    await refreshValues(transaction, [subject.id]);
  }
  return { ids, superseded, version };
}

async function supersede(
  { db, actor }: Transaction,
  subject: Subject,
  statement: NewStatement,
  id: string,
): Promise<string[]> {
  const single = statement.topic === 'field' || singleTopics.includes(statement.topic);
  // What is stated beside what is known leaves it where it is.
  const isBeside = statement.label === otherLabel;
  if (!statement.replaces && (!single || isBeside)) return [];
  let query = db
    .updateTable('statements')
    .set({ superseded_at: Temporal.Now.instant(), superseded_by: id })
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', subject.id)
    .where('topic', '=', statement.topic)
    .where('superseded_at', 'is', null);
  if (statement.replaces && (!single || statement.replacesOnly))
    query = query.where('id', '=', statement.replaces);
  if (statement.fieldId) query = query.where('field_id', '=', statement.fieldId);
  const replaced = await query.returning('id').execute();
  if (statement.replaces && !replaced.some((row) => row.id === statement.replaces)) {
    throw new StatementNotFound();
  }
  return replaced.map((row) => row.id);
}

/** Takes a current value back: it stays in the history and no longer counts. */
export async function withdraw(
  transaction: Transaction,
  subject: Subject,
  statementId: string,
): Promise<{ topic: string; value: unknown; fieldId: string | null; version: number }> {
  const { db, actor } = transaction;
  const withdrawn = await db
    .updateTable('statements')
    .set({ superseded_at: Temporal.Now.instant(), superseded_by: null })
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', subject.id)
    .where('id', '=', statementId)
    .where('superseded_at', 'is', null)
    .returning(['topic', 'value', 'field_id'])
    .executeTakeFirst();
  if (!withdrawn) throw new StatementNotFound();
  const { topic, value, field_id: fieldId } = withdrawn;
  const version = await refresh(transaction, subject);
  if (fieldId) await refreshValues(transaction, [subject.id]);
  return { topic, value, fieldId, version };
}

/** Makes statements current again, the exact reverse of superseding them. */
export async function reinstate(
  transaction: Transaction,
  subject: Subject,
  change: { reinstated: string[]; withdrawn: string[] },
): Promise<number> {
  const { db, actor } = transaction;
  const ofSubject = () =>
    db
      .updateTable('statements')
      .where('workspace_id', '=', actor.workspaceId)
      .where('party_id', '=', subject.id);
  if (change.withdrawn.length > 0) {
    await ofSubject()
      .set({ superseded_at: Temporal.Now.instant(), superseded_by: null })
      .where('id', 'in', change.withdrawn)
      .where('superseded_at', 'is', null)
      .execute();
  }
  if (change.reinstated.length > 0) {
    await ofSubject()
      .set({ superseded_at: null, superseded_by: null })
      .where('id', 'in', change.reinstated)
      .execute();
  }
  const version = await refresh(transaction, subject);
  await refreshValues(transaction, [subject.id]);
  return version;
}

/** Whether all of these still count: nothing has come in their place, and nobody has taken one away. */
export async function isCurrent(
  { db, actor }: Transaction,
  ids: readonly string[],
): Promise<boolean> {
  if (ids.length === 0) return true;
  const over = await db
    .selectFrom('statements')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', 'in', ids)
    .where('superseded_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return over === undefined;
}

export async function currentStatements(
  { db, actor }: Transaction,
  partyId: string,
): Promise<CurrentStatement[]> {
  const rows = await db
    .selectFrom('statements')
    .select(['id', 'topic', 'value', 'value_key', 'label', 'superseded_at', 'superseded_by'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', partyId)
    .orderBy('stated_at')
    .orderBy('id')
    .execute();
  return inPlace(rows).map((row) => ({
    id: row.id,
    // The column holds what StatementInput let in.
    topic: row.topic as Topic,
    value: row.value,
    valueKey: row.value_key,
    label: row.label,
  }));
}

/** Works the current fields out again and writes them under the next version. */
export async function refresh(transaction: Transaction, subject: Subject): Promise<number> {
  const { db, actor } = transaction;
  const projection = project(subject.kind, await currentStatements(transaction, subject.id));
  const { numUpdatedRows } = await db
    .updateTable('parties')
    .set({ ...projection.fields, version: subject.version + 1, updated_at: Temporal.Now.instant() })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', subject.id)
    .where('version', '=', subject.version)
    .executeTakeFirst()
    .catch(translateTaken);
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
  await clearProjection(transaction, [subject.id]);
  await writeProjection(transaction, [{ subject, projection }]);
  return subject.version + 1;
}

/** What each look-up holds of a party, besides the party itself. */
const lookUps = {
  // One person told twice by two sources has the address once.
  party_emails: ({ emails }) =>
    [...new Map(emails.map((email) => [email.address, email])).values()].map(
      ({ statementId, address }) => ({ statement_id: statementId, address }),
    ),
  affiliations: ({ affiliations }) =>
    affiliations.map((affiliation) => ({
      statement_id: affiliation.statementId,
      company_id: affiliation.companyId,
      title: affiliation.title,
      department: affiliation.department,
      from_date: affiliation.from,
      to_date: affiliation.to,
      is_primary: affiliation.isPrimary,
    })),
  party_roles: ({ roles }) =>
    roles.map(({ statementId, role, from, to }) => ({
      statement_id: statementId,
      role,
      from_date: from,
      to_date: to,
    })),
  party_tags: ({ tags }) =>
    tags.map(({ statementId, tag, key }) => ({ statement_id: statementId, tag, key })),
} satisfies Record<string, (projection: Projection) => object[]>;
export type LookUp = keyof typeof lookUps;
const allLookUps = Object.keys(lookUps) as LookUp[];

/** Removes what look-ups read of a party: in the trash it holds no address, no role and no tag. */
export async function clearProjection(
  { db, actor }: Transaction,
  partyIds: string[],
  tables: readonly LookUp[] = allLookUps,
): Promise<void> {
  for (const table of tables) {
    await db
      .deleteFrom(table)
      .where('workspace_id', '=', actor.workspaceId)
      .where('party_id', 'in', partyIds)
      .execute();
  }
}

export async function writeProjection(
  { db, actor }: Transaction,
  parties: { subject: Pick<Subject, 'id' | 'audience'>; projection: Projection }[],
  tables: readonly LookUp[] = allLookUps,
): Promise<void> {
  for (const table of tables) {
    const rows = parties.flatMap(({ subject, projection }) =>
      lookUps[table](projection).map((row: object) => ({
        workspace_id: actor.workspaceId,
        party_id: subject.id,
        audience: subject.audience,
        ...row,
      })),
    );
    await insertRows(db, table, rows).catch(translateTaken);
  }
}

function translateTaken(error: unknown): never {
  const constraint = violatedConstraint(error);
  if (constraint === 'party_emails_pkey') throw new AddressTaken(takenValue(error), error);
  if (constraint === 'companies_by_domain') throw new DomainTaken(error);
  throw error;
}

/** PostgreSQL names the refused key as "Key (a, address, c)=(…, anna@example.org, …) already exists." */
function takenValue(error: unknown): string {
  const detail = error instanceof Error && 'detail' in error ? String(error.detail) : '';
  return /=\([^,]+, (.+), [^,]+\) already/.exec(detail)?.[1] ?? 'This address';
}
