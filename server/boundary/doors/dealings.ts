import type { Colleague, Company } from '../../testing/company.ts';
import type { OtherDoor, RecordDoor } from './rule.ts';

const somePromise = { direction: 'ours', what: 'To call back', due: '2026-03-14' };

const someOffer = { what: 'Oak boards', date: '2026-03-01' };

const somePurchase = {
  what: 'Oak boards',
  date: '2026-03-01',
  due: '2026-03-31',
  price: { amount: 84500, currency: 'EUR' },
};

/** Something dealt with a party of the asker's own. */
async function newDealing(by: Colleague, door: string, what: object): Promise<string> {
  const { body: party } = await by.post('companies', { name: 'Dealt with' });
  const { body } = await by.post(door, { ...what, partyId: party.id });
  return `${door}/${body.id}`;
}

/** The door through which one is changed. */
function termDoors(door: string, what: object, change: object): Record<string, OtherDoor> {
  const body = { ...change, version: 1 };
  return {
    [`PATCH /api/v1/${door}/:id`]: {
      asks: 'member',
      use: async ({ olga }, asker) => ({
        path: await newDealing(asker.level === 'reader' ? olga : asker, door, what),
        body,
      }),
      elsewhere: async ({ otto }) => ({ path: await newDealing(otto, door, what), body }),
    },
  };
}

/** The doors to one promise, supply and the like: changed, removed and brought back. */
function dealingDoors(door: string, what: object, change: object): Record<string, OtherDoor> {
  const of = ({ olga }: Company, asker: Colleague) =>
    newDealing(asker.level === 'reader' ? olga : asker, door, what);
  const elsewhere = ({ otto }: Company) => newDealing(otto, door, what);
  return {
    ...termDoors(door, what, change),
    [`DELETE /api/v1/${door}/:id`]: {
      asks: 'member',
      use: async (company, asker) => ({ path: `${await of(company, asker)}?version=1` }),
      elsewhere: async (company) => ({ path: `${await elsewhere(company)}?version=1` }),
    },
    [`POST /api/v1/${door}/:id/restoration`]: {
      asks: 'member',
      use: async (company, asker) => ({ path: `${await of(company, asker)}/restoration` }),
      elsewhere: async (company) => ({ path: `${await elsewhere(company)}/restoration` }),
    },
  };
}

/** What lies between us and a party is read, and noted, by whoever sees it; what it supplies, by who changes it. */
export const records: Record<string, RecordDoor> = {
  'GET /api/v1/dealings': {
    on: 'person',
    asks: 'see',
    use: ({ id }) => ({ path: `dealings?party=${id}` }),
  },
  'POST /api/v1/promises': {
    on: 'company',
    asks: 'see',
    forWriters: true,
    use: ({ id }) => ({ path: 'promises', body: { ...somePromise, partyId: id } }),
    inTrash: 409,
  },
  'POST /api/v1/supplies': {
    on: 'company',
    asks: 'change',
    use: ({ id }) => ({ path: 'supplies', body: { name: 'Oak', partyId: id } }),
    inTrash: 409,
  },
  'POST /api/v1/contracts': {
    on: 'company',
    asks: 'change',
    use: ({ id }) => ({
      path: 'contracts',
      body: { what: 'Maintenance', to: '2099-12-31', partyId: id },
    }),
    inTrash: 409,
  },
  'POST /api/v1/offers': {
    on: 'company',
    asks: 'see',
    forWriters: true,
    use: ({ id }) => ({ path: 'offers', body: { ...someOffer, partyId: id } }),
    inTrash: 409,
  },
  'POST /api/v1/purchases': {
    on: 'person',
    asks: 'see',
    forWriters: true,
    use: ({ id }) => ({ path: 'purchases', body: { ...somePurchase, partyId: id } }),
    inTrash: 409,
  },
};

export const others: Record<string, OtherDoor> = {
  'GET /api/v1/relationships/:role': {
    asks: 'reader',
    use: () => ({ path: 'relationships/supplier?sort=-nextPayment' }),
  },
  'GET /api/v1/relationships/:role/count': {
    asks: 'reader',
    use: () => ({ path: 'relationships/supplier/count' }),
  },
  'GET /api/v1/relationships/:role/fields': {
    asks: 'reader',
    use: () => ({ path: 'relationships/supplier/fields' }),
  },
  ...dealingDoors('promises', somePromise, { what: 'To write' }),
  'PUT /api/v1/promises/:id/settlement': {
    asks: 'member',
    use: async ({ olga }, asker) => ({
      path: `${await newDealing(asker.level === 'reader' ? olga : asker, 'promises', somePromise)}/settlement`,
      body: { outcome: 'kept', version: 1 },
    }),
    elsewhere: async ({ otto }) => ({
      path: `${await newDealing(otto, 'promises', somePromise)}/settlement`,
      body: { outcome: 'kept', version: 1 },
    }),
  },
  ...dealingDoors('supplies', { name: 'Oak' }, { name: 'Ash' }),
  ...dealingDoors('contracts', { what: 'Maintenance' }, { what: 'Service' }),
  ...termDoors('offers', someOffer, { answer: 'accepted' }),
  ...termDoors('purchases', somePurchase, { number: '4711' }),
};
