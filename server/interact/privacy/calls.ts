import { sql } from 'kysely';
import { strikeOut } from '../../identify/privacy/needles.ts';
import { file } from '../../identify/privacy/parties.ts';
import {
  type Disclosed,
  type Person,
  registerPersonalData,
} from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** With which numbers there were calls, and what other systems tell us. */
export function registerCallData(): void {
  registerPersonalData({
    tables: {
      calls:
        'How calls went; disclosed, and go with the entry. Numbers kept for others are struck.',
      messages:
        'With which numbers we wrote; disclosed, and go with the entry. Numbers kept for others are struck.',
      hooks: 'Doors for other systems; no person outside.',
      hook_extensions: 'Whose telephone is which; colleagues.',
      hook_deliveries: 'What arrived, without its content; gone after 30 days.',
    },
    disclose,
    erase: async (house, { needles }) => ({
      struck:
        (await strikeOut(house, needles, { table: 'calls', texts: ['number'] })) +
        (await strikeOut(house, needles, { table: 'messages', texts: ['number'] })),
    }),
  });
}

async function* disclose(
  { db, actor }: Transaction,
  { partyIds }: Person,
): AsyncGenerator<Disclosed> {
  const { rows } = await sql`
    select x.activity_id as entry, c.number, c.outcome, c.rang_at, c.answered_at, c.ended_at, c.missed_at
    from participants x join calls c
      on c.workspace_id = x.workspace_id and c.activity_id = x.activity_id
    where x.workspace_id = ${actor.workspaceId} and x.party_id = any (${partyIds}::uuid[])
    order by x.occurred_at, x.activity_id`.execute(db);
  yield file('calls.json', rows, {
    en: 'How our telephone calls went: further words on the entries of that id in activities.ndjson.',
    de: 'Wie unsere Telefonate verliefen: Näheres zu den Einträgen mit dieser id in activities.ndjson.',
  });
  const { rows: messages } = await sql`
    select x.activity_id as entry, c.number, c.way
    from participants x join messages c
      on c.workspace_id = x.workspace_id and c.activity_id = x.activity_id
    where x.workspace_id = ${actor.workspaceId} and x.party_id = any (${partyIds}::uuid[])
    order by x.occurred_at, x.activity_id`.execute(db);
  yield file('messages.json', messages, {
    en: 'On which way our short messages passed: further words on the entries of that id in activities.ndjson.',
    de: 'Auf welchem Weg unsere Kurznachrichten kamen: Näheres zu den Einträgen mit dieser id in activities.ndjson.',
  });
}
