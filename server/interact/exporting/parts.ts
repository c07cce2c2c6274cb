import {
  type ArchiveEntry,
  type Archiving,
  registerArchiveFile,
  registerArchivePart,
} from '../../platform/exporting/parts.ts';
import { calendarOf, meetingsOf } from '../calendar/exporting.ts';
import { activitiesOf } from './activities.ts';
import { contentOf, mailboxOf, pathsIn } from './mbox.ts';

/** What passed between us and others, in an archive of everything. */
export function registerInteractionParts(): void {
  registerArchiveFile(
    'meetings.ics',
    {
      en: 'Meetings as a calendar, for any calendar program.',
      de: 'Termine als Kalender, für jedes Kalenderprogramm.',
    },
    ({ read, watch }) => calendarOf(watch(meetingsOf(read, {}))),
  );
  registerArchiveFile(
    'mail.mbox',
    {
      en: 'Mails with their files as a mailbox, for any mail program. Rapport keeps text, headers and files of a mail and not its original bytes, so each is written anew from these; signatures of the sender’s server are no longer in it.',
      de: 'Mails mit ihren Dateien als Postfach, für jedes Mailprogramm. Rapport bewahrt Text, Kopfzeilen und Dateien einer Mail auf und nicht ihre ursprünglichen Bytes; jede ist daraus neu geschrieben, Signaturen des sendenden Servers fehlen.',
    },
    ({ read, watch, files, actor }) =>
      mailboxOf(watch(activitiesOf(read, 'email')), pathsIn(files, actor.workspaceId)),
  );
  registerArchiveFile(
    'activities.ndjson',
    {
      en: 'Every mail, meeting, call and note for programs: one JSON object a line, with everybody who took part.',
      de: 'Jede Mail, jeder Termin, Anruf und jede Notiz für Programme: ein JSON-Objekt je Zeile, mit allen Beteiligten.',
    },
    activityLines,
  );
  registerArchivePart({
    name: 'files/',
    about: {
      en: 'The files of mails, each in the folder of its mail (its id in activities.ndjson).',
      de: 'Die Dateien der Mails, jede im Ordner ihrer Mail (deren id in activities.ndjson).',
    },
    entries: fileEntries,
  });
}

async function* activityLines({ read, watch }: Archiving): AsyncGenerator<string> {
  for await (const { entry, text, mail, files } of watch(activitiesOf(read))) {
    const { preview: _, version: __, ...told } = entry;
    const named = files.map(({ id, name, mediaType }) => ({ id, name, mediaType }));
    yield `${JSON.stringify({ ...told, text: text?.body ?? null, messageId: mail?.messageId ?? null, files: named })}\n`;
  }
}

async function* fileEntries({ read, files, actor }: Archiving): AsyncGenerator<ArchiveEntry> {
  const pathOf = pathsIn(files, actor.workspaceId);
  for await (const { entry, files: attached } of activitiesOf(read, 'email')) {
    for (const [index, { name, sha256 }] of attached.entries()) {
      yield {
        name: `files/${entry.id}/${index + 1} ${safeName(name)}`,
        content: contentOf(pathOf(sha256)),
      };
    }
  }
}

/** What strangers called a file is no path, and no name that a system keeps for itself. */
export function safeName(name: string): string {
  const bare = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  return [...bare].slice(0, 100).join('') || 'file';
}
