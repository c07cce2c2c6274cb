import type pg from 'pg';
import { foldForSearch } from '../../shared/platform/folding.ts';
import { nextId } from '../platform/database/ids.ts';

/** What lies between the sample company and two of its companies; days count from today. */
const story = [
  {
    role: 'supplier',
    supplies: [
      { name: 'Oak boards, 40 mm', article: 'EI-40', unit: 'm²', price: 8450, lead: 14 },
      { name: 'Ash boards, 30 mm', article: 'ES-30', unit: 'm²', price: 6120, lead: 21 },
      { name: 'Larch, planed', article: 'LA-25', unit: 'm²', price: 3980, lead: 5 },
    ],
    offers: [
      { what: 'Oak for the next two orders', number: 'AN-118', on: -6, until: 24, amount: 845_000 },
      { what: 'Ash, a whole trunk', number: 'AN-097', on: -75, until: -45, amount: 312_000 },
      {
        what: 'Oak for the spring',
        number: 'AN-081',
        on: -120,
        until: -90,
        amount: 790_000,
        answer: 'accepted',
        answered: -112,
      },
    ],
    purchases: [
      { what: 'Oak boards', number: 'RE-2201', on: -110, due: -80, paid: -84, amount: 395_000 },
      { what: 'Oak boards', number: 'RE-2249', on: -80, due: -50, paid: -41, amount: 395_000 },
      { what: 'Larch', number: 'RE-2290', on: -45, due: -15, paid: -16, amount: 79_600 },
      { what: 'Ash boards', number: 'RE-2317', on: -20, due: 10, amount: 128_520 },
    ],
    promises: [
      { direction: 'theirs', what: 'A sample of the smoked oak', due: 6 },
      { direction: 'ours', what: 'The cutting list for the next order', due: -2 },
      { direction: 'theirs', what: 'Dry oak on the yard', due: -60, outcome: 'kept', settled: -61 },
      { direction: 'theirs', what: 'A new price list', due: -30, outcome: 'kept', settled: -22 },
    ],
  },
  {
    role: 'partner',
    supplies: [{ name: 'Structural design', article: '', unit: 'hour', price: 9500, lead: null }],
    offers: [
      {
        what: 'Structural design of a flight',
        number: 'H-12',
        on: -15,
        until: 15,
        amount: 240_000,
      },
    ],
    purchases: [
      {
        what: 'Structural design',
        number: '2026-31',
        on: -70,
        due: -40,
        paid: -40,
        amount: 228_000,
      },
    ],
    promises: [
      { direction: 'ours', what: 'Photographs of the finished work', due: 12 },
      {
        direction: 'theirs',
        what: 'An introduction at the trade fair',
        due: -25,
        outcome: 'broken',
        settled: -20,
      },
    ],
  },
] as const;

interface Side {
  id: string;
  owner: string;
}

/**
 * Gives one supplier and one partner of a new sample something that lies between us. Written as the house,
 * inside the transaction in which the sample is made.
 */
export async function writeDealings(
  client: pg.ClientBase,
  workspace: string,
  today: Temporal.PlainDate,
): Promise<void> {
  const inDays = (days: number) => today.add({ days }).toString();
  for (const { role, supplies, offers, purchases, promises } of story) {
    const { rows } = await client.query<Side>(
      `select id, owner_id as owner from parties p
       where workspace_id = $1 and kind = 'company' and audience = $1 and $2 = any (roles)
       order by (select count(*) from affiliations a
         where a.workspace_id = p.workspace_id and a.company_id = p.id) desc, id limit 1`,
      [workspace, role],
    );
    const [side] = rows;
    if (!side) continue;
    for (const { name, article, unit, price, lead } of supplies)
      await client.query(
        `insert into supplies (workspace_id, id, audience, party_id, name, article, unit, price, currency, lead_days)
         values ($1, $2, $1, $3, $4, $5, $6, $7, 'EUR', $8)`,
        [workspace, nextId(), side.id, name, article, unit, price, lead],
      );
    for (const promise of promises) {
      const { direction, what, due } = promise;
      const [outcome, settled] =
        'outcome' in promise ? [promise.outcome, inDays(promise.settled)] : [null, null];
      await client.query(
        `insert into promises (workspace_id, id, audience, party_id, direction, what, due_on, keeper_id, outcome,
           settled_on, made_by)
         values ($1, $2, $1, $3, $4, $5, $6, $7, $8, $9, $7)`,
        [workspace, nextId(), side.id, direction, what, inDays(due), side.owner, outcome, settled],
      );
    }
    for (const offer of offers) {
      const { what, number, on, until, amount } = offer;
      const [answer, answered] =
        'answer' in offer ? [offer.answer, inDays(offer.answered)] : [null, null];
      const id = await writeEntry(client, workspace, side, {
        kind: 'offer',
        what,
        day: inDays(on),
      });
      await client.query(
        `insert into offers (workspace_id, activity_id, audience, number, dated_on, amount, currency, valid_until,
           answer, answered_on)
         values ($1, $2, $1, $3, $4, $5, 'EUR', $6, $7, $8)`,
        [workspace, id, number, inDays(on), amount, inDays(until), answer, answered],
      );
    }
    for (const purchase of purchases) {
      const { what, number, on, due, amount } = purchase;
      const paid = 'paid' in purchase ? inDays(purchase.paid) : null;
      const id = await writeEntry(client, workspace, side, {
        kind: 'purchase',
        what,
        day: inDays(on),
      });
      await client.query(
        `insert into purchases (workspace_id, activity_id, audience, number, dated_on, amount, currency, due_on,
           paid_on)
         values ($1, $2, $1, $3, $4, $5, 'EUR', $6, $7)`,
        [workspace, id, number, inDays(on), amount, inDays(due), paid],
      );
    }
  }
}

/** The entry of the timeline that an offer or a purchase is. */
async function writeEntry(
  client: pg.ClientBase,
  workspace: string,
  { id: partyId, owner }: Side,
  { kind, what, day }: { kind: 'offer' | 'purchase'; what: string; day: string },
): Promise<string> {
  const id = nextId();
  const at = `${day}T12:00:00Z`;
  await client.query(
    `insert into activities (workspace_id, id, kind, audience, visibility, owner_id, created_by, occurred_at,
       direction, touch)
     values ($1, $2, $3, $1, 'everyone', $4, $4, $5, $6, 'personal')`,
    [workspace, id, kind, owner, at, kind === 'offer' ? 'in' : 'out'],
  );
  const folded = foldForSearch(what);
  await client.query(
    `insert into activity_texts (workspace_id, activity_id, audience, occurred_at, subject, subject_folded, search)
     values ($1, $2, $1, $3, $4, $5, to_tsvector('simple', $5))`,
    [workspace, id, at, what, folded],
  );
  await client.query(
    `insert into participants (workspace_id, activity_id, position, audience, kind, occurred_at, role, ours, party_id)
     values ($1, $2, 0, $1, $3, $4, $5, false, $6)`,
    [workspace, id, kind, at, kind === 'offer' ? 'from' : 'to', partyId],
  );
  return id;
}
