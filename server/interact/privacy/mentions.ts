import { sql } from 'kysely';
import { strikeOut } from '../../identify/privacy/needles.ts';
import { file } from '../../identify/privacy/parties.ts';
import {
  type Disclosed,
  type Person,
  registerPersonalData,
} from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** Who named the company in public, as they called themselves there. */
export function registerMentionData(): void {
  registerPersonalData({
    tables: {
      mentions:
        'Where we were named in public; disclosed, and goes with the entry. Others are struck.',
      feeds: 'Which state of a public feed was read; no person outside.',
    },
    disclose,
    erase: async (house, { needles, partyIds }) => {
      const { db, actor } = house;
      // By a hash of their page nobody is to be known again.
      await sql`
        update mentions m set profiles = '{}' from participants x
        where x.workspace_id = ${actor.workspaceId} and x.party_id = any (${partyIds}::uuid[])
          and m.workspace_id = x.workspace_id and m.activity_id = x.activity_id`.execute(db);
      return {
        struck: await strikeOut(house, needles, { table: 'mentions', texts: ['author', 'url'] }),
      };
    },
  });
}

async function* disclose(
  { db, actor }: Transaction,
  { partyIds }: Person,
): AsyncGenerator<Disclosed> {
  const { rows } = await sql`
    select x.activity_id as entry, m.source, m.author, m.url, m.judgement, m.outcome, m.settled_at
    from participants x join mentions m
      on m.workspace_id = x.workspace_id and m.activity_id = x.activity_id
    where x.workspace_id = ${actor.workspaceId} and x.party_id = any (${partyIds}::uuid[])
    order by x.occurred_at, x.activity_id`.execute(db);
  yield file('mentions.json', rows, {
    en: 'Where you named us in public: further words on the entries of that id in activities.ndjson.',
    de: 'Wo Sie uns öffentlich erwähnt haben: Näheres zu den Einträgen mit dieser id in activities.ndjson.',
  });
}
