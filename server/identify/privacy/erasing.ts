import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { asActor, asHouse, type Transaction, type UserActor } from '../../platform/access/actor.ts';
import { nextId } from '../../platform/database/ids.ts';
import { announce, record } from '../../platform/events/events.ts';
import type { House } from '../../platform/house.ts';
import { PartyNotFound } from '../parties/errors.ts';
import { findStanding } from '../parties/parties.ts';
import { ErasureWaits, NotTheName } from './errors.ts';
import { type LedgerEntry, openLedger } from './ledger.ts';
import { findPerson } from './person.ts';
import { type Leavings, type Person, roomsWithPersonalData } from './registry.ts';
import { originText } from './suppression.ts';

export type Counts = Record<string, number>;

/** What an erasure would take: it is done and taken back, so that its counts are those of the act. */
export async function previewErasure(
  transaction: Transaction,
  asked: string,
): Promise<{ name: string; confirm: string; counts: Counts }> {
  const { person, name, confirm } = await personInSight(transaction, asked);
  const { db } = transaction;
  await sql`savepoint preview`.execute(db);
  const { counts } = await asHouse(transaction, (house) =>
    eraseRows(house, person, { id: nextId(), at: Temporal.Now.instant(), by: null }),
  );
  await sql`rollback to savepoint preview`.execute(db);
  return { name, confirm, counts };
}

/**
 * Erases somebody for good. The ledger outside the database is written before the commit: whatever happens
 * in between, the next start completes what was confirmed (replaying.ts).
 */
export async function erasePerson(
  house: House,
  actor: UserActor,
  asked: string,
  typed: string,
): Promise<{ counts: Counts }> {
  const ledger = openLedger(house.config);
  const { leavings, counts } = await asActor(
    house.db,
    actor,
    async (transaction) => {
      const { person, confirm } = await personInSight(transaction, asked);
      if (typed.trim() !== confirm) throw new NotTheName();
      await ledger.handKeyOver(transaction.db);
      const erasure = { id: nextId(), at: Temporal.Now.instant(), by: actor.userId };
      const erased = await asHouse(transaction, (own) => eraseRows(own, person, erasure));
      await ledger.add(erased.entry);
      return erased;
    },
    1,
  );
  await clearDisk(house, actor.workspaceId, leavings);
  return { counts };
}

interface Erasure {
  id: string;
  at: Temporal.Instant;
  by: string | null;
}

/** Everything in the database, from the top floor down. */
export async function eraseRows(
  house: Transaction,
  person: Person,
  { id, at, by }: Erasure,
): Promise<{ leavings: Leavings; counts: Counts; entry: LedgerEntry }> {
  const { db, actor } = house;
  const { rows } = await sql<{ hashes: Buffer[] }>`
    select keyed_hashes(${[...person.addresses, ...[...person.origins, ...person.partyIds].map(originText)]}::text[]) as hashes`.execute(
    db,
  );
  const { hashes } = rows[0]!;
  const leavings: Leavings = {
    subjects: new Set(person.partyIds),
    contents: new Set(),
    uploads: new Set(),
    archives: new Set(),
  };
  const { rows: records } = await sql<{ id: string; kind: string; audience: string }>`
    select id, kind, audience from parties where workspace_id = ${actor.workspaceId}
      and id = any (${person.partyIds}::uuid[])`.execute(db);
  const counts: Counts = {};
  for (const room of roomsWithPersonalData().toReversed()) {
    for (const [what, count] of Object.entries(
      (await room.erase?.(house, person, leavings)) ?? {},
    )) {
      if (count > 0) counts[what] = (counts[what] ?? 0) + count;
    }
  }
  await db
    .insertInto('erasures')
    .values({
      workspace_id: actor.workspaceId,
      id,
      erased_at: at,
      erased_by: by,
      parties: person.partyIds,
      counts: JSON.stringify(counts),
    })
    .execute();
  if (hashes.length > 0) {
    await sql`
      insert into suppressions (workspace_id, hash, erasure_id)
      select ${actor.workspaceId}, hash, ${id} from unnest(${hashes}::bytea[]) as hashes (hash)
      on conflict do nothing`.execute(db);
  }
  await record(house, {
    subject: 'erasure',
    subjectId: id,
    audience: actor.workspaceId,
    verb: 'erased',
    particulars: { parties: person.partyIds.length },
  });
  // Whoever has one of the records open learns that it is gone.
  for (const { id: gone, kind: subject, audience } of records) {
    await announce(house, { audience, subject, id: gone, verb: 'purged' });
  }
  const entry: LedgerEntry = {
    id,
    at: at.toString(),
    workspaceId: actor.workspaceId,
    parties: person.partyIds,
    hashes: hashes.map((hash) => hash.toString('base64')),
  };
  return { leavings, counts, entry };
}

/** What lay on the disk goes once no row leads there; a kill before that leaves it to the daily upkeep. */
export async function clearDisk(
  { files }: Pick<House, 'files'>,
  workspaceId: string,
  { contents, uploads, archives }: Leavings,
): Promise<void> {
  for (const sha256 of contents) await rm(files.pathOf(workspaceId, sha256), { force: true });
  for (const id of uploads) await rm(files.uploads(id), { recursive: true, force: true });
  for (const id of archives) await rm(files.archive(id), { force: true });
}

/** Whom the owner sees; what colleagues keep of the same person for themselves is found by the house. */
async function personInSight(transaction: Transaction, asked: string) {
  const party = await findStanding(transaction, 'person', asked);
  if (!party) throw new PartyNotFound();
  const person = await asHouse(transaction, async (house) => {
    await requireQuiet(house);
    return findPerson(house, [party.id]);
  });
  const confirm = (party.name || party.email || party.phone || party.id).trim();
  return { person, name: party.name, confirm };
}

/** What is being read or written right now could bring the person back, or carry them out of the house. */
async function requireQuiet({ db, actor }: Transaction): Promise<void> {
  const { rows } = await sql<{ busy: string }>`
    select 'import' as busy from imports where workspace_id = ${actor.workspaceId}
      and status in ('waiting', 'running', 'undoing')
    union all
    select 'archive' from exports where workspace_id = ${actor.workspaceId}
      and status in ('waiting', 'running')
    union all
    select 'bulk' from bulk_acts where workspace_id = ${actor.workspaceId}
      and status in ('waiting', 'running', 'undoing')
    limit 1`.execute(db);
  if (rows[0]) throw new ErasureWaits(rows[0].busy);
}
