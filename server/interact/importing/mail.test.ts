import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import type { ActivityView, TimelineEntry } from '../../../shared/interact/activities.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { bring, letter, mbox, rowsOf, takeBack } from './testing.ts';

let company: Company;
let olga: Colleague;
let max: Colleague;

beforeAll(async () => {
  company = await openCompany();
  ({ olga, max } = company);
});
afterAll(() => company.close());

const people = async (who: Colleague) => (await who.get<{ rows: PartyRow[] }>('people')).body.rows;
const named = async (who: Colleague, name: string) =>
  (await people(who)).find((row) => row.name === name);
const timeline = async (who: Colleague, id: string, kind = 'people') =>
  (await who.get<{ rows: TimelineEntry[] }>(`${kind}/${id}/timeline`)).body.rows;

const question = letter({
  from: 'Ida Holm <ida@lanterns.example>',
  to: 'max@kettle.example',
  subject: 'Which kettle?',
  id: 'q1@lanterns.example',
});
const answer = letter({
  from: 'Max <max@kettle.example>',
  to: 'ida@lanterns.example',
  subject: 'Re: Which kettle?',
  id: 'a1@kettle.example',
  answers: 'q1@lanterns.example',
  at: 'Tue, 03 Mar 2026 11:00:00 +0100',
});

