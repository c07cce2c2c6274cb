import { type SqlBool, sql } from 'kysely';
import type { RelationshipRow } from '../../../shared/interact/dealings/relationships.ts';
import type { FieldView } from '../../../shared/platform/catalog.ts';
import { partyEntities } from '../../identify/parties/catalog.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { type Entity, type Field, viewEntity } from '../../platform/catalog/catalog.ts';
import { countMatches, type ListRequest, listPage } from '../../platform/catalog/query.ts';
import { companyToday } from './sides.ts';

const shownSupplies = 3;

const ofParty = (alias: string) =>
  sql`${sql.ref(`${alias}.workspace_id`)} = parties.workspace_id and ${sql.ref(`${alias}.party_id`)} = parties.id`;

/** What lies between us and a party, each by the index of the party. */
function dealingsOf(today: Temporal.PlainDate) {
  const promises = sql`from promises d where ${ofParty('d')} and d.outcome is null and d.removed_at is null`;
  const supplies = sql`from supplies d where ${ofParty('d')} and d.removed_at is null
    and coalesce(d.from_date <= ${today}, true) and coalesce(d.to_date >= ${today}, true)`;
  const entries = sql`join activities a on a.workspace_id = x.workspace_id and a.id = x.activity_id
    and a.trashed_at is null`;
  const offers = sql`from participants x ${entries}
    join offers d on d.workspace_id = x.workspace_id and d.activity_id = x.activity_id
    where ${ofParty('x')} and x.kind = 'offer' and a.direction = 'in' and d.answer is null
      and coalesce(d.valid_until >= ${today}, true)`;
  const payments = sql`from participants x ${entries}
    join purchases d on d.workspace_id = x.workspace_id and d.activity_id = x.activity_id
    where ${ofParty('x')} and x.kind = 'purchase' and d.paid_on is null`;
  return {
    supplies: sql`(array(select d.name ${supplies} order by d.name limit ${sql.lit(shownSupplies)}))`,
    supplyCount: sql`(select count(*) ${supplies})`,
    openOffers: sql`(select count(*) ${offers})`,
    openPayments: sql`(select count(*) ${payments})`,
    nextPayment: sql`(select min(d.due_on) ${payments})`,
    openPromises: sql`(select count(*) ${promises})`,
    nextPromise: sql`(select min(d.due_on) ${promises})`,
  };
}

const taken = ['name', 'city', 'country', 'assignedTo', 'tag', 'lastContact', 'visibility'];

/**
 * Everybody who is this to us today, people and companies in one list. They are found by the index of the
 * roles: of a million parties a few hundred supply something, and what lies between us is worked out for those.
 */
function relationshipEntity(workspaceId: string, role: string, today: Temporal.PlainDate): Entity {
  const dealings = dealingsOf(today);
  const number = (name: keyof typeof dealings): Field => ({
    name,
    type: 'number',
    expression: dealings[name],
    filter: true,
    sort: { expression: dealings[name] },
  });
  const day = (name: keyof typeof dealings): Field => ({
    name,
    type: 'date',
    expression: dealings[name],
    filter: true,
    sort: { expression: dealings[name], nulls: 'last' },
  });
  return {
    name: 'company',
    table: 'parties',
    base: sql<SqlBool>`id = any (array(select r.party_id from party_roles r
      where r.workspace_id = ${workspaceId} and r.role = ${role})) and ${role} = any (roles)`,
    fields: [
      ...partyEntities.company.fields.filter(({ name }) => taken.includes(name)),
      number('supplyCount'),
      number('openOffers'),
      number('openPayments'),
      day('nextPayment'),
      number('openPromises'),
      day('nextPromise'),
    ],
  };
}

/** One page of those who are this to us. */
export async function listRelationships(
  transaction: Transaction,
  role: string,
  request: ListRequest,
): Promise<{ rows: RelationshipRow[]; next: string | null }> {
  const today = await companyToday(transaction);
  const entity = relationshipEntity(transaction.actor.workspaceId, role, today);
  const dealings = dealingsOf(today);
  const columns = sql`id, kind, name, title, company_name as "companyName", email, phone, city,
    assigned_to as "assignedTo", visibility, ${dealings.supplies} as supplies,
    ${dealings.supplyCount} as "supplyCount", ${dealings.openOffers} as "openOffers",
    ${dealings.openPayments} as "openPayments", ${dealings.nextPayment}::text as "nextPayment",
    ${dealings.openPromises} as "openPromises", ${dealings.nextPromise}::text as "nextPromise"`;
  const { rows, next } = await listPage<Omit<RelationshipRow, 'reportsTo'>>(
    transaction,
    entity,
    // Few enough are this to us that each can be looked at for words, under the actor's own policies.
    { ...request, isWhole: true },
    columns,
  );
  const heads = await headsOf(
    transaction,
    rows.map(({ id }) => id),
  );
  return { rows: rows.map((row) => ({ ...row, reportsTo: heads.get(row.id) ?? [] })), next };
}

/** How many of those who are this to us a filter finds. */
export async function countRelationships(
  transaction: Transaction,
  role: string,
  request: Pick<ListRequest, 'filter' | 'zone'>,
): Promise<number> {
  const entity = await relationshipsNow(transaction, role);
  return (await countMatches(transaction, entity, request, true)).count;
}

export async function relationshipFields(
  transaction: Transaction,
  role: string,
): Promise<FieldView[]> {
  return viewEntity(await relationshipsNow(transaction, role)).fields;
}

async function relationshipsNow(transaction: Transaction, role: string): Promise<Entity> {
  const today = await companyToday(transaction);
  return relationshipEntity(transaction.actor.workspaceId, role, today);
}

/** Whom these people report to. */
async function headsOf(
  { db, actor }: Transaction,
  ids: string[],
): Promise<Map<string, RelationshipRow['reportsTo']>> {
  const { rows } = await sql<{ of: string; id: string; name: string }>`
    select t.from_id as of, p.id, p.name from ties t
    join parties p on p.workspace_id = t.workspace_id and p.id = t.to_id and p.trashed_at is null
    where t.workspace_id = ${actor.workspaceId} and t.from_id = any (${ids}::uuid[])
      and t.kind = 'reports to' and t.withdrawn_at is null
      and coalesce(t.to_date >= current_date, true)
    order by p.sort_name, p.id`.execute(db);
  const heads = new Map<string, RelationshipRow['reportsTo']>();
  for (const { of, id, name } of rows) heads.set(of, [...(heads.get(of) ?? []), { id, name }]);
  return heads;
}
