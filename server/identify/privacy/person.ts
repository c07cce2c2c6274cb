import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import { needlesOf } from './needles.ts';
import type { Person } from './registry.ts';

/**
 * Somebody in all records that are them: this one, what was merged into it, and what colleagues keep of the
 * same person for themselves, known by the same address under the same name. What another person or company
 * has too, a shared address or a namesake's name, is theirs and stays.
 */
export async function findPerson(house: Transaction, partyIds: readonly string[]): Promise<Person> {
  const { db, actor } = house;
  const { workspaceId } = actor;
  const { rows: same } = await sql<{ id: string }>`
    with recursive merged (id) as (
      select unnest(${partyIds}::uuid[])
      union
      select p.id from parties p join merged m on p.merged_into = m.id where p.workspace_id = ${workspaceId}
    ), theirs as (
      select s.value_key as address from statements s join merged m on s.party_id = m.id
      where s.workspace_id = ${workspaceId} and s.topic in ('email', 'handle')
    ), kept as (
      select p.id from party_emails e join parties p on p.workspace_id = e.workspace_id and p.id = e.party_id
      where e.workspace_id = ${workspaceId} and e.address in (select address from theirs)
        and p.kind = 'person' and (p.sort_name = '' or p.sort_name in (
          select o.sort_name from parties o join merged m on o.id = m.id where o.workspace_id = ${workspaceId}))
    )
    select id from merged union select id from kept`.execute(db);
  const ids = same.map(({ id }) => id);
  const among = sql`any (${ids}::uuid[])`;
  const { rows: said } = await sql<{ topic: string; text: string }>`
    select topic, case topic when 'name' then value ->> 'display' else value_key end as text
    from statements where workspace_id = ${workspaceId} and party_id = ${among}
      and topic in ('name', 'email', 'handle', 'phone')
    order by stated_at, id`.execute(db);
  const { rows: parties } = await sql<{ name: string; origin_key: string | null }>`
    select name, origin_key from parties where workspace_id = ${workspaceId} and id = ${among}`.execute(
    db,
  );
  const of = (...topics: string[]) => [
    ...new Set(said.filter(({ topic }) => topics.includes(topic)).map(({ text }) => text)),
  ];
  const names = [...new Set([...of('name'), ...parties.map(({ name }) => name)])].filter(Boolean);
  const addresses = await without(of('email', 'handle'), (texts) =>
    sql<{ text: string }>`
      select address as text from party_emails where workspace_id = ${workspaceId}
        and address = any (${texts}::text[]) and party_id <> all (${ids}::uuid[])`.execute(db),
  );
  const phones = await without(of('phone'), (texts) =>
    sql<{ text: string }>`
      select value_key as text from statements where workspace_id = ${workspaceId} and topic = 'phone'
        and value_key = any (${texts}::text[]) and party_id <> all (${ids}::uuid[])`.execute(db),
  );
  // A first name alone means too many, and a namesake's record must not lose its name.
  const whole = await without(
    names.filter((name) => /\S\s+\S/.test(name)),
    (texts) =>
      sql<{ text: string }>`
      select name as text from parties where workspace_id = ${workspaceId}
        and name = any (${texts}::text[]) and id <> all (${ids}::uuid[])`.execute(db),
  );
  return {
    partyIds: ids,
    names,
    addresses: [...addresses, ...phones],
    origins: parties.flatMap(({ origin_key }) => origin_key ?? []),
    needles: needlesOf([...addresses, ...phones, ...whole]),
  };
}

async function without(
  texts: string[],
  others: (texts: string[]) => Promise<{ rows: { text: string }[] }>,
): Promise<string[]> {
  if (texts.length === 0) return [];
  const shared = new Set((await others(texts)).rows.map(({ text }) => text));
  return texts.filter((text) => !shared.has(text));
}
