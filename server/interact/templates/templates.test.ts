import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutgoingView } from '../../../shared/interact/outgoing.ts';
import { templatePayloads } from '../../../shared/interact/templates/payloads.ts';
import { asLine } from '../../../shared/interact/templates/placeholders.ts';
import type {
  FilledTemplate,
  TemplateInput,
  TemplateRow,
  TemplateView,
} from '../../../shared/interact/templates/templates.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import type { Colleague } from '../../testing/company.ts';
import { openSendingCompany } from '../sending/testing.ts';
import { purgeTemplates } from './templates.ts';

let company: Awaited<ReturnType<typeof openSendingCompany>>;
beforeAll(async () => {
  company = await openSendingCompany();
});
afterAll(() => company.close());

const boards: TemplateInput = {
  name: 'Boards',
  language: 'en',
  subject: 'For {{company|your company}}',
  html: '<p>{{salutation}},</p><p>as {{title|a friend}} in {{city}}</p>',
};
/** Of another template language. */
const expression = ['$', '{7*7}'].join('');
const save = async (who: Colleague, also: Partial<TemplateInput> = {}) => {
  const { body, status, text } = await who.post('mail-templates', { ...boards, ...also });
  expect(status, text).toBe(201);
  return body as { id: string; event: string };
};
const listed = async (who: Colleague) =>
  (await who.get<{ rows: TemplateRow[] }>('mail-templates')).body.rows;
const filled = async (who: Colleague, id: string, to: string) => {
  const { body, status, text } = await who.get<FilledTemplate>(
    `mail-templates/${id}/filled?to=${encodeURIComponent(to)}&zone=Europe%2FVienna`,
  );
  expect(status, text).toBe(200);
  return body;
};
const wordsOf = ({ html }: FilledTemplate) => new JSDOM(html).window.document.body.textContent;

describe('a template', () => {
  test('is its owner’s alone, the team’s or everyone’s, and nobody’s elsewhere', async () => {
    const { max, tom, nora, olga, otto, teams } = company;
    const mine = await save(max);
    const ours = await save(max, { visibility: 'team', teamId: teams.north });
    const all = await save(max, { visibility: 'everyone' });
    const seenBy = async (who: Colleague) => {
      const ids = (await listed(who)).map(({ id }) => id);
      const read = await Promise.all(
        [mine, ours, all].map(async ({ id }) => {
          const { status } = await who.get(`mail-templates/${id}`);
          const { status: other } = await who.get(`mail-templates/${id}/filled?zone=UTC`);
          expect(other).toBe(status);
          return status === 200;
        }),
      );
      expect([mine, ours, all].map(({ id }) => ids.includes(id))).toEqual(read);
      return read;
    };
    expect(await seenBy(max)).toEqual([true, true, true]);
    expect(await seenBy(tom)).toEqual([false, true, true]);
    expect(await seenBy(nora)).toEqual([false, false, true]);
    expect(await seenBy(olga)).toEqual([false, true, true]);
    expect(await seenBy(otto)).toEqual([false, false, false]);
    expect(
      (await nora.post('mail-templates', { ...boards, visibility: 'team', teamId: teams.north }))
        .status,
    ).toBe(403);
  });

  test('of somebody else is used and not changed, but by an owner', async () => {
    const { max, tom, olga } = company;
    const { id } = await save(max, { visibility: 'everyone' });
    expect((await tom.patch(`mail-templates/${id}`, { name: 'Mine', version: 1 })).status).toBe(
      403,
    );
    expect((await tom.delete(`mail-templates/${id}?version=1`)).status).toBe(403);
    expect((await olga.patch(`mail-templates/${id}`, { name: 'Ours', version: 1 })).status).toBe(
      200,
    );
    expect((await max.patch(`mail-templates/${id}`, { name: 'Late', version: 1 })).status).toBe(
      409,
    );
  });

  test('changed or removed is brought back as it was', async () => {
    const { max } = company;
    const { id } = await save(max);
    const read = async () => (await max.get<TemplateView>(`mail-templates/${id}`)).body;
    const before = await read();
    const { body: changed } = await max.patch(`mail-templates/${id}`, {
      subject: 'Oak',
      html: '<p>Oak</p>',
      version: 1,
    });
    expect(await read()).toMatchObject({ subject: 'Oak', html: '<p>Oak</p>' });
    await max.post(`events/${changed.event}/undo`);
    expect(await read()).toMatchObject({ subject: before.subject, html: before.html });
    const { body: removed } = await max.delete(`mail-templates/${id}?version=3`);
    expect((await max.get(`mail-templates/${id}`)).status).toBe(404);
    await max.post(`events/${removed.event}/undo`);
    expect((await read()).name).toBe('Boards');
    await max.delete(`mail-templates/${id}?version=5`);
    await asActor(company.house.db, systemActor(max.workspaceId), (transaction) =>
      purgeTemplates(transaction, Temporal.Now.instant().add({ hours: 1 })),
    );
    expect((await max.post(`events/${removed.event}/undo`)).status).toBeGreaterThanOrEqual(400);
  });

  test('is refused with a word for what nobody knows or is not whole, and cleaned of what runs', async () => {
    const { max } = company;
    const refused = async (also: Partial<TemplateInput>) => {
      const { status, body } = await max.post<{ code: string; fields?: object }>('mail-templates', {
        ...boards,
        ...also,
      });
      return [status, body.code, Object.keys(body.fields ?? {})];
    };
    expect(await refused({ html: '<p>{{constructor}}</p>' })).toEqual([
      422,
      'template.placeholder',
      ['html'],
    ]);
    expect(await refused({ subject: '{{salary}}' })).toEqual([
      422,
      'template.placeholder',
      ['subject'],
    ]);
    expect(await refused({ html: '<p>{{na<b>me</b>}}</p>' })).toEqual([
      422,
      'template.braces',
      ['html'],
    ]);
    expect((await refused({ subject: 'a\r\nBcc: x@else.example' }))[0]).toBe(400);
    const { id } = await save(max, {
      html: `<p onclick="x()">Hi<script>x()</script> ${expression} &lt;%= 1 %&gt;</p>`,
    });
    const { body } = await max.get<TemplateView>(`mail-templates/${id}`);
    expect(body.html).not.toMatch(/script|onclick/);
    expect(body.html).toContain(`${expression} &lt;%= 1 %&gt;`);
  });
});

