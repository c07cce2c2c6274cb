import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { asActor } from '../access/actor.ts';
import { choosing } from './query.ts';

let company: Company;
let secret: string;

beforeAll(async () => {
  company = await openCompany();
  const { nora } = company;
  secret = (await nora.post('people', { name: 'Quirin Geheim', visibility: 'private' })).body.id;
});
afterAll(() => company.close());

/** What the id-choosing role, which no policy binds, finds for somebody. */
const chosenFor = async (who: Colleague) => {
  const actor = (await company.house.actors.find(who.id))!;
  const { rows } = await asActor(company.house.db, actor, (transaction) =>
    choosing(
      transaction,
      (visible) =>
        sql<{
          id: string;
        }>`select id from parties where ${visible} and search_text like '%geheim%'`,
    ),
  );
  return rows.map(({ id }) => id);
};

test('choosing ids stops at what the actor may see, before any row is read', async () => {
  expect(await chosenFor(company.nora)).toEqual([secret]);
  expect(await chosenFor(company.olga)).toEqual([]);
  expect(await chosenFor(company.otto)).toEqual([]);
});

test('whoever chooses ids reads nothing else', async () => {
  const actor = (await company.house.actors.find(company.nora.id))!;
  const reading = asActor(company.house.db, actor, (transaction) =>
    choosing(transaction, () => sql`select birthday from parties`),
  );
  await expect(reading).rejects.toThrow(/permission denied/);
});
