import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import type { ArchiveView } from '../../../shared/platform/exporting/archives.ts';
import { bring, letter } from '../../interact/importing/testing.ts';
import {
  addColleague,
  addWorkspace,
  type Colleague,
  type Company,
  openCompany,
} from '../../testing/company.ts';
import { removeOldArchives } from './archives.ts';
import { makeArchive } from './archiving.ts';

let company: Company;

const withFile = [
  'From: "Ada Wren" <ada@sails.example>',
  'To: Olga <olga@kettle.example>, =?utf-8?B?SsO8cmdlbiBCw7xobQ==?= <juergen@sails.example>',
  'Message-ID: <drawing@sails.example>',
  'References: <first@sails.example> <second@sails.example>',
  'Date: Tue, 10 Mar 2026 09:00:00 +0000',
  'Subject: =?utf-8?Q?The_drawing_f=C3=BCr_=C3=96l_and_much_more_that_makes_this_line_long?=',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Here it is.',
  '',
  'From now on all is well.',
  '--b',
  'Content-Type: application/pdf; name="../../Zeichnung Öl.pdf"',
  'Content-Disposition: attachment; filename="../../Zeichnung Öl.pdf"',
  '',
  '%PDF-1.4 of no great beauty',
  '--b--',
].join('\r\n');

beforeAll(async () => {
  company = await openCompany();
  const { olga, nora } = company;
  await bring(company, olga, {
    'drawing.eml': withFile,
    'plain.eml': letter({
      from: 'Ben <ben@sails.example>',
      to: 'olga@kettle.example',
      subject: 'Hello',
      id: 'hello@sails.example',
    }),
  });
  const ada = { name: 'Ada Wren', emails: ['ada@sails.example'], note: '=1+1' };
  const partyId = (await olga.post('people', ada)).body.id;
  const price = { amount: 1250, currency: 'EUR' };
  const date = '2026-03-01';
  await olga.post('promises', { partyId, direction: 'ours', what: 'A visit', due: date });
  await olga.post('supplies', { partyId, name: 'Sailcloth', price });
  await olga.post('contracts', { partyId, what: 'Upkeep', to: '2099-12-31' });
  const { version } = (await olga.get<{ version: number }>(`people/${partyId}`)).body;
  const need = { topic: 'need', value: { text: 'A bigger sail' }, basis: 'assumed', version };
  await olga.post(`people/${partyId}/statements`, need);
  const [assumed] = (await olga.get<{ rows: { id: string }[] }>(`assumptions?party=${partyId}`))
    .body.rows;
  await olga.send('PUT', `assumptions/${assumed!.id}`, { body: { because: 'Her boat grew' } });
  await olga.post('offers', { partyId, what: 'A new sail', number: 'AN-1', date, price });
  await olga.post('purchases', { partyId, what: 'An old sail', date, due: date, price });
  await nora.post('people', { name: 'Quirin Geheim', visibility: 'private' });
});
afterAll(() => company.close());

async function archiveOf(who: Colleague, language = 'en'): Promise<ArchiveView> {
  const { body, status } = await who.post('exports', { language });
  expect(status).toBe(201);
  await makeArchive(company.house, who.workspaceId, body.id);
  const list = await who.get<{ rows: ArchiveView[] }>('exports');
  return list.body.rows.find(({ id }) => id === body.id)!;
}

async function unpacked(who: Colleague, id: string): Promise<Map<string, Buffer>> {
  const response = await who.open('GET', `exports/${id}/content`);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  const zip = await yauzl.fromBufferPromise(bytes);
  const found = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    found.set(entry.fileName, Buffer.from(await new Response(stream as never).arrayBuffer()));
  }
  return found;
}

