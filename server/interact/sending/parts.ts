import { sql } from 'kysely';
import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';
import { registerArchiveRows } from '../../platform/exporting/rows.ts';
import { listOutgoing } from './outgoing.ts';

/** What one is writing or has on its way, and how one signs, in an archive of everything; what was sent is among the mails. */
export function registerOutgoingPart(): void {
  registerArchiveFile(
    'outgoing.ndjson',
    {
      en: 'Your mails that have not gone or did not get there, for programs: one JSON object a line. Those that were sent are among the mails.',
      de: 'Ihre Mails, die noch nicht abgeschickt sind oder nicht ankamen, für Programme: ein JSON-Objekt je Zeile. Abgeschickte stehen bei den Mails.',
    },
    outgoingLines,
  );
  registerArchiveRows(
    'mail-signatures.ndjson',
    {
      id: sql`t.id`,
      about: sql`t.owner_id`,
      columns: sql`c.name as mailbox, t.html`,
      from: sql`mail_signatures t
        left join connections c on c.workspace_id = t.workspace_id and c.id = t.connection_id`,
    },
    {
      en: 'What stands below your mails, by mailbox, for programs: one JSON object a line, naming whose it is by the id of the account.',
      de: 'Was unter Ihren Mails steht, je Postfach, für Programme: ein JSON-Objekt je Zeile, mit der id des Kontos, dem es gehört.',
    },
  );
}

async function* outgoingLines({ read, watch }: Archiving): AsyncGenerator<string> {
  const mails = async function* () {
    yield* await read(listOutgoing);
  };
  for await (const mail of watch(mails())) yield `${JSON.stringify(mail)}\n`;
}
