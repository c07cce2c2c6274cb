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
