import { sql } from 'kysely';
import type {
  Basis,
  StatementSource,
  StatementView,
  Topic,
} from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** All that was ever stated of these parties, as far as the actor may see it, oldest first. */
export async function readStatements({ db, actor }: Transaction, parties: readonly string[]) {
  return db
    .selectFrom('statements')
    .leftJoin('users', (join) =>
      join
        .onRef('users.id', '=', 'statements.stated_by')
        .onRef('users.workspace_id', '=', 'statements.workspace_id'),
    )
    .select([
      'statements.id',
      'party_id',
      'topic',
      'value',
      'value_key',
      'label',
      'basis',
      'source',
      'stated_at',
      'confirmed_at',
      'users.name as stated_by',
      'superseded_at',
      'superseded_by',
      'field_id',
    ])
    .where('statements.workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', sql<string>`any (${parties}::uuid[])`)
    .orderBy('stated_at')
    .orderBy('statements.id')
    .execute();
}

export type StatementRow = Awaited<ReturnType<typeof readStatements>>[number];

export function viewStatement(row: StatementRow): StatementView {
  return {
    id: row.id,
    topic: row.topic as Topic,
    value: row.value,
    label: row.label,
    basis: row.basis as Basis,
    source: row.source as StatementSource,
    statedAt: row.stated_at.toString(),
    statedBy: row.stated_by,
    confirmedAt: row.confirmed_at?.toString() ?? null,
    ...(row.field_id ? { fieldId: row.field_id } : {}),
  };
}

/** A statement and all in whose place it came, one after the other. */
export function behind(
  id: string,
  rows: readonly Pick<StatementRow, 'id' | 'superseded_by'>[],
): Set<string> {
  const past = new Set([id]);
  const replaced = Map.groupBy(rows, ({ superseded_by }) => superseded_by);
  for (const one of past) for (const { id: earlier } of replaced.get(one) ?? []) past.add(earlier);
  return past;
}
