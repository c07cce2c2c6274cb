import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { splitText } from '../../../shared/interact/mail/quoting.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { struckOut } from '../../identify/privacy/needles.ts';
import type { Leavings, Person } from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { choosing } from '../../platform/catalog/query.ts';
import { searchColumns } from '../activities/writing.ts';
import { rethread } from '../mail/threading.ts';
import { activitiesOf } from './theirs.ts';

/** What was between them and us goes; what others took part in stays for those, without them in it. */
export async function eraseActivities(
  house: Transaction,
  person: Person,
  leavings: Leavings,
): Promise<Record<string, number>> {
  const { db, actor } = house;
  const { workspaceId } = actor;
  const { addressIds, isTheirs, alone, written, heard } = await activitiesOf(house, person);
  const going = [...alone, ...written];
  for (const id of going) leavings.subjects.add(id);
  const threads = await threadsOf(house, [...going, ...heard]);
  const files = await takeFiles(house, going);
  for (const sha256 of files.contents) leavings.contents.add(sha256);
  await renameMessages(house, going, threads);

  await sql`
    delete from activities where workspace_id = ${workspaceId} and id = any (${alone}::uuid[])`.execute(
    db,
  );
  await empty(house, written);
  await sql`
    update participants x set name = null, address_id = null, party_id = null
    where x.workspace_id = ${workspaceId} and ${isTheirs('x')}`.execute(db);
  await sql`
    delete from seen_addresses where workspace_id = ${workspaceId}
      and id = any (${addressIds}::uuid[])`.execute(db);
  const struck = await strike(house, person, heard);
  for (const { audience, names } of threads) await rethread(house, audience, names);
  return {
    activities: alone.length,
    emptied: written.length,
    struck,
    files: files.count,
    addresses: addressIds.length,
  };
}

async function threadsOf({ db, actor }: Transaction, ids: string[]) {
  const { rows } = await sql<{ audience: string; names: string[] }>`
    select m.audience, array_agg(distinct a.thread) as names
    from activities a join mails m on m.workspace_id = a.workspace_id and m.activity_id = a.id
    where a.workspace_id = ${actor.workspaceId} and a.id = any (${ids}::uuid[]) and a.thread is not null
    group by m.audience`.execute(db);
  return rows;
}

async function takeFiles({ db, actor }: Transaction, ids: string[]) {
  const { rows } = await sql<{ sha256: string }>`
    delete from attachments where workspace_id = ${actor.workspaceId} and activity_id = any (${ids}::uuid[])
    returning sha256`.execute(db);
  const contents = [...new Set(rows.map(({ sha256 }) => sha256))];
  const { rows: kept } = await sql<{ sha256: string }>`
    select distinct sha256 from attachments where workspace_id = ${actor.workspaceId}
      and sha256 = any (${contents}::text[])`.execute(db);
  const needed = new Set(kept.map(({ sha256 }) => sha256));
  return { count: rows.length, contents: contents.filter((sha256) => !needed.has(sha256)) };
}

/**
 * A Message-ID tells by which machine and often by whose account a mail was sent. Mails that answer one of
 * theirs name a made-up one instead, so that their conversation still hangs together.
 */
async function renameMessages(
  { db, actor }: Transaction,
  ids: string[],
  threads: readonly { audience: string; names: string[] }[],
): Promise<void> {
  const { workspaceId } = actor;
  const { rows: theirs } = await sql<{ id: string }>`
    select distinct message_id as id from mails where workspace_id = ${workspaceId}
      and activity_id = any (${ids}::uuid[]) and message_id is not null`.execute(db);
  if (theirs.length === 0) return;
  const made = new Map(theirs.map(({ id }) => [id, `${randomUUID()}@erased.invalid`]));
  const names = [...new Set(threads.flatMap((thread) => thread.names))];
  const { rows: mails } = await sql<{
    id: string;
    message_id: string | null;
    in_reply_to: string[];
    refs: string[];
  }>`
    select m.activity_id as id, m.message_id, m.in_reply_to, m.refs
    from activities a join mails m on m.workspace_id = a.workspace_id and m.activity_id = a.id
    where a.workspace_id = ${workspaceId} and a.thread = any (${names}::text[])`.execute(db);
  const other = (id: string) => made.get(id) ?? id;
  for (const { id, message_id, in_reply_to, refs } of mails) {
    if (![message_id ?? '', ...in_reply_to, ...refs].some((each) => made.has(each))) continue;
    await db
      .updateTable('mails')
      .set({
        message_id: message_id && other(message_id),
        in_reply_to: in_reply_to.map(other),
        refs: refs.map(other),
      })
      .where('workspace_id', '=', workspaceId)
      .where('activity_id', '=', id)
      .execute();
  }
}

