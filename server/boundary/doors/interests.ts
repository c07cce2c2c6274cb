import { randomUUID } from 'node:crypto';
import type { Colleague, Company } from '../../testing/company.ts';
import type { OtherDoor, RecordDoor, Sent } from './rule.ts';

const interest = { text: 'Sailing', node: 'sailing' };

async function newPerson(by: Colleague, value: object): Promise<{ id: string }> {
  const { body: person } = await by.post('people', { name: 'Sailor' });
  await by.post(`people/${person.id}/statements`, { topic: 'interest', value, version: 1 });
  return person;
}

/** A person who sails, where not everybody does, and something to tell them. */
async function newSailor(by: Colleague): Promise<{ personId: string; seedId: string }> {
  const person = await newPerson(by, interest);
  await newPerson(by, { text: 'Chess', node: 'chess' });
  const { body: seed } = await by.post('seeds', {
    text: 'I sail as well.',
    nodes: ['dinghy-sailing'],
  });
  return { personId: person.id, seedId: seed.id };
}

async function newUse(by: Colleague): Promise<string> {
  const { personId, seedId } = await newSailor(by);
  const { body } = await by.post(`people/${personId}/seed-uses`, { seedId, outcome: 'used' });
  return `people/${personId}/seed-uses/${body.id}`;
}

async function newTopicLeftAlone(by: Colleague): Promise<string> {
  const { personId } = await newSailor(by);
  const { body } = await by.post(`people/${personId}/topics-left-alone`, { node: 'sailing' });
  return `people/${personId}/topics-left-alone/${body.id}`;
}

const writer = ({ olga }: Company, asker: Colleague) => (asker.level === 'reader' ? olga : asker);

/** The same route on something of the asker’s own and of another company. */
function onOwn(
  make: (by: Colleague) => Promise<string>,
  asks: OtherDoor['asks'],
  to: (path: string) => Sent,
): OtherDoor {
  return {
    asks,
    use: async (company, asker) => to(await make(writer(company, asker))),
    elsewhere: async ({ otto }) => to(await make(otto)),
  };
}

const newInterest = async (by: Colleague) =>
  `own-interests/${(await by.post('own-interests', interest)).body.id}`;
const newSeed = async (by: Colleague) => {
  const seed = { text: 'We build boats.', nodes: ['boat-building'], visibility: 'everyone' };
  return `seeds/${(await by.post('seeds', seed)).body.id}`;
};

export const records: Record<string, RecordDoor> = {
  'GET /api/v1/people/:id/common-ground': {
    on: 'person',
    asks: 'see',
    use: ({ id }) => ({ path: `people/${id}/common-ground` }),
  },
  'GET /api/v1/people/:id/brief': {
    on: 'person',
    asks: 'see',
    use: ({ id }) => ({ path: `people/${id}/brief?zone=UTC` }),
  },
  'PUT /api/v1/people/:id/ambition': {
    on: 'person',
    asks: 'see',
    forOneself: true,
    use: ({ id }) => ({ path: `people/${id}/ambition`, body: { ambition: 'weather' } }),
  },
  'POST /api/v1/people/:id/seed-uses': {
    on: 'person',
    asks: 'see',
    forWriters: true,
    answers: 409,
    use: ({ id }) => ({
      path: `people/${id}/seed-uses`,
      body: { seedId: randomUUID(), outcome: 'used' },
    }),
  },
  'POST /api/v1/people/:id/topics-left-alone': {
    on: 'person',
    asks: 'see',
    forWriters: true,
    use: ({ id }) => ({ path: `people/${id}/topics-left-alone`, body: { node: 'sailing' } }),
  },
};

export const others: Record<string, OtherDoor> = {
  'PATCH /api/v1/people/:id/seed-uses/:part': onOwn(newUse, 'member', (path) => ({
    path,
    body: { outcome: 'picked up' },
  })),
  'DELETE /api/v1/people/:id/topics-left-alone/:part': onOwn(
    newTopicLeftAlone,
    'member',
    (path) => ({ path }),
  ),
  'GET /api/v1/interest-nodes': { asks: 'reader', use: () => ({ path: 'interest-nodes' }) },
  'POST /api/v1/interest-nodes': {
    asks: 'owner',
    use: () => {
      const name = randomUUID();
      return { path: 'interest-nodes', body: { parent: 'sailing', en: name, de: name } };
    },
  },
  'PATCH /api/v1/interest-nodes/:node': {
    asks: 'owner',
    use: async ({ olga }) => {
      const { body } = await olga.get<{ nodes: { id: string; version: number }[] }>(
        'interest-nodes',
      );
      const version = body.nodes.find(({ id }) => id === 'chess')?.version;
      return { path: 'interest-nodes/chess', body: { retired: true, version } };
    },
  },
  'GET /api/v1/own-interests': { asks: 'reader', use: () => ({ path: 'own-interests' }) },
  'POST /api/v1/own-interests': {
    asks: 'reader',
    forOneself: true,
    use: () => ({ path: 'own-interests', body: interest }),
  },
  'POST /api/v1/own-interests/forget': {
    asks: 'reader',
    forOneself: true,
    use: () => ({ path: 'own-interests/forget' }),
  },
  'PATCH /api/v1/own-interests/:id': {
    asks: 'reader',
    forOneself: true,
    use: async (_, asker) => ({
      path: await newInterest(asker),
      body: { involvement: 1, version: 1 },
    }),
    elsewhere: async ({ otto }) => ({
      path: await newInterest(otto),
      body: { involvement: 1, version: 1 },
    }),
  },
  'DELETE /api/v1/own-interests/:id': {
    asks: 'reader',
    forOneself: true,
    use: async (_, asker) => ({ path: `${await newInterest(asker)}?version=1` }),
    elsewhere: async ({ otto }) => ({ path: `${await newInterest(otto)}?version=1` }),
  },
  'POST /api/v1/seeds': {
    asks: 'member',
    use: () => ({ path: 'seeds', body: { text: 'We row.', nodes: ['rowing'] } }),
  },
  'PATCH /api/v1/seeds/:id': onOwn(newSeed, 'member', (path) => ({
    path,
    body: { text: 'We build wooden boats.', version: 1 },
  })),
  'DELETE /api/v1/seeds/:id': onOwn(newSeed, 'member', (path) => ({ path: `${path}?version=1` })),
};
