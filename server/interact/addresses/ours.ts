import { companyDomainOf, registrableDomain } from '../../../shared/identify/addresses.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** Which addresses are ours: those of the users, those named as ours, and whatever has a user's domain. */
export interface Ours {
  has: (address: string) => boolean;
  /** The registrable domain of a user's address is the company's, unless a free-mail provider has it. */
  domains: ReadonlySet<string>;
}

export async function readOurs({ db, actor }: Transaction): Promise<Ours> {
  const users = await db
    .selectFrom('users')
    .select('email')
    .where('workspace_id', '=', actor.workspaceId)
    .execute();
  const named = await db
    .selectFrom('own_addresses')
    .select('address')
    .where('workspace_id', '=', actor.workspaceId)
    .execute();
  const addresses = new Set([
    ...users.map(({ email }) => email),
    ...named.map(({ address }) => address),
  ]);
  const domains = new Set<string>();
  // A name somebody chose for a mailbox of an archive says nothing about its domain.
  for (const { email } of users) {
    const domain = companyDomainOf(email);
    if (domain) domains.add(domain);
  }
  return {
    domains,
    has(address) {
      if (addresses.has(address)) return true;
      const domain = domains.size > 0 ? registrableDomain(address.split('@').at(-1) ?? '') : null;
      return domain !== null && domains.has(domain);
    },
  };
}
