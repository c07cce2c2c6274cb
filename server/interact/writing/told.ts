import { sql } from 'kysely';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import {
  type Claim,
  claimsOf,
  matterOf,
  validUntil,
} from '../../../shared/interact/writing/claims.ts';
import type { ToldClaim, ToldQuery } from '../../../shared/interact/writing/told.ts';
import type { Transaction } from '../../platform/access/actor.ts';

const mostRecipients = 20;
const mostPeople = 200;
const mostMails = 40;
const mostEntries = 100;
/** What was told earlier has been overtaken or forgotten. */
const toldDays = 365;

interface Row {
  source: 'mail' | 'offer' | 'promise';
  activity_id: string | null;
  party_id: string;
  party_kind: 'person' | 'company';
  by: string | null;
  at: Temporal.Instant;
  subject: string | null;
  body: string;
  amount: string | null;
  currency: string | null;
  on: string | null;
}

/**
 * What we told these people and their companies of prices, days and what is included, as far as the actor may read
 * it: in mails, and in the offers and promises that are still open. What the draft says never leaves its page.
 */
export async function toldTo(
  transaction: Transaction,
  { to, zone, monthFirst }: ToldQuery,
): Promise<ToldClaim[]> {
  const addresses = to
    .split(',')
    .map((address) => normaliseEmail(address))
    .filter((address) => address !== null)
    .slice(0, mostRecipients);
  if (addresses.length === 0) return [];
  const today = Temporal.Now.plainDateISO(zone).toString();
  const rows = await entriesTold(transaction, addresses);
  return rows.flatMap((row) => {
    const at = row.at.toString();
    const from = {
      from: row.source,
      activityId: row.activity_id,
      partyId: row.party_id,
      partyKind: row.party_kind,
      by: row.by ?? '',
      at,
    } as const;
    const context = { now: row.at.toZonedDateTimeISO(zone), monthFirst };
    if (row.source === 'mail') {
      const ends = validUntil(row.body, context);
      const holds = ends === null || ends >= today;
      return claimsOf(row.body, row.subject ?? '', context)
        .filter((claim) => claim.kind !== 'date' || claim.on >= today)
        .map((claim) => ({ ...claim, ...from, holds }));
    }
    const term = termOf(row);
    return term ? [{ ...term, ...from, holds: true }] : [];
  });
}

/** The one thing that an offer or a promise is held to. */
function termOf(row: Row): Claim | null {
  const sentence = row.body;
  const matter = matterOf(sentence);
  if (row.source === 'promise') {
    return row.on ? { kind: 'date', sentence, matter, on: row.on } : null;
  }
  if (row.amount === null || row.currency === null) return null;
  const price = { amount: Number(row.amount), currency: row.currency };
  return { kind: 'price', sentence, matter, price };
}

/** One statement: the newest mails by the addresses that were met, then what is open, each over its own index. */
async function entriesTold({ db, actor }: Transaction, addresses: string[]): Promise<Row[]> {
  const { workspaceId } = actor;
  const { rows } = await sql<Row>`
    with asked as (
      select distinct p.id, p.kind from party_emails e
      join parties p on p.workspace_id = e.workspace_id and p.id = e.party_id and p.trashed_at is null
      where e.workspace_id = ${workspaceId} and e.address = any (${addresses}::text[])
    ), companies as (
      select id from asked where kind = 'company'
      union
      select f.company_id from asked
      join affiliations f on f.workspace_id = ${workspaceId} and f.party_id = asked.id
        and (f.to_date is null or f.to_date >= current_date)
    ), concerned as (
      select id from asked
      union
      select id from companies
      union
      (select f.party_id from companies
        join affiliations f on f.workspace_id = ${workspaceId} and f.company_id = companies.id
        limit ${sql.lit(mostPeople)})
    ), met as (
      select concerned.id as party_id, s.id from concerned
      join party_emails e on e.workspace_id = ${workspaceId} and e.party_id = concerned.id
      join seen_addresses s on s.workspace_id = ${workspaceId} and s.address = e.address
    ), mails as (
      select distinct on (recent.activity_id) recent.activity_id, met.party_id from met,
        lateral (
          select p.activity_id from participants p
          join activities a on a.workspace_id = p.workspace_id and a.id = p.activity_id
            and a.trashed_at is null and a.direction = 'out'
          where p.workspace_id = ${workspaceId} and p.address_id = met.id and p.kind = 'email'
            and p.occurred_at > now() - make_interval(days => ${sql.lit(toldDays)})
          order by p.occurred_at desc, p.activity_id desc limit ${sql.lit(mostMails)}
        ) recent
    ), told as (
      (select 'mail' as source, a.id as activity_id, mails.party_id, a.owner_id as who, a.occurred_at as at,
          t.subject, t.body, null::bigint as amount, null as currency, null as "on"
        from mails
        join activities a on a.workspace_id = ${workspaceId} and a.id = mails.activity_id
        join activity_texts t on t.workspace_id = a.workspace_id and t.activity_id = a.id
        order by a.occurred_at desc, a.id desc limit ${sql.lit(mostMails)})
      union all
      (select 'offer', a.id, concerned.id, a.owner_id, a.occurred_at, null, t.subject, o.amount, o.currency, null
        from concerned
        join participants p on p.workspace_id = ${workspaceId} and p.party_id = concerned.id and p.kind = 'offer'
        join activities a on a.workspace_id = p.workspace_id and a.id = p.activity_id and a.trashed_at is null
          and a.direction = 'out'
        join offers o on o.workspace_id = a.workspace_id and o.activity_id = a.id
          and o.amount is not null and o.answer is distinct from 'declined'
          and (o.valid_until is null or o.valid_until >= current_date)
        join activity_texts t on t.workspace_id = a.workspace_id and t.activity_id = a.id
        limit ${sql.lit(mostEntries)})
      union all
      (select 'promise', x.activity_id, x.party_id, x.keeper_id, x.made_at, null, x.what, null, null,
          x.due_on::text
        from concerned
        join promises x on x.workspace_id = ${workspaceId} and x.party_id = concerned.id
          and x.direction = 'ours' and x.outcome is null and x.removed_at is null
        limit ${sql.lit(mostEntries)})
    )
    select told.source, told.activity_id, told.party_id, p.kind as party_kind, u.name as by, told.at,
      told.subject, coalesce(told.body, '') as body, told.amount::text as amount, told.currency, told."on"
    from told
    join parties p on p.workspace_id = ${workspaceId} and p.id = told.party_id
    left join users u on u.workspace_id = ${workspaceId} and u.id = told.who`.execute(db);
  return rows;
}
