import { sql } from 'kysely';
import type { Disclosed, Person } from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Files } from '../../platform/files/files.ts';
import { contentOf, pathsIn } from '../exporting/mbox.ts';
import { safeName } from '../exporting/parts.ts';
import { activitiesOf, type Sorted } from './theirs.ts';

/** What passed between them and us, with the files of it. */
export async function* discloseActivities(
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
      name: `files/${activity}/${at + 1} ${safeName(name)}`,
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
