import { sql } from 'kysely';
import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';

/** What waits for an answer, in an archive of everything; the mails stand with the entries. */
export function registerInboxPart(): void {
  registerArchiveFile(
    'inbox.ndjson',
    {
      en: 'Which conversations wait for an answer, who sees to them and until when they are put off, for programs: the newest mail of each is the entry of that id in activities.ndjson, one JSON object a line.',
      de: 'Welche Unterhaltungen auf Antwort warten, wer sich kümmert und bis wann sie zurückgestellt sind, für Programme: Die neueste Mail ist der Eintrag mit dieser id in activities.ndjson, ein JSON-Objekt je Zeile.',
    },
    inboxLines,
  );
}

const rowsAtOnce = 1_000;

async function* inboxLines({ read, watch }: Archiving): AsyncGenerator<string> {
  for await (const row of watch(conversations(read))) yield `${JSON.stringify(row)}\n`;
}

async function* conversations(read: Archiving['read']): AsyncGenerator<{ id: string }> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await read(({ db, actor }) =>
      sql<{ id: string; newest: string }>`
        select c.id, c.newest_id as newest, c.waits_since as "waitsSince", c.settled_as as "settledAs",
          c.settled_to as "settledTo", c.snoozed_until as "snoozedUntil", u.name as assigned
        from conversations c
        left join users u on u.workspace_id = c.workspace_id and u.id = c.assigned_to
        where c.workspace_id = ${actor.workspaceId} and c.id > ${after}::uuid
        order by c.id limit ${sql.lit(rowsAtOnce)}`.execute(db),
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    after = last.id;
  }
}
