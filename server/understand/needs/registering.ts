import { sql } from 'kysely';
import { carryOver } from '../../identify/duplicates/carrying.ts';
import { strikeOut } from '../../identify/privacy/needles.ts';
import { file } from '../../identify/privacy/parties.ts';
import {
  type Disclosed,
  type Person,
  registerPersonalData,
} from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { type Archiving, registerArchiveFile } from '../../platform/exporting/parts.ts';
import { registerMeetingUndo } from './meeting.ts';
import { listOfferings, registerOfferingUndo } from './offerings.ts';
import { registerUnnamedNeedUndo } from './unnamed.ts';

/** What this room has to say to the others: undo, merges, erasure and the archive of everything. */
export function registerNeeds(): void {
  registerOfferingUndo();
  registerMeetingUndo();
  registerUnnamedNeedUndo();
  carryOver({
    table: 'need_offerings',
    column: 'party_id',
    key: ['statement_id', 'offering_id'],
  });
  registerPersonalData({
    tables: {
      offerings: 'What the company offers, in its own words; struck.',
      need_offerings: 'What of ours meets their needs; disclosed, and goes with the record.',
    },
    disclose,
    erase: async (house, { needles }) => ({
      struck: await strikeOut(house, needles, { table: 'offerings', texts: ['name', 'meets'] }),
    }),
  });
  registerArchiveFile(
    'offerings.ndjson',
    {
      en: 'What your company offers and which need each meets, for programs: one JSON object a line.',
      de: 'Was Ihre Firma anbietet und welchen Bedarf es jeweils deckt, für Programme: ein JSON-Objekt je Zeile.',
    },
    offeringLines,
  );
}

async function* disclose(
  { db, actor }: Transaction,
  { partyIds }: Person,
): AsyncGenerator<Disclosed> {
  const { rows } = await sql`
    select s.value ->> 'text' as need, o.name as offering, n.tied_at
    from need_offerings n
    join offerings o on o.workspace_id = n.workspace_id and o.id = n.offering_id
    left join statements s on s.workspace_id = n.workspace_id and s.id = n.statement_id
    where n.workspace_id = ${actor.workspaceId} and n.party_id = any (${partyIds}::uuid[])
    order by n.tied_at, n.statement_id, n.offering_id`.execute(db);
  yield file('needs-met.json', rows, {
    en: 'What of ours we think meets what you need.',
    de: 'Was von uns Ihren Bedarf deckt, wie wir meinen.',
  });
}

/** Which needs each meets, by the ids of the statements in the file of the records. */
async function* offeringLines({ read, watch }: Archiving): AsyncGenerator<string> {
  const lines = async function* () {
    const ties = await read(tiesInSight);
    for (const { id, name, meets } of await read((transaction) => listOfferings(transaction))) {
      const needs = ties.filter((tie) => tie.offering_id === id).map((tie) => tie.statement_id);
      yield { id, name, meets, needs };
    }
  };
  for await (const line of watch(lines())) yield `${JSON.stringify(line)}\n`;
}

function tiesInSight({ db, actor }: Transaction) {
  return db
    .selectFrom('need_offerings')
    .select(['offering_id', 'statement_id'])
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('statement_id')
    .execute();
}
