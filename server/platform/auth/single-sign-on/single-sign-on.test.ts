import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SingleSignOnInput } from '../../../../shared/platform/single-sign-on.ts';
import type { SessionView } from '../../../../shared/platform/workspace.ts';
import { type Company, openCompany } from '../../../testing/company.ts';
import { client, IdentityProvider } from '../../../testing/identity-provider.ts';
import { origin } from '../../../testing/installation.ts';
import { callback, Window } from './testing.ts';

vi.setConfig({ testTimeout: 30_000 });

let company: Company;
let provider: IdentityProvider;
let settings: SingleSignOnInput;

beforeAll(async () => {
  provider = await IdentityProvider.start([callback]);
  company = await openCompany({ RAPPORT_ALLOWED_HOSTS: provider.host });
  settings = {
    issuer: provider.issuer,
    clientId: client.id,
    secret: client.secret,
    domains: ['kettle.example'],
    newcomers: 'refused',
    level: 'member',
    only: false,
  };
}, 60_000);
afterAll(async () => {
  await company.close();
  await provider.close();
});

/** Everything as on the first day: set up, nobody connected. */
beforeEach(async () => {
  provider.behave();
  for (const table of ['providers', 'rate_limits', 'authenticators']) {
    await company.sql(`delete from auth.${table}`);
  }
  await company.sql('update workspaces set single_sign_on_only = false');
  await set({});
});

async function set(change: Partial<SingleSignOnInput>, by = company.olga) {
  const answer = await by.send('PUT', 'single-sign-on', { body: { ...settings, ...change } });
  expect(answer.status, answer.text).toBe(204);
}

let people = 0;
/** Somebody at the provider, with an address there. */
function atProvider(email?: string, more: object = {}): string {
  const sub = `person-${people++}`;
  const address = email === undefined ? {} : { email, email_verified: true };
  provider.people.set(sub, { sub, name: 'Max Berg', ...address, ...more });
  provider.person = sub;
  return sub;
}

const window = () => new Window(company);
const problem = (name: string) => `/sign-in?${new URLSearchParams({ problem: name })}`;
const connected = () =>
  company.sql<{ user_id: string; subject: string }>('select user_id, subject from auth.identities');

async function entries(verb: string): Promise<number> {
  const [row] = await company.sql<{ count: number }>(
    'select count(*)::int as count from audit_entries where verb = $1',
    [verb],
  );
  return row!.count;
}

describe('somebody who has an account', () => {
  test('comes in by the address that their company’s provider vouches for', async () => {
    const sub = atProvider('max@kettle.example');
    const before = await entries('single sign-on connected');
    const tab = window();
    expect(await tab.comeIn({ to: '/companies?sort=name' })).toBe('/companies?sort=name');
    expect(await tab.session()).toMatchObject({ user: { email: 'max@kettle.example' } });
    expect(await connected()).toEqual([{ user_id: company.max.id, subject: sub }]);
    expect(await entries('single sign-on connected')).toBe(before + 1);
    const [session] = await company.sql<{ method: string; hours: number }>(
      `select method, round(extract(epoch from expires_at - now()) / 3600)::int as hours from auth.sessions
       where confined_to = $1 order by created_at desc limit 1`,
      [company.workspaces.kettle],
    );
    expect(session).toEqual({ method: 'single sign-on', hours: 24 });
  });

  test('comes in whatever case the address is in, and again without it', async () => {
    const sub = atProvider('Max@Kettle.Example');
    await window().comeIn();
    provider.people.set(sub, { sub });
    const tab = window();
    expect(await tab.comeIn()).toBe('/');
    expect(await tab.session()).toMatchObject({ user: { email: 'max@kettle.example' } });
  });

  test('comes in by what the token itself says, too', async () => {
    const sub = atProvider();
    provider.change = ({ claims }) => ({
      claims: { ...claims, email: 'max@kettle.example', email_verified: true },
    });
    expect(await window().comeIn()).toBe('/');
    expect(await connected()).toMatchObject([{ subject: sub }]);
  });

  test('does not, where the provider does not say that the address is theirs', async () => {
    for (const email_verified of [false, undefined, 'false', 1, null]) {
      atProvider('max@kettle.example', { email_verified });
      expect(await window().comeIn()).toBe(problem('not verified'));
    }
    atProvider();
    expect(await window().comeIn()).toBe(problem('not verified'));
    expect(await connected()).toEqual([]);
  });

  test('does not with an address of another domain, however like', async () => {
    for (const email of [
      'max@kettle.example.evil.example',
      'max@evilkettle.example',
      'max@sub.kettle.example',
      'max@kettle.example@evil.example',
    ]) {
      atProvider(email);
      expect(await window().comeIn(), email).toMatch(/problem=(foreign|not\+verified)/);
    }
    expect(await connected()).toEqual([]);
  });

  test('does not once they are shut out, nor by a new connection', async () => {
    const sub = atProvider('max@kettle.example');
    const tab = window();
    await tab.comeIn();
    await company.olga.patch(`users/${company.max.id}`, { disabled: true });
    expect(await tab.session()).toBeNull();
    expect(await window().comeIn()).toBe(problem('no account'));
    await company.sql('delete from auth.identities');
    expect(await window().comeIn()).toBe(problem('no account'));
    await set({ newcomers: 'admitted' });
    expect(await window().comeIn()).toBe(problem('no account'));
    await company.olga.patch(`users/${company.max.id}`, { disabled: false });
    expect(await window().comeIn()).toBe('/');
    expect(await connected()).toMatchObject([{ subject: sub }]);
  });

  test('keeps their account when the address is given to somebody new at the provider', async () => {
    atProvider('max@kettle.example');
    await window().comeIn();
    atProvider('max@kettle.example');
    expect(await window().comeIn()).toBe(problem('taken'));
    const cut = await company.olga.delete(`single-sign-on/connections/${company.max.id}`);
    expect(cut.status).toBe(204);
    expect(await window().comeIn()).toBe('/');
  });

  test('is not let in by an address alone past a code they asked for', async () => {
    await company.sql(
      `insert into auth.authenticators (user_id, secret, confirmed_at) values ($1, 'x', now())`,
      [company.max.id],
    );
    atProvider('max@kettle.example');
    expect(await window().comeIn()).toBe(problem('no account'));
    expect(await connected()).toEqual([]);
  });
});

