import { type SqlBool, sql } from 'kysely';
import type { Extent } from '../../../shared/identify/exporting/columns.ts';
import type { ExportedRecord, Fact, FactTopic } from '../../../shared/identify/exporting/record.ts';
import type { PartyRow } from '../../../shared/identify/parties.ts';
import type { Basis, StatementSource } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Entity, Field } from '../../platform/catalog/catalog.ts';
import type { ReadAs } from '../../platform/exporting/exported.ts';
import {
  type Chosen,
  clockIn,
  compileFilter,
  conditionsToChoose,
  wordsCondition,
} from '../../platform/filters/compile.ts';
import { namesOf } from '../fields/reading.ts';
import { type Names, writtenText } from '../fields/writing.ts';
import { listColumns, listRow } from '../parties/parties.ts';
import { inPlace } from '../statements/places.ts';
import { pagesOf, type Selection } from './rows.ts';

/** A record with what it shows in lists besides, and with where each of its values comes from. */
export interface WholeRecord extends ExportedRecord {
  row: PartyRow;
  facts: (Fact & { basis: Basis; statedAt: string; source: StatementSource })[];
}

/** Whole records of a list, one after the other. */
export async function* recordsOf(
  read: ReadAs,
  entity: Entity,
  selection: Selection,
): AsyncGenerator<WholeRecord> {
  const facts = new Map<string, WholeRecord['facts']>();
  const own = new Map(
    entity.fields.flatMap((field) => (field.shown?.own ? [[field.shown.own, field] as const] : [])),
  );
  const lookUp = async (transaction: Transaction, rows: PartyRow[]) => {
    facts.clear();
    for (const [id, list] of await factsOf(
      transaction,
      rows.map(({ id }) => id),
      own,
    ))
      facts.set(id, list);
  };
  for await (const page of pagesOf<PartyRow>(read, entity, selection, listColumns, lookUp)) {
    for (const row of page) {
      yield { id: row.id, kind: row.kind, row: listRow(row), facts: facts.get(row.id) ?? [] };
    }
  }
}

async function factsOf(
  transaction: Transaction,
  ids: string[],
  own: ReadonlyMap<string, Field>,
): Promise<Map<string, WholeRecord['facts']>> {
  const { db, actor } = transaction;
  const statements = await db
    .selectFrom('statements')
    .select([
      'id',
      'party_id',
      'topic',
      'value',
      'label',
      'basis',
      'source',
      'stated_at',
      'superseded_at',
      'superseded_by',
      'field_id',
    ])
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', sql<string>`any (${ids}::uuid[])`)
    .orderBy('stated_at')
    .orderBy('id')
    .execute();
  const byParty = Map.groupBy(statements, ({ party_id }) => party_id);
  const names = await namesIn(transaction, statements, own);
  return new Map(
    [...byParty].map(([id, all]) => [
      id,
      inPlace(all).flatMap(({ topic, value, label, basis, source, stated_at, field_id }) => {
        const told = {
          basis: basis as Basis,
          statedAt: stated_at.toString(),
          source: source as StatementSource,
        };
        if (topic !== 'field') return [{ topic: topic as FactTopic, value, label, ...told }];
        const field = own.get(field_id ?? '');
        const text = field && writtenText(field, value, names);
        return text
          ? [{ topic: 'extra' as const, value: text, label: field.shown!.label!, ...told }]
          : [];
      }),
    ]),
  );
}

/** Whom the values of own fields lead to: colleagues by address, people and companies by name. */
async function namesIn(
  transaction: Transaction,
  statements: readonly { field_id: string | null; value: unknown }[],
  own: ReadonlyMap<string, Field>,
): Promise<Names> {
  const { db, actor } = transaction;
  const referring = (type: Field['type']) =>
    statements.flatMap(({ field_id, value }) =>
      field_id && own.get(field_id)?.type === type ? [value as string] : [],
    );
  const users =
    referring('user').length === 0
      ? []
      : await db
          .selectFrom('users')
          .select(['id', 'email'])
          .where('workspace_id', '=', actor.workspaceId)
          .execute();
  return {
    users: new Map(users.map(({ id, email }) => [id, email])),
    parties: await namesOf(transaction, referring('party')),
  };
}

/** How many columns a table of these records needs. */
export async function extentOf(
  read: ReadAs,
  entity: Entity,
  { filter, ids, except = [], zone = 'UTC' }: Selection,
): Promise<Extent> {
  const chosen: Chosen = new Map(
    conditionsToChoose(entity, filter).map((condition) => [
      condition,
      wordsCondition(entity, condition),
    ]),
  );
  const among = ids
    ? sql<SqlBool>`id = any (${ids}::uuid[])`
    : sql<SqlBool>`id <> all (${except}::uuid[])`;
  const { rows } = await read(async ({ db, actor }) => {
    // It looks at every value of what may be a million records, once.
    await sql`set local statement_timeout = 0`.execute(db);
    return sql<{ topic: FactTopic; most: number; labelled: boolean }>`
      select topic, max(count)::int as most, bool_or(labelled) as labelled from (
        select case topic when 'field' then 'extra' else topic end as topic, count(*) as count, bool_or(label is not null or topic = 'field') as labelled from statements
        where workspace_id = ${actor.workspaceId} and superseded_at is null and party_id in (
          select id from ${sql.table(entity.table)}
          where workspace_id = ${actor.workspaceId} and ${entity.base} and trashed_at is null and ${among}
            and ${compileFilter(entity, filter, chosen, clockIn(zone))})
        group by party_id, 1) as counted
      group by topic`.execute(db);
  });
  return Object.fromEntries(rows.map(({ topic, ...extent }) => [topic, extent]));
}
