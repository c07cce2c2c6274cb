import { sql } from 'kysely';
import { seenAddress } from '../../../shared/identify/addresses.ts';
import { parsePhone } from '../../../shared/identify/phones.ts';
import type { ListedCustomer } from '../../../shared/interact/order-rows.ts';
import { partiesNamed } from '../../identify/cells/names.ts';
import { suppressedAmong } from '../../identify/privacy/suppression.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { type MetAddress, rememberAddresses } from '../addresses/seen.ts';
import { partiesAt } from '../messages/senders.ts';

/** Who bought, as far as it is known. */
export interface Buyer {
  partyId: string | null;
  addressId: string | null;
  name: string;
  missing: 'unknown' | 'several' | 'nobody' | 'erased' | null;
}

interface Known {
  id: string;
  audience: string;
}

/**
 * Finds out who the customers of a list are: by their address, by a number or name that is one's alone. Nobody
 * is guessed and nobody is made: whoever is not known is remembered as met, under what the list calls them.
 */
export async function whoBought(
  transaction: Transaction,
  customers: readonly ListedCustomer[],
  { importId, reach: { audience }, country }: Importing,
): Promise<Buyer[]> {
  const { actor } = transaction;
  const asked = customers.map((customer) => {
    const phone = customer.phone ? parsePhone(customer.phone, country) : null;
    return { ...customer, phone: phone?.valid ? phone.value : '', met: metAs(customer) };
  });
  const keys = asked.flatMap(({ email, met }) => [email, met?.key ?? '']).filter(Boolean);
  const taken = await takenAmong(transaction, keys);
  const byNumber = await partiesAt(transaction, asked.map(({ phone }) => phone).filter(Boolean));
  const person = await partiesNamed(
    transaction,
    'person',
    asked.map(({ name }) => name).filter(Boolean),
  );
  const companyNames = asked.flatMap(({ company, name }) => [company, name]).filter(Boolean);
  const company = await partiesNamed(transaction, 'company', companyNames);
  const isShown = (known: Known) => [actor.workspaceId, audience].includes(known.audience);
  const suppressed = await suppressedAmong(transaction, [
    ...keys,
    ...asked.map(({ phone }) => phone).filter(Boolean),
  ]);

  const found = asked.map((customer): Buyer & { address: MetAddress | null } => {
    const { email, phone, name, company: firm, number, met } = customer;
    const called = name || firm || email || phone || number;
    const none = { partyId: null, addressId: null, address: null, name: called, missing: null };
    if ([email, phone, met?.key ?? ''].some((key) => key !== '' && suppressed.has(key)))
      return { ...none, name: '', missing: 'erased' };
    const address = (key: string, mailable: boolean) => ({ key, name: name || firm, mailable });
    // Whoever has the address has the order, now or later.
    if (email && taken.has(email)) return { ...none, address: address(email, true) };
    if (met && taken.has(met.key)) return { ...none, address: met };
    const ways: Known[][] = [
      phone ? (byNumber.get(phone) ?? []) : [],
      name && !email ? person(name) : [],
      firm && !email ? company(firm) : [],
      name && !email && !firm ? company(name) : [],
    ];
    const shown = ways.map((all) => all.filter(isShown)).filter((all) => all.length > 0);
    const [first] = shown;
    if (first?.length === 1) return { ...none, partyId: first[0]!.id };
    const missing = first ? ('several' as const) : ('unknown' as const);
    if (email) return { ...none, missing, address: address(email, true) };
    if (met) return { ...none, missing, address: met };
    if (phone) return { ...none, missing, address: address(phone, false) };
    return { ...none, missing: 'nobody' };
  });
  const ids = await rememberAddresses(
    transaction,
    audience,
    found.flatMap(({ address }) => address ?? []),
    importId,
  );
  return found.map(({ address, ...buyer }) => ({
    ...buyer,
    addressId: address ? (ids.get(address.key) ?? null) : null,
  }));
}

/**
 * What a list calls somebody that is neither address nor telephone number: the number the shop gave them, which
 * stays when they marry, else the name, in quotation marks because it is no more than that.
 */
function metAs({ number, name, company }: ListedCustomer): MetAddress | null {
  const called = name || company;
  const text = number ? `№ ${number}` : called && `"${called}"`;
  const seen = text ? seenAddress(text) : null;
  return seen && { key: seen.key, name: called || text, mailable: false };
}

/** Which of these belong to somebody the actor sees. */
async function takenAmong(
  { db, actor }: Transaction,
  keys: readonly string[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ address: string }>`
    select distinct address from party_emails
    where workspace_id = ${actor.workspaceId} and address = any (${[...keys]}::text[])`.execute(db);
  return new Set(rows.map(({ address }) => address));
}
