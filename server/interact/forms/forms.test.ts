import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConsentsView } from '../../../shared/identify/consent.ts';
import type { PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import type { ActivityView, TimelineEntry } from '../../../shared/interact/activities.ts';
import type { FormInput, SubmissionView } from '../../../shared/interact/forms.ts';
import type { NotificationView } from '../../../shared/interact/notifications.ts';
import type { Caller } from '../../testing/company.ts';
import { openSendingCompany } from '../sending/testing.ts';
import { formWith, makeForm, Visitor } from './testing.ts';

const long = process.env.RAPPORT_TEST_LONG === '1';

let company: Awaited<ReturnType<typeof openSendingCompany>>;
beforeAll(async () => {
  company = await openSendingCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  await company.sql('delete from forms');
  await company.sql('delete from activities');
  await company.sql('delete from parties');
  await company.sql('delete from notifications');
  await company.sql('delete from auth.rate_limits');
  later = 0;
});

/** Nobody in the tests waits until a person would have filled in a page. */
let later = 0;
vi.mock('./tickets.ts', async (original) => {
  const tickets = await original<typeof import('./tickets.ts')>();
  return {
    ...tickets,
    readTicket: (...of: Parameters<typeof tickets.readTicket>) => {
      const read = tickets.readTicket(...of);
      if (!read) return read;
      const seconds = read.seconds + later;
      return { ...read, seconds, isFresh: seconds < tickets.freshHours * 3600 };
    },
  };
});

const anna = {
  name: 'Anna Gruber',
  email: 'anna@gruber.example',
  phone: '+43 664 1234567',
  company: 'Gruber GmbH',
  message: 'Do you have oak boards?',
};

async function visit(input: Partial<FormInput> = {}, by: Caller = company.olga) {
  const form = await makeForm(by, input);
  later = 60;
  return { form, visitor: new Visitor(company.stranger, form) };
}
const people = async (by: Caller) => (await by.get<{ rows: PartyRow[] }>('people')).body.rows;
const person = async (by: Caller, id: string) => (await by.get<PartyView>(`people/${id}`)).body;
const timeline = async (by: Caller, id: string) =>
  (await by.get<{ rows: TimelineEntry[] }>(`people/${id}/timeline`)).body.rows;
const news = async (by: Caller) =>
  (await by.get<{ rows: NotificationView[] }>('notifications')).body.rows;
const doubtful = async (by: Caller, id: string) =>
  (await by.get<{ rows: SubmissionView[] }>(`forms/${id}/doubtful`)).body.rows;

describe('a form that a stranger fills in', () => {
  test('makes a lead with what they wrote, and whoever is to be told is told', async () => {
    const { olga, max, nora } = company;
    const { visitor, form } = await visit({ told: [max.id] });
    const answer = await visitor.fillIn(anna);
    expect(answer.status, answer.text).toBe(303);
    expect(answer.headers.get('location')).toBe(`${visitor.path}/thanks`);
    const [lead, ...more] = await people(nora);
    expect(more).toEqual([]);
    expect(lead).toMatchObject({
      name: 'Anna Gruber',
      email: 'anna@gruber.example',
      phone: '+436641234567',
      companyName: 'Gruber GmbH',
      roles: ['lead'],
      ownerId: olga.id,
    });
    const { statements } = await person(nora, lead!.id);
    const name = statements.find(({ topic }) => topic === 'name');
    const [entry] = await timeline(nora, lead!.id);
    expect(name).toMatchObject({
      basis: 'told',
      source: { kind: 'activity', activityId: entry!.id },
    });
    expect(entry).toMatchObject({ kind: 'form', direction: 'in', subject: 'Contact us' });
    const { body } = await nora.get<ActivityView>(`activities/${entry!.id}`);
    expect(body.body[0]?.text).toMatch(/^Do you have oak boards\?\n\nName: Anna Gruber\n/);
    expect(await news(max)).toMatchObject([
      { kind: 'form', because: 'form', actor: null, party: { name: 'Anna Gruber' } },
    ]);
    expect(await news(nora)).toEqual([]);
    expect(await formWith(olga, form.id)).toMatchObject({ taken: 1, doubtful: 0 });
  });

  test('joins the person who is known by the address, and overwrites nothing', async () => {
    const { max, nora } = company;
    const { body: known } = await max.post('people', {
      name: 'Dr. Anna Gruber',
      emails: ['anna@gruber.example'],
      phones: ['+43 1 5550000'],
      affiliation: { companyName: 'Gruber & Söhne' },
    });
    await max.patch(`people/${known.id}`, { assignedTo: nora.id, version: 1 });
    const { visitor } = await visit();
    expect((await visitor.fillIn({ ...anna, email: 'ANNA@gruber.example' })).status).toBe(303);
    expect(await people(max)).toHaveLength(1);
    const after = await person(max, known.id);
    expect(after).toMatchObject({
      name: 'Dr. Anna Gruber',
      phone: '+4315550000',
      companyName: 'Gruber & Söhne',
      roles: [],
    });
    // What was said stands beside what is known, for somebody to settle.
    const said = (topic: string) =>
      after.statements.filter((one) => one.topic === topic).map(({ value }) => value);
    expect(said('phone')).toEqual(['+4315550000', '+436641234567']);
    expect(said('name')).toMatchObject([
      { display: 'Dr. Anna Gruber' },
      { display: 'Anna Gruber' },
    ]);
    expect(said('email')).toEqual(['anna@gruber.example']);
    const heard = (await news(nora)).filter(({ kind }) => kind === 'form');
    expect(heard).toMatchObject([{ party: { id: known.id } }]);
    // The page says the same to whoever is known.
    const again = await visitor.fillIn({ ...anna, message: 'And beech?' });
    expect(again.headers.get('location')).toBe(`${visitor.path}/thanks`);
    expect((await person(max, known.id)).statements).toHaveLength(after.statements.length);
  });

  test('shows nothing of somebody’s private person and adds nothing to them', async () => {
    const { max, nora } = company;
    const { body: hidden } = await nora.post('people', {
      name: 'Anna G.',
      emails: ['anna@gruber.example'],
      visibility: 'private',
    });
    const { visitor } = await visit();
    await visitor.fillIn(anna);
    expect(await people(max)).toMatchObject([{ name: 'Anna Gruber' }]);
    expect(await timeline(nora, hidden.id)).toEqual([]);
    expect((await person(nora, hidden.id)).statements).toHaveLength(2);
  });

  test('of a team is seen by the team alone', async () => {
    const { max, nora, mara, teams } = company;
    const { visitor, form } = await visit({ visibility: 'team', teamId: teams.north }, mara);
    expect(
      (await company.olga.patch(`forms/${form.id}`, { told: [nora.id], version: 1 })).status,
    ).toBe(422);
    await visitor.fillIn(anna);
    expect(await people(max)).toHaveLength(1);
    expect(await people(nora)).toEqual([]);
  });

  test('finds the company by the domain of the address', async () => {
    const { olga, max } = company;
    const { body: firm } = await olga.post('companies', {
      name: 'Gruber Holz AG',
      web: ['https://gruber.example'],
    });
    const { visitor } = await visit();
    await visitor.fillIn({ ...anna, company: 'Gruber' });
    expect(await people(max)).toMatchObject([
      { companyId: firm.id, companyName: 'Gruber Holz AG' },
    ]);
  });

  test('answers questions of its own and fields of the company’s', async () => {
    const { olga } = company;
    const field = await olga.post('fields', {
      kind: 'person',
      label: 'Wood',
      type: 'choice',
      settings: {
        choices: [
          { key: 'oak', label: 'Oak' },
          { key: 'beech', label: 'Beech' },
        ],
      },
    });
    expect(field.status, field.text).toBe(201);
    const { visitor } = await visit({
      fields: [
        { kind: 'email', required: true },
        { kind: 'own', field: 'wood', required: true },
        {
          kind: 'question',
          key: 'when',
          label: 'When?',
          choices: ['Soon', 'Later'],
          required: false,
        },
      ],
    });
    const wrong = await visitor.fillIn({
      email: anna.email,
      'own.wood': 'steel',
      'q.when': 'Never',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text.match(/Choose one of the list/g)).toHaveLength(2);
    await visitor.fillIn({ email: anna.email, 'own.wood': 'oak', 'q.when': 'Soon' });
    const [lead] = await people(olga);
    const { statements } = await person(olga, lead!.id);
    expect(statements.find(({ topic }) => topic === 'field')).toMatchObject({ value: 'oak' });
    expect((await timeline(olga, lead!.id))[0]?.preview).toContain('Wood: Oak');
  });

  test('records to what they agreed, in the words they were shown', async () => {
    const { olga } = company;
    const words = async (text: string) =>
      (await olga.post('consent-purposes/newsletter/wordings', { text })).body.id;
    const unworded = await olga.post('forms', {
      title: 'X',
      fields: [{ kind: 'email', required: true }],
      purposes: [{ purpose: 'offers', channels: ['email'] }],
    });
    expect(unworded.status).toBe(422);
    const shown = await words('Send me your news.');
    const { visitor } = await visit({ purposes: [{ purpose: 'newsletter', channels: ['email'] }] });
    const { text, ticket } = await visitor.open();
    expect(text).toContain('Send me your news.');
    expect(text).not.toContain('checked');
    await words('Send me all your news.');
    await visitor.send({ ...anna, ticket, 'agree.newsletter': 'yes' });
    const [lead] = await people(olga);
    const { body } = await olga.get<ConsentsView>(`people/${lead!.id}/consents`);
    expect(body.entries).toMatchObject([
      {
        purpose: 'newsletter',
        channel: 'email',
        decision: 'given',
        source: 'form',
        note: 'Contact us',
      },
    ]);
    expect(body.entries[0]?.wording?.id).toBe(shown);
    // Who ticks nothing has agreed to nothing.
    await visitor.fillIn({ ...anna, email: 'ben@gruber.example' });
    const ben = (await people(olga)).find(({ email }) => email === 'ben@gruber.example');
    const his = (await olga.get<ConsentsView>(`people/${ben!.id}/consents`)).body;
    expect(his.entries).toEqual([]);
  });

  test('confirms that it arrived, once an hour to an address, with nothing of what was typed', async () => {
    const { max, olga, mailbox, office } = company;
    const refused = await olga.post('forms', { ...(await visit()).form, confirmFrom: mailbox });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    await company.sql(`update users set level = 'manager' where id = $1`, [max.id]);
    company.house.actors.forget();
    const { visitor } = await visit({ confirmFrom: mailbox, thanks: 'We <will> call.' }, max);
    for (const message of ['One', 'Two', 'Three']) await visitor.fillIn({ ...anna, message });
    await company.work();
    const confirmed = office.received.filter(({ to }) => to.includes(anna.email));
    expect(confirmed).toHaveLength(1);
    expect(confirmed[0]!.raw).not.toMatch(/One|Gruber GmbH/);
    // So that no absence answers it.
    expect(confirmed[0]!.raw).toContain('Auto-Submitted: auto-generated');
    await company.sql(`update users set level = 'member' where id = $1`, [max.id]);
    company.house.actors.forget();
  });
});

describe('the page of a form', () => {
  test('runs nothing, is not found by search engines and is framed by named sites alone', async () => {
    const { visitor, form } = await visit({ intro: 'Write to us.' });
    const { headers, text } = await visitor.open();
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(text).toContain('noindex');
    expect(text).not.toContain('<script');
    await company.olga.patch(`forms/${form.id}`, { origins: ['www.sails.example'], version: 1 });
    const framed = (await visitor.open()).headers;
    expect(framed.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://www.sails.example",
    );
    expect(framed.get('x-frame-options')).not.toBe('DENY');
  });

  test('can be opened a hundred times, by scanners too, without a trace', async () => {
    const { visitor } = await visit();
    const rows = () =>
      company.sql(
        'select (select count(*) from form_submissions) s, (select count(*) from events) e, (select count(*) from auth.rate_limits) l',
      );
    const before = await rows();
    for (let at = 0; at < 100; at++) {
      await visitor.open();
      await company.stranger.get(`${visitor.path}/thanks`);
    }
    expect(await rows()).toEqual(before);
  });

  test('says what people wrote to the letter', async () => {
    const { olga } = company;
    const nasty = [
      '<script>alert(1)</script>',
      '{{constructor.constructor("x")()}}',
      '"><img src=x onerror=alert(1)>',
      `'\${7*7}<%= 7*7 %>`,
    ];
    for (const text of nasty) {
      const { visitor } = await visit({ title: text, intro: text, thanks: text });
      const shown = (await visitor.open()).text;
      const thanked = (await company.stranger.get(`${visitor.path}/thanks`)).text;
      const refused = (await visitor.fillIn({ ...anna, name: text, email: text })).text;
      for (const page of [shown, thanked, refused]) {
        expect(page).not.toMatch(/<script|<img|<%/);
        expect(page).not.toContain('>49<');
      }
      expect(refused).toContain('This is no e-mail address');
    }
    expect(await people(olga)).toEqual([]);
  });

  test('keeps what was typed when something is missing, and is German where the form is', async () => {
    const { visitor } = await visit({ language: 'de' });
    const { status, text } = await visitor.fillIn({ ...anna, message: '' });
    expect(status).toBe(422);
    expect(text).toContain('Das wird gebraucht.');
    expect(text).toContain('value="Anna Gruber"');
    const nowhere = await company.stranger.send('GET', '/form/nowhere', {
      headers: { 'accept-language': 'de-AT' },
    });
    expect([nowhere.status, nowhere.text.includes('kein Formular')]).toEqual([404, true]);
  });

  test('takes nothing while it is paused or once it is removed; removing is taken back', async () => {
    const { olga } = company;
    const { visitor, form } = await visit();
    await olga.patch(`forms/${form.id}`, { paused: true, version: 1 });
    expect((await visitor.open()).status).toBe(503);
    expect((await visitor.send(anna)).status).toBe(503);
    await olga.patch(`forms/${form.id}`, { paused: false, version: 2 });
    const { body } = await olga.delete(`forms/${form.id}?version=3`);
    expect((await visitor.open()).status).toBe(404);
    expect((await olga.post(`events/${body.event}/undo`, {})).status).toBe(200);
    expect((await visitor.open()).status).toBe(200);
    const changed = await olga.patch(`forms/${form.id}`, { title: 'Write', version: 5 });
    await olga.post(`events/${changed.body.event}/undo`, {});
    expect((await formWith(olga, form.id)).title).toBe('Contact us');
  });

  test('is made by owners and managers, and its address is told to nobody else', async () => {
    const { max, rita, otto, mara } = company;
    const { form } = await visit({}, mara);
    for (const neighbour of [max, rita]) {
      expect((await neighbour.get('forms')).status).toBe(403);
      expect((await neighbour.post('forms', { title: 'X' })).status).toBe(403);
    }
    expect((await otto.get<{ rows: unknown[] }>('forms')).body.rows).toEqual([]);
    expect((await otto.get(`forms/${form.id}/doubtful`)).status).toBe(404);
  });
});

describe('what machines send', () => {
  test('a second press of the same page is the first one again; other answers need another page', async () => {
    const { olga } = company;
    const { visitor } = await visit();
    const { ticket } = await visitor.open();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => visitor.send({ ...anna, ticket })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(303));
    const [lead] = await people(olga);
    expect(await timeline(olga, lead!.id)).toHaveLength(1);
    const replay = await visitor.send({ ...anna, message: 'Something else', ticket });
    expect(replay.status).toBe(409);
    expect(replay.text).toContain('Something else');
    expect(await timeline(olga, lead!.id)).toHaveLength(1);
  });

  test('two new people under one address at once are one', async () => {
    const { olga } = company;
    const { visitor } = await visit();
    const tickets = await Promise.all(Array.from({ length: 8 }, () => visitor.open()));
    const answers = await Promise.all(
      tickets.map(({ ticket }, at) => visitor.send({ ...anna, ticket, message: `No. ${at}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(303));
    const [lead, ...more] = await people(olga);
    expect(more).toEqual([]);
    expect(await timeline(olga, lead!.id)).toHaveLength(8);
  });

  test('tickets that are forged, of another form or too old are not taken, and the answers are kept', async () => {
    const { olga } = company;
    const { visitor } = await visit();
    const other = await visit({ title: 'Another' });
    const { ticket } = await visitor.open();
    const forged = `${ticket.slice(0, -4)}AAAA`;
    for (const wrong of [forged, 'x.y', '', (await other.visitor.open()).ticket]) {
      const { status, text } = await visitor.send({ ...anna, ticket: wrong });
      expect([status, text.includes('value="Anna Gruber"')]).toEqual([409, true]);
    }
    later = 25 * 3600;
    const late = await visitor.send({ ...anna, ticket });
    expect(late.status).toBe(409);
    expect(await people(olga)).toEqual([]);
    later = 60;
    const fresh = /name="ticket" value="([^"]+)"/.exec(late.text)![1]!;
    expect((await visitor.send({ ...anna, ticket: fresh })).status).toBe(303);
  });

  test('is kept apart, let in by one press, or put away and brought back', async () => {
    const { olga, mara, nora } = company;
    const { visitor, form } = await visit({ told: [nora.id] });
    const machines: [string, Record<string, string>, number][] = [
      ['trap', { ...anna, homepage: 'https://x.example' }, 60],
      ['too fast', { ...anna, message: 'Quick' }, 0],
      ['links', { ...anna, message: 'http://a.example http://b.example http://c.example' }, 60],
      ['links', { ...anna, name: 'www.pills.example' }, 60],
    ];
    for (const [, values, seconds] of machines) {
      later = seconds;
      // Whoever sends it learns nothing of that.
      expect((await visitor.fillIn(values)).status).toBe(303);
    }
    expect(await people(olga)).toEqual([]);
    expect(await news(nora)).toEqual([]);
    const kept = await doubtful(mara, form.id);
    expect(kept.map(({ reasons }) => reasons)).toEqual(
      machines.map(([reason]) => [reason]).toReversed(),
    );
    const fast = kept.find(({ reasons }) => reasons[0] === 'too fast')!;
    expect(fast.answers).toContainEqual({ label: 'Message', value: 'Quick' });
    expect((await mara.post(`forms/answers/${fast.id}/admission`, {})).status).toBe(200);
    expect(await people(olga)).toMatchObject([{ name: 'Anna Gruber' }]);
    expect(await news(nora)).toMatchObject([{ kind: 'form' }]);
    expect((await mara.post(`forms/answers/${fast.id}/admission`, {})).status).toBe(404);
    const { body } = await mara.delete(`forms/answers/${kept[0]!.id}`);
    expect(await doubtful(mara, form.id)).toHaveLength(2);
    await mara.post(`events/${body.event}/undo`, {});
    expect(await doubtful(mara, form.id)).toHaveLength(3);
  });

  test('from a foreign site is refused; from a named one it is looked over first', async () => {
    const { olga } = company;
    const { visitor } = await visit({ origins: ['https://www.sails.example'] });
    const foreign = await visitor.send(anna, { origin: 'https://evil.example' });
    expect([foreign.status, foreign.text.includes(visitor.path)]).toEqual([403, true]);
    expect((await visitor.send(anna, { origin: 'null' })).status).toBe(403);
    const named = await visitor.send(anna, { origin: 'https://www.sails.example' });
    expect(named.status).toBe(200);
    expect(named.text).toContain('Look it over once more');
    expect(named.text).toContain('value="Anna Gruber"');
    expect(await people(olga)).toEqual([]);
    const ticket = /name="ticket" value="([^"]+)"/.exec(named.text)![1]!;
    expect((await visitor.send({ ...anna, ticket })).status).toBe(303);
    expect(await people(olga)).toHaveLength(1);
  });

  test('is no more than a form takes', async () => {
    const { olga } = company;
    const { visitor } = await visit();
    const huge = await visitor.fillIn({ ...anna, message: 'x'.repeat(1_000_000) });
    expect([huge.status, huge.text.includes('more than a form takes')]).toEqual([413, true]);
    const much = await visitor.fillIn({ ...anna, name: 'x'.repeat(400) });
    expect([much.status, much.text.includes('This is too long')]).toEqual([422, true]);
    const json = await visitor.send({}, { 'content-type': 'application/json' });
    expect(json.status).toBe(415);
    expect(await people(olga)).toEqual([]);
  });

  test('in floods is slowed down for its source, also after a restart, and the page keeps the answers', async () => {
    const { olga, sql } = company;
    const { visitor } = await visit();
    const { ticket } = await visitor.open();
    let answer = await visitor.send({ ...anna, ticket });
    for (let at = 1; at <= 30; at++) answer = await visitor.send({ ...anna, ticket });
    expect(answer.status).toBe(429);
    expect(answer.text).toContain('value="Anna Gruber"');
    // The count stands in the database, where a server that starts anew finds it.
    const [held] = await sql<{ count: number }>(
      `select count from auth.rate_limits where key like 'source:form %'`,
    );
    expect(held?.count).toBe(30);
    // Nobody is kept from signing in by it.
    expect((await olga.get('session')).status).toBe(200);
  });

  test(
    `${long ? 10_000 : 500} posts of a machine have no effect but one`,
    async () => {
      const { olga, sql } = company;
      const { visitor } = await visit();
      const { ticket } = await visitor.open();
      const posts = long ? 10_000 : 500;
      const kinds: Record<string, string>[] = [
        { ...anna, ticket },
        { ...anna, ticket: 'forged.ticket' },
        { ...anna, ticket, homepage: 'x' },
        { ...anna, ticket, message: 'y'.repeat(30_000) },
        { ...anna },
      ];
      await visitor.send({ ...anna, ticket });
      const met = new Set<number>();
      for (let at = 0; at < posts; at += 20) {
        // As many sources, none of which is slowed down.
        if (at % 20 === 0) await sql('delete from auth.rate_limits');
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, i) => visitor.send(kinds[(at + i) % kinds.length]!)),
        );
        for (const { status } of answers) met.add(status);
      }
      expect([...met].toSorted()).toEqual([200, 303, 409, 422]);
      expect(await people(olga)).toHaveLength(1);
      const [count] = await sql<{ all: number }>(
        'select count(*)::int as all from form_submissions',
      );
      expect(count!.all).toBe(1);
    },
    long ? 600_000 : 60_000,
  );

  test('from somebody who asked to be erased is kept apart until an owner lifts the block', async () => {
    const { olga, sql } = company;
    const { body: known } = await olga.post('people', { name: 'Anna', emails: [anna.email] });
    const erased = await olga.post(`people/${known.id}/erasure`, { confirm: 'Anna' });
    expect(erased.status, erased.text).toBeLessThan(300);
    const { visitor, form } = await visit();
    await visitor.fillIn(anna);
    expect(await people(olga)).toEqual([]);
    const [kept] = await doubtful(olga, form.id);
    expect(kept?.reasons).toEqual(['blocked']);
    const { body } = await olga.post<{ code?: string }>(`forms/answers/${kept!.id}/admission`, {});
    expect(body.code).toBe('form.address-blocked');
    await sql('delete from suppressions');
    expect((await olga.post(`forms/answers/${kept!.id}/admission`, {})).status).toBe(200);
  });
});