describe('a newcomer', () => {
  const newcomer = () => `newcomer${people}@kettle.example`;
  const accountOf = (email: string) =>
    company.sql<{ level: string; workspace_id: string }>(
      'select level, workspace_id from users where email = $1',
      [email],
    );

  test('is refused where newcomers are', async () => {
    const email = newcomer();
    atProvider(email);
    expect(await window().comeIn()).toBe(problem('no account'));
    expect(await accountOf(email)).toEqual([]);
  });

  test('is let in where they were invited, as what they were invited to be', async () => {
    await set({ newcomers: 'invited' });
    const email = newcomer();
    atProvider(email);
    expect(await window().comeIn()).toBe(problem('no account'));
    await company.olga.post('invitations', { email, level: 'manager' });
    const tab = window();
    expect(await tab.comeIn()).toBe('/');
    expect(await tab.session()).toMatchObject({
      user: { email, level: 'manager', name: 'Max Berg' },
    });
    const { body } = await company.olga.get<{ rows: { email: string }[] }>('invitations');
    expect(body.rows.map((row) => row.email)).not.toContain(email);
    expect(await tab.comeIn()).toBe('/');
  });

  test('is let in where the company lets everybody of its own in, as what it says', async () => {
    await set({ newcomers: 'admitted', level: 'reader' });
    const email = newcomer();
    atProvider(email);
    const tab = window();
    expect(await tab.comeIn()).toBe('/');
    expect(await tab.session()).toMatchObject({ user: { email, level: 'reader' } });
  });

  test('who arrives twice at once has one account', async () => {
    await set({ newcomers: 'admitted' });
    const email = newcomer();
    atProvider(email);
    const ends = await Promise.all([window(), window(), window()].map((tab) => tab.comeIn()));
    expect(ends).toEqual(['/', '/', '/']);
    expect(await accountOf(email)).toHaveLength(1);
  });

  test('has no password to guess, and nothing to prove themselves with but the provider', async () => {
    await set({ newcomers: 'admitted' });
    const email = newcomer();
    atProvider(email);
    const tab = window();
    await tab.comeIn();
    const second = await tab.send('POST', '/api/auth/second-factor/begin', {});
    expect(await second.json()).toMatchObject({ code: 'proof.none' });
    const guess = await window().send('POST', '/api/auth/sign-in/email', { email, password: 'x' });
    expect(await guess.json()).toMatchObject({ code: 'sign-in.refused' });
    const view = await (await tab.send('GET', '/api/auth/second-factor')).json();
    expect(view).toMatchObject({ hasPassword: false });
  });

  test('is never admitted as an owner', async () => {
    const body = { ...settings, newcomers: 'admitted', level: 'owner' };
    expect((await company.olga.send('PUT', 'single-sign-on', { body })).status).toBe(400);
  });
});

