import type {
  SupplyChange,
  SupplyInput,
  SupplyTerms,
  SupplyView,
} from '../../../shared/interact/dealings/supplies.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { SupplyEndsBefore, SupplyNotFound, SupplyRemoved } from './errors.ts';
import { type Side, sideToEdit } from './sides.ts';
import { removal, restoration, tellSide, updateTerms } from './terms.ts';

/** Finds what somebody supplies among what the actor may see, removed or not. */
export function findSupply({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('supplies')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}
type Supply = NonNullable<Awaited<ReturnType<typeof findSupply>>>;

export function termsOfSupply(supply: Supply): SupplyTerms {
  const { name, article, unit, price, currency, lead_days, from_date, to_date } = supply;
  return {
    name,
    article,
    unit,
    price: price === null ? null : { amount: price, currency: currency! },
    leadDays: lead_days,
    from: from_date?.toString() ?? null,
    to: to_date?.toString() ?? null,
  };
}

function columnsOf({ name, article, unit, price, leadDays, from, to }: SupplyTerms) {
  return {
    name,
    article,
    unit,
    price: price?.amount ?? null,
    currency: price?.currency ?? null,
    lead_days: leadDays,
    from_date: from ? Temporal.PlainDate.from(from) : null,
    to_date: to ? Temporal.PlainDate.from(to) : null,
  };
}

/** What somebody supplies: what can be had today first, each by its name. */
export async function suppliesOf(
  { db, actor }: Transaction,
  side: Side,
  today: Temporal.PlainDate,
): Promise<SupplyView[]> {
  const rows = await db
    .selectFrom('supplies')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', side.id)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const views = rows.map((row) => ({
    ...termsOfSupply(row),
    id: row.id,
    current: isCurrent(row, today),
    version: row.version,
  }));
  return [...views.filter(({ current }) => current), ...views.filter(({ current }) => !current)];
}

function isCurrent({ from_date, to_date }: Supply, today: Temporal.PlainDate): boolean {
  return (
    (!from_date || Temporal.PlainDate.compare(from_date, today) <= 0) &&
    (!to_date || Temporal.PlainDate.compare(to_date, today) >= 0)
  );
}

export async function addSupply(
  transaction: Transaction,
  { partyId, ...terms }: SupplyInput,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  const side = await sideToEdit(transaction, partyId);
  requireOrder(terms);
  const id = nextId();
  await db
    .insertInto('supplies')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: side.audience,
      party_id: side.id,
      ...columnsOf(terms),
    })
    .execute();
  return { id, event: await tell(transaction, side, 'supply added', id, { after: terms }) };
}

export async function changeSupply(
  transaction: Transaction,
  id: string,
  { version, ...change }: SupplyChange,
): Promise<Changed> {
  const { supply, side } = await supplyToChange(transaction, id, version);
  const before = termsOfSupply(supply);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const after: SupplyTerms = { ...before, ...Object.fromEntries(given) };
  requireOrder(after);
  await updateTerms(transaction, 'supplies', supply, columnsOf(after));
  const event = await tell(transaction, side, 'supply changed', id, { before, after });
  return { event, version: supply.version + 1 };
}

export async function removeSupply(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Changed> {
  const { supply, side } = await supplyToChange(transaction, id, version);
  await updateTerms(transaction, 'supplies', supply, removal(transaction));
  const before = termsOfSupply(supply);
  const event = await tell(transaction, side, 'supply removed', id, { before });
  return { event, version: supply.version + 1 };
}

export async function restoreSupply(transaction: Transaction, id: string): Promise<Changed> {
  const supply = await findSupply(transaction, id);
  if (!supply) throw new SupplyNotFound();
  const side = await sideToEdit(transaction, supply.party_id);
  await updateTerms(transaction, 'supplies', supply, restoration);
  const after = termsOfSupply(supply);
  const event = await tell(transaction, side, 'supply restored', id, { after });
  return { event, version: supply.version + 1 };
}

async function supplyToChange(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<{ supply: Supply; side: Side }> {
  const supply = await findSupply(transaction, id);
  if (!supply) throw new SupplyNotFound();
  const side = await sideToEdit(transaction, supply.party_id);
  if (supply.removed_at) throw new SupplyRemoved();
  if (supply.version !== version) throw new ChangedMeanwhile();
  return { supply, side };
}

function requireOrder({ from, to }: Pick<SupplyTerms, 'from' | 'to'>): void {
  if (from && to && to < from) throw new SupplyEndsBefore();
}

function tell(
  transaction: Transaction,
  side: Side,
  verb: string,
  supply: string,
  changed: { before?: SupplyTerms; after?: SupplyTerms },
): Promise<string> {
  const name = (changed.after ?? changed.before)?.name;
  return tellSide(transaction, side, verb, { supply, name }, changed);
}
