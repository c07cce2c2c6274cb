import { sql } from 'kysely';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { type Happening, subscribe } from '../../platform/events/events.ts';

/** What contact there was with these parties may have changed: in these entries, or in any where none are named. */
export interface ContactChange {
  partyIds: string[];
  activityIds?: readonly string[];
}
type ContactFollower = (house: Transaction, change: ContactChange) => Promise<void>;
const followers: ContactFollower[] = [];

/** A room above works out something of its own from contact, in the same transaction. */
export function followContact(follower: ContactFollower): void {
  followers.push(follower);
}

/**
 * Works the field "last contact" of these parties out again: the newest past mail, message, call or meeting between
 * persons that everyone who sees the party sees too. It is a shared field, so private contact does not
 * count in it; a note about somebody is no contact with them, and neither is a call that nobody answered.
 * Whoever knows which entries it is about says so, because what follows from those costs less than from all.
 */
export async function refreshLastContact(
  house: Transaction,
  partyIds: string[],
  activityIds?: readonly string[],
): Promise<void> {
  if (partyIds.length === 0) return;
  const { db, actor } = house;
  await sql`
    update parties set last_contact_at = contact.at
    from (
      select trace.id, max(occurred_at) as at
      from unnest(${partyIds}::uuid[]) as trace (id)
      join parties p on p.workspace_id = ${actor.workspaceId} and p.id = trace.id
      left join lateral (
        select a.occurred_at from participants x
        join activities a on a.workspace_id = x.workspace_id and a.id = x.activity_id
        where x.workspace_id = p.workspace_id and x.party_id = p.id and ${counts}
        union all
        select newest.occurred_at
        from party_emails e
        join seen_addresses s on s.workspace_id = e.workspace_id and s.address = e.address
        cross join lateral (
          select a.occurred_at from participants x
          join activities a on a.workspace_id = x.workspace_id and a.id = x.activity_id
          where x.workspace_id = s.workspace_id and x.address_id = s.id and ${counts}
          order by x.occurred_at desc, x.activity_id desc limit 1
        ) newest
        where e.workspace_id = p.workspace_id and e.party_id = p.id
      ) contacts on true
      group by trace.id
    ) contact
    where parties.workspace_id = ${actor.workspaceId} and parties.id = contact.id
      and parties.last_contact_at is distinct from contact.at`.execute(db);
  const change = { partyIds, ...(activityIds ? { activityIds } : {}) };
  for (const follower of followers) await follower(house, change);
}

/** Whether something between persons has come about, whoever sees it. */
export const cameAbout = sql`a.trashed_at is null and a.cancelled_at is null
  and a.took_place is distinct from false and a.occurred_at <= statement_timestamp()
  and (a.kind <> 'call' or not exists (
    select from calls c where c.workspace_id = a.workspace_id and c.activity_id = a.id
      and (c.outcome = 'not reached' or (c.rang_at is not null and c.answered_at is null))))`;

const counts = sql`a.audience in (p.workspace_id, p.audience) and ${cameAbout}
  and a.touch = 'personal' and a.kind in ('email', 'call', 'meeting', 'message')`;

/** After these somebody has other addresses, or other calls were about them. */
const otherContacts = new Set(['restored', 'merged', 'separated']);

/** A person who is given an address has had contact from the moment that address was first met. */
export function followAddresses(): void {
  const concerned = ({ particulars, verb }: Happening) => {
    const { topic, emails = [] } = (particulars ?? {}) as { topic?: string; emails?: string[] };
    return emails.length > 0 || topic === 'email' || otherContacts.has(verb);
  };
  const many = async (transaction: Transaction, happenings: Happening[]) => {
    const ids = happenings.filter(concerned).map(({ subjectId }) => subjectId);
    if (ids.length > 0) await asHouse(transaction, (house) => refreshLastContact(house, ids));
  };
  const one = (transaction: Transaction, happening: Happening) => many(transaction, [happening]);
  subscribe('person', one, many);
  subscribe('company', one, many);
}
