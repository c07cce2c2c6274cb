import { sql } from 'kysely';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import type { Database } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { listWorkspaces } from '../../platform/workspaces/workspaces.ts';
import { clearDisk, eraseRows } from './erasing.ts';
import { type LedgerEntry, openLedger } from './ledger.ts';
import { needlesOf } from './needles.ts';
import { findPerson } from './person.ts';

type Place = Pick<House, 'db' | 'files' | 'config'>;

/**
 * Before anybody can sign in: whoever was erased since a restored backup was made, or just before the server
 * was killed, is erased again. What the database knows and the ledger does not is written into the ledger.
 */
export async function replayErasures(
  place: Place,
  further: readonly LedgerEntry[] = [],
): Promise<{ replayed: number }> {
  const { db, config } = place;
  const ledger = openLedger(config);
  await ledger.handKeyOver(db);
  const written = await ledger.read();
  const known = new Set(written.map(({ id }) => id));
  await ledger.add(...further.filter(({ id }) => !known.has(id)));
  const all = new Map([...further, ...written].map((entry) => [entry.id, entry]));
  let replayed = 0;
  for (const workspaceId of await listWorkspaces(db)) {
    const done = await erasuresOf(db, workspaceId);
    await ledger.add(...done.filter(({ id }) => !all.has(id)));
    const ids = new Set(done.map(({ id }) => id));
    for (const entry of all.values()) {
      if (entry.workspaceId !== workspaceId || ids.has(entry.id)) continue;
      await eraseAgain(place, entry);
      replayed++;
    }
  }
  return { replayed };
}

async function erasuresOf(db: Database, workspaceId: string): Promise<LedgerEntry[]> {
  const { rows } = await asActor(db, systemActor(workspaceId), (house) =>
    sql<{ id: string; at: Temporal.Instant; parties: string[]; hashes: string[] }>`
      select e.id, e.erased_at as at, e.parties, array(
        select encode(s.hash, 'base64') from suppressions s
        where s.workspace_id = e.workspace_id and s.erasure_id = e.id) as hashes
      from erasures e where e.workspace_id = ${workspaceId}`.execute(house.db),
  );
  return rows.map(({ id, at, parties, hashes }) => ({
    id,
    at: at.toString(),
    workspaceId,
    parties,
    hashes,
  }));
}

/** The same act on what an older state holds of the person: by the ids of then, and by the hashes of addresses. */
async function eraseAgain(place: Place, entry: LedgerEntry): Promise<void> {
  const { workspaceId, id, at, parties, hashes } = entry;
  const { leavings } = await asActor(place.db, systemActor(workspaceId), async (house) => {
    const wanted = hashes.map((hash) => Buffer.from(hash, 'base64'));
    const { rows: met } = await sql<{ address: string }>`
      select a.address from (
        select array_agg(address) as all_of_them from (
          select address from seen_addresses where workspace_id = ${workspaceId}
          union select address from party_emails where workspace_id = ${workspaceId}) s) every,
        unnest(every.all_of_them, keyed_hashes(every.all_of_them)) as a (address, hash)
      where a.hash = any (${wanted}::bytea[])`.execute(house.db);
    const person = await findPerson(house, parties);
    const addresses = [...new Set([...person.addresses, ...met.map(({ address }) => address)])];
    const whole = {
      ...person,
      addresses,
      needles: needlesOf([...person.needles.words, ...addresses]),
    };
    const erased = await eraseRows(house, whole, { id, at: Temporal.Instant.from(at), by: null });
    await sql`
      insert into suppressions (workspace_id, hash, erasure_id)
      select ${workspaceId}, hash, ${id} from unnest(${wanted}::bytea[]) as hashes (hash)
      on conflict do nothing`.execute(house.db);
    return erased;
  });
  await clearDisk(place, workspaceId, leavings);
}