describe('an archive of everything', () => {
  test('holds each thing in the forms that programs read, and says what is what', async () => {
    const { olga } = company;
    const view = await archiveOf(olga, 'de');
    expect(view).toMatchObject({ status: 'done', error: null, part: null });
    expect(view.partsDone).toBe(view.parts - 1);
    const files = await unpacked(olga, view.id);
    const text = (name: string) => files.get(name)?.toString('utf8') ?? '';
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'README.txt',
        'people.csv',
        'people.ndjson',
        'people.vcf',
        'companies.csv',
        'ties.ndjson',
        'meetings.ics',
        'mail.mbox',
        'activities.ndjson',
        'comments.ndjson',
        'promises.ndjson',
        'supplies.ndjson',
        'contracts.ndjson',
        'offers.ndjson',
        'mentions.ndjson',
        'purchases.ndjson',
        'assumptions.ndjson',
        'mail-signatures.ndjson',
        'tasks.ndjson',
        'history.ndjson',
      ]),
    );
    expect(text('README.txt')).toContain('Alles von Kettle, so wie Olga es sehen darf');
    for (const name of [...files.keys()].slice(1))
      expect(text('README.txt')).toContain(name.split('/')[0]!);
    expect(text('people.csv')).toContain('"Ada Wren"');
    const only = (name: string) => JSON.parse(text(name)) as { about: string };
    const { id: ada } = JSON.parse(text('people.ndjson').split('\n')[0]!) as { id: string };
    expect(only('promises.ndjson')).toMatchObject({ about: ada, what: 'A visit', keeper: 'Olga' });
    expect(only('supplies.ndjson')).toMatchObject({ name: 'Sailcloth', price: 1250 });
    expect(only('contracts.ndjson')).toMatchObject({
      about: ada,
      what: 'Upkeep',
      to: '2099-12-31',
    });
    expect(only('assumptions.ndjson')).toMatchObject({
      about: ada,
      because: 'Her boat grew',
      believedBy: 'Olga',
      rests: [],
    });
    expect(only('offers.ndjson')).toMatchObject({ about: ada, what: 'A new sail', number: 'AN-1' });
    expect(only('purchases.ndjson')).toMatchObject({ due: '2026-03-01', paidOn: null });
    const [file] = [...files].filter(([name]) => name.startsWith('files/'));
    expect(file![0]).toMatch(/^files\/[0-9a-f-]{36}\/1 .*Zeichnung Öl\.pdf$/);
    expect(file![0]).not.toContain('..');
    expect(file![1].toString()).toContain('of no great beauty');
  });

  test('is what its owner may see and nobody else’s to fetch', async () => {
    const { nora, olga, otto } = company;
    const view = await archiveOf(nora);
    const files = await unpacked(nora, view.id);
    expect(files.get('people.csv')?.toString()).toContain('Quirin Geheim');
    const olgas = await unpacked(olga, (await archiveOf(olga)).id);
    for (const content of olgas.values()) expect(content.includes('Quirin Geheim')).toBe(false);
    for (const other of [olga, otto])
      expect(await other.get(`exports/${view.id}/content`)).toMatchObject({ status: 404 });
  });

  test('brings everything into an empty company again, mails and files included', async () => {
    const { olga } = company;
    const files = await unpacked(olga, (await archiveOf(olga)).id);
    const workspace = await addWorkspace(company.installation, 'Copy');
    const oleg = await addColleague(company.installation, workspace, 'Oleg', 'owner');
    const again = ['people.ndjson', 'companies.ndjson', 'mail.mbox', 'meetings.ics'];
    const view = await bring(
      company,
      oleg,
      Object.fromEntries(again.map((name) => [name, files.get(name)!])),
      { mailbox: { whose: 'writer', address: 'olga@kettle.example' } },
    );
    expect(view).toMatchObject({ status: 'done', error: null });
    const mails = (id: string) =>
      company.sql(
        `select message_id, refs, t.subject, t.body, a.occurred_at,
           (select array_agg(role || ' ' || coalesce(p.name, s.name, '') || ' ' || address order by position)
              from participants p join seen_addresses s on s.id = p.address_id where p.activity_id = a.id) as people,
           (select array_agg(name || ' ' || sha256) from attachments f where f.activity_id = a.id) as files
         from mails m join activities a on a.id = m.activity_id join activity_texts t on t.activity_id = a.id
         where a.workspace_id = $1 order by message_id`,
        [id],
      );
    expect(await mails(workspace)).toEqual(await mails(company.workspaces.kettle));
  });

  test('is made although the disk has lost a file', async () => {
    const { olga, house, sql } = company;
    const [file] = await sql<{ workspace_id: string; sha256: string }>(
      `select workspace_id, sha256 from attachments where workspace_id = $1`,
      [olga.workspaceId],
    );
    await rm(house.files.pathOf(file!.workspace_id, file!.sha256));
    const view = await archiveOf(olga);
    expect(view).toMatchObject({ status: 'done', error: null });
    const files = await unpacked(olga, view.id);
    const [lost] = [...files].filter(([name]) => name.startsWith('files/'));
    expect(lost![1].toString()).toContain('has lost this file');
  });

  test('goes when its time has come, and says so', async () => {
    const { olga, house, sql, workspaces } = { ...company, ...company.installation };
    const view = await archiveOf(olga);
    await sql(`update exports set expires_at = now() - interval '1 minute' where id = $1`, [
      view.id,
    ]);
    expect(await olga.get(`exports/${view.id}/content`)).toMatchObject({ status: 409 });
    await removeOldArchives(house, [workspaces.kettle]);
    expect(existsSync(house.files.archive(view.id))).toBe(false);
    const { body } = await olga.get<{ rows: ArchiveView[] }>('exports');
    expect(body.rows.find(({ id }) => id === view.id)?.status).toBe('expired');
  });

  test('is told to the stream like every export', async () => {
    const [event] = await company.sql(
      `select particulars from events where subject = 'export' order by id desc limit 1`,
    );
    expect(event).toMatchObject({
      particulars: { of: 'everything', format: 'zip', complete: true },
    });
  });
});