describe('an answer that is not right', () => {
  const wrong: [string, () => void, string][] = [
    ['for another sign-in (nonce)', () => claim({ nonce: 'another' }), 'provider'],
    ['without a nonce', () => claim({ nonce: undefined }), 'provider'],
    ['for another program (audience)', () => claim({ aud: 'another' }), 'provider'],
    ['for several programs', () => claim({ aud: [client.id, 'another'] }), 'provider'],
    ['of another provider (issuer)', () => claim({ iss: 'https://evil.example' }), 'provider'],
    ['for nobody', () => claim({ sub: undefined }), 'provider'],
    ['of yesterday', () => late(), 'clock'],
    ['that nobody signed', () => head({ alg: 'none' }), 'provider'],
    ['that says it is signed otherwise', () => head({ alg: 'HS256' }), 'provider'],
    ['signed with another key', () => forge(), 'provider'],
    ['signed with a key that is not known', () => head({ kid: 'another' }), 'provider'],
  ];
  const late = () => {
    provider.clock = -24 * 60 * 60;
  };
  const forge = () => {
    provider.signsWithAnother = true;
  };
  const claim = (change: object) => {
    provider.change = ({ claims }) => ({ claims: { ...claims, ...change } });
  };
  const head = (change: object) => {
    provider.change = ({ header }) => ({ header: { ...header, ...change } });
  };

  test.each(wrong)('%s opens nothing', async (_, misbehave, told) => {
    atProvider('max@kettle.example');
    await window().comeIn();
    misbehave();
    const tab = window();
    expect(await tab.comeIn()).toBe(problem(told));
    expect(await tab.session()).toBeNull();
  });

  test('is not one whose clock is a little off', async () => {
    atProvider('max@kettle.example');
    for (const clock of [-45, 45]) {
      provider.clock = clock;
      expect(await window().comeIn(), `${clock} s`).toBe('/');
    }
  });

  test('was begun in another browser, for another state, or without any', async () => {
    atProvider('max@kettle.example');
    const [mine, thief] = [window(), window()];
    const back = await mine.visit(await mine.setOut());
    expect(await thief.follow(back)).toBe(problem('begin again'));
    await thief.setOut();
    // The thief's own cookie belongs to the thief's own state.
    expect(await thief.follow(back)).toBe(problem('begin again'));
    expect(await window().follow(`${callback}?code=x`)).toBe(problem('begin again'));
    expect(await mine.follow(back.replace(/state=[^&]+/, 'state=x'))).toBe(problem('begin again'));
  });

  test('counts once: the same answer again opens nothing, nor does its code elsewhere', async () => {
    atProvider('max@kettle.example');
    const tab = window();
    const url = await tab.setOut();
    const back = await tab.visit(url);
    const copy = new Window(company);
    copy.here.add(String(tab.here.header.cookie));
    expect(await tab.follow(back)).toBe('/');
    expect(await copy.follow(back)).toBe(problem('begin again'));

    const thief = window();
    const own = await thief.visit(await thief.setOut());
    const code = (address: string) => new URL(address).searchParams.get('code')!;
    const other = window();
    const stolen = await other.visit(await other.setOut());
    expect(await thief.follow(own.replace(code(own), code(stolen)))).toBe(problem('provider'));
  });

  test('of ten minutes ago is too late', async () => {
    atProvider('max@kettle.example');
    const tab = window();
    const back = await tab.visit(await tab.setOut());
    vi.useFakeTimers({ now: Date.now() + 11 * 60_000, toFake: ['Date', 'Temporal'] });
    try {
      expect(await tab.follow(back)).toBe(problem('begin again'));
    } finally {
      vi.useRealTimers();
    }
  });

  test('of somebody who went away is told as that', async () => {
    provider.person = 'nobody';
    expect(await window().comeIn({ to: '/people' })).toBe(`${problem('cancelled')}&to=%2Fpeople`);
  });

  test('made up again and again is stopped like any guessing', async () => {
    atProvider('max@kettle.example');
    await company.sql(
      `insert into auth.rate_limits (key, count, in_a_row, window_ends_at)
       values ('source:unknown', 99, 99, now() + interval '10 minutes')`,
    );
    const forge = async () => {
      const tab = window();
      const back = await tab.visit(await tab.setOut());
      return tab.send('GET', back.replace(/code=[^&]+/, 'code=guess'), undefined);
    };
    expect((await forge()).status).toBe(303);
    expect((await forge()).status).toBe(429);
  });

  test('leads nowhere but to a page of ours', async () => {
    for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', 'people']) {
      const answer = await window().send('POST', '/api/auth/single-sign-on/begin', { to });
      expect(answer.status, to).toBe(400);
    }
  });
});

