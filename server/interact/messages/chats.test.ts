import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActivityView, TimelineEntry } from '../../../shared/interact/activities.ts';
import type { AddressCandidate } from '../../../shared/interact/addresses.ts';
import type { ImportProblemView } from '../../../shared/platform/import/imports.ts';
import { zip } from '../../platform/import/zip-made-by-hand.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';
import { bring, rowsOf, takeBack } from '../importing/testing.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  for (const table of ['activities', 'parties', 'seen_addresses', 'suppressions'])
    await company.sql(`delete from ${table}`);
});

const withAnna = 'WhatsApp Chat with Anna Gruber.txt';
const first = [
  '02.11.25, 14:05 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.',
  '02.11.25, 14:05 - Anna Gruber: Sind die Bretter fertig?',
  'Ich komme um 4.',
  '02.11.25, 14:07 - Maxl: Ja',
];
const later = [...first, '03.11.25, 09:00 - Anna Gruber: Danke!'];
const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;
const person = async (by: Caller, body: object) => (await by.post('people', body)).body.id;
const timeline = async (by: Caller, id: string) =>
  (await by.get<{ rows: TimelineEntry[] }>(`people/${id}/timeline`)).body.rows;
const problems = async (by: Caller, id: string) =>
  (await by.get<{ rows: ImportProblemView[] }>(`imports/${id}/problems`)).body.rows;
const unknown = async (by: Caller, id: string) =>
  (await by.get<{ rows: AddressCandidate[] }>(`addresses?import=${id}`)).body.rows;

