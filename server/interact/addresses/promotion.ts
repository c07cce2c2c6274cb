import { type SqlBool, sql } from 'kysely';
import {
  companyDomainOf,
  isAutomaticAddress,
  normaliseEmail,
} from '../../../shared/identify/addresses.ts';
import { whoWrites } from '../../../shared/identify/desks.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Topic } from '../../../shared/identify/statements.ts';
import type { AddressCandidate } from '../../../shared/interact/addresses.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { type Reach, withCompany } from '../../identify/parties/affiliations.ts';
import { addParty } from '../../identify/parties/creation.ts';
import { stateValue } from '../../identify/parties/editing.ts';
import { otherLabel } from '../../identify/statements/projection.ts';
import type { NewStatement } from '../../identify/statements/statements.ts';
import { prepareValue } from '../../identify/statements/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ReadOnly } from '../../platform/access/reach.ts';
import { standing } from '../capture/capturing.ts';
import { readOurs } from './ours.ts';

export class AddressNotFound extends Refusal {
  constructor() {
    super('address.not-found', 404, 'There is no such address, or you may not see it.');
  }
}

export class AddressHasOwner extends Refusal {
  constructor() {
    super(
      'address.has-owner',
      409,
      'This address belongs to somebody already. Open that record instead.',
    );
  }
}

/** Who wrote this often, or was answered, is offered with one click; nobody else crowds the list. */
const oftenEnough = 3;

export async function candidates(
  transaction: Transaction,
  request: { importId: string | undefined; limit: number },
): Promise<AddressCandidate[]> {
  const { db, actor } = transaction;
  const ours = await readOurs(transaction);
  const within = request.importId
    ? sql<SqlBool>`p.activity_id in (select a.id from activities a where a.workspace_id = ${actor.workspaceId}
        and a.import_id = ${request.importId})`
    : sql<SqlBool>`true`;
  const { rows } = await sql<AddressCandidate>`
    select s.id, s.address, s.name, s.mailable, met.written, met.received, met.chats > 0 as "isChat"
    from (
      select p.address_id, count(*) filter (where p.role in ('from', 'organizer', 'caller')) as written,
        count(*) filter (where p.role not in ('from', 'organizer', 'caller')) as received,
        count(*) filter (where p.kind = 'message') as chats
      from participants p
      where p.workspace_id = ${actor.workspaceId} and p.address_id is not null and p.party_id is null
        and not p.ours and ${within}
      group by p.address_id
    ) met
    join seen_addresses s on s.workspace_id = ${actor.workspaceId} and s.id = met.address_id
    where (met.written >= ${oftenEnough} or (met.written > 0 and met.received > 0) or met.chats > 0)
      and not exists (select from party_emails e where e.workspace_id = s.workspace_id and e.address = s.address)
    order by met.written + met.received desc, s.address
    limit ${request.limit}`.execute(db);
  return rows.filter(({ address }) => !ours.has(address) && !isAutomaticAddress(address));
}

/** Makes an address somebody: a person, or for a desk's address its company. Their mail is theirs at once. */
export async function promoteAddress(
  transaction: Transaction,
  id: string,
): Promise<{ id: string; kind: PartyKind; event: string }> {
  const { actor } = transaction;
  const seen = await nobodysAddress(transaction, id);
  const { kind, name } = whoWrites(seen.address, seen.name ?? '');
  const reach = {
    audience: seen.audience,
    visibility:
      seen.audience === actor.workspaceId
        ? 'everyone'
        : seen.audience === seen.userId
          ? 'private'
          : 'team',
    ownerId: seen.userId,
  };
  const statements: NewStatement[] = [];
  const add = (
    topic: Topic,
    value: unknown,
    basis: NewStatement['basis'] = 'seen',
    label?: string,
  ) =>
    statements.push({
      topic,
      ...prepareValue(topic, value, ''),
      basis,
      label,
      source: { kind: 'person', userId: seen.userId },
    });
  if (name) add('name', { display: name });
  add(topicOf(seen.address), seen.address);
  const domain = companyDomainOf(seen.address);
  if (domain && kind === 'company') {
    const taken = await companyWith(transaction, domain, reach.audience);
    add('domain', domain, 'calculated', taken ? otherLabel : undefined);
  }
  if (domain && kind === 'person') {
    const affiliation = await employerOf(transaction, domain, reach);
    add('affiliation', await withCompany(transaction, affiliation, reach), 'assumed');
  }
  return { kind, ...(await addParty(transaction, kind, reach, statements)) };
}

/** Says whose an address, a number or a name in chats is: what was met under it is theirs at once. */
export async function tieAddress(
  transaction: Transaction,
  id: string,
  partyId: string,
): Promise<{ id: string; kind: PartyKind; event: string }> {
  const { address } = await nobodysAddress(transaction, id);
  const { kind, version } = await standing(transaction, partyId);
  const { event } = await stateValue(transaction, kind, partyId, {
    topic: topicOf(address),
    value: address,
    basis: 'seen',
    version,
  });
  return { id: partyId, kind, event };
}

async function nobodysAddress({ db, actor }: Transaction, id: string) {
  if (actor.kind !== 'user' || actor.readOnly) throw new ReadOnly();
  const seen = await db
    .selectFrom('seen_addresses')
    .select(['address', 'name', 'audience'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!seen) throw new AddressNotFound();
  const owner = await db
    .selectFrom('party_emails')
    .select('party_id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('address', '=', seen.address)
    .executeTakeFirst();
  if (owner) throw new AddressHasOwner();
  return { ...seen, userId: actor.userId };
}

function topicOf(address: string): 'email' | 'phone' | 'handle' {
  if (normaliseEmail(address)) return 'email';
  return /^\+\d{5,}$/.test(address) ? 'phone' : 'handle';
}

/** Where whoever has an address of this domain is taken to work: at its company, or at a new one. */
export async function employerOf(transaction: Transaction, domain: string, reach: Reach) {
  const company = await companyWith(transaction, domain, reach.audience);
  if (!company) return companyOfDomain(transaction, domain, reach);
  return { companyId: company.id, companyName: company.name || domain, title: '', department: '' };
}

/** Whether the company of a domain is known to those who see the same. */
export async function isDomainKnown(
  transaction: Transaction,
  domain: string,
  { audience }: Reach,
): Promise<boolean> {
  return (await companyWith(transaction, domain, audience)) !== undefined;
}

function companyWith({ db, actor }: Transaction, domain: string, audience: string) {
  return db
    .selectFrom('parties')
    .select(['id', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('kind', '=', 'company')
    .where('domain', '=', domain)
    .where('audience', 'in', [actor.workspaceId, audience])
    .where('trashed_at', 'is', null)
    .executeTakeFirst();
}

async function companyOfDomain(
  transaction: Transaction,
  domain: string,
  reach: Parameters<typeof addParty>[2],
) {
  const { id } = await addParty(transaction, 'company', reach, [
    {
      topic: 'domain',
      ...prepareValue('domain', domain, ''),
      basis: 'calculated',
      source: { kind: 'person', userId: reach.ownerId },
    },
  ]);
  return { companyId: id, companyName: domain, title: '', department: '' };
}
