import { sql } from 'kysely';
import { carryOver } from '../../identify/duplicates/carrying.ts';
import { type Person, registerPersonalData } from '../../identify/privacy/registry.ts';
import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';
import { registerAnswerUndo, viewLearnt } from './answering.ts';

/** What this room has to say to the others: undo, merges, erasure and the archive of everything. */
export function registerActions(): void {
  registerAnswerUndo();
  carryOver({ table: 'action_answers', column: 'party_id', key: ['id'] });
  registerPersonalData({
    tables: {
      action_answers:
        'What a colleague answered to proposals about them, by ids alone; goes with the record.',
    },
    async erase(house, { partyIds }: Person, { subjects }) {
      const { rows } = await sql<{ id: string }>`
        select id from action_answers where workspace_id = ${house.actor.workspaceId}
          and party_id = any (${partyIds}::uuid[])`.execute(house.db);
      for (const { id } of rows) subjects.add(id);
      return {};
    },
  });
  registerArchiveFile(
    'proposals.ndjson',
    {
      en: 'What your own answers to proposals have taught, and what they keep away, for programs: one JSON object a line.',
      de: 'Was Ihre Antworten auf Vorschläge gelehrt haben und was sie fernhalten, für Programme: ein JSON-Objekt je Zeile.',
    },
    learntLines,
  );
}

async function* learntLines({ read }: Archiving): AsyncGenerator<string> {
  const { overall, kinds, kept } = await read(viewLearnt);
  yield `${JSON.stringify({ kind: 'overall', ...overall })}\n`;
  for (const one of kinds) yield `${JSON.stringify(one)}\n`;
  for (const one of kept) yield `${JSON.stringify(one)}\n`;
}
