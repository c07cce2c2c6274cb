import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import { isFreeMailDomain, registrableDomain } from '../../../shared/identify/addresses.ts';
import type { PartyInput, PartyKind } from '../../../shared/identify/parties.ts';
import type { Basis, Topic } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { audienceOf, NotYourTeam, ReadOnly } from '../../platform/access/reach.ts';
import { record } from '../../platform/events/events.ts';
import { workspaceCountry } from '../../platform/workspaces/workspaces.ts';
import { type PreparedFieldValue, startingValues } from '../fields/stating.ts';
import { type NewStatement, state } from '../statements/statements.ts';
import { prepareValue } from '../statements/values.ts';
import { type Reach, withCompany } from './affiliations.ts';
import { usualAudience } from './usual-audience.ts';

/** A new person or company, from what one user knows about it. */
export async function createParty(
  transaction: Transaction,
  kind: PartyKind,
  input: z.output<typeof PartyInput>,
): Promise<{ id: string; event: string }> {
  const { actor } = transaction;
  if (actor.kind !== 'user' || actor.readOnly || actor.level === 'reader') throw new ReadOnly();
  const { visibility, teamId } = input.visibility
    ? { visibility: input.visibility, teamId: input.teamId }
    : await usualAudience(transaction, input.roles);
  if (visibility === 'team' && !actor.audiences.includes(teamId!)) throw new NotYourTeam();
  const reach: Reach = {
    visibility,
    ownerId: actor.userId,
    audience: audienceOf(actor.workspaceId, visibility, actor.userId, teamId),
  };

  const country = await workspaceCountry(transaction);
  const statements: NewStatement[] = [];
  const add = (topic: Topic, value: unknown) =>
    statements.push({
      topic,
      ...prepareValue(topic, value, country),
      basis: 'told',
      source: { kind: 'person', userId: actor.userId },
    });
  if (input.name) add('name', { display: input.name });
  for (const email of input.emails) add('email', email);
  for (const phone of input.phones) add('phone', phone);
  for (const web of input.web) add('web', web);
  for (const address of input.addresses) add('address', address);
  for (const role of input.roles) add('role', role);
  if (input.note) add('note', input.note);
  if (kind === 'person' && input.affiliation) {
    add('affiliation', await withCompany(transaction, input.affiliation, reach));
  }
  if (kind === 'company') {
    const domain = companyDomain(input.web, input.emails);
    if (domain) add('domain', domain);
  }
  const values = await startingValues(transaction, kind, input.values);
  return addParty(transaction, kind, reach, [
    ...statements,
    ...values.told.map((value) => fieldStatement(value, 'told', actor.userId)),
    ...values.assumed.map((value) => fieldStatement(value, 'assumed')),
  ]);
}

function fieldStatement(
  { field, value, valueKey }: PreparedFieldValue,
  basis: Basis,
  userId?: string,
): NewStatement {
  const source = userId ? ({ kind: 'person', userId } as const) : ({ kind: 'default' } as const);
  return { topic: 'field', fieldId: field.id, value, valueKey, basis, source };
}

/** The company that a person's affiliation names for the first time. */
export async function createCompanyNamed(
  transaction: Transaction,
  name: string,
  reach: Reach,
): Promise<string> {
  const source = { kind: 'person', userId: reach.ownerId } as const;
  const statement = { topic: 'name', ...prepareValue('name', { display: name }, 'US') } as const;
  const { id } = await addParty(transaction, 'company', reach, [
    { ...statement, basis: 'told', source },
  ]);
  return id;
}

/** Adds a party of which these statements are all that is known. */
export async function addParty(
  transaction: Transaction,
  kind: PartyKind,
  reach: Reach,
  statements: NewStatement[],
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  const id = randomUUIDv7();
  await db
    .insertInto('parties')
    .values({
      workspace_id: actor.workspaceId,
      id,
      kind,
      audience: reach.audience,
      visibility: reach.visibility,
      owner_id: reach.ownerId,
      created_by: actor.userId,
      name: '',
      sort_name: '',
      search_text: '',
      version: 0,
    })
    .execute();
  const subject = { id, kind, audience: reach.audience, version: 0 } as const;
  const { ids } = await state(transaction, subject, statements);
  const emails = statements
    .filter(({ topic }) => topic === 'email')
    .map(({ valueKey }) => valueKey);
  const [event] = await record(transaction, {
    subject: kind,
    subjectId: id,
    audience: reach.audience,
    verb: 'created',
    particulars: { emails },
    after: Object.fromEntries(
      statements.filter(({ fieldId }) => !fieldId).map(({ topic, value }) => [topic, value]),
    ),
  });
  // What a field holds is told apart: of those who see the person not everybody may see the field.
  await record(
    transaction,
    ...statements.flatMap(({ topic, fieldId, value }, at) =>
      fieldId
        ? {
            subject: kind,
            subjectId: id,
            audience: reach.audience,
            verb: 'edited',
            fieldId,
            particulars: { topic, fieldId, stated: [ids[at]!], superseded: [] },
            after: { [topic]: value },
          }
        : [],
    ),
  );
  return { id, event: event! };
}

/** The registrable domain of a company's site or of its mail, never one of a free-mail provider. */
export function companyDomain(web: string[], emails: string[]): string | undefined {
  const hosts = [
    ...web.map(
      (address) => URL.parse(/^https?:/i.test(address) ? address : `https://${address}`)?.hostname,
    ),
    ...emails.map((email) => email.split('@').at(-1)),
  ];
  for (const host of hosts) {
    const domain = host && registrableDomain(host);
    if (domain && !isFreeMailDomain(domain)) return domain;
  }
  return undefined;
}
