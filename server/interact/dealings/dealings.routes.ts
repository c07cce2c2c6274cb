import { Hono } from 'hono';
import { z } from 'zod';
import { ContractChange, ContractInput } from '../../../shared/interact/dealings/contracts.ts';
import { DealingsQuery, DealingsView } from '../../../shared/interact/dealings/dealings.ts';
import {
  PromiseChange,
  PromiseInput,
  PromiseSettlement,
} from '../../../shared/interact/dealings/promises.ts';
import { SupplyChange, SupplyInput } from '../../../shared/interact/dealings/supplies.ts';
import {
  OfferChange,
  OfferInput,
  PurchaseChange,
  PurchaseInput,
} from '../../../shared/interact/dealings/terms.ts';
import { Id, IdParam, Version, VersionQuery } from '../../../shared/platform/values.ts';
import { describe } from '../../platform/http/describe.ts';
import type { Environment } from '../../platform/http/environment.ts';
import type { Policies } from '../../platform/http/policy.ts';
import { input } from '../../platform/http/validate.ts';
import { addContract, changeContract, removeContract, restoreContract } from './contracts.ts';
import { viewDealings } from './dealings.ts';
import { madeOffer, offer } from './offers.ts';
import { addPaper, changePaper } from './papers.ts';
import {
  changePromise,
  makePromise,
  removePromise,
  restorePromise,
  settlePromise,
} from './promises.ts';
import { purchase } from './purchases.ts';
import { addSupply, changeSupply, removeSupply, restoreSupply } from './supplies.ts';

const tag = 'Dealings';
const Added = z.object({ id: Id, event: Id });
const Changed = z.object({ event: Id, version: Version });

/** What was promised, supplied, offered and paid between us and somebody. */
export function dealingRoutes({ atLeast }: Policies) {
  return new Hono<Environment>().get(
    '/',
    atLeast('reader'),
    describe(
      tag,
      'What was promised, supplied, offered and paid between us and a party',
      DealingsView,
    ),
    input('query', DealingsQuery),
    async (context) =>
      context.json(await viewDealings(context.var.transaction, context.req.valid('query').party)),
  );
}

export function promiseRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Writes down what one side promised the other', Added, 201),
      input('json', PromiseInput),
      async (context) =>
        context.json(await makePromise(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Changes a promise, its day, or who of us sees to it', Changed),
      input('param', IdParam),
      input('json', PromiseChange),
      async (context) =>
        context.json(
          await changePromise(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .put(
      '/:id/settlement',
      atLeast('member'),
      describe(
        tag,
        'Says that a promise was kept, broken or released; or that it is open',
        Changed,
      ),
      input('param', IdParam),
      input('json', PromiseSettlement),
      async (context) =>
        context.json(
          await settlePromise(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Removes a promise; it can be restored for 30 days', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await removePromise(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    )
    .post(
      '/:id/restoration',
      atLeast('member'),
      describe(tag, 'Brings a removed promise back', Changed),
      input('param', IdParam),
      async (context) =>
        context.json(await restorePromise(context.var.transaction, context.req.valid('param').id)),
    );
}

export function supplyRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Adds what somebody supplies, with its price and lead time', Added, 201),
      input('json', SupplyInput),
      async (context) =>
        context.json(await addSupply(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Changes what somebody supplies', Changed),
      input('param', IdParam),
      input('json', SupplyChange),
      async (context) =>
        context.json(
          await changeSupply(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Removes what somebody supplies; it can be restored for 30 days', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await removeSupply(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    )
    .post(
      '/:id/restoration',
      atLeast('member'),
      describe(tag, 'Brings back what was removed', Changed),
      input('param', IdParam),
      async (context) =>
        context.json(await restoreSupply(context.var.transaction, context.req.valid('param').id)),
    );
}

export function contractRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Writes down a contract, with its term and notice', Added, 201),
      input('json', ContractInput),
      async (context) =>
        context.json(await addContract(context.var.transaction, context.req.valid('json')), 201),
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Changes a contract, or says that notice was given', Changed),
      input('param', IdParam),
      input('json', ContractChange),
      async (context) =>
        context.json(
          await changeContract(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    )
    .delete(
      '/:id',
      atLeast('member'),
      describe(tag, 'Removes a contract; it can be restored for 30 days', Changed),
      input('param', IdParam),
      input('query', VersionQuery),
      async (context) =>
        context.json(
          await removeContract(
            context.var.transaction,
            context.req.valid('param').id,
            context.req.valid('query').version,
          ),
        ),
    )
    .post(
      '/:id/restoration',
      atLeast('member'),
      describe(tag, 'Brings a removed contract back', Changed),
      input('param', IdParam),
      async (context) =>
        context.json(await restoreContract(context.var.transaction, context.req.valid('param').id)),
    );
}

/** What others offer us, and we them. An offer is an entry of the timeline, and removed and restored as one. */
export function offerRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Writes down what somebody offered us, or we them', Added, 201),
      input('json', OfferInput),
      async (context) => {
        const { partyId, direction, ...terms } = context.req.valid('json');
        const paper = direction === 'in' ? offer : madeOffer;
        return context.json(await addPaper(context.var.transaction, paper, partyId, terms), 201);
      },
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Corrects the terms of an offer, or says what was answered', Changed),
      input('param', IdParam),
      input('json', OfferChange),
      async (context) =>
        context.json(
          await changePaper(
            context.var.transaction,
            offer,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    );
}

/** What we buy and pay. A purchase is an entry of the timeline, and removed and restored as one. */
export function purchaseRoutes({ atLeast }: Policies) {
  return new Hono<Environment>()
    .post(
      '/',
      atLeast('member'),
      describe(tag, 'Writes down an invoice that we have to pay', Added, 201),
      input('json', PurchaseInput),
      async (context) => {
        const { partyId, ...terms } = context.req.valid('json');
        return context.json(await addPaper(context.var.transaction, purchase, partyId, terms), 201);
      },
    )
    .patch(
      '/:id',
      atLeast('member'),
      describe(tag, 'Corrects an invoice, or says when we paid it', Changed),
      input('param', IdParam),
      input('json', PurchaseChange),
      async (context) =>
        context.json(
          await changePaper(
            context.var.transaction,
            purchase,
            context.req.valid('param').id,
            context.req.valid('json'),
          ),
        ),
    );
}
