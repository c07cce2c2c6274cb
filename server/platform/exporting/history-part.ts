import { history } from '../events/history.ts';
import { type Archiving, registerArchiveFile } from './parts.ts';

/** Everything that was ever changed, as far as whoever takes it along may see it. */
export function registerHistoryPart(): void {
  registerArchiveFile(
    'history.ndjson',
    {
      en: 'The history for programs: who changed what and when, one JSON object a line.',
      de: 'Der Verlauf für Programme: wer wann was geändert hat, ein JSON-Objekt je Zeile.',
    },
    historyLines,
  );
}

async function* historyLines({ read, watch }: Archiving): AsyncGenerator<string> {
  for await (const event of watch(eventsOf(read))) yield `${JSON.stringify(event)}\n`;
}

async function* eventsOf(read: Archiving['read']) {
  let cursor: string | undefined;
  do {
    const page = await read((transaction) => history(transaction, { cursor, limit: 1_000 }));
    yield* page.rows;
    cursor = page.next ?? undefined;
  } while (cursor);
}
