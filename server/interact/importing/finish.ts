import { sql } from 'kysely';
import { isAutomaticAddress, normaliseEmail } from '../../../shared/identify/addresses.ts';
import { whoWrites } from '../../../shared/identify/desks.ts';
import { emptyDraft, type PartyDraft } from '../../../shared/identify/party-draft.ts';
import { writeContacts } from '../../identify/importing/contacts.ts';
import { prepareContacts } from '../../identify/importing/told.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import type { Item } from '../../platform/import/reader.ts';
import { type Importing, readersOfContent, type Written } from '../../platform/import/registry.ts';
import { readOurs } from '../addresses/ours.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';
import { directionOf } from './mail.ts';

/** What needs all mails of an import: whom replies went to, who has become a contact, when the last one was. */
export async function finishInteractions(
  house: Transaction,
  importing: Importing,
): Promise<Written> {
  // What was just written has no statistics yet, and a plan made without them reads whole tables per row.
  // So these statements go by index, row by row; `offset 0` keeps the planner from turning them round.
  await sql`set local enable_seqscan = off`.execute(house.db);
  await addressReplies(house, importing);
  const met = await metAddresses(house, importing.importId);
  const written = await peopleFromContact(house, importing, met);
  await refreshTouched(house, importing.importId, met);
  return written;
}

interface Reply {
  activity_id: string;
  occurred_at: Temporal.Instant;
  positions: number;
  author_id: string;
  author_name: string | null;
  author_ours: boolean;
  from_ours: boolean;
}

/**
 * A mail without any recipient, as list archives keep them, went to whoever wrote the mail it answers. The
 * mail answered may have come with this import or earlier, and so may the answer.
 */
async function addressReplies(house: Transaction, importing: Importing): Promise<void> {
  const { db, actor } = house;
  const { rows } = await sql<Reply>`
    with threads as materialized (
      select distinct thread from activities
      where workspace_id = ${actor.workspaceId} and import_id = ${importing.importId} and thread is not null
    ), orphans as materialized (
      select m.activity_id, m.in_reply_to, m.refs, a.occurred_at
      from threads t, lateral (
        select id, occurred_at from activities
        where workspace_id = ${actor.workspaceId} and thread = t.thread offset 0) a, lateral (
        select activity_id, in_reply_to, refs from mails
        where workspace_id = ${actor.workspaceId} and activity_id = a.id
          and audience = ${readersOfContent(importing)} offset 0) m
      where (select true from participants p where p.workspace_id = ${actor.workspaceId}
        and p.activity_id = a.id and p.role <> 'from' limit 1) is null
    ), named as materialized (
      -- In-Reply-To names the mail answered; of References the last is the nearest.
      select o.activity_id, o.occurred_at, r.message_id, 0 as distance
      from orphans o, unnest(o.in_reply_to) as r (message_id)
      union all
      select o.activity_id, o.occurred_at, r.message_id, cardinality(o.refs) - r.place + 1
      from orphans o, unnest(o.refs) with ordinality as r (message_id, place)
    )
    select distinct on (n.activity_id) n.activity_id, n.occurred_at,
      (select count(*) from participants p where p.workspace_id = ${actor.workspaceId}
        and p.activity_id = n.activity_id) as positions,
      author.address_id as author_id, author.name as author_name, author.ours as author_ours,
      coalesce(writer.ours, false) as from_ours
    from named n cross join lateral (
      select activity_id from mails where workspace_id = ${actor.workspaceId}
        and message_id = n.message_id and audience = ${readersOfContent(importing)} offset 0) parent
    cross join lateral (
      select address_id, name, ours from participants where workspace_id = ${actor.workspaceId}
        and activity_id = parent.activity_id and role = 'from' and address_id is not null offset 0) author
    left join lateral (
      select address_id, ours from participants where workspace_id = ${actor.workspaceId}
        and activity_id = n.activity_id and role = 'from' offset 0) writer on true
    where author.address_id is distinct from writer.address_id
    order by n.activity_id, n.distance`.execute(db);
  await insertRows(
    db,
    'participants',
    rows.map((reply) => ({
      workspace_id: actor.workspaceId,
      activity_id: reply.activity_id,
      position: reply.positions,
      audience: importing.reach.audience,
      kind: 'email',
      occurred_at: reply.occurred_at,
      role: 'to',
      ours: reply.author_ours,
      name: reply.author_name,
      address_id: reply.author_id,
      derived_by: importing.importId,
    })),
  );
  const byDirection = Map.groupBy(rows, (reply) =>
    directionOf(
      [
        { role: 'from', ours: reply.from_ours },
        { role: 'to', ours: reply.author_ours },
      ],
      importing,
    ),
  );
  for (const [direction, replies] of byDirection) {
    await sql`
      update activities set direction = ${direction} where workspace_id = ${actor.workspaceId}
        and id = any (${replies.map(({ activity_id }) => activity_id)}::uuid[])`.execute(db);
  }
}

interface Contact {
  address: string;
  name: string | null;
}

