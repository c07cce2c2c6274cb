import { sql } from 'kysely';
import { seenAddress } from '../../../shared/identify/addresses.ts';
import { parsePhone } from '../../../shared/identify/phones.ts';
import { partiesNamed } from '../../identify/cells/names.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { MetAddress } from '../addresses/seen.ts';

/** Whom the name or number before a message stands for. */
export interface Sender {
  name: string;
  /** Somebody known: by a number that is theirs alone, or as the only one who is called so. */
  partyId: string | null;
  /** A number, or a name as one telephone knows it; whose it is may be said later. */
  address: MetAddress;
}

interface Known {
  id: string;
  audience: string;
}

/**
 * Finds out who the senders of a chat are. What a telephone calls somebody is no address: a number says who it
 * is, a name only where nobody else is called so. Nobody is guessed.
 */
export async function whoTheyAre(
  transaction: Transaction,
  names: readonly string[],
  {
    audience,
    country,
    way,
    owner,
  }: { audience: string; country: string; way: string; owner: string },
): Promise<Map<string, Sender>> {
  const { actor } = transaction;
  const senders = [...new Set(names)].map((name) => ({ name, number: numberIn(name, country) }));
  const numbers = senders.flatMap(({ number }) => number ?? []);
  const byNumber = await partiesAt(transaction, numbers);
  const named = await partiesNamed(
    transaction,
    'person',
    senders.filter(({ number }) => number === null).map(({ name }) => name),
  );
  return new Map(
    senders.map(({ name, number }) => {
      const known = number ? (byNumber.get(number) ?? []) : named(name);
      const [one, another] = known;
      const isShown = one !== undefined && [actor.workspaceId, audience].includes(one.audience);
      // Two telephones call different people “Anna”.
      const text = number ?? `${name.slice(0, 200)} (${way}, ${owner})`;
      const { key } = seenAddress(text) ?? { key: text };
      return [
        name,
        {
          name: name.slice(0, 500),
          partyId: isShown && !another ? one.id : null,
          address: { key, name: name.slice(0, 500), mailable: false },
        },
      ];
    }),
  );
}

function numberIn(name: string, country: string): string | null {
  if (!/^\+?[\d\s().\-/\u2010-\u2015]{6,40}$/u.test(name)) return null;
  const { valid, value } = parsePhone(name.replace(/[\u2010-\u2015]/g, '-'), country);
  return valid ? value : null;
}

/** Whom the actor knows under each of these numbers. */
export async function partiesAt(
  { db, actor }: Transaction,
  numbers: readonly string[],
): Promise<Map<string, Known[]>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await sql<Known & { number: string }>`
    select distinct s.value_key as number, p.id, p.audience
    from statements s join parties p on p.workspace_id = s.workspace_id and p.id = s.party_id
    where s.workspace_id = ${actor.workspaceId} and s.topic = 'phone'
      and s.value_key = any (${[...numbers]}::text[]) and s.superseded_at is null
      and p.trashed_at is null and p.merged_into is null
    order by p.id`.execute(db);
  return Map.groupBy(rows, ({ number }) => number);
}
