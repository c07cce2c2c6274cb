import { sql } from 'kysely';
import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';

/** The forms, and what waits for a decision, in an archive of everything; what was let in stands with the entries. */
export function registerFormPart(): void {
  registerArchiveFile(
    'forms.ndjson',
    {
      en: 'Your forms with what they ask, and what was sent through them and still waits for a decision, for programs: one JSON object a line. What was let in is in activities.ndjson.',
      de: 'Ihre Formulare mit dem, was sie fragen, und was darüber gesendet wurde und noch auf eine Entscheidung wartet, für Programme: ein JSON-Objekt je Zeile. Was eingelassen wurde, steht in activities.ndjson.',
    },
    formLines,
  );
}

async function* formLines({ read, watch }: Archiving): AsyncGenerator<string> {
  for await (const row of watch(forms(read))) yield `${JSON.stringify(row)}\n`;
}

async function* forms(read: Archiving['read']): AsyncGenerator<object> {
  const { rows } = await read(({ db, actor }) =>
    sql<object>`
      select f.id, f.title, f.intro, f.thanks, f.language, f.fields, f.purposes, f.role, f.origins,
        f.paused_at as "pausedAt",
        coalesce((select jsonb_agg(jsonb_build_object('arrivedAt', s.arrived_at, 'reasons', s.reasons,
            'answers', s.answers) order by s.id)
          from form_submissions s where s.workspace_id = f.workspace_id and s.form_id = f.id
            and s.state = 'doubtful'), '[]') as doubtful
      from forms f where f.workspace_id = ${actor.workspaceId} and f.removed_at is null
      order by f.id`.execute(db),
  );
  yield* rows;
}