describe('the provider of one company', () => {
  test('opens nothing of another, whosever account it is', async () => {
    const { kettle, teapot } = company.workspaces;
    // Nora works for both companies and has connected Kettle's provider herself.
    await company.house.auth.database.transaction((query) =>
      company.house.auth.memberships.create(query, {
        workspaceId: teapot,
        userId: company.nora.id,
        name: 'Nora',
        email: 'nora@kettle.example',
        level: 'member',
        by: null,
      }),
    );
    atProvider('nora@kettle.example');
    expect(await window().comeIn()).toBe(problem('no account'));
    const own = new Window(company, company.nora.headers.cookie);
    const begun = await own.send('POST', '/api/auth/single-sign-on/connect', {
      workspaceId: kettle,
    });
    expect(await own.follow(await own.visit((await begun.json()).url))).toBe(
      '/settings/me#ownSingleSignOn',
    );

    const tab = window();
    expect(await tab.comeIn()).toBe('/');
    const session = (await (await tab.send('GET', '/api/v1/session')).json()) as SessionView;
    expect(session.workspace.id).toBe(kettle);
    expect(session.workspaces.map(({ id }) => id)).toEqual([kettle]);
    const at = (id: string) => tab.send('GET', '/api/v1/people', undefined, { 'x-workspace': id });
    expect((await at(kettle)).status).toBe(200);
    expect((await at(teapot)).status).toBe(403);
    const turn = await tab.send('POST', '/api/auth/switch-workspace', { id: teapot });
    expect(turn.status).toBe(403);
    // Nor does it vouch for what would open the account as a whole.
    const proof = await tab.send('POST', '/api/auth/passkeys/options', {});
    expect(await proof.json()).toMatchObject({ code: 'proof.required' });
    expect(
      (await own.send('GET', '/api/v1/people', undefined, { 'x-workspace': teapot })).status,
    ).toBe(200);
  });

  test('knows nobody of another: their address gets the answer of one who does not exist', async () => {
    for (const newcomers of ['refused', 'invited', 'admitted'] as const) {
      await set({ newcomers });
      atProvider('tilda@kettle.example');
      expect(await window().comeIn()).toBe(problem('no account'));
    }
  });

  test('is found by its domain where there are several, by its link where two claim one', async () => {
    const offer = async () => (await window().send('GET', '/api/auth/single-sign-on')).json();
    expect(await offer()).toEqual({ offer: 'one' });
    await set({ domains: ['teapot.example'] }, company.otto);
    expect(await offer()).toEqual({ offer: 'by address' });
    const begin = (body: object) => window().send('POST', '/api/auth/single-sign-on/begin', body);
    expect((await begin({ email: 'anybody@kettle.example' })).status).toBe(200);
    expect(await (await begin({ email: 'anybody@nowhere.example' })).json()).toMatchObject({
      code: 'single-sign-on.unknown',
    });
    expect((await begin({})).status).toBe(404);
    await set({ domains: ['kettle.example'] }, company.otto);
    expect((await begin({ email: 'anybody@kettle.example' })).status).toBe(404);
    expect((await begin({ workspaceId: company.workspaces.kettle })).status).toBe(200);
    expect((await begin({ workspaceId: crypto.randomUUID() })).status).toBe(404);
  });
});

