import { sql } from 'kysely';
import type { Cell } from '../../../shared/identify/cells.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import type { Held } from '../bulk/records.ts';
import { AddressTaken, DomainTaken } from '../statements/errors.ts';
import { prepareValue } from '../statements/values.ts';
import type { CellColumn, CellEdits, ClosedColumn } from './columns.ts';
import { CellRefused } from './errors.ts';

type Guarded = 'email' | 'domain';

/**
 * An address or a domain belongs to one record among those that the same people see. Asked for all cells at
 * once, so that one of a thousand that is taken does not make the database refuse them all.
 */
export async function takenAlready(
  transaction: Transaction,
  held: ReadonlyMap<string, Held>,
  columns: readonly (CellColumn | ClosedColumn)[],
  rows: readonly { id: string; cells: readonly Cell[] }[],
): Promise<(one: Held, column: CellColumn, edits: CellEdits) => void> {
  const owners = new Map<string, string>();
  const keyOf = (topic: Guarded, key: string, audience: string) => `${topic} ${audience} ${key}`;
  for (const [place, { name }] of columns.entries()) {
    if (name !== 'email' && name !== 'domain') continue;
    const keys = new Set(rows.flatMap(({ cells }) => keysOf(name, cells[place]!)));
    const audiences = [...new Set([...held.values()].map(({ audience }) => audience))];
    for (const { key, audience, id } of await asHouse(transaction, (house) =>
      ownersOf(house, name, [...keys], audiences),
    )) {
      owners.set(keyOf(name, key, audience), id);
    }
  }
  return ({ id, audience }, { topic }, { stated }) => {
    if (topic !== 'email' && topic !== 'domain') return;
    for (const { valueKey, value } of stated) {
      const key = keyOf(topic, valueKey, audience);
      const owner = owners.get(key);
      if (owner === undefined || owner === id) {
        // The next row of the same paste finds it taken too.
        owners.set(key, id);
        continue;
      }
      const { message } = topic === 'email' ? new AddressTaken(String(value)) : new DomainTaken();
      throw new CellRefused('taken', message);
    }
  };
}

function keysOf(topic: Guarded, cell: Cell): string[] {
  const text = typeof cell === 'string' ? cell : cell?.is;
  if (typeof text !== 'string' || !text.trim()) return [];
  try {
    return [prepareValue(topic, text.trim(), '').valueKey];
  } catch {
    // What is no address is refused where it is read.
    return [];
  }
}

async function ownersOf(
  { db, actor }: Transaction,
  topic: Guarded,
  keys: string[],
  audiences: string[],
): Promise<{ key: string; audience: string; id: string }[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ key: string; audience: string; id: string }>`${
    topic === 'email'
      ? sql`select address as key, audience, party_id as id from party_emails
          where workspace_id = ${actor.workspaceId} and address = any (${keys}::text[])
            and audience = any (${audiences}::uuid[])`
      : sql`select domain as key, audience, id from parties
          where workspace_id = ${actor.workspaceId} and audience = any (${audiences}::uuid[])
            and domain = any (${keys}::text[]) and kind = 'company' and trashed_at is null`
  }`.execute(db);
  return rows;
}