/** What they wrote to others as well: that it was written stays, what was said goes. */
async function empty({ db, actor }: Transaction, ids: string[]): Promise<void> {
  const those = sql`workspace_id = ${actor.workspaceId} and activity_id = any (${ids}::uuid[])`;
  await sql`
    update activity_texts set subject = null, preview = '', body = '', html = null, place = null,
      subject_folded = '', search = '' where ${those}`.execute(db);
  await sql`
    update mails set full_subject = '', subject_key = null, content_hash = 'erased ' || activity_id
    where ${those}`.execute(db);
  await sql`
    update activities set identity = null, attachments = 0, version = version + 1, updated_at = now()
    where workspace_id = ${actor.workspaceId} and id = any (${ids}::uuid[])`.execute(db);
}

interface Text {
  id: string;
  subject: string | null;
  body: string;
  html: string | null;
  place: string | null;
}

/** Texts of others that name them, in what they took part in and wherever else the words are found. */
async function strike(house: Transaction, person: Person, heard: string[]): Promise<number> {
  const { needles } = person;
  const { db, actor } = house;
  const { workspaceId } = actor;
  let struck = 0;
  const ids = [...new Set([...heard, ...(await naming(house, needles.words))])];
  for (let at = 0; at < ids.length; at += 200) {
    const { rows } = await sql<Text>`
      select activity_id as id, subject, body, html, place from activity_texts
      where workspace_id = ${workspaceId} and activity_id = any (${ids.slice(at, at + 200)}::uuid[])`.execute(
      db,
    );
    for (const text of rows) {
      const other = (said: string | null) => said && needles.strike(said);
      const subject = other(text.subject);
      const body = needles.strike(text.body);
      const html = other(text.html);
      const place = other(text.place);
      const isSame =
        subject === text.subject &&
        body === text.body &&
        html === text.html &&
        place === text.place;
      if (isSame) continue;
      struck++;
      await db
        .updateTable('activity_texts')
        .set({
          subject,
          body,
          html,
          place,
          preview: splitText(body).preview,
          ...searchColumns(subject, body),
        })
        .where('workspace_id', '=', workspaceId)
        .where('activity_id', '=', text.id)
        .execute();
      await sql`
        update mails set full_subject = ${subject ?? ''}, subject_key = null
        where workspace_id = ${workspaceId} and activity_id = ${text.id}`.execute(db);
    }
  }
  await sql`
    update participants set name = ${struckOut} where workspace_id = ${workspaceId}
      and activity_id = any (${ids}::uuid[]) and name ~* ${needles.pattern ?? '^$'}`.execute(db);
  return struck;
}

/** Activities whose text has one of these, word after word, by the index of the search. */
async function naming(house: Transaction, words: readonly string[]): Promise<string[]> {
  if (words.length === 0) return [];
  const phrases = words.map((word) => foldForSearch(word)).filter(Boolean);
  const { rows } = await choosing(
    house,
    (visible) => sql<{ activity_id: string }>`
      select distinct activity_id from activity_texts, unnest(${phrases}::text[]) as phrase
      where ${visible} and search @@ phraseto_tsquery('simple', phrase)`,
  );
  return rows.map(({ activity_id }) => activity_id);
}
