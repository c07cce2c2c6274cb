import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { PageState, PageView } from '../../../shared/understand/private-pages.ts';
import { type Side, sideToNote } from '../../interact/dealings/sides.ts';
import {
  asActor,
  systemActor,
  type Transaction,
  type UserActor,
} from '../../platform/access/actor.ts';
import { newSecret } from '../../platform/auth/secrets.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { ChangedSince } from '../../platform/events/undo.ts';
import { placeOf, tokenOf } from '../../platform/hooks/hooks.ts';
import type { House } from '../../platform/house.ts';
import { PageNotFound, PeopleOnly } from './errors.ts';

export const privatePath = '/private';

interface PageRow {
  id: string;
  audience: string;
  party_id: string;
  made_by: string;
  made_at: Temporal.Instant;
  expires_at: Temporal.Instant;
  revoked_at: Temporal.Instant | null;
}

/** Letters of the part that nobody guesses. */
const keyLength = 24;

/** 144 bits of chance; of them only this is kept, so that no copy of the database opens a page. */
const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url');

/** Makes a link to what the actor sees of somebody. Its address is told this once. */
export async function makePage(
  transaction: Transaction,
  { publicUrl, auth }: House,
  {
    partyId,
    days,
    idempotencyKey,
  }: { partyId: string; days: number; idempotencyKey: string | undefined },
): Promise<{ id: string; address: string; expiresAt: string; event: string }> {
  const { db, actor } = transaction;
  const side = await sideToNote(transaction, partyId);
  if (side.kind !== 'person') throw new PeopleOnly();
  const id = nextId();
  const of = {
    workspaceId: actor.workspaceId,
    userId: actor.userId!,
    idempotencyKey: idempotencyKey && `${partyId} ${days} ${idempotencyKey}`,
  };
  const key = newSecret(auth, 'private page', of).slice(0, keyLength);
  // As precise as the database keeps it, so that a repeated request is answered to the letter.
  const made_at = Temporal.Now.instant().round('millisecond');
  const expires_at = made_at.add({ hours: days * 24 });
  const address = `${publicUrl}${privatePath}/${tokenOf(actor.workspaceId, key)}`;
  const made = await db
    .insertInto('private_pages')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: side.audience,
      party_id: side.id,
      token_hash: hashOf(key),
      made_by: actor.userId!,
      made_at,
      expires_at,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'token_hash']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) {
    const before = await madeBefore(transaction, hashOf(key));
    return { id: before.id, address, expiresAt: before.expiresAt, event: before.event };
  }
  const event = await tell(transaction, side, 'page made', id);
  return { id, address, expiresAt: expires_at.toString(), event };
}

/** The same request again is answered with what it made the first time. */
async function madeBefore({ db, actor }: Transaction, hash: string) {
  const { rows } = await sql<{ id: string; expires_at: Temporal.Instant; event: string }>`
    select g.id, g.expires_at, e.id as event from private_pages g
    join events e on e.workspace_id = g.workspace_id and e.subject_id = g.party_id
      and e.verb = 'page made' and e.particulars ->> 'page' = g.id::text
    where g.workspace_id = ${actor.workspaceId} and g.token_hash = ${hash}`.execute(db);
  const { id, expires_at, event } = rows[0]!;
  return { id, expiresAt: expires_at.toString(), event };
}

