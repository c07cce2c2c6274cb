import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { OutgoingView } from '../../../shared/interact/outgoing.ts';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import type { MailProviders, MailSignInBegun } from '../../../shared/platform/mail-providers.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { findConnection } from '../../platform/connections/connections.ts';
import { keyOf } from '../../platform/connections/sign-in/tokens.ts';
import { workOnConnections } from '../../platform/connections/work.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { type Dovecot, openDovecot } from '../../testing/dovecot.ts';
import { origin } from '../../testing/installation.ts';
import { MailProvider, mailClient } from '../../testing/mail-provider.ts';
import { letter } from '../importing/testing.ts';
import { openPostOffice, type PostOffice } from '../sending/testing.ts';
import { Desk } from '../sending/work.ts';

/** Mailboxes that open by the sign-in of their provider: a real authorisation server, IMAP and SMTP. */

const redirectUri = `${origin}/settings/connections/signed-in`;
let provider: MailProvider;
let dovecot: Dovecot;
let office: PostOffice;
let company: Company;
let providerId: string;

beforeAll(async () => {
  provider = await MailProvider.start(redirectUri);
  dovecot = await openDovecot(undefined, { opens: `${provider.origin}/opens` });
  office = await openPostOffice({ opens: (token) => provider.opens(token) });
  company = await openCompany({
    RAPPORT_ALLOWED_HOSTS: `${dovecot.host}, 127.0.0.1:${office.port}, ${provider.host}`,
  });
  workOnConnections(company.house);
  const { status, body } = await company.olga.post('mail-providers', provider.registration);
  expect(status).toBe(201);
  providerId = body.id;
});
afterAll(async () => {
  await company.close();
  await office.close();
  await dovecot.close();
  await provider.close();
});
afterEach(async () => {
  await company.sql('delete from connections');
  provider.behave();
});

let number = 0;
const newAddress = () => `max${++number}@kettle.example`;
const settings = (user: string) => ({
  address: user,
  host: '127.0.0.1',
  port: dovecot.port,
  encryption: 'none' as const,
  user,
  signIn: providerId,
  smtp: { host: '127.0.0.1', port: office.port, encryption: 'none' as const },
});

async function connect(who: Colleague, user = newAddress(), visibility = 'everyone') {
  const { status, body } = await who.post('connections', {
    kind: 'imap',
    name: user,
    visibility,
    settings: settings(user),
  });
  expect(status).toBe(201);
  return { id: body.id, user };
}

/** Somebody's browser leaves for the provider: where to, and the cookie that it keeps. */
async function setOut(who: Colleague, id: string) {
  const { status, body, headers } = await who.post<MailSignInBegun>(`connections/${id}/sign-in`);
  expect(status).toBe(200);
  const [line = ''] = headers.getSetCookie();
  expect(line).toMatch(/httponly/i);
  return { url: body.url, cookie: line.split(';')[0]! };
}

/** Through the pages of the provider until it sends the browser back; the query that it brings. */
async function visit(url: string): Promise<string> {
  const jar = new Map<string, string>();
  for (let at = url, steps = 0; steps < 10; steps++) {
    if (at.startsWith(redirectUri)) return new URL(at).search;
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`${answer.status} ${await answer.text()}`);
    at = new URL(location, at).href;
  }
  throw new Error('It goes round in circles.');
}

const comeBack = (who: Colleague, query: string, cookie: string) =>
  who.send<{ id: string; code: string }>('POST', 'connections/sign-in', {
    body: { query },
    headers: { cookie: `${who.headers.cookie}; ${cookie}` },
  });

async function signIn(who: Colleague, id: string, as: string | null) {
  provider.person = as;
  const { url, cookie } = await setOut(who, id);
  return comeBack(who, await visit(url), cookie);
}

const connectionOf = async (id: string, who = company.max) =>
  (await who.get<{ rows: ConnectionView[] }>('connections')).body.rows.find((row) => row.id === id);

const until = (id: string, expected: Partial<ConnectionView>) =>
  expect
    .poll(() => connectionOf(id), { timeout: 20_000, interval: 50 })
    .toMatchObject(expected as Record<string, unknown>);

/** It has whatever there is, and stays. */
const works = (id: string) =>
  expect
    .poll(async () => (await connectionOf(id))?.succeededAt, { timeout: 20_000, interval: 50 })
    .toBeTruthy();

