import { sql } from 'kysely';
import { strikeOut } from '../../identify/privacy/needles.ts';
import { file } from '../../identify/privacy/parties.ts';
import {
  type Disclosed,
  type Person,
  registerPersonalData,
} from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** What is to be done about people. */
export function registerTaskData(): void {
  registerPersonalData({
    tables: {
      tasks:
        'What is to be done about them; disclosed, and goes with the entry. Words that name them are struck.',
      snoozes: 'What a colleague has put off, by ids alone; gone once its moment has come.',
    },
    disclose,
    erase: async (house, { needles }) => ({
      struck: await strikeOut(house, needles, { table: 'tasks', texts: ['returned_word'] }),
    }),
  });
}

async function* disclose(
  { db, actor }: Transaction,
  { partyIds }: Person,
): AsyncGenerator<Disclosed> {
  const { rows } = await sql`
    select t.activity_id as entry, t.due_on, t.due_time, t.zone, t.outcome, t.settled_at, t.returned_word,
      u.name as keeper
    from participants x
    join tasks t on t.workspace_id = x.workspace_id and t.activity_id = x.activity_id
    left join users u on u.workspace_id = t.workspace_id and u.id = t.keeper_id
    where x.workspace_id = ${actor.workspaceId} and x.party_id = any (${partyIds}::uuid[])
    order by x.activity_id`.execute(db);
  yield file('tasks.json', rows, {
    en: 'What we meant to do about you: the days of the entries of that id in activities.ndjson.',
    de: 'Was wir Ihretwegen zu tun hatten: die Tage der Einträge mit dieser id in activities.ndjson.',
  });
}
