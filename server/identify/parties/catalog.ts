import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { strengthOfWord, type WarmthWord, warmthWords } from '../../../shared/identify/warmth.ts';
import { partyVisibilities } from '../../../shared/platform/access.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { ourConstants } from '../../../shared/strategy/models.ts';
import { roles } from '../../../shared/strategy/roles.ts';
import type { Entity, Field } from '../../platform/catalog/catalog.ts';

/** The days in which half of the warmth goes, as they are counted with now; once for a statement. */
const halfLife = sql`coalesce((select half_life_days from warmth_basis
  where workspace_id = (select actor_workspace())), ${sql.lit(ourConstants.warmthHalfLife)})`;

const column = (name: string) => sql.ref(`parties.${name}`) as unknown as Field['expression'];

/**
 * The roles of today, as the list shows them (upkeep.ts follows their dates). Own roles of the workspace can
 * be filtered by too; the choices are those every workspace has, and screens are offered its own (roles.ts).
 */
const role: Field = {
  name: 'role',
  type: 'choice',
  expression: column('roles'),
  many: true,
  choices: roles,
  filter: true,
};

/** A tag is found by its folded form, in the look-up that has an index of it. */
const tag: Field = {
  name: 'tag',
  type: 'tag',
  expression: column('tags'),
  filter: true,
  editable: true,
  matches: (operator, compare) => {
    if (operator === 'empty') return sql<SqlBool>`${column('tags')} = '{}'`;
    if (operator === 'not empty') return sql<SqlBool>`${column('tags')} <> '{}'`;
    const tagged = (as?: 'is') =>
      sql<SqlBool>`exists (select from party_tags where party_tags.workspace_id = parties.workspace_id
        and party_tags.party_id = parties.id and ${compare(sql`party_tags.key`, as)})`;
    return operator === 'is not' ? sql<SqlBool>`not ${tagged('is')}` : tagged();
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
  startOf: foldForSearch,
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

const momentOf = (word: WarmthWord) =>
  sql`statement_timestamp() + interval '24 hours' * (${halfLife} * ${sql.lit(Math.log2(strengthOfWord(word)))}::float8)`;

/** How warm contact is, in a word (`models/warmth`); nothing where there was none. */
export const warmthNow = sql<WarmthWord | null>`(case
  when parties.warm_until >= ${momentOf('close')} then 'close' when parties.warm_until >= ${momentOf('warm')} then 'warm'
  when parties.warm_until >= ${momentOf('cool')} then 'cool' when parties.warm_until is not null then 'cold' end)`;

/**
 * It is kept as the moment at which its strength is one, later being warmer at every time; so a word is a range
 * of moments, and its index stays right as time passes.
 */
const warmth: Field = {
  name: 'warmth',
  type: 'choice',
  choices: warmthWords,
  expression: warmthNow,
  operators: ['is', 'is not', 'one of'],
  sort: { expression: column('warm_until'), type: 'instant', nulls: 'first' },
  filter: true,
  matches: (operator, compare, value) => {
    // What is no text is refused as for every choice.
    compare(sql`''`);
    const words = [value].flat().map((word) => rangeOf(word));
    const among = sql<SqlBool>`(${sql.join([sql`false`, ...words], sql` or `)})`;
    return operator === 'is not' ? sql<SqlBool>`not ${among}` : among;
  },
};

/** The moments, as of now, that a word stands for; without any contact it is cold. */
function rangeOf(word: unknown): RawBuilder<SqlBool> {
  const at = warmthWords.indexOf(word as WarmthWord);
  if (at < 0) return sql<SqlBool>`false`;
  const next = warmthWords[at + 1];
  const until = column('warm_until');
  if (at === 0) return sql<SqlBool>`(${until} is null or ${until} < ${momentOf(next!)})`;
  const from = sql<SqlBool>`coalesce(${until} >= ${momentOf(warmthWords[at]!)}, false)`;
  return next ? sql<SqlBool>`(${from} and ${until} < ${momentOf(next)})` : from;
}

/** Silent for longer than is usual with them, by their own rhythm. */
const quiet: Field = {
  name: 'quiet',
  type: 'boolean',
  expression: sql`(parties.quiet_from <= statement_timestamp())`,
  sort: { expression: column('quiet_from'), type: 'instant', nulls: 'last' },
  filter: true,
  matches: (_operator, compare) =>
    compare(sql`(parties.quiet_from is not null and parties.quiet_from <= statement_timestamp())`),
};

const shared: Field[] = [
  name,
  email,
  textField('phone', 'phone', { editable: true }),
  role,
  tag,
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
  warmth,
  quiet,
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