async function rowOf(id: string) {
  const { house, workspaces } = company;
  const row = await asActor(house.db, systemActor(workspaces.kettle), (transaction) =>
    findConnection(transaction, id),
  );
  return row!;
}

/** As if its line had been lost: it opens anew. */
async function openAnew(id: string) {
  const { version } = (await connectionOf(id))!;
  await company.sql('update connections set succeeded_at = null where id = $1', [id]);
  const paused = await company.max.patch(`connections/${id}`, { version, state: 'paused' });
  await company.max.patch(`connections/${id}`, { version: paused.body.version, state: 'on' });
}

const mail = (to: string, subject: string) =>
  letter({
    from: 'Ida Holm <ida@lanterns.example>',
    to,
    subject,
    id: `${subject.toLowerCase().replaceAll(/\W/g, '-')}@lanterns.example`,
  });

describe('a mailbox that opens by its provider’s sign-in', () => {
  test('waits for it, then brings its history, and sends by the same', async () => {
    const { max, house } = company;
    const { id, user } = await connect(max);
    dovecot.deliver(user, mail(user, 'Lanterns'));
    expect(await connectionOf(id)).toMatchObject({
      state: 'needs attention',
      problem: 'sign in needed',
    });
    const { status, body } = await signIn(max, id, user);
    expect([status, body.id]).toEqual([200, id]);
    await works(id);
    const [captured] = await company.sql<{ count: number }>(
      `select count(*)::int from mail_messages where connection_id = $1 and state = 'captured'`,
      [id],
    );
    expect(captured!.count).toBe(1);

    office.received.length = 0;
    const { body: draft } = await max.post<OutgoingView>('outgoing', {
      from: id,
      to: [{ address: 'ida@lanterns.example' }],
      subject: 'About lanterns',
      html: '<p>Gladly.</p>',
    });
    await max.post(`outgoing/${draft.id}/release`, { version: draft.version });
    await company.sql(`update outgoing_mails set send_at = now() where state = 'waiting'`);
    // It opens nothing any longer, so that another is asked for in the middle of it.
    await provider.forgetTokens();
    const desk = new Desk(house, new AbortController().signal);
    await desk.look();
    await desk.idle();
    expect(office.received.map(({ from }) => from)).toEqual([user]);
    expect((await max.get<OutgoingView>(`outgoing/${draft.id}`)).body.state).toBe('accepted');
  });

  test('tells its secrets to nobody: not in answers, not in the database, not in the log', async () => {
    const { max, olga, house } = company;
    const { id, user } = await connect(max);
    await signIn(max, id, user);
    await works(id);
    const row = await rowOf(id);
    const { accessToken } = (await keyOf(house, row)) as { accessToken: string };
    const answers = [
      (await max.get('connections')).text,
      (await olga.get('mail-providers')).text,
      (await max.get(`events?subject=connection&id=${id}`)).text,
    ].join('\n');
    const [kept] = await company.sql<{ all: string }>(
      `select (select string_agg(c::text, '') from connections c) || (select string_agg(p::text, '') from mail_providers p)
        || (select string_agg(encode(secret, 'escape'), '') from connections) as all`,
    );
    for (const secret of [accessToken, mailClient.secret]) {
      expect(answers).not.toContain(secret);
      expect(kept!.all).not.toContain(secret);
      expect(JSON.stringify(company.faults)).not.toContain(secret);
    }
  });

  test('gets new tokens before the old ones end, and keeps the refresh token that replaces the one before', async () => {
    const { max, house } = company;
    provider.seconds = 30;
    const { id, user } = await connect(max);
    await signIn(max, id, user);
    await works(id);
    const first = await rowOf(id);
    await openAnew(id);
    await works(id);
    await openAnew(id);
    await works(id);
    expect((await rowOf(id)).secret).not.toEqual(first.secret);

    // Whoever asks at the same moment finds what the first one got.
    provider.seconds = 3600;
    provider.asked = 0;
    const row = await rowOf(id);
    const keys = await Promise.all(Array.from({ length: 5 }, () => keyOf(house, row)));
    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(1);
    expect(provider.asked).toBe(1);
  });

  test('says so when the server ended between a new refresh token and its row', async () => {
    const { max, house } = company;
    provider.seconds = 30;
    const { id, user } = await connect(max);
    await signIn(max, id, user);
    await works(id);
    const { secret } = await rowOf(id);
    await keyOf(house, await rowOf(id));
    await company.sql('update connections set secret = $2 where id = $1', [id, secret]);
    await openAnew(id);
    await until(id, { state: 'needs attention', problem: 'sign in needed' });
    provider.seconds = 3600;
    await signIn(max, id, user);
    await until(id, { state: 'on', problem: null });
    await works(id);
  });

  test('renews a token that was taken back before its time, once', async () => {
    const { max } = company;
    const { id, user } = await connect(max);
    await signIn(max, id, user);
    await works(id);
    await provider.forgetTokens();
    await openAnew(id);
    await works(id);
    expect(await connectionOf(id)).toMatchObject({ state: 'on', problem: null });
  });

  test('needs its owner when what they allowed is taken back, and goes on after one more sign-in', async () => {
    const { max } = company;
    const { id, user } = await connect(max);
    await signIn(max, id, user);
    await works(id);
    await provider.revoke();
    await openAnew(id);
    await until(id, { state: 'needs attention', problem: 'sign in needed' });
    expect((await signIn(max, id, user)).status).toBe(200);
    await works(id);
  });

  test('may be one that several share: its own name, and the token of whoever signed in', async () => {
    const { max } = company;
    const { id } = await connect(max, 'sales@kettle.example');
    provider.mailboxes.set('max@kettle.example', 'sales@kettle.example');
    await signIn(max, id, 'max@kettle.example');
    await works(id);
  });

  test('says when it is not the mailbox of whoever signed in', async () => {
    const { max } = company;
    const { id } = await connect(max);
    await signIn(max, id, 'somebody@else.example');
    await until(id, { state: 'needs attention', problem: 'token refused' });
  });

  test('asks for another sign-in when it is to be another mailbox, and shows its token to no other server', async () => {
    const { max } = company;
    const { id, user } = await connect(max);
    await signIn(max, id, user);
    await works(id);
    const { version } = (await connectionOf(id))!;
    const other = { ...settings(user), user: newAddress() };
    expect((await max.patch(`connections/${id}`, { version, settings: other })).status).toBe(200);
    expect(await connectionOf(id)).toMatchObject({ problem: 'sign in needed' });
    expect((await rowOf(id)).secret).toBeNull();
  });

  test('can be tried with what was allowed', async () => {
    const { max } = company;
    const { id, user } = await connect(max);
    await signIn(max, id, user);
    const trial = { kind: 'imap', id, settings: settings(user) };
    expect((await max.post('connections/trial', trial)).body).toEqual({ problem: null });
    await provider.revoke();
    expect((await max.post('connections/trial', trial)).body).toEqual({
      problem: 'sign in needed',
    });
  });
});

