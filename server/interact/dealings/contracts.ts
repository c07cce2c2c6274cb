import {
  type ContractChange,
  type ContractInput,
  type ContractTerms,
  type ContractView,
  contractAt,
  remindOn,
} from '../../../shared/interact/dealings/contracts.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { moveReminder, putReminderAway, remind } from './contract-reminders.ts';
import { ContractEndsBefore, ContractNotFound, ContractRemoved } from './errors.ts';
import { companyToday, type Side, sideToEdit } from './sides.ts';
import { removal, restoration, tellSide, updateTerms } from './terms.ts';

/** Finds a contract among those the actor may see, removed or not. */
export function findContract({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('contracts')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}
type Contract = NonNullable<Awaited<ReturnType<typeof findContract>>>;

export function termsOfContract(contract: Contract): ContractTerms {
  const { what, number, from_date, to_date, notice_count, notice_unit, renews_months } = contract;
  return {
    what,
    number,
    from: from_date?.toString() ?? null,
    to: to_date?.toString() ?? null,
    notice:
      notice_count === null
        ? null
        : { count: notice_count, unit: notice_unit as 'days' | 'weeks' | 'months' },
    renewsMonths: renews_months,
    noticeGivenOn: contract.notice_given_on?.toString() ?? null,
  };
}

const dayOf = (text: string | null) => (text ? Temporal.PlainDate.from(text) : null);

function columnsOf({ what, number, from, to, notice, renewsMonths, noticeGivenOn }: ContractTerms) {
  return {
    what,
    number,
    from_date: dayOf(from),
    to_date: dayOf(to),
    notice_count: notice?.count ?? null,
    notice_unit: notice?.unit ?? null,
    renews_months: renewsMonths,
    notice_given_on: dayOf(noticeGivenOn),
  };
}

/** What was agreed with somebody, first what has to be decided first; what has ended comes last. */
export async function contractsWith(
  { db, actor }: Transaction,
  side: Side,
  today: Temporal.PlainDate,
): Promise<ContractView[]> {
  const rows = await db
    .selectFrom('contracts')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', side.id)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
  const views = rows.map((row) => {
    const terms = termsOfContract(row);
    return { ...terms, id: row.id, ...contractAt(terms, today), version: row.version };
  });
  const place = ({ state, next }: ContractView) => (state === 'ended' ? '9' : (next?.on ?? '8'));
  return views.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}

export async function addContract(
  transaction: Transaction,
  { partyId, reminder, ...terms }: ContractInput,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  const side = await sideToEdit(transaction, partyId);
  requireOrder(terms);
  const id = nextId();
  const on = reminder && remindOn(terms, await companyToday(transaction));
  await db
    .insertInto('contracts')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: side.audience,
      party_id: side.id,
      ...columnsOf(terms),
      task_id: on ? await remind(transaction, side, { title: reminder, on }) : null,
    })
    .execute();
  return { id, event: await tell(transaction, side, 'contract added', id, { after: terms }) };
}

export async function changeContract(
  transaction: Transaction,
  id: string,
  { version, ...change }: ContractChange,
): Promise<Changed> {
  const { contract, side } = await contractToChange(transaction, id, version);
  const before = termsOfContract(contract);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const after: ContractTerms = { ...before, ...Object.fromEntries(given) };
  requireOrder(after);
  await updateTerms(transaction, 'contracts', contract, columnsOf(after));
  if (contract.task_id) {
    const on = remindOn(after, await companyToday(transaction));
    await asHouse(transaction, (house) => moveReminder(house, contract.task_id!, on));
  }
  const event = await tell(transaction, side, 'contract changed', id, { before, after });
  return { event, version: contract.version + 1 };
}

export async function removeContract(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Changed> {
  const { contract, side } = await contractToChange(transaction, id, version);
  await updateTerms(transaction, 'contracts', contract, removal(transaction));
  if (contract.task_id)
    await asHouse(transaction, (house) => putReminderAway(house, contract.task_id!, true));
  const before = termsOfContract(contract);
  const event = await tell(transaction, side, 'contract removed', id, { before });
  return { event, version: contract.version + 1 };
}

export async function restoreContract(transaction: Transaction, id: string): Promise<Changed> {
  const contract = await findContract(transaction, id);
  if (!contract) throw new ContractNotFound();
  const side = await sideToEdit(transaction, contract.party_id);
  await updateTerms(transaction, 'contracts', contract, restoration);
  if (contract.task_id)
    await asHouse(transaction, (house) => putReminderAway(house, contract.task_id!, false));
  const after = termsOfContract(contract);
  const event = await tell(transaction, side, 'contract restored', id, { after });
  return { event, version: contract.version + 1 };
}

async function contractToChange(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<{ contract: Contract; side: Side }> {
  const contract = await findContract(transaction, id);
  if (!contract) throw new ContractNotFound();
  const side = await sideToEdit(transaction, contract.party_id);
  if (contract.removed_at) throw new ContractRemoved();
  if (contract.version !== version) throw new ChangedMeanwhile();
  return { contract, side };
}

function requireOrder({ from, to }: Pick<ContractTerms, 'from' | 'to'>): void {
  if (from && to && to < from) throw new ContractEndsBefore();
}

function tell(
  transaction: Transaction,
  side: Side,
  verb: string,
  contract: string,
  changed: { before?: ContractTerms; after?: ContractTerms },
): Promise<string> {
  const name = (changed.after ?? changed.before)?.what;
  return tellSide(transaction, side, verb, { contract, name }, changed);
}
