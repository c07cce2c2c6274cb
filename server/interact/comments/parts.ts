import { sql } from 'kysely';
import { asTyped, mentionedIn } from '../../../shared/interact/mentions.ts';
import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';

/** What colleagues said, in an archive of everything, with names in place of ids. */
export function registerCommentPart(): void {
  registerArchiveFile(
    'comments.ndjson',
    {
      en: 'What colleagues said about people, companies and entries of the timeline, for programs: one JSON object a line, naming what it is about by the ids in their files.',
      de: 'Was im Team über Personen, Firmen und Einträge der Zeitleiste gesagt wurde, für Programme: ein JSON-Objekt je Zeile, mit den ids aus deren Dateien.',
    },
    commentLines,
  );
}

const commentsAtOnce = 1_000;

interface Line {
  id: string;
  text: string;
}

async function* commentLines({ read, watch }: Archiving): AsyncGenerator<string> {
  for await (const comment of watch(commentsOf(read))) yield `${JSON.stringify(comment)}\n`;
}

async function* commentsOf(read: Archiving['read']): AsyncGenerator<Line> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await read(async ({ db, actor }) => {
      const { rows } = await sql<Line>`
        select c.id, c.party_id as "about", c.activity_id as "entry", u.name as "author", c.text,
          c.answers_id as "answers", c.asked is not null as "isQuestion",
          to_char(c.written_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "writtenAt"
        from comments c
        left join users u on u.workspace_id = c.workspace_id and u.id = c.author_id
        where c.workspace_id = ${actor.workspaceId} and c.removed_at is null and c.id > ${after}::uuid
        order by c.id limit ${sql.lit(commentsAtOnce)}`.execute(db);
      const ids = rows.flatMap(({ text }) => mentionedIn(text));
      const users =
        ids.length === 0
          ? []
          : await db
              .selectFrom('users')
              .select(['id', 'name'])
              .where('workspace_id', '=', actor.workspaceId)
              .where('id', 'in', ids)
              .execute();
      const names = new Map(users.map(({ id, name }) => [id, name]));
      return rows.map((row) => ({ ...row, text: asTyped(row.text, names) }));
    });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < commentsAtOnce) return;
    after = last.id;
  }
}
