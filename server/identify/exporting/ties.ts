import { sql } from 'kysely';
import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';

/** Who stands to whom, in an archive of everything: of ties that whoever takes them along sees both ends of. */
export function registerTiePart(): void {
  registerArchiveFile(
    'ties.ndjson',
    {
      en: 'Who stands to whom, for programs: one JSON object a line, naming people and companies by the ids in their files.',
      de: 'Wer zu wem gehört, für Programme: ein JSON-Objekt je Zeile, mit den ids der Personen und Firmen aus deren Dateien.',
    },
    tieLines,
  );
}

const tiesAtOnce = 1_000;

async function* tieLines({ read, watch }: Archiving): AsyncGenerator<string> {
  for await (const tie of watch(tiesOf(read))) yield `${JSON.stringify(tie)}\n`;
}

async function* tiesOf(read: Archiving['read']): AsyncGenerator<{ id: string }> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await read(({ db, actor }) =>
      sql<{ id: string }>`
        select t.id, coalesce(k.name, t.kind) as kind, t.from_id as "from", f.name as "fromName",
          t.to_id as "to", o.name as "toName", t.from_date::text as "since", t.to_date::text as "until",
          t.influence, t.basis, t.evidence
        from ties t
          join parties f on f.workspace_id = t.workspace_id and f.id = t.from_id and f.trashed_at is null
          join parties o on o.workspace_id = t.workspace_id and o.id = t.to_id and o.trashed_at is null
          left join tie_kinds k on k.workspace_id = t.workspace_id and k.id = t.own_kind_id
        where t.workspace_id = ${actor.workspaceId} and t.withdrawn_at is null and t.id > ${after}::uuid
        order by t.id limit ${sql.lit(tiesAtOnce)}`.execute(db),
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < tiesAtOnce) return;
    after = last.id;
  }
}