describe('a mailbox', () => {
  beforeEach(async () => {
    await company.sql('delete from activities');
    await company.sql('delete from parties');
    await company.sql('delete from seen_addresses');
    await company.sql('delete from thread_links');
  });

  test('whoever wrote and was answered becomes a person by themselves, with their company', async () => {
    const { counts } = await bring(company, max, { 'inbox.mbox': mbox(question, answer) });
    expect(counts).toMatchObject({ activities: 2, people: 1, companies: 1, errors: 0 });
    const ida = (await named(max, 'Ida Holm'))!;
    expect(ida).toMatchObject({ email: 'ida@lanterns.example', companyName: 'lanterns.example' });
    const entries = await timeline(max, ida.id);
    expect(entries.map(({ direction, subject }) => [direction, subject])).toEqual([
      ['out', 'Re: Which kettle?'],
      ['in', 'Which kettle?'],
    ]);
    expect(entries[0]!.thread).toBe(entries[1]!.thread);
    expect(ida.lastContactAt).toBe('2026-03-03T10:00:00Z');
  });

  test('mails in files of their own are counted file by file', async () => {
    await bring(company, max, { 'asked.eml': question });
    const { files, counts } = await bring(company, max, {
      'question.eml': question,
      'answer.eml': answer,
      'draft.eml': `X-Unsent: 1\r\n${letter({ from: 'max@kettle.example', subject: 'Hm' })}`,
    });
    expect(
      files.map(({ name, counts: { activities, known, warnings } }) => [
        name,
        activities,
        known,
        warnings,
      ]),
    ).toEqual([
      ['question.eml', 0, 1, 0],
      ['answer.eml', 1, 0, 0],
      ['draft.eml', 0, 0, 1],
    ]);
    expect(counts).toMatchObject({ items: 3, activities: 1, known: 1, warnings: 1 });
  });

  test('somebody who only wrote stays an address until one click makes them a person with all their mail', async () => {
    await bring(company, max, {
      'inbox.mbox': mbox(question, question.replace('q1@', 'q2@'), question.replace('q1@', 'q3@')),
    });
    expect(await people(max)).toEqual([]);
    const { rows } = (await max.get<{ rows: { id: string; address: string }[] }>('addresses')).body;
    expect(rows.map(({ address }) => address)).toEqual(['ida@lanterns.example']);
    const { body } = await max.post(`addresses/${rows[0]!.id}/promotion`);
    expect(await timeline(max, body.id)).toHaveLength(3);
    expect((await max.post(`addresses/${rows[0]!.id}/promotion`)).status).toBe(409);
  });

  test('a desk is its company, named by its domain when a person’s name stands beside it', async () => {
    const bothWays = (from: string) => {
      const id = crypto.randomUUID();
      return [
        letter({ from, to: 'max@kettle.example', subject: 'A table', id: `${id}@x` }),
        letter({
          from: 'max@kettle.example',
          to: from,
          subject: 'Re: A table',
          id: `${id}@kettle.example`,
          answers: `${id}@x`,
        }),
      ];
    };
    const { counts } = await bring(company, max, {
      'inbox.mbox': mbox(
        ...bothWays('Mara Huber <office@huber-joinery.example>'),
        ...bothWays('Jost Huber <jost@huber-joinery.example>'),
        ...bothWays('Tiles & Stones Ltd <sales@tiles.example>'),
        ...bothWays('Olaf Klee <mail@olaf-klee.example>'),
        ...bothWays('Hanno Schmidt <hr.schmidt@tiles.example>'),
      ),
    });
    expect(counts).toMatchObject({ people: 3, companies: 3 });
    const { rows } = (await max.get<{ rows: PartyRow[] }>('companies')).body;
    expect(rows.map(({ name, email }) => [name, email]).sort()).toEqual([
      ['Tiles & Stones Ltd', 'sales@tiles.example'],
      ['huber-joinery.example', 'office@huber-joinery.example'],
      ['olaf-klee.example', null],
    ]);
    expect(await named(max, 'Jost Huber')).toMatchObject({ companyName: 'huber-joinery.example' });
    expect(await named(max, 'Olaf Klee')).toMatchObject({ email: 'mail@olaf-klee.example' });
    expect(await named(max, 'Hanno Schmidt')).toMatchObject({ email: 'hr.schmidt@tiles.example' });
  });

  test('a picture that only calls itself part of the text is an attachment like any other', async () => {
    const picture = (id: string) =>
      `Content-Type: image/png; name="${id}.png"\nContent-ID: <${id}@lanterns.example>\nContent-Disposition: inline\n\npixels of ${id}`;
    const html = 'Content-Type: text/html\n\n<p>Look: <img src="cid:kettle@lanterns.example"></p>';
    const sent = letter({
      from: 'Ida Holm <ida@lanterns.example>',
      to: 'max@kettle.example',
      subject: 'Which kettle?',
      id: 'q1@lanterns.example',
      headers: 'Content-Type: multipart/mixed; boundary=b',
      text: ['', html, picture('kettle'), picture('receipt')].join('\n--b\n').concat('\n--b--'),
    });
    await bring(company, max, { 'inbox.mbox': mbox(sent, answer) });
    const ida = (await named(max, 'Ida Holm'))!;
    const entry = (await timeline(max, ida.id)).find(({ direction }) => direction === 'in')!;
    expect(entry.attachments).toBe(1);
    const { files } = (await max.get<ActivityView>(`activities/${entry.id}`)).body;
    expect(files.map(({ name, inline }) => [name, inline])).toEqual([
      ['kettle.png', true],
      ['receipt.png', false],
    ]);
  });

  test('newsletters and automatic mail are no personal contact', async () => {
    const newsletter = letter({
      from: 'News <news@lanterns.example>',
      to: 'max@kettle.example',
      subject: 'Our offers',
      headers: 'List-Unsubscribe: <https://lanterns.example/out>\r\nPrecedence: bulk',
    });
    const out = letter({
      from: 'max@kettle.example',
      to: 'news@lanterns.example',
      subject: 'Stop',
      id: 's@kettle.example',
    });
    await bring(company, max, { 'a.eml': newsletter, 'b.eml': out });
    expect(await people(max)).toEqual([]);
  });

  test('drafts reached nobody, so they are left out and named', async () => {
    const marked = (header: string) =>
      letter({ ...written, id: `${header.length}@k`, headers: header });
    const written = {
      from: 'Max <max@kettle.example>',
      to: 'ida@lanterns.example',
      subject: 'Off',
    };
    const { id, counts } = await bring(company, max, {
      'all.mbox': mbox(
        question,
        marked('X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?='),
        marked('X-Unsent: 1'),
      ),
    });
    expect(counts).toMatchObject({ activities: 1, people: 0, errors: 0, warnings: 2 });
    const { body } = await max.get<{ rows: { code: string; message: string }[] }>(
      `imports/${id}/problems`,
    );
    expect(body.rows.map(({ code }) => code)).toEqual(['mail.draft', 'mail.draft']);
    const maildir = await bring(company, max, {
      'cur/1700000001.M1P1.host:2,S': question,
      'cur/1700000005.M1P1.host:2,DS': marked('X-Folder: mine'),
    });
    expect(maildir.counts).toMatchObject({ activities: 0, known: 1, warnings: 1 });
    expect(body.rows[0]!.message).toContain('"Off" is a draft that was never sent');
  });

  test('spam makes nobody a person, even when somebody answered it', async () => {
    const spam = question.replace('Subject:', 'X-Gmail-Labels: Spam\r\nSubject:');
    expect((await bring(company, max, { 'all.mbox': mbox(spam, answer) })).counts).toMatchObject({
      activities: 2,
      people: 0,
    });
  });

  test('the same mail in two mailboxes is one entry', async () => {
    await bring(company, max, { 'max.mbox': mbox(question, answer) });
    const copy = `Received: from elsewhere by kettle.example\r\nX-Status: R\r\n${question.replaceAll('\r\n', '\n')}`;
    const { counts } = await bring(company, olga, { 'olga.eml': copy });
    expect(counts).toMatchObject({ activities: 0, known: 1 });
    expect(await timeline(olga, (await named(olga, 'Ida Holm'))!.id)).toHaveLength(2);
  });

  test('a thread is the same whether the answer or the question comes first', async () => {
    await bring(company, max, { 'sent.eml': answer });
    await bring(company, max, { 'inbox.eml': question });
    const entries = await timeline(max, (await named(max, 'Ida Holm'))!.id);
    expect(new Set(entries.map(({ thread }) => thread)).size).toBe(1);
  });

  test('mail of a private mailbox leaves no trace with colleagues', async () => {
    await bring(company, max, { 'inbox.mbox': mbox(question, answer) }, { visibility: 'private' });
    expect(await named(max, 'Ida Holm')).toBeDefined();
    expect(await people(olga)).toEqual([]);
    expect((await olga.get('search?q=holm')).body).toEqual({ hits: [] });
    expect((await olga.get('addresses')).body).toEqual({ rows: [] });
    const later = await olga.post('people', { name: 'Ida', emails: ['ida@lanterns.example'] });
    expect(later.status).toBe(201);
  });

  test('in an archive of others nobody is us; a writer named as ours makes their mail outgoing', async () => {
    const archive = mbox(
      letter({ from: 'Bo Lind <bo@lamps.example>', subject: 'Wicks', id: 'w1@lamps.example' }),
      letter({
        from: 'Cy Rao <cy@lamps.example>',
        subject: 'Re: Wicks',
        id: 'w2@lamps.example',
        answers: 'w1@lamps.example',
      }),
      letter({
        from: 'Bo Lind <bo@lamps.example>',
        subject: 'Re: Wicks',
        id: 'w3@lamps.example',
        answers: 'w2@lamps.example',
      }),
    );
    const others = await bring(
      company,
      max,
      { 'list.mbox': archive },
      { mailbox: { whose: 'others' } },
    );
    expect(others.counts.people).toBe(0);
    await takeBack(company, max, others.id);
    await bring(
      company,
      max,
      { 'list.mbox': archive },
      { mailbox: { whose: 'writer', address: 'bo@lamps.example' } },
    );
    const cy = (await named(max, 'Cy Rao'))!;
    expect((await timeline(max, cy.id)).map(({ direction }) => direction).sort()).toEqual([
      'in',
      'out',
    ]);
  });

  test('a masked address is the same writer, and nobody can write to it', async () => {
    const masked = (id: string, answers?: string) =>
      letter({
        from: 'x@y @end|ng |rom l@mps (Dag Berg)',
        subject: 'Glass',
        id,
        ...(answers ? { answers } : {}),
      });
    await bring(company, max, {
      'l.mbox': mbox(
        masked('g1@x'),
        letter({ from: 'max@kettle.example', subject: 'Re: Glass', id: 'g2@x', answers: 'g1@x' }),
        masked('g3@x', 'g2@x'),
      ),
    });
    const dag = (await named(max, 'Dag Berg'))!;
    expect(dag.email).toBeNull();
    expect(await timeline(max, dag.id)).toHaveLength(3);
  });
});

