import { sql } from 'kysely';
import { file } from '../../identify/privacy/parties.ts';
import { type Person, registerPersonalData } from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { recount } from './counting.ts';
import { withCompanies } from './following.ts';

/** What was worked out about somebody from the entries is disclosed with them, and goes before them. */
export function registerWarmthData(): void {
  registerPersonalData({
    tables: {
      contacts: 'Which entries count as contact with them; disclosed as counts, deleted.',
      warmth: 'How strong contact with them is; disclosed, deleted with what counts.',
      warmth_basis:
        'How the company counts, and how long its contacts usually are apart; no person.',
    },
    async *disclose({ db, actor }: Transaction, { partyIds }: Person) {
      const { rows } = await sql`
        select count(c.activity_id)::integer as contacts, min(c.happened_at) as first, max(c.happened_at) as last,
          p.warm_until as "strengthIsOneAt", p.quiet_from as "silenceIsUnusualFrom"
        from parties p
        left join contacts c on c.workspace_id = p.workspace_id and c.party_id = p.id
        where p.workspace_id = ${actor.workspaceId} and p.id = any (${partyIds}::uuid[])
        group by p.id, p.warm_until, p.quiet_from order by p.id`.execute(db);
      yield file('warmth.json', rows, {
        en: 'How warm we take our contact with you to be, worked out from the entries in activities.ndjson.',
        de: 'Für wie warm wir unseren Kontakt mit Ihnen halten, berechnet aus den Einträgen in activities.ndjson.',
      });
    },
    erase,
  });
}

async function erase(house: Transaction, { partyIds }: Person): Promise<Record<string, number>> {
  const { db, actor } = house;
  const all = await withCompanies(house, partyIds);
  await sql`
    delete from contacts where workspace_id = ${actor.workspaceId}
      and party_id = any (${partyIds}::uuid[])`.execute(db);
  const companies = all.filter((id) => !partyIds.includes(id));
  await recount(house, { partyIds: companies, without: partyIds });
  return {};
}
