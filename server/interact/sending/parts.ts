import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';
import { listOutgoing } from './outgoing.ts';

/** What one is writing or has on its way, in an archive of everything; what was sent is among the mails. */
export function registerOutgoingPart(): void {
  registerArchiveFile(
    'outgoing.ndjson',
    {
      en: 'Your mails that have not gone or did not get there, for programs: one JSON object a line. Those that were sent are among the mails.',
      de: 'Ihre Mails, die noch nicht abgeschickt sind oder nicht ankamen, für Programme: ein JSON-Objekt je Zeile. Abgeschickte stehen bei den Mails.',
    },
    outgoingLines,
  );
}

async function* outgoingLines({ read, watch }: Archiving): AsyncGenerator<string> {
  const mails = async function* () {
    yield* await read(listOutgoing);
  };
  for await (const mail of watch(mails())) yield `${JSON.stringify(mail)}\n`;
}
