import { sql } from 'kysely';
import { strikeOut } from '../../identify/privacy/needles.ts';
import { file } from '../../identify/privacy/parties.ts';
import {
  type Disclosed,
  type Person,
  registerPersonalData,
} from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** What was promised between us and people, and what they supply. */
export function registerDealingData(): void {
  registerPersonalData({
    tables: {
      promises:
        'What was promised; disclosed, deleted. Promises to others that name them are struck.',
      supplies: 'What they supply; disclosed, deleted. What others supply is struck.',
      contracts:
        'Contracts with them; disclosed, deleted. What those with others say of them is struck.',
      offers: 'Terms of what they offered us and we them; disclosed, and go with the entry.',
      purchases: 'What we bought from them and paid; disclosed, and goes with the entry.',
      orders:
        'What they bought of us; disclosed, and goes with the entry. Others’ lines are struck.',
    },
    disclose,
    erase,
  });
}

async function erase(
  house: Transaction,
  { partyIds, needles }: Person,
): Promise<Record<string, number>> {
  const { db, actor } = house;
  const theirs = sql`workspace_id = ${actor.workspaceId} and party_id = any (${partyIds}::uuid[])`;
  const { numAffectedRows: promises } = await sql`delete from promises where ${theirs}`.execute(db);
  const { numAffectedRows: supplies } = await sql`delete from supplies where ${theirs}`.execute(db);
  const { numAffectedRows: contracts } = await sql`delete from contracts where ${theirs}`.execute(
    db,
  );
  const struck =
    (await strikeOut(house, needles, { table: 'promises', texts: ['what'] })) +
    (await strikeOut(house, needles, { table: 'supplies', texts: ['name', 'article', 'unit'] })) +
    (await strikeOut(house, needles, { table: 'contracts', texts: ['what', 'number'] })) +
    (await strikeOut(house, needles, { table: 'offers', texts: ['number'] })) +
    (await strikeOut(house, needles, { table: 'purchases', texts: ['number'] })) +
    (await strikeOut(house, needles, { table: 'orders', texts: ['ref'], json: ['lines'] }));
  return {
    promises: Number(promises ?? 0n),
    supplies: Number(supplies ?? 0n),
    contracts: Number(contracts ?? 0n),
    struck,
  };
}

async function* disclose(
  { db, actor }: Transaction,
  { partyIds, addresses }: Person,
): AsyncGenerator<Disclosed> {
  const among = sql`any (${partyIds}::uuid[])`;
  const { rows: promises } = await sql`
    select t.direction, t.what, t.due_on, t.outcome, t.settled_on, u.name as ours, t.made_at, t.removed_at
    from promises t left join users u on u.workspace_id = t.workspace_id and u.id = t.keeper_id
    where t.workspace_id = ${actor.workspaceId} and t.party_id = ${among} order by t.made_at, t.id`.execute(
    db,
  );
  yield file('promises.json', promises, {
    en: 'What we have promised you, and you us, as far as we have written it down.',
    de: 'Was wir Ihnen und Sie uns zugesagt haben, soweit wir es notiert haben.',
  });
  const { rows: supplies } = await sql`
    select name, article, unit, price, currency, lead_days, from_date, to_date, removed_at
    from supplies where workspace_id = ${actor.workspaceId} and party_id = ${among} order by name, id`.execute(
    db,
  );
  yield file('supplies.json', supplies, {
    en: 'What you supply us with; prices in the smallest unit of their currency.',
    de: 'Was Sie uns liefern; Preise in der kleinsten Einheit ihrer Währung.',
  });
  const { rows: contracts } = await sql`
    select what, number, from_date, to_date, notice_count, notice_unit, renews_months, notice_given_on, removed_at
    from contracts where workspace_id = ${actor.workspaceId} and party_id = ${among} order by from_date, id`.execute(
    db,
  );
  yield file('contracts.json', contracts, {
    en: 'Contracts between you and us, with term and notice.',
    de: 'Verträge zwischen Ihnen und uns, mit Laufzeit und Kündigungsfrist.',
  });
  const terms = (table: 'offers' | 'purchases') =>
    sql`
    select x.activity_id as entry, to_jsonb(t) - 'workspace_id' - 'activity_id' - 'audience' as terms
    from participants x join ${sql.table(table)} t
      on t.workspace_id = x.workspace_id and t.activity_id = x.activity_id
    where x.workspace_id = ${actor.workspaceId} and x.party_id = ${among}
    order by t.dated_on, x.activity_id`.execute(db);
  yield file('offers.json', (await terms('offers')).rows, {
    en: 'What you offered us, and we you: the terms of the entries of that id in activities.ndjson.',
    de: 'Was Sie uns angeboten haben und wir Ihnen: die Bedingungen der Einträge mit dieser id in activities.ndjson.',
  });
  yield file('purchases.json', (await terms('purchases')).rows, {
    en: 'What we bought from you, and when we paid.',
    de: 'Was wir von Ihnen gekauft und wann wir es bezahlt haben.',
  });
  const { rows: orders } = await sql`
    select x.activity_id as entry, to_jsonb(o) - 'workspace_id' - 'activity_id' - 'audience' - 'mark' as terms
    from participants x
      join orders o on o.workspace_id = x.workspace_id and o.activity_id = x.activity_id
      left join seen_addresses s on s.workspace_id = x.workspace_id and s.id = x.address_id
    where x.workspace_id = ${actor.workspaceId}
      and (x.party_id = ${among} or s.address = any (${addresses}::text[]))
    order by x.occurred_at, x.activity_id`.execute(db);
  yield file('orders.json', orders, {
    en: 'What you bought of us: the terms of the entries of that id in activities.ndjson; amounts in the smallest unit of their currency.',
    de: 'Was Sie bei uns gekauft haben: Näheres zu den Einträgen mit dieser id in activities.ndjson; Beträge in der kleinsten Einheit ihrer Währung.',
  });
}