describe('connecting an account', () => {
  const begin = (tab: Window, body: object = { workspaceId: company.workspaces.kettle }) =>
    tab.send('POST', '/api/auth/single-sign-on/connect', body);

  test('takes being signed in, and works whatever address the account has', async () => {
    expect((await begin(window())).status).toBe(401);
    atProvider('t.berg@kettle.example');
    const tab = new Window(company, company.tom.headers.cookie);
    const back = await tab.visit((await (await begin(tab)).json()).url);
    expect(await tab.follow(back)).toBe('/settings/me#ownSingleSignOn');
    const own = await (await tab.send('GET', '/api/auth/single-sign-on/connections')).json();
    expect(own.rows).toMatchObject([{ workspace: 'Kettle', email: 't.berg@kettle.example' }]);
    const later = window();
    await later.comeIn();
    expect(await later.session()).toMatchObject({ user: { email: 'tom@kettle.example' } });
  });

  test('is for whoever set out, and takes nobody else’s', async () => {
    atProvider('max@kettle.example');
    await window().comeIn();
    const tom = new Window(company, company.tom.headers.cookie);
    const back = await tom.visit((await (await begin(tom)).json()).url);
    expect(await tom.follow(back)).toBe('/settings/me?problem=taken#ownSingleSignOn');
    const again = await tom.visit((await (await begin(tom)).json()).url);
    const thief = new Window(company);
    thief.here.add(String(tom.here.header.cookie));
    thief.here.add(company.rita.headers.cookie!);
    expect(await thief.follow(again)).toContain('problem=begin');
  });

  test('of another company is not possible', async () => {
    const tab = new Window(company, company.tilda.headers.cookie);
    expect((await begin(tab)).status).toBe(404);
  });
});

describe('single sign-on alone', () => {
  /** An owner who came in by it turns it on. */
  async function turnOn() {
    atProvider('olga@kettle.example');
    const tab = window();
    await tab.comeIn();
    const { secret: _, ...rest } = settings;
    return {
      tab,
      answer: await tab.send('PUT', '/api/v1/single-sign-on', { ...rest, only: true }),
    };
  }

  test('is asked of nobody before an owner has come in by it', async () => {
    const body = { ...settings, only: true };
    const { body: refused } = await company.olga.send('PUT', 'single-sign-on', { body });
    expect(refused).toMatchObject({ code: 'single-sign-on.untried' });
    expect((await turnOn()).answer.status).toBe(204);
  });

  test('shuts passwords out, sessions that are open as well, but not programs', async () => {
    const program = await company.mara.program('read');
    expect((await company.mara.get('people')).status).toBe(200);
    await turnOn();
    company.house.actors.forget();
    expect((await company.mara.get('people')).body).toMatchObject({
      code: 'single-sign-on.required',
    });
    expect((await program.get('people')).status).toBe(200);
    atProvider('max@kettle.example');
    const tab = window();
    await tab.comeIn();
    expect((await tab.send('GET', '/api/v1/people')).status).toBe(200);
  });

  test('leaves an owner a way in, which takes more than a password', async () => {
    await turnOn();
    company.house.actors.forget();
    expect((await company.olga.get('people')).body).toMatchObject({
      code: 'second-factor.required',
    });
    await company.sql(`update auth.sessions set method = 'code' where user_id = $1`, [
      company.olga.id,
    ]);
    company.house.auth.sessions.forget();
    expect((await company.olga.get('people')).status).toBe(200);
    await set({ only: false });
    company.house.actors.forget();
    expect((await company.mara.get('people')).status).toBe(200);
    await company.sql(`update auth.sessions set method = 'password' where method = 'code'`);
    company.house.auth.sessions.forget();
  });

  test('does not follow a change of the provider', async () => {
    const { tab } = await turnOn();
    const answer = await tab.send('PUT', '/api/v1/single-sign-on', {
      ...settings,
      clientId: 'another',
      only: true,
    });
    expect(await answer.json()).toMatchObject({ code: 'single-sign-on.untried' });
  });

  test('goes with the settings, and its sessions with it', async () => {
    const { tab } = await turnOn();
    await company.sql(
      `update auth.sessions set method = 'code' where user_id = $1 and confined_to is null`,
      [company.olga.id],
    );
    company.house.auth.sessions.forget();
    expect((await company.olga.delete('single-sign-on')).status).toBe(204);
    expect(await tab.session()).toBeNull();
    company.house.actors.forget();
    expect((await company.mara.get('people')).status).toBe(200);
    await company.sql(`update auth.sessions set method = 'password' where method = 'code'`);
    company.house.auth.sessions.forget();
  });
});

