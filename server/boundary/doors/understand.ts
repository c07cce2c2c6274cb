import { randomUUID } from 'node:crypto';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { Colleague, Company } from '../../testing/company.ts';
import type { OtherDoor } from './rule.ts';

const confided = { subject: 'health', detail: 'A bad back', ground: 'consent' };

/** Somebody of the asker’s own; of a reader, the owner’s. */
async function somebody(by: Colleague): Promise<string> {
  return (await by.post('people', { name: 'Understood' })).body.id;
}

const writer = ({ olga }: Company, asker: Colleague) => (asker.level === 'reader' ? olga : asker);

async function newConfidence(by: Colleague): Promise<string> {
  const partyId = await somebody(by);
  return (await by.post('confidences', { ...confided, partyId })).body.id;
}

/** An interest of somebody of the asker’s own. */
async function newFact(by: Colleague): Promise<{ partyId: string; id: string }> {
  const partyId = await somebody(by);
  const value = { text: 'A new roof' };
  await by.post(`people/${partyId}/statements`, { topic: 'need', value, version: 1 });
  const { body } = await by.get<PartyView>(`people/${partyId}`);
  return { partyId, id: body.statements.find(({ topic }) => topic === 'need')!.id };
}

/** A budget of somebody’s, of which the company has heard twice. */
async function disputed(by: Colleague): Promise<string> {
  const partyId = await somebody(by);
  for (const [at, amount] of [100, 200].entries()) {
    const value = { money: { amount, currency: 'EUR' } };
    await by.post(`people/${partyId}/statements`, { topic: 'budget', value, version: at + 1 });
  }
  const { body } = await by.get<PartyView>(`people/${partyId}`);
  return body.statements.find(({ topic }) => topic === 'budget')!.id;
}

/** A promise that rests on a need. */
async function resting(by: Colleague) {
  const { partyId, id } = await newFact(by);
  const promise = { direction: 'ours', what: 'To call back', due: '2026-03-14', partyId };
  const { body } = await by.post('promises', promise);
  return { path: `assumptions/${id}/rests`, body: { what: 'promise', whatId: body.id } };
}

async function declared(by: Colleague): Promise<string> {
  const { path, body } = await resting(by);
  await by.post(path, body);
  return `${path}/${body.whatId}`;
}

async function marked(by: Colleague): Promise<object> {
  const partyId = await somebody(by);
  const note = { kind: 'note', partyIds: [partyId], text: 'They need a roof.' };
  const { body } = await by.post('activities', note);
  const said = { topic: 'need', value: { text: 'A roof' }, version: 1 };
  return { partyId, activityId: body.id, said };
}

/** What is answered to a proposal about somebody of one’s own. */
async function answered(by: Colleague, partyId: string): Promise<string> {
  const answer = { kind: 'revive', partyId, about: 'silence', answer: 'never' };
  return `actions/answers/${(await by.post('actions/answers', answer)).body.id}`;
}

async function newOffering(by: Colleague): Promise<string> {
  const name = `Offering ${randomUUID()}`;
  return (await by.post('offerings', { name })).body.id;
}

/** A need, and something of ours that meets it. */
async function met(by: Colleague): Promise<string> {
  const path = `needs/${(await newFact(by)).id}/offerings/${await newOffering(by)}`;
  await by.send('PUT', path);
  return path;
}

