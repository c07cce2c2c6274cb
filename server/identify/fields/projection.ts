import { type RawBuilder, sql } from 'kysely';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';

/**
 * The rows that the current statements of fields make, of whatever is asked for: one for each value, or for
 * each of several choices. Choices stand in the order of their field and are found by what they are called.
 */
export const valuesStated = (which: RawBuilder<unknown>) => sql`
  select s.workspace_id, s.party_id, s.field_id, (coalesce(chosen.ordinal, 1) - 1)::smallint as ordinal,
    s.audience, s.id as statement_id,
    case when f.type in ('text', 'web') then s.value #>> '{}'
      when f.type in ('choice', 'choices') then chosen.key end as text_value,
    case when f.type in ('text', 'web') then left(s.value_key, 150) end as sort_value,
    case f.type
      when 'number' then ((s.value #>> '{}')::numeric * power(10.0, coalesce((f.settings ->> 'decimals')::integer, 0)))::bigint
      when 'money' then (s.value ->> 'amount')::bigint
      when 'boolean' then (s.value = 'true'::jsonb)::integer
      when 'choice' then choice.place when 'choices' then choice.place end as number_value,
    case f.type when 'date' then (s.value #>> '{}')::date end as date_value,
    case when f.type in ('person', 'company', 'user') then (s.value #>> '{}')::uuid end as reference,
    case when f.type in ('text', 'longText', 'web') then s.value_key
      when f.type in ('choice', 'choices') then choice.folded end as search_text
  from statements s
  join fields f on f.workspace_id = s.workspace_id and f.id = s.field_id
  left join lateral (
    select key, ordinal from jsonb_array_elements_text(
      case f.type when 'choices' then s.value when 'choice' then jsonb_build_array(s.value) else '[null]'::jsonb end)
      with ordinality as each (key, ordinal)) chosen on true
  left join lateral (
    select place, each.choice ->> 'folded' as folded
    from jsonb_array_elements(f.settings -> 'choices') with ordinality as each (choice, place)
    where f.type in ('choice', 'choices') and each.choice ->> 'key' = chosen.key) choice on true
  where s.topic = 'field' and s.superseded_at is null and ${which}`;

export const valueColumns = sql`workspace_id, party_id, field_id, ordinal, audience, statement_id, text_value,
  sort_value, number_value, date_value, reference, search_text`;

/**
 * Brings the values of parties up to date with what is stated of them. It runs as the house, because a
 * field that the actor does not see has to stay as it is.
 */
export async function refreshValues(
  transaction: Transaction,
  partyIds: readonly string[],
): Promise<void> {
  const ids = sql`any (${partyIds}::uuid[])`;
  await rewrite(transaction, sql`party_id = ${ids}`, sql`s.party_id = ${ids}`);
}

/** The same for all values of one field, whose choices are called or ordered otherwise now. */
export async function refreshField(transaction: Transaction, fieldId: string): Promise<void> {
  const { actor } = transaction;
  await rewrite(
    transaction,
    sql`field_id = ${fieldId}`,
    sql`s.field_id = ${fieldId} and exists (select from parties p
      where p.workspace_id = ${actor.workspaceId} and p.id = s.party_id and p.trashed_at is null)`,
  );
}

async function rewrite(
  transaction: Transaction,
  held: RawBuilder<unknown>,
  stated: RawBuilder<unknown>,
): Promise<void> {
  await asHouse(transaction, async ({ db, actor }) => {
    const here = sql`workspace_id = ${actor.workspaceId}`;
    await sql`delete from party_values where ${here} and ${held}`.execute(db);
    await sql`insert into party_values (${valueColumns})
      ${valuesStated(sql`s.workspace_id = ${actor.workspaceId} and ${stated}`)}`.execute(db);
  });
}

/** In the trash nobody is found by a value. */
export async function clearValues(
  transaction: Transaction,
  partyIds: readonly string[],
): Promise<void> {
  await asHouse(transaction, async ({ db, actor }) => {
    await sql`delete from party_values where workspace_id = ${actor.workspaceId}
      and party_id = any (${partyIds}::uuid[])`.execute(db);
  });
}
