import type { Transaction } from '../../access/actor.ts';
import type { SignIn } from '../connector.ts';
import { HostOfAnother, MailProviderNotFound } from './errors.ts';
import { placesOf } from './known.ts';
import { findMailProvider } from './providers.ts';

/** A token of Google's or Microsoft's opens everything there: no other server is shown one. */
export async function requireHosts(
  transaction: Transaction,
  { provider, hosts }: SignIn,
): Promise<void> {
  const row = await findMailProvider(transaction, provider);
  if (!row || row.removed_at) throw new MailProviderNotFound();
  const ends = placesOf(row).hosts;
  if (!ends) return;
  for (const [field, host] of Object.entries(hosts)) {
    const name = host.toLowerCase().replace(/\.$/, '');
    if (!ends.some((end) => name === end || name.endsWith(`.${end}`))) {
      throw new HostOfAnother(field, row.name);
    }
  }
}
