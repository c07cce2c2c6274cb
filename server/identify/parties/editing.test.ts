import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { EventView } from '../../platform/events/history.ts';
import { type Company, openCompany } from '../../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.installation.close());

async function anna(...emails: string[]) {
  const { body } = await company.olga.post('people', { name: 'Anna Gruber', emails });
  const path = `people/${body.id}`;
  const read = async () => (await company.olga.get<PartyView>(path)).body;
  return {
    read,
    emails: async () =>
      (await read()).statements.filter(({ topic }) => topic === 'email').map(({ value }) => value),
    /** States an e-mail address, in place of an earlier one where that is named. */
    state: async (value: string, earlier?: string) => {
      const { version, statements } = await read();
      const replaces = statements.find((one) => one.value === earlier)?.id;
      return company.olga.post<{ event: string }>(`${path}/statements`, {
        topic: 'email',
        value,
        version,
        ...(replaces ? { replaces } : {}),
      });
    },
    history: async () =>
      (await company.olga.get<{ rows: EventView[] }>(`events?subject=${body.id}`)).body.rows,
  };
}

test('mending the spelling of the main address leaves it the main address', async () => {
  const person = await anna('ana@brandt.example', 'anna@home.example');
  expect((await person.state('anna@brandt.example', 'ana@brandt.example')).status).toBe(201);
  expect(await person.emails()).toEqual(['anna@brandt.example', 'anna@home.example']);
  expect((await person.read()).email).toBe('anna@brandt.example');

  await person.state('a.gruber@brandt.example', 'anna@brandt.example');
  expect((await person.read()).email).toBe('a.gruber@brandt.example');
});

test('the history tells a further value from one in place of another', async () => {
  const person = await anna('first@gruber.example');
  await person.state('second@gruber.example');
  await person.state('third@gruber.example', 'first@gruber.example');
  const [replaced, added] = await person.history();
  expect(added?.before).toBeNull();
  expect(added?.after).toEqual({ email: 'second@gruber.example' });
  expect(replaced?.before).toEqual({ email: 'first@gruber.example' });
});

test('taking a change back brings the value to where it stood, and says so', async () => {
  const person = await anna('one@gruber.example', 'two@gruber.example');
  const { body } = await person.state('uno@gruber.example', 'one@gruber.example');
  await company.olga.post(`events/${body.event}/undo`);
  expect(await person.emails()).toEqual(['one@gruber.example', 'two@gruber.example']);
  expect((await person.history())[0]?.particulars).toMatchObject({ undoes: body.event });
});