describe('filled for somebody', () => {
  test('it says what is known of them, what was written for the rest, and how sure that is', async () => {
    const { max, sql } = company;
    const { body: person } = await max.post('people', {
      name: 'Ida Fink',
      emails: ['ida@fink.example'],
      affiliation: { companyName: 'Fink Timber', title: 'Head of Sales' },
      visibility: 'everyone',
    });
    const { id } = await save(max);
    const now = await filled(max, id, 'Ida@Fink.example');
    expect(now.subject).toBe('For Fink Timber');
    expect(wordsOf(now)).toBe('Dear Ida Fink,as Head of Sales in {{city}}');
    const stateOf = ({ facts }: FilledTemplate, name: string) =>
      facts.find((fact) => fact.name === name)?.state;
    expect(['salutation', 'company', 'title', 'city'].map((name) => stateOf(now, name))).toEqual([
      'known',
      'known',
      'known',
      'empty',
    ]);
    // Two years later a title is fading, a name is not; five years later it is only believed.
    const age = (years: number) =>
      sql(
        `update statements set stated_at = now() - make_interval(years => $2) where party_id = $1`,
        [person.id, years],
      );
    await age(2);
    const later = await filled(max, id, 'ida@fink.example');
    expect([stateOf(later, 'title'), stateOf(later, 'salutation')]).toEqual(['fading', 'known']);
    expect(later.facts.find(({ name }) => name === 'title')).toMatchObject({
      basis: 'told',
      by: 'Max',
    });
    await age(5);
    expect(stateOf(await filled(max, id, 'ida@fink.example'), 'title')).toBe('assumption');
    const stranger = await filled(max, id, 'nobody@fink.example');
    expect(wordsOf(stranger)).toBe('{{salutation}},as a friend in {{city}}');
  });

  test('never with what its writer may not see: neither a private record nor a field kept from them', async () => {
    const { max, nora, olga } = company;
    await nora.post('people', {
      name: 'Uli Secret',
      emails: ['uli@birk.example'],
      visibility: 'private',
    });
    const { id } = await save(nora, { visibility: 'everyone', html: '<p>{{name|you}}</p>' });
    expect(wordsOf(await filled(nora, id, 'uli@birk.example'))).toBe('Uli Secret');
    expect(JSON.stringify(await filled(max, id, 'uli@birk.example'))).not.toContain('Secret');

    const field = await olga.post('fields', {
      kind: 'person',
      label: 'Margin',
      type: 'text',
      seenFrom: 'owner',
      editedFrom: 'owner',
    });
    expect(field.status, field.text).toBe(201);
    const ada = await olga.post('people', {
      name: 'Ada Birk',
      emails: ['ada@birk.example'],
      values: { margin: 'eleven percent' },
      visibility: 'everyone',
    });
    expect(ada.status, ada.text).toBe(201);
    const { id: margins } = await save(olga, {
      visibility: 'everyone',
      html: '<p>{{field.margin|fair}}</p>',
    });
    expect(wordsOf(await filled(olga, margins, 'ada@birk.example'))).toBe('eleven percent');
    const theirs = await filled(max, margins, 'ada@birk.example');
    expect(wordsOf(theirs)).toBe('fair');
    expect(JSON.stringify(theirs)).not.toContain('eleven');
    // Nor may they ask for it in a template of their own.
    expect(
      (await max.post('mail-templates', { ...boards, html: '<p>{{field.margin}}</p>' })).status,
    ).toBe(422);
  });

  test('T44: names, fields and signatures arrive in the mail to the letter, and nothing of the marks goes along', async () => {
    const { max, olga, office, mailbox } = company;
    const long = templatePayloads.map(asLine).join(' ⏎ ').slice(0, 19_000);
    await olga.post('fields', { kind: 'person', label: 'Words', type: 'longText' });
    const eve = await max.post('people', {
      name: '{{title}} <b>Eve</b> {{constructor}}',
      emails: ['eve@else.example'],
      values: { words: long },
      visibility: 'everyone',
    });
    expect(eve.status, eve.text).toBe(201);
    await max.send('PUT', `outgoing/senders/${mailbox}/signature`, {
      body: { html: '<p>{{name}} &lt;script&gt;alert(1)&lt;/script&gt;</p>' },
    });
    const { id } = await save(max, {
      subject: '{{name}}',
      html: '<p>{{name}}</p><p>{{field.words}}</p><p>{{signature}}</p>',
    });
    const it = await filled(max, id, 'eve@else.example');
    const { body: draft } = await max.post<OutgoingView>('outgoing', {
      from: mailbox,
      to: [{ address: 'eve@else.example' }],
      subject: it.subject,
      html: it.html,
    });
    await max.post(`outgoing/${draft.id}/release`, { version: draft.version });
    await company.work();
    const { raw } = office.received.at(-1)!;
    const headers = raw.slice(0, raw.indexOf('\r\n\r\n'));
    expect(headers).not.toMatch(/^Bcc:/im);
    expect(raw).not.toMatch(/data-(?:about|basis|at|by)=/);
    const { body: page } = await max.get<OutgoingView>(`outgoing/${draft.id}`);
    expect(page.subject).toBe('{{title}} <b>Eve</b> {{constructor}}');
    const [sent] = await company.sql<{ text: string; subject: string }>(
      `select t.subject, t.body as text from activity_texts t
       join outgoing_mails o on o.activity_id = t.activity_id where o.id = $1`,
      [draft.id],
    );
    const plain = (text: string) => text.replace(/\s+/g, '');
    expect(sent!.subject).toBe('{{title}} <b>Eve</b> {{constructor}}');
    expect(plain(sent!.text)).toContain(plain(long));
    expect(plain(sent!.text)).toContain(plain('{{name}} <script>alert(1)</script>'));
  });
});

test('who is erased is struck from templates too', async () => {
  const { olga, sql } = company;
  const { body: person } = await olga.post('people', {
    name: 'Wendelin Krautkopf',
    emails: ['wendelin@krautkopf.example'],
    visibility: 'everyone',
  });
  const { id } = await save(olga, { html: '<p>As Wendelin Krautkopf says</p>' });
  const { status, text } = await olga.post(`people/${person.id}/erasure`, {
    confirm: 'Wendelin Krautkopf',
  });
  expect(status, text).toBeLessThan(300);
  const [row] = await sql<{ html: string }>('select html from mail_templates where id = $1', [id]);
  expect(row!.html).not.toContain('Krautkopf');
});