describe('an answer of the provider', () => {
  test('opens nothing for another state, another session, a second time, or without its cookie', async () => {
    const { max, nora } = company;
    const { id, user } = await connect(max);
    provider.person = user;
    const { url, cookie } = await setOut(max, id);
    const query = await visit(url);
    const wrong = new URLSearchParams(query);
    wrong.set('state', `${wrong.get('state')!.slice(0, -3)}abc`);
    for (const refused of [
      await comeBack(max, `?${wrong}`, cookie),
      await comeBack(max, query, ''),
      await comeBack(max, '?code=x', cookie),
    ]) {
      expect([refused.status, refused.body.code]).toEqual([409, 'mail-provider.begin-again']);
    }
    // A colleague's browser that was given both, as an attacker would.
    expect((await comeBack(nora, query, cookie)).status).toBe(409);
    expect((await comeBack(max, query, cookie)).body.code).toBe('mail-provider.begin-again');
    expect((await rowOf(id)).secret).toBeNull();
  });

  test('opens nothing in another company', async () => {
    const { max, otto } = company;
    const { id, user } = await connect(max);
    provider.person = user;
    const { url, cookie } = await setOut(max, id);
    const { status, body } = await comeBack(otto, await visit(url), cookie);
    expect([status, body.code]).toEqual([409, 'mail-provider.begin-again']);
    expect((await rowOf(id)).secret).toBeNull();
  });

  test('says what to do when somebody went away, or the permission would not last', async () => {
    const { max } = company;
    const { id, user } = await connect(max);
    const away = await signIn(max, id, null);
    expect([away.status, away.body.code]).toEqual([422, 'mail-provider.cancelled']);
    provider.isLasting = false;
    const short = await signIn(max, id, user);
    expect([short.status, short.body.code]).toEqual([422, 'mail-provider.not-lasting']);
    expect(await connectionOf(id)).toMatchObject({ problem: 'sign in needed' });
  });
});

