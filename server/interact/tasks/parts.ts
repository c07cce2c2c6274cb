import { sql } from 'kysely';
import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';

/** Days, turns and reminders of tasks, in an archive of everything; their words stand with the entries. */
export function registerTaskParts(): void {
  registerArchiveFile(
    'tasks.ndjson',
    {
      en: 'What is or was to be done, for programs: the terms of the entries of that id in activities.ndjson, one JSON object a line.',
      de: 'Was zu tun ist oder war, für Programme: die Bedingungen der Einträge mit dieser id in activities.ndjson, ein JSON-Objekt je Zeile.',
    },
    taskLines,
  );
}

const rowsAtOnce = 1_000;

async function* taskLines({ read, watch }: Archiving): AsyncGenerator<string> {
  for await (const row of watch(taskRows(read))) yield `${JSON.stringify(row)}\n`;
}

async function* taskRows(read: Archiving['read']): AsyncGenerator<{ id: string }> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await read(({ db, actor }) =>
      sql<{ id: string }>`
        select t.activity_id as id, x.subject as title, u.name as keeper, t.due_on as "dueOn",
          t.due_time as "dueTime", t.zone, t.repeats, t.reminder, t.outcome, t.settled_at as "settledAt"
        from tasks t
        join activities a on a.workspace_id = t.workspace_id and a.id = t.activity_id and a.trashed_at is null
        left join activity_texts x on x.workspace_id = t.workspace_id and x.activity_id = t.activity_id
        left join users u on u.workspace_id = t.workspace_id and u.id = t.keeper_id
        where t.workspace_id = ${actor.workspaceId} and t.activity_id > ${after}::uuid
        order by t.activity_id limit ${sql.lit(rowsAtOnce)}`.execute(db),
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    after = last.id;
  }
}