/** With whom we wrote both ways, person to person, is somebody we know; nobody needs to type them in. */
async function peopleFromContact(
  house: Transaction,
  importing: Importing,
  met: string[],
): Promise<Written> {
  const { db, actor } = house;
  const ours = await readOurs(house);
  const { rows } = await sql<Contact>`
    select s.address, coalesce(said.name, s.name) as name
    from unnest(${met}::uuid[]) as met (id)
    join seen_addresses s on s.workspace_id = ${actor.workspaceId} and s.id = met.id
    cross join lateral (${personal(actor.workspaceId, 'in', "p.role = 'from'")}) came_in
    cross join lateral (${personal(actor.workspaceId, 'out', "p.role in ('to', 'cc', 'bcc')")}) went_out
    left join lateral (
      select p.name from participants p where p.workspace_id = ${actor.workspaceId} and p.address_id = met.id
        and p.role = 'from' and p.name is not null
      order by p.occurred_at desc, p.activity_id desc limit 1) said on true
    where s.audience = ${importing.reach.audience}
      and not exists (select from party_emails e where e.workspace_id = s.workspace_id and e.address = s.address
        and e.audience in (s.workspace_id, s.audience))
    order by s.address`.execute(db);
  const items = rows
    .filter(({ address }) => !ours.has(address) && !isAutomaticAddress(address))
    .map(
      ({ address, name }): Item<PartyDraft> => ({
        locator: {},
        value: contactDraft(address, name),
      }),
    );
  let written: Written = {};
  for (let from = 0; from < items.length; from += 500) {
    const drafts = prepareContacts(items.slice(from, from + 500), importing.country);
    const part = await writeContacts(house, drafts, {
      ...importing,
      fileName: importing.fileName || 'mail',
    });
    written = {
      people: (written.people ?? 0) + (part.people ?? 0),
      companies: (written.companies ?? 0) + (part.companies ?? 0),
      statements: (written.statements ?? 0) + (part.statements ?? 0),
    };
  }
  return written;
}

/** The newest mail of a direction between persons; the order is that of the index, which is then used. */
function personal(workspaceId: string, direction: 'in' | 'out', role: string) {
  return sql`select from participants p
    where p.workspace_id = ${workspaceId} and p.address_id = met.id and p.kind = 'email' and ${sql.raw(role)}
      and (select a.direction = ${direction} and a.touch = 'personal' and a.trashed_at is null
        from activities a where a.workspace_id = p.workspace_id and a.id = p.activity_id)
    order by p.occurred_at desc, p.activity_id desc limit 1`;
}

/** What a mail tells of somebody: the name they write under and the address, which may be a desk's. */
export function contactDraft(address: string, said: string | null): PartyDraft {
  const { kind, name } = whoWrites(address, said ?? '');
  return {
    ...emptyDraft(kind),
    name,
    ...(normaliseEmail(address)
      ? { emails: [{ value: address, label: '' }] }
      : { handles: [address] }),
  };
}

/** The addresses of everybody who took part in what this import brought. */
async function metAddresses({ db, actor }: Transaction, importId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.address_id as id from activities a, lateral (
      select address_id from participants where workspace_id = ${actor.workspaceId}
        and activity_id = a.id and address_id is not null offset 0) p
    where a.workspace_id = ${actor.workspaceId} and a.import_id = ${importId}
    union
    select address_id from participants
    where workspace_id = ${actor.workspaceId} and derived_by = ${importId}`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * The people whose addresses this import met get their last contact anew by what it brought, and those whom it
 * brought themselves by everything there is of them.
 */
async function refreshTouched(house: Transaction, importId: string, met: string[]): Promise<void> {
  const { db, actor } = house;
  const { rows } = await sql<{ party_id: string; brought: boolean }>`
    select e.party_id, false as brought from unnest(${met}::uuid[]) as met (id), lateral (
      select address from seen_addresses where workspace_id = ${actor.workspaceId} and id = met.id offset 0) s,
      lateral (select party_id from party_emails
        where workspace_id = ${actor.workspaceId} and address = s.address offset 0) e
    union
    select p.id, true from parties p, lateral (
      select address from party_emails where workspace_id = p.workspace_id and party_id = p.id offset 0) e,
      lateral (select from seen_addresses
        where workspace_id = ${actor.workspaceId} and address = e.address limit 1) s
    where p.workspace_id = ${actor.workspaceId} and p.import_id = ${importId}
    union
    select x.party_id, false from activities a, lateral (
      select party_id from participants where workspace_id = ${actor.workspaceId}
        and activity_id = a.id and party_id is not null offset 0) x
    where a.workspace_id = ${actor.workspaceId} and a.import_id = ${importId}`.execute(db);
  const entries = await sql<{ id: string }>`
    select id from activities where workspace_id = ${actor.workspaceId} and import_id = ${importId}
    union
    select activity_id from participants
    where workspace_id = ${actor.workspaceId} and derived_by = ${importId}`.execute(db);
  const those = (brought: boolean) =>
    rows.filter((row) => row.brought === brought).map(({ party_id }) => party_id);
  await refreshLastContact(
    house,
    those(false),
    entries.rows.map(({ id }) => id),
  );
  await refreshLastContact(house, those(true));
}
