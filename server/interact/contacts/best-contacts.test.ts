import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BestContact } from '../../../shared/interact/contacts.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { bring, letter, mbox } from '../importing/testing.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const ago = (days: number) =>
  Temporal.Now.instant()
    .subtract({ hours: days * 24 })
    .toString();

async function firm(name: string, person: string, email: string) {
  const { body } = await company.max.post('companies', { name });
  const affiliation = { companyId: body.id, companyName: name };
  const { body: made } = await company.max.post('people', {
    name: person,
    emails: [email],
    affiliation,
  });
  return { id: body.id, personId: made.id };
}
const meet = (who: Colleague, personId: string, days: number, also: object = {}) =>
  who.post('activities', {
    kind: 'meeting',
    partyIds: [personId],
    text: 'Talked.',
    occurredAt: ago(days),
    ...also,
  });
const best = async (by: Colleague, id: string) =>
  (await by.get<{ rows: BestContact[] }>(`companies/${id}/best-contacts`)).body.rows;

test('whoever met a person lately knows them better than who met them often long ago', async () => {
  const { max, tom } = company;
  const { id, personId } = await firm('Brandt', 'Anna', 'anna@brandt.example');
  expect(await best(max, id)).toEqual([]);
  for (const days of [200, 210, 220]) await meet(tom, personId, days);
  expect((await best(max, id))[0]).toMatchObject({ personId, name: 'Tom' });
  await meet(max, personId, 2);
  expect(await best(max, id)).toMatchObject([{ personId, name: 'Max' }]);
});

test('mail counts for whoever of us wrote or was written to', async () => {
  const { nora, max } = company;
  const { id } = await firm('Sails', 'Otto', 'otto@sails.example');
  await bring(company, max, {
    'sails.mbox': mbox(
      letter({
        from: 'nora@kettle.example',
        to: 'otto@sails.example',
        subject: 'Ropes',
        id: 'ropes@kettle.example',
        at: Temporal.Now.instant().subtract({ hours: 50 }).toString(),
      }),
    ),
  });
  expect(await best(nora, id)).toMatchObject([{ name: 'Nora' }]);
});

test('contact that one may not see tells nothing', async () => {
  const { nora, max } = company;
  const { id, personId } = await firm('Mill', 'Cleo', 'cleo@mill.example');
  await meet(nora, personId, 3, { visibility: 'private' });
  expect(await best(nora, id)).toHaveLength(1);
  expect(await best(max, id)).toEqual([]);
});