describe('an exported chat', () => {
  test('stands on the timeline of the only one who is called so, on the clock of the telephone', async () => {
    const { max } = company;
    const anna = await person(max, { name: 'Anna Gruber' });
    const done = await bring(company, max, { [withAnna]: text(first) }, { zone: 'Europe/Vienna' });
    expect(done.counts).toMatchObject({ activities: 2, errors: 0, warnings: 0 });
    const [answer, question] = await timeline(max, anna);
    expect(question).toMatchObject({
      kind: 'message',
      direction: 'in',
      subject: 'WhatsApp',
      occurredAt: '2025-11-02T13:05:00Z',
      participants: [{ role: 'from', name: 'Anna Gruber', partyId: anna }],
    });
    expect(answer).toMatchObject({ direction: 'out', participants: [{ role: 'to' }] });
    expect(answer!.thread).toBe(question!.thread);
    const { body } = await max.get<ActivityView>(`activities/${question!.id}`);
    expect(body.body[0]!.text).toBe('Sind die Bretter fertig?\nIch komme um 4.');
    const { body: now } = await max.get<{ lastContactAt: string }>(`people/${anna}`);
    expect(now.lastContactAt).toBe('2025-11-02T13:07:00Z');
  });

  test('twice changes nothing, and a longer one later brings only what is new', async () => {
    const { max } = company;
    const anna = await person(max, { name: 'Anna Gruber' });
    await bring(company, max, { [withAnna]: text(first) });
    const before = await rowsOf(company);
    const again = await bring(company, max, { [withAnna]: text(first) });
    expect(again.counts).toMatchObject({ activities: 0, known: 2 });
    expect(await rowsOf(company)).toEqual(before);
    const longer = await bring(company, max, { [withAnna]: text(later) });
    expect(longer.counts).toMatchObject({ activities: 1, known: 2 });
    expect(await timeline(max, anna)).toHaveLength(3);
    await takeBack(company, max, longer.id);
    expect(await rowsOf(company)).toEqual(before);
  });

  test('is taken back to the last row, whoever was linked', async () => {
    const { max } = company;
    await person(max, { name: 'Anna Gruber' });
    const before = await rowsOf(company);
    const group = [
      ...later,
      '03.11.25, 09:01 - +43 664 1234567: Ich auch',
      '03.11.25, 09:02 - Ben: Und ich',
    ];
    const done = await bring(
      company,
      max,
      { 'a.txt': text(group) },
      { chats: { calledAs: 'maxl' } },
    );
    expect(done.counts.activities).toBe(5);
    await takeBack(company, max, done.id);
    expect(await rowsOf(company)).toEqual(before);
  });

  test('guesses nobody: of two with the name neither, and whoever is said to be it has all of it', async () => {
    const { max, nora } = company;
    const [anna, other] = [
      await person(max, { name: 'Anna Gruber' }),
      await person(max, { name: 'Anna Gruber' }),
    ];
    const done = await bring(company, max, { [withAnna]: text(first) });
    expect([await timeline(max, anna), await timeline(max, other)]).toEqual([[], []]);
    const [met] = await unknown(max, done.id);
    expect(met).toMatchObject({ name: 'Anna Gruber', isChat: true, written: 1, received: 1 });
    const { status } = await max.post(`addresses/${met!.id}/tie`, { partyId: anna });
    expect(status).toBe(201);
    expect(await timeline(max, anna)).toHaveLength(2);
    expect(await timeline(max, other)).toEqual([]);
    expect(await unknown(max, done.id)).toEqual([]);
    // What another colleague's telephone calls “Anna Gruber” may be somebody else.
    await bring(company, nora, { [withAnna]: text(first) });
    expect(await timeline(nora, anna)).toHaveLength(2);
    expect((await max.post(`addresses/${met!.id}/tie`, { partyId: other })).status).toBe(409);
  });

  test('of a group has everybody in it, by number too, also when the number is given later', async () => {
    const { max } = company;
    const ben = await person(max, { name: 'Ben Berg', phones: ['+43 664 1234567'] });
    const lines = [
      '[02.11.25, 14:05:00] Dach: \u200eNachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.',
      '[02.11.25, 14:05:10] \u202a+43\u00a0664\u00a01234567\u202c: Wann?',
      '[02.11.25, 14:06:00] +43 660 7654321: Um 4',
      '[02.11.25, 14:07:00] Max: Gut',
    ];
    const done = await bring(
      company,
      max,
      { 'WhatsApp Chat - Dach.zip': zip([{ name: '_chat.txt', content: text(lines) }]) },
      { chats: { calledAs: 'Max' } },
    );
    expect(done.counts).toMatchObject({ activities: 3, errors: 0 });
    const [, , asked] = await timeline(max, ben);
    expect(asked).toMatchObject({ subject: 'WhatsApp · Dach', direction: 'in' });
    expect(asked!.participants.map(({ role, name }) => [role, name])).toEqual([
      ['from', 'Ben Berg'],
      ['to', '+43 660 7654321'],
    ]);
    const cleo = await person(max, { name: 'Cleo Dorn', phones: ['+43 660 7654321'] });
    expect(await timeline(max, cleo)).toHaveLength(3);
  });

  test('brings its pictures, which are no files of their own', async () => {
    const { max } = company;
    const anna = await person(max, { name: 'Anna Gruber' });
    const lines = [
      '[02.11.25, 14:05:00] Anna Gruber: So sieht es aus \u200e<Anhang: 00000002-PHOTO.jpg>',
      '[02.11.25, 14:06:00] Anna Gruber: \u200e<Anhang: 00000003-Anna.vcf>',
      '[02.11.25, 14:07:00] Anna Gruber: \u200e<Anhang: 00000004-VIDEO.mp4>',
      '[02.11.25, 14:08:00] Maxl: Schön',
    ];
    const done = await bring(company, max, {
      'WhatsApp Chat - Anna Gruber.zip': zip([
        { name: '00000002-PHOTO.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3]) },
        { name: '00000003-Anna.vcf', content: 'BEGIN:VCARD\nVERSION:3.0\nFN:Nobody\nEND:VCARD\n' },
        { name: '_chat.txt', content: text(lines) },
      ]),
    });
    expect(done.counts).toMatchObject({ activities: 4, people: 0, errors: 0, warnings: 1 });
    expect(await problems(max, done.id)).toMatchObject([{ code: 'chat.no-file', line: 3 }]);
    const [, , card, picture] = await timeline(max, anna);
    expect([picture!.attachments, card!.attachments]).toEqual([1, 1]);
    const { body } = await max.get<ActivityView>(`activities/${picture!.id}`);
    expect(body.files).toMatchObject([{ name: '00000002-PHOTO.jpg', mediaType: 'image/jpeg' }]);
    expect(body.body[0]!.text).toBe('So sieht es aus');
  });

  test('says so when nothing tells whose telephone it is, and leaves it be', async () => {
    const { max } = company;
    const done = await bring(company, max, { '_chat.txt': text(first) });
    expect(done.counts).toMatchObject({ activities: 0, errors: 1 });
    const [problem] = await problems(max, done.id);
    expect(problem).toMatchObject({ code: 'chat.whose' });
    expect(problem!.message).toContain('“Anna Gruber”, “Maxl”');
  });

  test('says so when day and month could be either way round', async () => {
    const { max } = company;
    const lines = ['3/4/26, 2:05 PM - Anna Gruber: Hi', '3/5/26, 2:05 PM - Maxl: Hi'];
    const here = await bring(company, max, { [withAnna]: text(lines) });
    expect(await problems(max, here.id)).toMatchObject([{ code: 'chat.date-order' }]);
    expect(here.counts).toMatchObject({ activities: 2, warnings: 1 });
  });

  test('is seen by those it is shared with, and by nobody else', async () => {
    const { max, nora, olga } = company;
    const anna = await person(max, { name: 'Anna Gruber' });
    await bring(company, max, { [withAnna]: text(first) }, { visibility: 'private' });
    expect(await timeline(max, anna)).toHaveLength(2);
    for (const neighbour of [nora, olga]) expect(await timeline(neighbour, anna)).toEqual([]);
  });

  test('goes with whoever is erased, and does not come back with a later export', async () => {
    const { max, olga, sql } = company;
    const lines = ['02.11.25, 14:05 - +43 664 1234567: Hallo', '02.11.25, 14:06 - Maxl: Hallo'];
    const file = { 'WhatsApp Chat with +43 664 1234567.txt': text(lines) };
    const done = await bring(company, max, file);
    const [met] = await unknown(max, done.id);
    const { body } = await max.post(`addresses/${met!.id}/promotion`);
    await max.post(`people/${body.id}/statements`, {
      topic: 'name',
      value: { display: 'Anna Gruber' },
      version: 1,
    });
    expect(await timeline(max, body.id)).toHaveLength(2);
    const { body: now } = await max.get<{ name: string }>(`people/${body.id}`);
    const { status, text: said } = await olga.post(`people/${body.id}/erasure`, {
      confirm: now.name,
    });
    expect(status, said).toBe(200);
    for (const table of ['activities', 'seen_addresses', 'participants'])
      expect(await sql(`select from ${table}`), table).toEqual([]);
    const again = await bring(company, max, file);
    expect(again.counts).toMatchObject({ activities: 0, errors: 2 });
    expect(await problems(max, again.id)).toMatchObject([
      { code: 'activity.erased' },
      { code: 'activity.erased' },
    ]);
  });
});