/** Ends a link, or lets it lead there again until it expires; once is as good as twice. */
export async function switchPage(
  transaction: Transaction,
  id: string,
  isOn: boolean,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const page = await db
    .selectFrom('private_pages')
    .select(['party_id', 'audience', 'revoked_at', 'expires_at'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!page) throw new PageNotFound();
  if (isOn && Temporal.Instant.compare(page.expires_at, Temporal.Now.instant()) <= 0)
    throw new ChangedSince();
  await db
    .updateTable('private_pages')
    .set({ revoked_at: isOn ? null : (page.revoked_at ?? Temporal.Now.instant()) })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  const side = { id: page.party_id, audience: page.audience };
  return { event: await tell(transaction, side, isOn ? 'page opened' : 'page revoked', id) };
}

async function tell(
  transaction: Transaction,
  { id, audience }: Pick<Side, 'id' | 'audience'>,
  verb: string,
  page: string,
): Promise<string> {
  const [event] = await record(transaction, {
    subject: 'person',
    subjectId: id,
    audience,
    verb,
    particulars: { page },
  });
  return event!;
}

/** The links to somebody, newest first. */
export async function pagesOf(transaction: Transaction, partyId: string): Promise<PageView[]> {
  const { db, actor } = transaction;
  const { rows } = await sql<PageRow & { name: string; is_there: boolean; is_merged: boolean }>`
    select g.id, g.made_at, g.expires_at, g.revoked_at, u.name, u.disabled_at is null as is_there,
      ${isMerged} as is_merged
    from private_pages g
    join users u on u.workspace_id = g.workspace_id and u.id = g.made_by
    where g.workspace_id = ${actor.workspaceId} and g.party_id = ${partyId}
    order by g.made_at desc, g.id limit 50`.execute(db);
  const now = Temporal.Now.instant();
  return rows.map((row) => ({
    id: row.id,
    madeBy: row.name,
    madeAt: row.made_at.toString(),
    expiresAt: row.expires_at.toString(),
    state: stateOf(row, now),
  }));
}

/**
 * Whether the record has become part of another, or taken one in, since the link was made: nobody looked at what it
 * would show, and the two may turn out to be two people after all. Taken apart again, it leads there as before.
 */
const isMerged = sql`exists (select from merges m where m.workspace_id = g.workspace_id
  and g.party_id in (m.kept_id, m.absorbed_id) and m.merged_at > g.made_at and m.undone_at is null)`;

function stateOf(
  page: PageRow & { is_there: boolean; is_merged: boolean },
  now: Temporal.Instant,
): PageState {
  if (page.revoked_at) return 'revoked';
  if (Temporal.Instant.compare(page.expires_at, now) <= 0) return 'expired';
  if (!page.is_there) return 'ended';
  return page.is_merged ? 'resting' : 'open';
}

/** An open page, with the eyes of whoever made it. */
export interface OpenPage {
  id: string;
  partyId: string;
  audience: string;
  token: string;
  maker: UserActor;
  makerName: string;
  company: string;
  expiresAt: Temporal.Instant;
}

/** The row of a link, by what is kept of its address. */
export async function pageRow({ db, actor }: Transaction, { hash }: { hash: string }) {
  const { rows } = await sql<
    PageRow & { name: string; company: string; is_there: boolean; is_merged: boolean }
  >`
    select g.id, g.audience, g.party_id, g.made_by, g.made_at, g.expires_at, g.revoked_at, u.name,
      w.name as company, u.disabled_at is null as is_there, ${isMerged} as is_merged
    from private_pages g
    join users u on u.workspace_id = g.workspace_id and u.id = g.made_by
    join workspaces w on w.workspace_id = g.workspace_id
    where g.workspace_id = ${actor.workspaceId} and g.token_hash = ${hash}`.execute(db);
  return rows[0];
}

/** What a link leads to. Reading changes nothing, and whatever is wrong with it is answered alike. */
export async function pageAt(house: House, token: string): Promise<OpenPage | undefined> {
  const place = placeOf(token);
  if (!place) return undefined;
  const { workspaceId, key } = place;
  const row = await asActor(
    house.db,
    systemActor(workspaceId),
    (transaction) => pageRow(transaction, { hash: hashOf(key) }),
    3,
    'read only',
  );
  if (!row || stateOf(row, Temporal.Now.instant()) !== 'open') return undefined;
  const maker = await house.actors.find(row.made_by, workspaceId);
  if (!maker) return undefined;
  const party = await asActor(
    house.db,
    maker,
    ({ db }) =>
      db
        .selectFrom('parties')
        .select('id')
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', row.party_id)
        .where('trashed_at', 'is', null)
        .executeTakeFirst(),
    3,
    'read only',
  );
  if (!party) return undefined;
  return {
    id: row.id,
    partyId: row.party_id,
    audience: row.audience,
    token,
    maker,
    makerName: row.name,
    company: row.company,
    expiresAt: row.expires_at,
  };
}

/** A year after its end nobody asks for a link any more; what was done by it stays with the record. */
export async function forgetPages(
  { db, actor }: Transaction,
  now: Temporal.Instant,
): Promise<void> {
  const before = now.subtract({ hours: 365 * 24 }).toString();
  await sql`
    delete from private_pages where workspace_id = ${actor.workspaceId}
      and least(expires_at, coalesce(revoked_at, expires_at)) < ${before}`.execute(db);
}