describe('taking an import back', () => {
  test('leaves every table as it was, though later mail had joined its threads', async () => {
    await bring(company, max, { 'sent.eml': answer });
    const before = await rowsOf(company);
    const { id } = await bring(company, max, {
      'inbox.eml': question,
      'team.ics': [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'BEGIN:VEVENT',
        'UID:m1@kettle.example',
        'DTSTART:20260310T090000Z',
        'DTEND:20260310T100000Z',
        'SUMMARY:Looking at kettles',
        'ATTENDEE;CN=Ida Holm:mailto:ida@lanterns.example',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    });
    expect(await rowsOf(company)).not.toEqual(before);
    expect((await takeBack(company, max, id)).status).toBe('undone');
    expect(await rowsOf(company)).toEqual(before);
  });

  test('what a person worked on stays, and is named before', async () => {
    const { id } = await bring(company, max, { 'inbox.mbox': mbox(question, answer) });
    const ida = (await named(max, 'Ida Holm'))!;
    await max.post(`people/${ida.id}/statements`, {
      topic: 'phone',
      value: '+43 660 1234567',
      version: ida.version,
    });
    const preview = (await max.get<{ keeps: { id: string; name: string }[] }>(`imports/${id}/undo`))
      .body;
    expect(preview.keeps.map(({ name }) => name)).toEqual(['Ida Holm']);
    await takeBack(company, max, id);
    const kept = (await max.get<PartyView>(`people/${ida.id}`)).body;
    expect(kept).toMatchObject({ name: 'Ida Holm', phone: '+436601234567', email: null });
  });

  test('only whoever started it, or an owner, may do it', async () => {
    const { id } = await bring(company, olga, { 'x.csv': 'Name,Email\nUlf Ek,ulf@oars.example\n' });
    expect((await max.post(`imports/${id}/undo`)).status).toBe(403);
    expect((await company.otto.post(`imports/${id}/undo`)).status).toBe(404);
  });
});
