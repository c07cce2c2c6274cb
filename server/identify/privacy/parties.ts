import { sql } from 'kysely';
import { understoodTopics } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { entriesOf } from '../consent/recording.ts';
import { strikeOut } from './needles.ts';
import { type Disclosed, type Leavings, type Person, registerPersonalData } from './registry.ts';

/** What is known of people and of who stands to whom. */
export function registerPartyData(): void {
  registerPersonalData({
    tables: {
      parties: 'The record itself; disclosed, deleted.',
      statements: 'What is known with its sources; disclosed, deleted. Notes on others are struck.',
      party_emails: 'Worked out from the statements; goes with the record.',
      party_roles: 'Worked out from the statements; goes with the record.',
      party_tags: 'Worked out from the statements; goes with the record.',
      party_values: 'Worked out from the statements; a field that leads to the person is emptied.',
      affiliations: 'Worked out from the statements; goes with the record.',
      ties: 'Who stands to them how; disclosed, deleted. Evidence on other ties is struck.',
      consents: 'What they agreed to; disclosed, deleted.',
      merges: 'Names of records that became one; disclosed, deleted.',
      merge_moves: 'The way back of a merge; goes with it.',
      duplicate_checks: 'Goes with the record.',
      duplicate_keys: 'Keys made of name and address; go with the record.',
      duplicate_pairs: 'Likenesses with other records; go with the record.',
      duplicate_models: 'Shares of frequent values; learned anew where one names them.',
      bulk_acts: 'What a change of many could not do, by name; struck.',
      fields: 'Fields of the company; no person.',
      tie_kinds: 'Kinds of tie; no person.',
      consent_purposes: 'What the company writes for; no person.',
      consent_wordings: 'Words in which it asks; no person.',
      erasures: 'Ids and counts; what has to stay.',
      suppressions: 'Keyed hashes; what has to stay.',
    },
    disclose,
    erase,
  });
}

async function erase(
  house: Transaction,
  { partyIds, needles }: Person,
  { subjects }: Leavings,
): Promise<Record<string, number>> {
  const { db, actor } = house;
  const { workspaceId } = actor;
  const among = sql`any (${partyIds}::uuid[])`;
  const { rows: ties } = await sql<{ id: string }>`
    select id from ties where workspace_id = ${workspaceId} and (from_id = ${among} or to_id = ${among})`.execute(
    db,
  );
  for (const { id } of ties) subjects.add(id);
  const { rows: counted } = await sql<{ statements: number; consents: number; merges: number }>`
    select
      (select count(*)::int from statements where workspace_id = ${workspaceId} and party_id = ${among}) as statements,
      (select count(*)::int from consents where workspace_id = ${workspaceId} and party_id = ${among}) as consents,
      (select count(*)::int from merges where workspace_id = ${workspaceId}
        and (kept_id = ${among} or absorbed_id = ${among})) as merges`.execute(db);
  // A field of somebody else that leads here would lead to nothing.
  const { numAffectedRows: leads } = await sql`
    delete from statements where workspace_id = ${workspaceId} and topic = 'field'
      and value #>> '{}' = any (${partyIds}::text[])`.execute(db);
  await sql`
    delete from party_values where workspace_id = ${workspaceId} and reference = ${among}`.execute(
    db,
  );
  const { numAffectedRows: records } = await sql`
    delete from parties where workspace_id = ${workspaceId} and id = ${among}`.execute(db);
  // Deleting them has put those around them into the queue of duplicates, which holds ids alone.
  const struck =
    (await strikeOut(house, needles, {
      table: 'statements',
      texts: ['value_key'],
      json: ['value'],
      only: sql`topic in ('note', ${sql.join(understoodTopics)})`,
    })) +
    (await strikeOut(house, needles, { table: 'ties', texts: ['evidence'] })) +
    (await strikeOut(house, needles, {
      table: 'bulk_acts',
      texts: ['error'],
      json: ['selection', 'change', 'refused', 'kept'],
    }));
  if (needles.pattern) {
    await sql`
      delete from duplicate_models where workspace_id = ${workspaceId}
        and model::text ~* ${needles.pattern}`.execute(db);
  }
  return {
    records: Number(records ?? 0n),
    ...counted[0]!,
    ties: ties.length,
    references: Number(leads ?? 0n),
    struck,
  };
}

async function* disclose(house: Transaction, { partyIds }: Person): AsyncGenerator<Disclosed> {
  const { db, actor } = house;
  const { workspaceId } = actor;
  const among = sql`any (${partyIds}::uuid[])`;
  const { rows: records } = await sql`
    select p.id, p.name, p.created_at, p.updated_at, p.last_contact_at, p.trashed_at, p.merged_into,
      o.name as kept_by, p.visibility
    from parties p left join users o on o.workspace_id = p.workspace_id and o.id = p.owner_id
    where p.workspace_id = ${workspaceId} and p.id = ${among} order by p.created_at`.execute(db);
  const { rows: statements } = await sql`
    select s.party_id as record, s.topic, f.label as field, s.value, s.label, s.basis, s.source,
      s.stated_at, u.name as stated_by, s.confirmed_at, s.superseded_at
    from statements s
      left join users u on u.workspace_id = s.workspace_id and u.id = s.stated_by
      left join fields f on f.workspace_id = s.workspace_id and f.id = s.field_id
    where s.workspace_id = ${workspaceId} and s.party_id = ${among}
    order by s.stated_at, s.id`.execute(db);
  const { rows: merges } = await sql`
    select kept_name, absorbed_name, merged_at, undone_at from merges
    where workspace_id = ${workspaceId} and (kept_id = ${among} or absorbed_id = ${among})
    order by merged_at`.execute(db);
  yield file(
    'record.json',
    { records, statements, merges },
    {
      en: 'Everything we know about you, each with where it comes from and since when; also what we no longer believe.',
      de: 'Alles, was wir über Sie wissen, jedes mit Herkunft und Zeitpunkt; auch, was wir nicht mehr glauben.',
    },
  );
  const { rows: ties } = await sql`
    select t.kind, k.name as own_kind, case when t.from_id = ${among} then 'you to them' else 'they to you' end
      as direction, o.name as other, t.from_date, t.to_date, t.influence, t.basis, t.evidence, t.stated_at,
      t.withdrawn_at
    from ties t
      join parties o on o.workspace_id = t.workspace_id
        and o.id = case when t.from_id = ${among} then t.to_id else t.from_id end
      left join tie_kinds k on k.workspace_id = t.workspace_id and k.id = t.own_kind_id
    where t.workspace_id = ${workspaceId} and (t.from_id = ${among} or t.to_id = ${among})
    order by t.stated_at`.execute(db);
  yield file('ties.json', ties, {
    en: 'Who you stand to in which way, as far as we were told.',
    de: 'Zu wem Sie in welcher Beziehung stehen, soweit man es uns gesagt hat.',
  });
  const consents = (await Promise.all(partyIds.map((id) => entriesOf(house, id)))).flat();
  yield file('consents.json', consents, {
    en: 'What you agreed to or refused, with the words in which you were asked.',
    de: 'Worin Sie eingewilligt oder was Sie abgelehnt haben, mit den Worten, in denen Sie gefragt wurden.',
  });
}

/** Rows as JSON that people can read too. */
export function file(name: string, rows: unknown, about: Disclosed['about']): Disclosed {
  return { name, content: [`${JSON.stringify(rows, null, 2)}\n`], ...(about ? { about } : {}) };
}