describe('a provider', () => {
  test('is registered, changed and removed by owners, and seen by their company alone', async () => {
    const { max, olga, otto } = company;
    const input = { ...provider.registration, name: 'Another post' };
    expect((await max.post('mail-providers', input)).status).toBe(403);
    const { body: made } = await olga.post('mail-providers', input);
    const named = async (who: Colleague) =>
      (await who.get<MailProviders>('mail-providers')).body.rows.map(({ name }) => name);
    expect(await named(max)).toEqual(['Post & Co', 'Another post']);
    expect(await named(otto)).toEqual([]);
    expect((await otto.delete(`mail-providers/${made.id}?version=1`)).status).toBe(404);
    const elsewhere = await otto.post('connections', {
      kind: 'imap',
      name: 'theirs',
      visibility: 'private',
      settings: settings('otto@other.example'),
    });
    expect(elsewhere.status).toBe(404);
    const { body: removed } = await olga.delete(`mail-providers/${made.id}?version=1`);
    expect(await named(max)).toEqual(['Post & Co']);
    expect((await olga.post(`events/${removed.event}/undo`)).status).toBeLessThan(300);
    expect(await named(max)).toEqual(['Post & Co', 'Another post']);
    await company.sql('delete from mail_providers where id = $1', [made.id]);
  });

  test('whose secret has ended is told to its mailboxes, which go on by themselves with a new one', async () => {
    const { max, olga } = company;
    provider.seconds = 30;
    const { id, user } = await connect(max);
    await signIn(max, id, user);
    await works(id);
    const { body: changed } = await olga.patch(`mail-providers/${providerId}`, {
      version: 1,
      secret: 'has ended',
    });
    await openAnew(id);
    await until(id, { state: 'needs attention', problem: 'client refused' });
    await company.sql('update connections set succeeded_at = null where id = $1', [id]);
    await olga.patch(`mail-providers/${providerId}`, {
      version: changed.version,
      secret: mailClient.secret,
    });
    await works(id);
  });

  test('is not asked where the house may not go', async () => {
    const { max, olga } = company;
    const { body: inside } = await olga.post('mail-providers', {
      ...provider.registration,
      name: 'Inside',
      tokenEndpoint: 'http://127.0.0.1:9/token',
    });
    const user = newAddress();
    const { body: made } = await max.post('connections', {
      kind: 'imap',
      name: user,
      visibility: 'private',
      settings: { ...settings(user), signIn: inside.id },
    });
    const { status, text } = await signIn(max, made.id, user);
    expect([status, text]).toEqual([502, expect.stringContaining('127.0.0.1:9')]);
    expect((await rowOf(made.id)).secret).toBeNull();
    await company.sql('delete from mail_providers where id = $1', [inside.id]);
  });

  test.each([
    [
      { kind: 'google', clientId: 'g.apps.example', secret: 's' },
      'imap.gmail.com',
      /^https:\/\/accounts\.google\.com\/.*scope=https%3A%2F%2Fmail\.google\.com%2F&.*code_challenge_method=S256/,
    ],
    [
      { kind: 'microsoft', tenant: 'contoso.example', clientId: 'm', secret: 's' },
      'outlook.office365.com',
      /^https:\/\/login\.microsoftonline\.com\/contoso\.example\/oauth2\/v2\.0\/authorize\?.*IMAP\.AccessAsUser\.All.*SMTP\.Send.*offline_access/,
    ],
  ])(
    'asks for the rights of $kind and nothing else, and shows what it gives to no other server',
    async (input, host, address) => {
      const { max, olga } = company;
      const { body } = await olga.post('mail-providers', input);
      expect((await olga.post('mail-providers', input)).status).toBe(409);
      const at = (name: string) => ({
        kind: 'imap',
        name: 'mine',
        visibility: 'private',
        settings: {
          ...settings('max@kettle.example'),
          host: name,
          smtp: undefined,
          signIn: body.id,
        },
      });
      for (const foreign of ['imap.gmail.com.evil.example', 'evilgmail.com', 'imap.evil.example']) {
        const refused = await max.post<{ code: string }>('connections', at(foreign));
        expect([refused.status, refused.body.code]).toEqual([422, 'mail-provider.host']);
      }
      const { body: made } = await max.post('connections', at(host));
      const { url } = await setOut(max, made.id);
      expect(url).toMatch(address);
      expect(new URL(url).searchParams.get('redirect_uri')).toBe(redirectUri);
      await company.sql('delete from mail_providers where id = $1', [body.id]);
    },
  );
});