describe('the settings', () => {
  test('never answer the secret back, nor write it anywhere in the clear', async () => {
    const { text } = await company.olga.get('single-sign-on');
    expect(text).toContain(client.id);
    expect(text).not.toContain(client.secret);
    await set({ secret: 'a second secret', level: 'reader' });
    const kept = await company.sql<{ all: string }>(
      `select string_agg(t, ' ') as all from (
         select providers::text t from auth.providers union all select events::text from events
         union all select audit_entries::text from audit_entries) everything`,
    );
    for (const secret of [client.secret, 'a second secret']) {
      expect(kept[0]!.all).not.toContain(secret);
      expect(kept[0]!.all).not.toContain(Buffer.from(secret).toString('hex'));
    }
    expect(await entries('single sign-on set up')).toBeGreaterThan(0);
    expect(await entries('single sign-on changed')).toBeGreaterThan(0);
  });

  test('send the secret that is kept to the provider it belongs to and to no other', async () => {
    const { secret: _, ...rest } = settings;
    const elsewhere = { ...rest, issuer: 'https://login.evil.example' };
    for (const [method, path, body] of [
      ['PUT', 'single-sign-on', elsewhere],
      ['PUT', 'single-sign-on', { ...rest, clientId: 'another' }],
      ['POST', 'single-sign-on/test', { issuer: elsewhere.issuer, clientId: client.id }],
    ] as const) {
      const answer = await company.olga.send(method, path, { body });
      expect(answer.body).toMatchObject({ code: 'single-sign-on.secret-needed' });
    }
  });

  test('are an owner’s alone, and no program’s', async () => {
    for (const asker of [company.mara, company.tom, company.rita]) {
      expect((await asker.get('single-sign-on')).status).toBe(403);
      expect((await asker.send('PUT', 'single-sign-on', { body: settings })).status).toBe(403);
    }
    const program = await company.olga.program('full');
    expect((await program.send('PUT', 'single-sign-on', { body: settings })).status).toBe(403);
    const { body } = await company.otto.get<{ settings: unknown }>('single-sign-on');
    expect(body.settings).toBeNull();
  });

  test('take domains and addresses as people write them', async () => {
    await set({
      issuer: `${provider.issuer}/.well-known/openid-configuration`,
      domains: ['@Kettle.example', 'bücher.example'],
    });
    const { body } = await company.olga.get<{ settings: { issuer: string; domains: string[] } }>(
      'single-sign-on',
    );
    expect(body.settings).toMatchObject({
      issuer: provider.issuer,
      domains: ['kettle.example', 'xn--bcher-kva.example'],
    });
    for (const domain of ['kettle', '10.0.0.1', 'a b.example', '', '*.example'])
      expect(
        (
          await company.olga.send('PUT', 'single-sign-on', {
            body: { ...settings, domains: [domain] },
          })
        ).status,
        domain,
      ).toBe(400);
  });

  test('that a restored house can no longer read are told as a provider that does not answer', async () => {
    await company.sql(`update auth.providers set secret = 'not sealed with this key'`);
    const answer = await window().send('POST', '/api/auth/single-sign-on/begin', {});
    expect(await answer.json()).toMatchObject({ code: 'single-sign-on.away' });
    await set({});
    expect((await window().send('POST', '/api/auth/single-sign-on/begin', {})).status).toBe(200);
  });

  test('cannot be removed by somebody who would shut themselves out', async () => {
    await company.sql(`update auth.accounts set password = null where user_id = $1`, [
      company.olga.id,
    ]);
    expect((await company.olga.delete('single-sign-on')).body).toMatchObject({
      code: 'single-sign-on.only-way',
    });
    await company.sql(`update auth.accounts set password = 'none' where user_id = $1`, [
      company.olga.id,
    ]);
  });
});

test('a provider that does not answer is told as that, and is asked no more than it takes', async () => {
  const away = await IdentityProvider.start([callback]);
  const { issuer, host } = away;
  await away.close();
  const house = await openCompany({ RAPPORT_ALLOWED_HOSTS: host });
  try {
    await house.olga.send('PUT', 'single-sign-on', { body: { ...settings, issuer } });
    const tab = new Window(house);
    const answer = await tab.send('POST', '/api/auth/single-sign-on/begin', {});
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ code: 'single-sign-on.away' });
  } finally {
    await house.close();
  }
});

test('links and cookies name our own address, never the one a request came with', async () => {
  const answer = await window().send(
    'POST',
    '/api/auth/single-sign-on/begin',
    {},
    {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
    },
  );
  const { url } = await answer.json();
  expect(new URL(url).searchParams.get('redirect_uri')).toBe(callback);
  expect(callback.startsWith(origin)).toBe(true);
  const [line] = answer.headers.getSetCookie();
  expect(line).toMatch(/HttpOnly/);
  expect(line).toMatch(/SameSite=Lax/);
});