export const others: Record<string, OtherDoor> = {
  'GET /api/v1/actions': { asks: 'reader', use: () => ({ path: 'actions?zone=UTC' }) },
  'GET /api/v1/actions/learnt': { asks: 'reader', use: () => ({ path: 'actions/learnt' }) },
  'POST /api/v1/actions/answers': {
    asks: 'reader',
    forOneself: true,
    use: async ({ olga }) => ({
      path: 'actions/answers',
      body: { kind: 'thank', partyId: await somebody(olga), about: 'x', answer: 'done' },
    }),
    elsewhere: async ({ otto }) => ({
      path: 'actions/answers',
      body: { kind: 'thank', partyId: await somebody(otto), about: 'x', answer: 'done' },
    }),
  },
  'DELETE /api/v1/actions/answers/:id': {
    asks: 'reader',
    forOneself: true,
    use: async ({ olga }, asker) => ({ path: await answered(asker, await somebody(olga)) }),
    elsewhere: async ({ otto }) => ({ path: await answered(otto, await somebody(otto)) }),
  },
  'POST /api/v1/actions/forget': {
    asks: 'reader',
    forOneself: true,
    use: () => ({ path: 'actions/forget' }),
  },
  'GET /api/v1/facts': {
    asks: 'reader',
    use: async ({ olga }) => ({ path: `facts?party=${await somebody(olga)}` }),
    elsewhere: async ({ otto }) => ({ path: `facts?party=${await somebody(otto)}` }),
  },
  'GET /api/v1/facts/:id/why': {
    asks: 'reader',
    use: async ({ olga }) => ({ path: `facts/${(await newFact(olga)).id}/why` }),
    elsewhere: async ({ otto }) => ({ path: `facts/${(await newFact(otto)).id}/why` }),
  },
  'POST /api/v1/facts': {
    asks: 'member',
    use: async (company, asker) => ({
      path: 'facts',
      body: await marked(writer(company, asker)),
    }),
    elsewhere: async ({ otto }) => ({ path: 'facts', body: await marked(otto) }),
  },
  'POST /api/v1/facts/:id/confirmation': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `facts/${(await newFact(writer(company, asker))).id}/confirmation`,
      body: {},
    }),
    elsewhere: async ({ otto }) => ({
      path: `facts/${(await newFact(otto)).id}/confirmation`,
      body: {},
    }),
  },
  'POST /api/v1/facts/:id/settlement': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `facts/${await disputed(writer(company, asker))}/settlement`,
      body: {},
    }),
    elsewhere: async ({ otto }) => ({
      path: `facts/${await disputed(otto)}/settlement`,
      body: {},
    }),
  },
  'GET /api/v1/assumptions': {
    asks: 'reader',
    use: async ({ olga }) => ({ path: `assumptions?party=${await somebody(olga)}` }),
    elsewhere: async ({ otto }) => ({ path: `assumptions?party=${await somebody(otto)}` }),
  },
  'PUT /api/v1/assumptions/:id': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `assumptions/${(await newFact(writer(company, asker))).id}`,
      body: { because: 'They said so of others' },
    }),
    elsewhere: async ({ otto }) => ({
      path: `assumptions/${(await newFact(otto)).id}`,
      body: { because: 'x' },
    }),
  },
  'POST /api/v1/assumptions/:id/rests': {
    asks: 'member',
    use: async (company, asker) => resting(writer(company, asker)),
    elsewhere: ({ otto }) => resting(otto),
  },
  'DELETE /api/v1/assumptions/:id/rests/:whatId': {
    asks: 'member',
    use: async (company, asker) => ({ path: await declared(writer(company, asker)) }),
    elsewhere: async ({ otto }) => ({ path: await declared(otto) }),
  },
  'GET /api/v1/confidences': {
    asks: 'reader',
    use: async ({ olga }) => ({ path: `confidences?party=${await somebody(olga)}` }),
    elsewhere: async ({ otto }) => ({ path: `confidences?party=${await somebody(otto)}` }),
  },
  'POST /api/v1/confidences': {
    asks: 'member',
    use: async ({ olga }) => ({
      path: 'confidences',
      body: { ...confided, partyId: await somebody(olga) },
    }),
    elsewhere: async ({ otto }) => ({
      path: 'confidences',
      body: { ...confided, partyId: await somebody(otto) },
    }),
  },
  'PUT /api/v1/confidences/:id/confidants': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `confidences/${await newConfidence(writer(company, asker))}/confidants`,
      body: { confidants: [] },
    }),
    elsewhere: async ({ otto }) => ({
      path: `confidences/${await newConfidence(otto)}/confidants`,
      body: { confidants: [] },
    }),
  },
  'DELETE /api/v1/confidences/:id': {
    asks: 'member',
    use: async (company, asker) => ({
      path: `confidences/${await newConfidence(writer(company, asker))}`,
    }),
    elsewhere: async ({ otto }) => ({ path: `confidences/${await newConfidence(otto)}` }),
  },
  'GET /api/v1/needs': {
    asks: 'reader',
    use: async ({ olga }) => ({ path: `needs?party=${await somebody(olga)}` }),
    elsewhere: async ({ otto }) => ({ path: `needs?party=${await somebody(otto)}` }),
  },
  'GET /api/v1/needs/unmet': { asks: 'reader', use: () => ({ path: 'needs/unmet' }) },
  'POST /api/v1/needs': {
    asks: 'member',
    use: async ({ olga }) => ({
      path: 'needs',
      body: { partyId: await somebody(olga), text: 'A roof' },
    }),
    elsewhere: async ({ otto }) => ({
      path: 'needs',
      body: { partyId: await somebody(otto), text: 'A roof' },
    }),
  },
  'PUT /api/v1/needs/:id/offerings/:offeringId': {
    asks: 'member',
    use: async (company, asker) => {
      const by = writer(company, asker);
      return { path: `needs/${(await newFact(by)).id}/offerings/${await newOffering(by)}` };
    },
    elsewhere: async ({ otto }) => ({ path: await met(otto) }),
  },
  'DELETE /api/v1/needs/:id/offerings/:offeringId': {
    asks: 'member',
    use: async (company, asker) => ({ path: await met(writer(company, asker)) }),
    elsewhere: async ({ otto }) => ({ path: await met(otto) }),
  },
  'GET /api/v1/offerings': { asks: 'reader', use: () => ({ path: 'offerings' }) },
  'POST /api/v1/offerings': {
    asks: 'member',
    use: () => ({ path: 'offerings', body: { name: `Offering ${randomUUID()}` } }),
  },
  'PATCH /api/v1/offerings/:id': {
    asks: 'member',
    use: async ({ olga }) => ({
      path: `offerings/${await newOffering(olga)}`,
      body: { meets: 'A roof', version: 1 },
    }),
    elsewhere: async ({ otto }) => ({
      path: `offerings/${await newOffering(otto)}`,
      body: { meets: 'A roof', version: 1 },
    }),
  },
  'DELETE /api/v1/offerings/:id': {
    asks: 'member',
    use: async ({ olga }) => ({ path: `offerings/${await newOffering(olga)}?version=1` }),
    elsewhere: async ({ otto }) => ({ path: `offerings/${await newOffering(otto)}?version=1` }),
  },
  'GET /api/v1/who': { asks: 'reader', use: () => ({ path: 'who?text=roofer' }) },
};
