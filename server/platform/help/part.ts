import { sql } from 'kysely';
import { type Archiving, registerArchiveFile } from '../exporting/parts.ts';

/** What was told about the tool, in an archive of everything: all of it for owners, one's own for others. */
export function registerNotesPart(): void {
  registerArchiveFile(
    'help-notes.ndjson',
    {
      en: 'What was told about Rapport from its help, for programs: one JSON object a line.',
      de: 'Was aus der Hilfe heraus über Rapport gesagt wurde, für Programme: ein JSON-Objekt je Zeile.',
    },
    noteLines,
  );
}

const notesAtOnce = 1_000;

async function* noteLines({ read, watch }: Archiving): AsyncGenerator<string> {
  for await (const note of watch(notesOf(read))) yield `${JSON.stringify(note)}\n`;
}

async function* notesOf(read: Archiving['read']): AsyncGenerator<{ id: string }> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await read(({ db, actor }) =>
      sql<{ id: string }>`
        select id, text, page, version, user_id as "userId", created_at::text as "createdAt",
          settled_at::text as "settledAt"
        from help_notes
        where workspace_id = ${actor.workspaceId} and id > ${after}::uuid
        order by id limit ${sql.lit(notesAtOnce)}`.execute(db),
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < notesAtOnce) return;
    after = last.id;
  }
}
