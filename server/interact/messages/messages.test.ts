import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActivityView, TimelineEntry } from '../../../shared/interact/activities.ts';
import { GatewayMessage } from '../../../shared/interact/messages.ts';
import { newSender, type Sender } from '../../platform/hooks/testing.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
let gateway: Sender;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  const { olga, max, stranger } = company;
  for (const table of ['hooks', 'activities', 'parties']) await company.sql(`delete from ${table}`);
  await company.sql('delete from auth.rate_limits');
  gateway = await newSender(olga, stranger, { name: 'Our gateway', purpose: 'messages' });
  const extensions = [{ extension: '+43 1 5550011', userId: max.id }];
  await olga.patch(`hooks/${gateway.id}`, { extensions, version: 1 });
});

const message = (also: object = {}) => ({
  message: 'm-1',
  direction: 'in',
  number: '+43 664 1234567',
  name: 'Anna',
  extension: '+43 1 5550011',
  at: '2026-03-02T09:00:00Z',
  way: 'whatsapp',
  text: 'Are the boards ready?\nI come at 4.',
  ...also,
});
const anna = async (by: Caller, also: object = {}) =>
  (await by.post('people', { name: 'Anna Gruber', phones: ['+43 664 1234567'], ...also })).body.id;
const timeline = async (by: Caller, person: string) =>
  (await by.get<{ rows: TimelineEntry[] }>(`people/${person}/timeline`)).body.rows;
const tell = async (...messages: object[]) => {
  for (const one of messages) {
    const { status, text } = await gateway.deliver(one);
    expect(status, text).toBe(200);
  }
};

describe('a short message that a gateway tells of', () => {
  test('stands on the timeline of whoever wrote it, and counts as contact', async () => {
    const { max } = company;
    const person = await anna(max);
    await tell(
      message(),
      message({ message: 'm-2', direction: 'out', at: '2026-03-02T09:05:00Z', text: 'Yes' }),
    );
    const [answer, question] = await timeline(max, person);
    expect(question).toMatchObject({
      kind: 'message',
      direction: 'in',
      ownerId: max.id,
      subject: 'WhatsApp',
      occurredAt: '2026-03-02T09:00:00Z',
    });
    expect(question?.participants[0]).toMatchObject({ name: 'Anna Gruber', role: 'from' });
    expect(answer).toMatchObject({ direction: 'out', participants: [{ role: 'to' }] });
    const { body } = await max.get<ActivityView>(`activities/${question!.id}`);
    expect(body.body).toEqual([{ part: 'new', text: 'Are the boards ready?\nI come at 4.' }]);
    const { body: now } = await max.get<{ lastContactAt: string }>(`people/${person}`);
    expect(now.lastContactAt).toBe('2026-03-02T09:05:00Z');
  });

  test('a hundred times at once is one entry', async () => {
    const { max } = company;
    const person = await anna(max);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => gateway.deliver(message())),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
    expect(await timeline(max, person)).toHaveLength(1);
  });

  test('of an unknown number goes to whoever is given the number later; of a shared one to nobody', async () => {
    const { max } = company;
    await tell(message());
    const person = await anna(max);
    expect(await timeline(max, person)).toHaveLength(1);
    const other = await anna(max, { name: 'Anna’s brother' });
    await tell(message({ message: 'm-2' }));
    expect(await timeline(max, other)).toEqual([]);
    expect(await timeline(max, person)).toHaveLength(1);
  });

  test('of a private person is theirs whose person it is, and nobody else’s', async () => {
    const { max, nora, olga } = company;
    const person = await anna(max, { visibility: 'private' });
    await tell(message());
    const [entry] = await timeline(max, person);
    expect(entry).toMatchObject({ visibility: 'private' });
    for (const neighbour of [nora, olga])
      expect((await neighbour.get(`activities/${entry!.id}`)).status).toBe(404);
  });

  test('at a number that is nobody’s is written down by who looks after the connection', async () => {
    const { max, olga } = company;
    const person = await anna(max);
    await tell(message({ extension: '' }));
    expect(await timeline(max, person)).toMatchObject([{ ownerId: olga.id }]);
  });

  test('goes with whoever is erased, number and all', async () => {
    const { max, olga, sql } = company;
    const person = await anna(max);
    await tell(message());
    const { status, text } = await olga.post(`people/${person}/erasure`, {
      confirm: 'Anna Gruber',
    });
    expect(status, text).toBe(200);
    expect(await sql('select from messages')).toEqual([]);
  });

  test('may be any text, and is told to nobody when it is no message', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (text) => {
        const fits = GatewayMessage.safeParse(message({ text })).success;
        const { status } = await gateway.deliver(message({ message: `t-${text.length}`, text }));
        expect(status, JSON.stringify(text)).toBe(fits ? 200 : 422);
      }),
      { numRuns: 30 },
    );
    for (const wrong of [{ number: '' }, { way: 'Some Way' }, { at: 'now' }, { direction: 'up' }])
      expect((await gateway.deliver(message(wrong))).status).toBe(422);
  });
});
