import { sql } from 'kysely';
import type { BulkCounts } from '../../../shared/identify/bulk.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { announce } from '../../platform/events/events.ts';
import { type Act, mostLeft, noteAct, tellOfAct } from './acts.ts';
import { type Acting, barred, changeHeld } from './changes.ts';
import { editingOf, isFieldChange } from './edits.ts';
import { allOrOneByOne, type Held, hold, type Left, seenAmong } from './records.ts';
import { selectedIds } from './selection.ts';

/** So many records are held, read and written with one statement each. */
const batch = 2_000;

export type Progress = (done: number, total: number) => Promise<void>;

/**
 * Does an act wholly, in the transaction of its actor: it is done to every record it may be done to, or to
 * none. What the policies do not let the actor hold is not changed, and counted where the actor sees it.
 */
export async function performAct(
  transaction: Transaction,
  act: Act,
  progress?: Progress,
): Promise<BulkCounts> {
  const { change, kind, selection } = act;
  if (change.do === 'cells') throw new TypeError('Cells are written when they are given.');
  // The database keeps microseconds.
  const at = Temporal.Now.instant().round('microsecond').toString();
  const acting: Acting = {
    actId: act.id,
    at,
    change,
    editing: isFieldChange(change) ? await editingOf(transaction, kind, change) : undefined,
  };
  const ids = await selectedIds(transaction, kind, selection);
  const counts: BulkCounts = { changed: 0, unchanged: 0, refused: 0, restored: 0, kept: 0 };
  const refused: Left[] = [];
  const concerned = new Concerned();
  for (let from = 0; from < ids.length; from += batch) {
    await progress?.(from, ids.length);
    const some = ids.slice(from, from + batch);
    const held = (await hold(transaction, some)).filter(({ trashed_at }) => trashed_at === null);
    const left = await asHouse(transaction, (house) => barred(transaction, house, held, change));
    const out = new Set(left.map(({ id }) => id));
    const free = held.filter(({ id }) => !out.has(id));
    const { changed, taken } = await asHouse(transaction, (house) =>
      allOrOneByOne(house, free, (those) => changeHeld(house, those, acting)),
    );
    const notHeld = await notEditable(transaction, some, held);
    counts.changed += changed;
    counts.unchanged += free.length - changed - taken.length;
    counts.refused += left.length + taken.length + notHeld.length;
    if (refused.length < mostLeft) refused.push(...left, ...taken, ...notHeld);
    concerned.add(held);
  }
  await noteAct(transaction, act.id, {
    status: 'done',
    actedAt: at,
    total: ids.length,
    done: ids.length,
    counts,
    refused,
    error: null,
    finished: true,
  });
  await concerned.announce(transaction, act.id);
  await tellOfAct(transaction, act, 'done', { change, counts });
  return counts;
}

/** Seen, but not the actor's to change. */
async function notEditable(
  transaction: Transaction,
  asked: string[],
  held: readonly Held[],
): Promise<Left[]> {
  if (held.length === asked.length) return [];
  const known = new Set(held.map(({ id }) => id));
  const missing = asked.filter((id) => !known.has(id));
  const seen = await seenAmong(transaction, missing);
  return missing.filter((id) => seen.has(id)).map((id) => ({ id, because: 'not yours' }));
}

/** Whose screens show something of what changed: told once for each audience, not once for each record. */
export class Concerned {
  readonly #audiences = new Map<string, Set<string>>();

  add(held: readonly Held[]): void {
    for (const { kind, audience } of held) {
      const audiences = this.#audiences.get(kind) ?? new Set();
      this.#audiences.set(kind, audiences.add(audience));
    }
  }

  async announce(transaction: Transaction, id: string): Promise<void> {
    for (const [subject, audiences] of this.#audiences) {
      for (const audience of audiences) {
        await announce(transaction, { subject, audience, id, verb: 'bulk' });
      }
    }
  }
}

/** One process at a time; whoever comes second finds nothing to do. */
export async function takeTurn({ db }: Transaction, actId: string): Promise<boolean> {
  await sql`set local statement_timeout = 0`.execute(db);
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`bulk ${actId}`}, 0)) as mine`.execute(db);
  return rows[0]!.mine;
}
