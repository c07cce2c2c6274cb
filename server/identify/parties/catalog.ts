import { type SqlBool, sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { partyVisibilities } from '../../../shared/platform/access.ts';
import { roles } from '../../../shared/strategy/roles.ts';
import type { Entity, Field } from '../../platform/catalog/catalog.ts';

const column = (name: string) => sql.ref(`parties.${name}`) as unknown as Field['expression'];

/** Own roles of the workspace can be filtered by too; the choices are those every workspace has. */
const role: Field = {
  name: 'role',
  type: 'choice',
  expression: sql`party_roles.role`,
  choices: roles,
  filter: true,
  matches(operator, compare) {
    const present = sql`party_roles.workspace_id = parties.workspace_id and party_roles.party_id = parties.id
      and (from_date is null or from_date <= current_date) and (to_date is null or to_date >= current_date)`;
    const any = (condition: unknown) =>
      sql<SqlBool>`exists (select from party_roles where ${present} and ${condition})`;
    const named = sql`party_roles.role`;
    if (operator === 'empty') return sql<SqlBool>`not ${any(sql`true`)}`;
    if (operator === 'not empty') return any(sql`true`);
    // "is not customer" means that none of the roles is, not that some other role exists.
    if (operator === 'is not')
      return sql<SqlBool>`not exists (select from party_roles where ${present} and not ${compare(named)})`;
    return any(compare(named));
  },
};

/** Any of a party's addresses counts, not only the one shown first. */
const email: Field = {
  name: 'email',
  type: 'text',
  expression: column('email'),
  filter: true,
  editable: true,
  words: 'email',
  matches: (operator, compare) =>
    operator === 'is' || operator === 'one of'
      ? sql<SqlBool>`exists (select from party_emails where party_emails.workspace_id = parties.workspace_id
          and party_emails.party_id = parties.id and ${compare(sql`party_emails.address`)})`
      : compare(column('email')),
};

/** A name begins as it is sorted: by the family name, folded. */
const name: Field = {
  name: 'name',
  type: 'text',
  expression: column('name'),
  sort: { expression: column('sort_name') },
  filter: true,
  editable: true,
  words: 'name',
  matches: (operator, compare) =>
    compare(operator === 'starts with' ? column('sort_name') : column('name')),
};

const textField = (field: string, columnName: string, also: Partial<Field> = {}): Field => ({
  name: field,
  type: 'text',
  expression: column(columnName),
  filter: true,
  words: columnName,
  ...also,
});

const shared: Field[] = [
  name,
  email,
  textField('phone', 'phone', { editable: true }),
  role,
  textField('city', 'city', { sort: { expression: column('city'), nulls: 'last' } }),
  textField('country', 'country'),
  textField('web', 'web', { filter: false, editable: true }),
  {
    name: 'lastContact',
    type: 'instant',
    expression: column('last_contact_at'),
    sort: { expression: column('last_contact_at'), nulls: 'first' },
    filter: true,
  },
  {
    name: 'created',
    type: 'instant',
    expression: column('created_at'),
    sort: { expression: column('created_at') },
    filter: true,
  },
  {
    name: 'updated',
    type: 'instant',
    expression: column('updated_at'),
    sort: { expression: column('updated_at') },
    filter: true,
  },
  { name: 'owner', type: 'user', expression: column('owner_id'), filter: true },
  {
    name: 'assignedTo',
    type: 'user',
    expression: column('assigned_to'),
    filter: true,
    editable: true,
  },
  {
    name: 'visibility',
    type: 'choice',
    expression: column('visibility'),
    choices: partyVisibilities,
    filter: true,
    editable: true,
  },
];

const ofPerson: Field[] = [
  textField('title', 'title'),
  { name: 'company', type: 'party', expression: column('company_id'), filter: true },
  textField('companyName', 'company_name'),
];

const ofCompany: Field[] = [textField('domain', 'domain', { editable: true })];

export const partyEntities: Record<PartyKind, Entity> = {
  person: {
    name: 'person',
    table: 'parties',
    base: sql<SqlBool>`kind = 'person'`,
    fields: [...shared, ...ofPerson],
  },
  company: {
    name: 'company',
    table: 'parties',
    base: sql<SqlBool>`kind = 'company'`,
    fields: [...shared, ...ofCompany],
  },
};
