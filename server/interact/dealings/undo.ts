import { z } from 'zod';
import { ContractTerms } from '../../../shared/interact/dealings/contracts.ts';
import {
  PromiseDirection,
  PromiseOutcome,
  promiseOutcomes,
} from '../../../shared/interact/dealings/promises.ts';
import { SupplyTerms } from '../../../shared/interact/dealings/supplies.ts';
import { OfferTax, OfferTerms, PurchaseTerms } from '../../../shared/interact/dealings/terms.ts';
import { DateText, Id } from '../../../shared/platform/values.ts';
import { carryOver } from '../../identify/duplicates/carrying.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedSince, type Past, requireUnchanged, undoable } from '../../platform/events/undo.ts';
import { findActivity } from '../activities/activities.ts';
import { ActivityNotFound } from '../activities/errors.ts';
import {
  changeContract,
  findContract,
  removeContract,
  restoreContract,
  termsOfContract,
} from './contracts.ts';
import { ContractNotFound, PromiseNotFound, SupplyNotFound } from './errors.ts';
import { offer } from './offers.ts';
import { changePaper, termsOfPaper } from './papers.ts';
import {
  changePromise,
  findPromise,
  removePromise,
  restorePromise,
  settlementOf,
  settlePromise,
  termsOf,
} from './promises.ts';
import { purchase } from './purchases.ts';
import {
  changeSupply,
  findSupply,
  removeSupply,
  restoreSupply,
  termsOfSupply,
} from './supplies.ts';

const OfPromise = z.object({ promise: Id });
const OfSupply = z.object({ supply: Id });
const OfContract = z.object({ contract: Id });
const Terms = z.object({
  direction: PromiseDirection,
  what: z.string(),
  due: DateText,
  keeperId: Id,
});
/** What was written before offers said whether tax is in their amount says nothing of it. */
const KeptOfferTerms = OfferTerms.extend({ tax: OfferTax.nullable().default(null) });
const Settlement = z.object({ outcome: PromiseOutcome.nullable(), on: DateText.optional() });

/** How acts on promises and supplies are taken back by the opposite act, and that they follow a merge. */
export function registerDealings(): void {
  carryOver({ table: 'promises', column: 'party_id', key: ['id'] });
  carryOver({ table: 'supplies', column: 'party_id', key: ['id'] });
  carryOver({ table: 'contracts', column: 'party_id', key: ['id'] });
  undoable(
    'activity',
    'terms changed',
    async (transaction, { subjectId, before, after, particulars }) => {
      const activity = await findActivity(transaction, subjectId);
      if (!activity) throw new ActivityNotFound();
      const { version } = activity;
      if (particulars.kind === 'offer') {
        requireUnchanged(
          await termsOfPaper(transaction, offer, subjectId),
          KeptOfferTerms.parse(after),
        );
        return changePaper(transaction, offer, subjectId, {
          ...KeptOfferTerms.parse(before),
          version,
        });
      }
      requireUnchanged(
        await termsOfPaper(transaction, purchase, subjectId),
        PurchaseTerms.parse(after),
      );
      return changePaper(transaction, purchase, subjectId, {
        ...PurchaseTerms.parse(before),
        version,
      });
    },
  );
  for (const kind of ['person', 'company']) {
    registerPromises(kind);
    registerSupplies(kind);
    registerContracts(kind);
  }
}

function registerPromises(kind: string): void {
  const remove = async (transaction: Transaction, past: Past) => {
    const { id, version } = await promiseOf(transaction, past, { isRemoved: false });
    return removePromise(transaction, id, version);
  };
  undoable(kind, 'promise made', remove);
  undoable(kind, 'promise restored', remove);
  undoable(kind, 'promise removed', async (transaction, past) => {
    const { id } = await promiseOf(transaction, past, { isRemoved: true });
    return restorePromise(transaction, id);
  });
  undoable(kind, 'promise changed', async (transaction, past) => {
    const promise = await promiseOf(transaction, past, { isRemoved: false });
    requireUnchanged(termsOf(promise), Terms.parse(past.after));
    const before = Terms.parse(past.before);
    return changePromise(transaction, promise.id, { ...before, version: promise.version });
  });
  for (const verb of [...promiseOutcomes, 'reopened'] as const) {
    undoable(kind, `promise ${verb}`, async (transaction, past) => {
      const promise = await promiseOf(transaction, past, { isRemoved: false });
      requireUnchanged(settlementOf(promise), Settlement.parse(past.after));
      const before = Settlement.parse(past.before);
      return settlePromise(transaction, promise.id, { ...before, version: promise.version });
    });
  }
}

function registerSupplies(kind: string): void {
  const remove = async (transaction: Transaction, past: Past) => {
    const { id, version } = await supplyOf(transaction, past, { isRemoved: false });
    return removeSupply(transaction, id, version);
  };
  undoable(kind, 'supply added', remove);
  undoable(kind, 'supply restored', remove);
  undoable(kind, 'supply removed', async (transaction, past) => {
    const { id } = await supplyOf(transaction, past, { isRemoved: true });
    return restoreSupply(transaction, id);
  });
  undoable(kind, 'supply changed', async (transaction, past) => {
    const supply = await supplyOf(transaction, past, { isRemoved: false });
    requireUnchanged(termsOfSupply(supply), SupplyTerms.parse(past.after));
    const before = SupplyTerms.parse(past.before);
    return changeSupply(transaction, supply.id, { ...before, version: supply.version });
  });
}

function registerContracts(kind: string): void {
  const remove = async (transaction: Transaction, past: Past) => {
    const { id, version } = await contractOf(transaction, past, { isRemoved: false });
    return removeContract(transaction, id, version);
  };
  undoable(kind, 'contract added', remove);
  undoable(kind, 'contract restored', remove);
  undoable(kind, 'contract removed', async (transaction, past) => {
    const { id } = await contractOf(transaction, past, { isRemoved: true });
    return restoreContract(transaction, id);
  });
  undoable(kind, 'contract changed', async (transaction, past) => {
    const contract = await contractOf(transaction, past, { isRemoved: false });
    requireUnchanged(termsOfContract(contract), ContractTerms.parse(past.after));
    const before = ContractTerms.parse(past.before);
    return changeContract(transaction, contract.id, { ...before, version: contract.version });
  });
}

async function contractOf(
  transaction: Transaction,
  { particulars }: Past,
  { isRemoved }: { isRemoved: boolean },
) {
  const contract = await findContract(transaction, OfContract.parse(particulars).contract);
  if (!contract) throw new ContractNotFound();
  if ((contract.removed_at !== null) !== isRemoved) throw new ChangedSince();
  return contract;
}

async function promiseOf(
  transaction: Transaction,
  { particulars }: Past,
  { isRemoved }: { isRemoved: boolean },
) {
  const promise = await findPromise(transaction, OfPromise.parse(particulars).promise);
  if (!promise) throw new PromiseNotFound();
  if ((promise.removed_at !== null) !== isRemoved) throw new ChangedSince();
  return promise;
}

async function supplyOf(
  transaction: Transaction,
  { particulars }: Past,
  { isRemoved }: { isRemoved: boolean },
) {
  const supply = await findSupply(transaction, OfSupply.parse(particulars).supply);
  if (!supply) throw new SupplyNotFound();
  if ((supply.removed_at !== null) !== isRemoved) throw new ChangedSince();
  return supply;
}
