import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { splitText } from '../../../shared/interact/mail/quoting.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { struckOut } from '../../identify/privacy/needles.ts';
import {
  type Disclosed,
  type Leavings,
  type Person,
  registerPersonalData,
} from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { choosing } from '../../platform/catalog/query.ts';
import type { Files } from '../../platform/files/files.ts';
import { searchColumns } from '../activities/writing.ts';
import { contentOf, pathsIn } from '../exporting/mbox.ts';
import { rethread } from '../mail/threading.ts';

/** What passed between us and others. */
export function registerActivityData(): void {
  registerPersonalData({
    tables: {
      activities: 'What passed between us; disclosed. Deleted, or kept for others who took part.',
      activity_texts: 'What was said; disclosed. Their own words go, those of others are struck.',
      participants: 'Who took part; disclosed, and nameless where others took part too.',
      seen_addresses: 'Addresses met in mail; deleted.',
      mails: 'Headers; disclosed, deleted or without what names them.',
      thread_links: 'Message-IDs of conversations; worked out again without theirs.',
      attachments: 'Files of mails; disclosed, deleted with the bytes on the disk.',
    },
    disclose,
    erase,
  });
}

/** Activities in which they took part, by the record or by an address. */
async function activitiesOf({ db, actor }: Transaction, person: Person): Promise<Sorted> {
  const { workspaceId } = actor;
  const { rows: seen } = await sql<{ id: string }>`
    select id from seen_addresses where workspace_id = ${workspaceId}
      and address = any (${person.addresses}::text[])`.execute(db);
  const addressIds = seen.map(({ id }) => id);
  const isTheirs = (
    alias: string,
  ) => sql`(${sql.ref(`${alias}.party_id`)} = any (${person.partyIds}::uuid[])
    or ${sql.ref(`${alias}.address_id`)} = any (${addressIds}::uuid[]))`;
  const { rows } = await sql<{ id: string; shared: boolean; written: boolean }>`
    select t.activity_id as id, bool_or(t.role = 'from') as written,
      exists (select from participants o where o.workspace_id = ${workspaceId}
        and o.activity_id = t.activity_id and not o.ours and (o.party_id is not null or o.address_id is not null)
        and not coalesce(${isTheirs('o')}, false)) as shared
    from participants t where t.workspace_id = ${workspaceId} and ${isTheirs('t')}
    group by t.activity_id order by t.activity_id`.execute(db);
  return {
    addressIds,
    isTheirs,
    alone: rows.filter(({ shared }) => !shared).map(({ id }) => id),
    written: rows.filter(({ shared, written }) => shared && written).map(({ id }) => id),
    heard: rows.filter(({ shared, written }) => shared && !written).map(({ id }) => id),
  };
}

interface Sorted {
  addressIds: string[];
  isTheirs: (alias: string) => RawBuilder<unknown>;
  /** Between them and us alone. */
  alone: string[];
  /** Written by them, to others as well. */
  written: string[];
  /** Others took part too, and the words are not theirs. */
  heard: string[];
}

async function erase(
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

async function* disclose(
  house: Transaction,
  person: Person,
  files: Files,
): AsyncGenerator<Disclosed> {
  const { db, actor } = house;
  const { workspaceId } = actor;
  const { alone, written, heard, isTheirs } = await activitiesOf(house, person);
  const ids = [...alone, ...written, ...heard];
  yield {
    name: 'activities.ndjson',
    about: {
      en: 'Every mail, meeting, call and note in which you took part: one JSON object a line. Of others who took part stands what you knew of them: the addresses of a mail that was sent to you or by you.',
      de: 'Jede Mail, jeder Termin, Anruf und jede Notiz, an denen Sie beteiligt waren: ein JSON-Objekt je Zeile. Von anderen Beteiligten steht da, was Sie selbst sahen: die Adressen einer Mail, die an Sie oder von Ihnen ging.',
    },
    content: activityLines(house, ids, isTheirs),
  };
  const { rows: changes } = await sql`
    select subject_id as activity, at, verb, before, after from events
    where workspace_id = ${workspaceId} and subject_id = any (${ids}::uuid[]) order by id`.execute(
    db,
  );
  yield {
    name: 'activity-history.json',
    about: {
      en: 'How these were changed since they were written down.',
      de: 'Wie diese seit dem Aufschreiben geändert wurden.',
    },
    content: [`${JSON.stringify(changes, null, 2)}\n`],
  };
  const { rows: attached } = await sql<{ activity: string; name: string; sha256: string }>`
    select activity_id as activity, name, sha256 from attachments
    where workspace_id = ${workspaceId} and activity_id = any (${ids}::uuid[]) order by id`.execute(
    db,
  );
  const pathOf = pathsIn(files, workspaceId);
  for (const [at, { activity, name, sha256 }] of attached.entries()) {
    yield {
      name: `files/${activity}/${at + 1} ${fileName(name)}`,
      content: contentOf(pathOf(sha256)),
    };
  }
  const { rows: seen } = await sql`
    select address, name from seen_addresses where workspace_id = ${workspaceId}
      and address = any (${person.addresses}::text[])`.execute(db);
  yield {
    name: 'addresses.json',
    about: {
      en: 'Your addresses as they were met in mail, with the names that stood beside them.',
      de: 'Ihre Adressen, wie sie in Mails vorkamen, mit den Namen, die daneben standen.',
    },
    content: [`${JSON.stringify(seen, null, 2)}\n`],
  };
}

async function* activityLines(
  { db, actor }: Transaction,
  ids: string[],
  isTheirs: Sorted['isTheirs'],
): AsyncGenerator<string> {
  for (let at = 0; at < ids.length; at += 200) {
    const { rows } = await sql<{ line: object }>`
      select json_build_object('id', a.id, 'kind', a.kind, 'at', a.occurred_at, 'until', a.ends_at,
        'direction', a.direction, 'subject', t.subject, 'text', t.body, 'html', t.html, 'place', t.place,
        'messageId', m.message_id, 'trashed', a.trashed_at, 'participants', (
          select json_agg(json_build_object('role', x.role, 'you', coalesce(${isTheirs('x')}, false),
            'name', case when coalesce(${isTheirs('x')}, false) or a.kind in ('email', 'meeting') then x.name end,
            'address', case when x.role <> 'bcc' or coalesce(${isTheirs('x')}, false) then s.address end)
            order by x.position)
          from participants x left join seen_addresses s
            on s.workspace_id = x.workspace_id and s.id = x.address_id
          where x.workspace_id = a.workspace_id and x.activity_id = a.id)) as line
      from activities a
        left join activity_texts t on t.workspace_id = a.workspace_id and t.activity_id = a.id
        left join mails m on m.workspace_id = a.workspace_id and m.activity_id = a.id
      where a.workspace_id = ${actor.workspaceId} and a.id = any (${ids.slice(at, at + 200)}::uuid[])
      order by a.occurred_at, a.id`.execute(db);
    for (const { line } of rows) yield `${JSON.stringify(line)}\n`;
  }
}

/** What strangers called a file is no path. */
function fileName(name: string): string {
  const bare = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  return [...bare].slice(0, 100).join('') || 'file';
}
