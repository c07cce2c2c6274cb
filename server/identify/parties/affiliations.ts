import { sql } from 'kysely';
import { companyKey } from '../../../shared/identify/company-names.ts';
import type { AffiliationView, PartyKind } from '../../../shared/identify/parties.ts';
import type { TopicValue } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { createCompanyNamed } from './creation.ts';
import { CompanyHasPeople, CompanyTooPrivate, PartyNotFound } from './errors.ts';
import { findStanding } from './parties.ts';

/** Who works at a company, or where a person works: present ones first. */
export async function affiliationsOf(
  { db, actor }: Transaction,
  kind: PartyKind,
  id: string,
): Promise<AffiliationView[]> {
  const rows = await db
    .selectFrom('affiliations')
    .innerJoin('parties as person', (join) =>
      join
        .onRef('person.workspace_id', '=', 'affiliations.workspace_id')
        .onRef('person.id', '=', 'affiliations.party_id'),
    )
    .innerJoin('parties as company', (join) =>
      join
        .onRef('company.workspace_id', '=', 'affiliations.workspace_id')
        .onRef('company.id', '=', 'affiliations.company_id'),
    )
    .select([
      'statement_id',
      'party_id',
      'person.name as person_name',
      'affiliations.company_id',
      'company.name as company_name',
      'affiliations.title',
      'department',
      'from_date',
      'to_date',
      'is_primary',
    ])
    .where('affiliations.workspace_id', '=', actor.workspaceId)
    .where(kind === 'person' ? 'affiliations.party_id' : 'affiliations.company_id', '=', id)
    .where('person.trashed_at', 'is', null)
    .orderBy('is_primary', 'desc')
    .orderBy('person.sort_name')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    statementId: row.statement_id,
    personId: row.party_id,
    personName: row.person_name,
    companyId: row.company_id,
    companyName: row.company_name,
    title: row.title,
    department: row.department,
    from: row.from_date?.toString() ?? null,
    to: row.to_date?.toString() ?? null,
    isPrimary: row.is_primary,
  }));
}

/** Who is to see the person; a company found or made for it may not be more private. */
export interface Reach {
  audience: string;
  visibility: string;
  ownerId: string;
}

/**
 * An affiliation names its company by id or as a person writes it. The name leads to the company of that
 * name which everyone who sees the person sees too, or to a new one.
 */
export async function withCompany(
  transaction: Transaction,
  affiliation: TopicValue<'affiliation'>,
  reach: Reach,
): Promise<TopicValue<'affiliation'> & { companyId: string }> {
  const { actor } = transaction;
  if (affiliation.companyId) {
    const company = await findStanding(transaction, 'company', affiliation.companyId);
    if (!company || company.trashed_at) throw new PartyNotFound();
    if (company.audience !== actor.workspaceId && company.audience !== reach.audience) {
      throw new CompanyTooPrivate();
    }
    return { ...affiliation, companyId: company.id, companyName: company.name };
  }
  const named = await findCompanyNamed(transaction, affiliation.companyName, reach);
  if (named) return { ...affiliation, companyId: named.id, companyName: named.name };
  const companyId = await createCompanyNamed(transaction, affiliation.companyName, reach);
  return { ...affiliation, companyId };
}

/** The company of this name which everyone who sees the person sees too. Until the end no other is made. */
export async function findCompanyNamed(transaction: Transaction, name: string, reach: Reach) {
  const key = companyKey(name);
  const named = await companyNamed(transaction, key, reach);
  if (named) return named;
  // Of several who name a new company at the same moment one makes it, and the others wait and find it.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`company ${transaction.actor.workspaceId} ${key}`}, 0))`.execute(
    transaction.db,
  );
  return companyNamed(transaction, key, reach);
}

function companyNamed({ db, actor }: Transaction, key: string, reach: Reach) {
  return db
    .selectFrom('parties')
    .select(['id', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('kind', '=', 'company')
    .where('name_key', '=', key)
    .where('audience', 'in', [actor.workspaceId, reach.audience])
    .where('trashed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst();
}

/**
 * A person's row names their company, so whoever sees the person must be one who may see the company:
 * asked before either of the two changes its reach.
 */
export async function requireCompanyAsOpen(
  { db, actor }: Transaction,
  kind: PartyKind,
  id: string,
  audience: string,
): Promise<void> {
  if (kind === 'company' && audience === actor.workspaceId) return;
  const affiliations = db
    .selectFrom('affiliations')
    .select('statement_id')
    .where('affiliations.workspace_id', '=', actor.workspaceId)
    .limit(1);
  if (kind === 'company') {
    const people = await affiliations
      .where('company_id', '=', id)
      .where('audience', '<>', audience)
      .executeTakeFirst();
    if (people) throw new CompanyHasPeople();
  } else {
    const company = await affiliations
      .innerJoin('parties as company', (join) =>
        join
          .onRef('company.workspace_id', '=', 'affiliations.workspace_id')
          .onRef('company.id', '=', 'affiliations.company_id'),
      )
      .where('party_id', '=', id)
      .where('company.audience', 'not in', [actor.workspaceId, audience])
      .executeTakeFirst();
    if (company) throw new CompanyTooPrivate();
  }
}
