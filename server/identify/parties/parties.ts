import { type RawBuilder, sql } from 'kysely';
import type { PartyKind, PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile, editableBy, mayEdit, mayShare } from '../../platform/access/reach.ts';
import { instantText } from '../../platform/database/values.ts';
import { partyEntity } from '../fields/entity.ts';
import { shownValues } from '../fields/reading.ts';
import { inPlace } from '../statements/places.ts';
import { readStatements, viewStatement } from '../statements/reading.ts';
import { affiliationsOf } from './affiliations.ts';
import { warmthNow } from './catalog.ts';
import { InTrash, PartyMerged, PartyNotFound, PartyNotYours } from './errors.ts';

/** What `rowOf` makes a row of. */
const rowColumns = [
  'parties.id',
  'parties.kind',
  'parties.name',
  'parties.email',
  'parties.phone',
  'parties.web',
  'parties.title',
  'parties.company_id',
  'parties.company_name',
  'parties.domain',
  'parties.city',
  'parties.country',
  'parties.roles',
  'parties.tags',
  'parties.visibility',
  'parties.audience',
  'parties.owner_id',
  'parties.assigned_to',
  'parties.last_contact_at',
  'parties.created_at',
  'parties.updated_at',
  'parties.version',
  'parties.trashed_at',
  'parties.merged_into',
] as const;

export type Party = NonNullable<Awaited<ReturnType<typeof findParty>>>;

/** Finds a party among those the actor may see, in the trash or not. */
export function findParty({ db, actor }: Transaction, kind: PartyKind, id: string) {
  return db
    .selectFrom('parties')
    .select(rowColumns)
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('kind', '=', kind)
    .executeTakeFirst();
}

/** The names of those that the actor sees, in the trash or not. */
export async function partyNames(
  { db, actor }: Transaction,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('parties')
    .select(['id', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A party the actor may change, at the version on which the change was made. */
export async function partyToEdit(
  transaction: Transaction,
  kind: PartyKind,
  id: string,
  version: number,
): Promise<Party> {
  const party = await findParty(transaction, kind, id);
  if (!party) throw new PartyNotFound();
  if (!mayEdit(transaction, party)) throw new PartyNotYours();
  if (party.merged_into) throw new PartyMerged();
  if (party.trashed_at) throw new InTrash();
  if (party.version !== version) throw new ChangedMeanwhile();
  return party;
}

/** Finds a party by an id it has or had: one that became part of another leads there. */
export async function findStanding(
  transaction: Transaction,
  kind: PartyKind,
  id: string,
): Promise<Party | undefined> {
  let party = await findParty(transaction, kind, id);
  while (party?.merged_into) party = await findParty(transaction, kind, party.merged_into);
  return party;
}

export function rowOf(party: Party): PartyRow {
  return {
    id: party.id,
    kind: party.kind as PartyKind,
    name: party.name,
    email: party.email,
    phone: party.phone,
    web: party.web,
    title: party.title,
    companyId: party.company_id,
    companyName: party.company_name,
    domain: party.domain,
    city: party.city,
    country: party.country,
    roles: party.roles,
    tags: party.tags,
    visibility: party.visibility as PartyRow['visibility'],
    ownerId: party.owner_id,
    assignedTo: party.assigned_to,
    lastContactAt: party.last_contact_at?.toString() ?? null,
    createdAt: party.created_at.toString(),
    updatedAt: party.updated_at.toString(),
    version: party.version,
  };
}

/** The same row for a list, under its names in the answer and with instants as text. */
export const listColumns = sql`id, kind, name, email, phone, web, title, company_id as "companyId",
  company_name as "companyName", domain, city, country, roles, tags, visibility, owner_id as "ownerId",
  assigned_to as "assignedTo", last_contact_at::text as "lastContactAt", created_at::text as "createdAt",
  updated_at::text as "updatedAt", version, ${warmthNow} as warmth, quiet_from::text as "quietFrom"`;

/** The columns of a list in which cells are written: with what its reader may do with each row. */
export function writableColumns({ actor }: Transaction): RawBuilder<unknown> {
  return sql`${listColumns}, ${editableBy(actor)} as "mayEdit"`;
}

/** Finishes a row of `listColumns`. */
export function listRow(row: PartyRow): PartyRow {
  row.lastContactAt &&= instantText(row.lastContactAt);
  row.createdAt = instantText(row.createdAt);
  row.updatedAt = instantText(row.updatedAt);
  if (row.quietFrom) row.quietFrom = instantText(row.quietFrom);
  return row;
}

export async function viewParty(
  transaction: Transaction,
  kind: PartyKind,
  asked: string,
): Promise<PartyView> {
  const party = await findStanding(transaction, kind, asked);
  if (!party) throw new PartyNotFound();
  const { id } = party;
  const { db, actor } = transaction;
  const statements = await readStatements(transaction, [id]);
  const roles = await db
    .selectFrom('party_roles')
    .select(['statement_id', 'role', 'from_date', 'to_date'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', id)
    .orderBy(sql`from_date nulls first`)
    .execute();
  const edit = mayEdit(transaction, party);
  const current = await withFields(transaction, kind, inPlace(statements));
  return {
    ...rowOf(party),
    ...(kind === 'company' && { lastContactAt: await newestContactOf(transaction, party) }),
    teamId: party.visibility === 'team' ? party.audience : null,
    trashedAt: party.trashed_at?.toString() ?? null,
    statements: current.map(viewStatement),
    affiliations: await affiliationsOf(transaction, kind, id),
    roleSpans: roles.map((role) => ({
      statementId: role.statement_id,
      role: role.role,
      from: role.from_date?.toString() ?? null,
      to: role.to_date?.toString() ?? null,
    })),
    can: { edit: edit && !party.trashed_at, trash: edit, share: mayShare(transaction, party) },
  };
}

/** Values of fields that are in use, and of references those to somebody the actor sees, with their name. */
export async function withFields<
  Row extends { topic: string; field_id: string | null; value: unknown },
>(transaction: Transaction, kind: PartyKind, statements: Row[]): Promise<Row[]> {
  if (!statements.some(({ topic }) => topic === 'field')) return statements;
  const entity = await partyEntity(kind)(transaction);
  const names = new Map(entity.fields.map(({ name, shown }) => [shown?.own, name]));
  const held = statements.map(({ field_id, value }) => (field_id ? { [field_id]: value } : null));
  const shown = await shownValues(transaction, entity, held);
  return statements.flatMap((statement, at) => {
    if (!statement.field_id) return [statement];
    const value = shown[at]![names.get(statement.field_id) ?? ''];
    return value === undefined ? [] : [{ ...statement, value }];
  });
}

/** With a company one has contact through its people too, as far as the actor may see them. */
async function newestContactOf({ db, actor }: Transaction, company: Party): Promise<string | null> {
  const { newest } = await db
    .selectFrom('affiliations')
    .innerJoin('parties', (join) =>
      join
        .onRef('parties.workspace_id', '=', 'affiliations.workspace_id')
        .onRef('parties.id', '=', 'affiliations.party_id'),
    )
    .select(({ fn }) => fn.max('last_contact_at').as('newest'))
    .where('affiliations.workspace_id', '=', actor.workspaceId)
    .where('affiliations.company_id', '=', company.id)
    .where('trashed_at', 'is', null)
    .executeTakeFirstOrThrow();
  const times = [company.last_contact_at, newest].filter((time) => time !== null);
  return times.sort(Temporal.Instant.compare).at(-1)?.toString() ?? null;
}
