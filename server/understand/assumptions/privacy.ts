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
import { registerArchiveRows } from '../../platform/exporting/rows.ts';

/** What was said about assumptions goes with whoever they are about, and follows a merge. */
export function registerAssumptions(): void {
  carryOver({ table: 'assumptions', column: 'party_id', key: ['statement_id'] });
  carryOver({ table: 'rests_on', column: 'party_id', key: ['statement_id', 'what_id'] });
  registerPersonalData({
    tables: {
      assumptions:
        'Why we believe what we do not know of them; disclosed, goes with the record. Words that name others are struck.',
      rests_on: 'What rests on it, by ids alone; goes with the record.',
    },
    disclose,
    erase: async (house, { needles }) => ({
      struck: await strikeOut(house, needles, { table: 'assumptions', texts: ['because'] }),
    }),
  });
}

/** What was said about assumptions, in an archive of everything. */
export function registerAssumptionPart(): void {
  registerArchiveRows(
    'assumptions.ndjson',
    {
      id: sql`t.statement_id`,
      about: sql`t.party_id`,
      columns: sql`s.topic, s.value, t.because, u.name as "believedBy", t.check_on as "checkOn", t.said_at as "saidAt",
        (select coalesce(json_agg(json_build_object('what', r.what, 'id', r.what_id) order by r.declared_at), '[]')
          from rests_on r where r.workspace_id = t.workspace_id and r.statement_id = t.statement_id) as rests`,
      from: sql`assumptions t
        join parties p on p.workspace_id = t.workspace_id and p.id = t.party_id and p.trashed_at is null
        join statements s on s.workspace_id = t.workspace_id and s.id = t.statement_id
        left join users u on u.workspace_id = t.workspace_id and u.id = t.believer_id`,
    },
    {
      en: 'Why what is not known is believed, by whom, until when it is to be checked and what rests on it, for programs: one JSON object a line.',
      de: 'Warum geglaubt wird, was nicht bekannt ist, von wem, bis wann es zu prüfen ist und was darauf beruht, für Programme: ein JSON-Objekt je Zeile.',
    },
  );
}

async function* disclose(
  { db, actor }: Transaction,
  { partyIds }: Person,
): AsyncGenerator<Disclosed> {
  const { rows } = await sql`
    select s.topic, s.value, n.because, u.name as believed_by, n.check_on, n.said_at
    from assumptions n
    join statements s on s.workspace_id = n.workspace_id and s.id = n.statement_id
    left join users u on u.workspace_id = n.workspace_id and u.id = n.believer_id
    where n.workspace_id = ${actor.workspaceId} and n.party_id = any (${partyIds}::uuid[])
    order by n.said_at`.execute(db);
  yield file('assumptions.json', rows, {
    en: 'What we assume about you without knowing it, and why.',
    de: 'Was wir über Sie annehmen, ohne es zu wissen, und warum.',
  });
}
