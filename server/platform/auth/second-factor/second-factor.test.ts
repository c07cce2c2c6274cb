import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { addUser, resetSecondFactors, unlockUser } from '../commands.ts';
import { Browser, goodPassword, startInstallation } from '../testing.ts';
import { resetSecondFactor } from '../users.ts';
import { codeAt, stepAt } from './totp.ts';

// Every sign-in hashes a password, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let house: Awaited<ReturnType<typeof startInstallation>>;
let workspaceId: string;
let ownerId: string;
const owner = 'olga@kettle.example';

beforeAll(async () => {
  house = await startInstallation();
  await addUser(house.auth, {
    email: owner,
    name: 'Olga',
    company: 'Kettle & Söhne',
    password: goodPassword,
  });
  const tab = new Browser(house.app);
  await tab.signIn(owner, goodPassword);
  ownerId = (await tab.who(house.auth))!.userId;
  const [place] = await house.auth.database.transaction((query) =>
    house.auth.memberships.find(query, ownerId),
  );
  workspaceId = place!.workspaceId;
}, 60_000);
afterAll(() => house.stop());
beforeEach(() => house.auth.database.query('delete from auth.rate_limits'));

let people = 0;
async function arrive(name = `person${people++}`) {
  const email = `${name}@kettle.example`;
  await addUser(house.auth, { email, name, level: 'member', password: goodPassword });
  const tab = new Browser(house.app);
  expect(await (await tab.signIn(email, goodPassword)).json()).toEqual({ signedIn: true });
  const { userId } = (await tab.who(house.auth))!;
  return { email, tab, userId };
}

/** The app on a phone: it knows the secret and the time. */
class Phone {
  readonly secret: Buffer;
  constructor(typed: string) {
    const bits = [...typed]
      .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
      .map((five) => five.toString(2).padStart(5, '0'))
      .join('');
    this.secret = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  }
  code(steps = 0) {
    return codeAt(this.secret, stepAt(Temporal.Now.instant()) + steps);
  }
}

/** Somebody with an app, who has used the code of this moment for setting it up. */
async function guarded() {
  const person = await arrive();
  const begun = await person.tab.send('POST', '/second-factor/begin', {});
  const { secret, uri } = await begun.json();
  const phone = new Phone(secret);
  const confirmed = await person.tab.send('POST', '/second-factor/confirm', {
    code: phone.code(-1),
  });
  expect(confirmed.status).toBe(200);
  const { recoveryCodes } = (await confirmed.json()) as { recoveryCodes: string[] };
  return { ...person, phone, recoveryCodes, uri: uri as string };
}

async function halfway(email: string, tab = new Browser(house.app)) {
  const answer = await tab.signIn(email, goodPassword);
  expect(answer.headers.getSetCookie()).toEqual([]);
  const { signedIn, ticket } = await answer.json();
  expect(signedIn).toBe(false);
  return { tab, ticket: ticket as string };
}
const finish = ({ tab, ticket }: { tab: Browser; ticket: string }, code: string) =>
  tab.send('POST', '/sign-in/second-factor', { ticket, code });

describe('setting up an app', () => {
  test('needs a right code, shows ten codes for the day it is lost, and counts from then on', async () => {
    const { tab, email } = await arrive();
    const { secret, uri } = await (await tab.send('POST', '/second-factor/begin', {})).json();
    expect(decodeURIComponent(new URL(uri).pathname)).toBe(`/Kettle & Söhne:${email}`);
    const wrong = await tab.send('POST', '/second-factor/confirm', { code: '000000' });
    expect(await wrong.json()).toMatchObject({ code: 'second-factor.wrong' });
    // Begun and not finished, it guards nothing.
    expect(await (await new Browser(house.app).signIn(email, goodPassword)).json()).toEqual({
      signedIn: true,
    });
    const right = await tab.send('POST', '/second-factor/confirm', {
      code: new Phone(secret).code(),
    });
    const { recoveryCodes } = (await right.json()) as { recoveryCodes: string[] };
    expect(new Set(recoveryCodes)).toHaveLength(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
    expect(await (await tab.send('GET', '/second-factor')).json()).toEqual({
      hasPassword: true,
      hasAuthenticator: true,
      recoveryCodes: 10,
      passkeys: 0,
      requiredFrom: null,
    });
    await halfway(email);
  });

  test('begins a new session here and ends every other', async () => {
    const { tab, email } = await arrive();
    const laptop = new Browser(house.app);
    await laptop.signIn(email, goodPassword);
    const before = tab.cookie;
    const { secret } = await (await tab.send('POST', '/second-factor/begin', {})).json();
    await tab.send('POST', '/second-factor/confirm', { code: new Phone(secret).code() });
    expect(tab.cookie).not.toBe(before);
    expect(await tab.who(house.auth)).toMatchObject({ method: 'code' });
    expect(await laptop.who(house.auth)).toBeNull();
  });

  test('a second time is refused; the first app goes on working', async () => {
    const { tab, email, phone } = await guarded();
    const again = await tab.send('POST', '/second-factor/begin', {});
    expect(await again.json()).toMatchObject({ code: 'second-factor.there' });
    expect((await finish(await halfway(email), phone.code())).status).toBe(200);
  });

  test('keeps neither secret nor codes in the clear', async () => {
    const { userId, phone, recoveryCodes } = await guarded();
    const kept = JSON.stringify(
      await house.auth.database.query(
        `select a.secret::text, array_agg(r.code_sha256::text) from auth.authenticators a
         join auth.recovery_codes r using (user_id) where user_id = $1 group by 1`,
        [userId],
      ),
    );
    expect(kept).not.toContain(phone.secret.toString('hex'));
    for (const code of recoveryCodes) {
      expect(kept).not.toContain(
        Buffer.from(code.replaceAll('-', '').toUpperCase()).toString('hex'),
      );
    }
  });
});

describe('signing in with an app', () => {
  test('takes password and code, and the session knows it was both', async () => {
    const { email, phone, userId } = await guarded();
    const begun = await halfway(email);
    expect(await begun.tab.who(house.auth)).toBeNull();
    expect((await finish(begun, phone.code())).status).toBe(200);
    expect(await begun.tab.who(house.auth)).toMatchObject({ userId, method: 'code' });
    expect((await finish(begun, phone.code(1))).status).toBe(401);
  });

  test('takes each code once, in every browser together, and none older than the last', async () => {
    const { email, phone } = await guarded();
    const both = await Promise.all([halfway(email), halfway(email)]);
    const code = phone.code();
    const answers = await Promise.all(both.map((begun) => finish(begun, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await finish(await halfway(email), code)).status).toBe(401);
    expect((await finish(await halfway(email), phone.code(-1))).status).toBe(401);
    expect((await finish(await halfway(email), phone.code(1))).status).toBe(200);
  });

  test('takes a recovery code, however it is typed, once', async () => {
    const { email, recoveryCodes, tab } = await guarded();
    const typed = recoveryCodes[3]!.toUpperCase().replaceAll('-', ' ');
    const begun = await halfway(email);
    expect((await finish(begun, typed)).status).toBe(200);
    expect(await begun.tab.who(house.auth)).toMatchObject({ method: 'recovery code' });
    expect((await finish(await halfway(email), typed)).status).toBe(401);
    expect(await (await tab.send('GET', '/second-factor')).json()).toMatchObject({
      recoveryCodes: 9,
    });
  });

  test('new recovery codes end the old ones', async () => {
    const { email, recoveryCodes, tab } = await guarded();
    const made = await (await tab.send('POST', '/second-factor/recovery-codes', {})).json();
    expect((await finish(await halfway(email), recoveryCodes[0]!)).status).toBe(401);
    expect((await finish(await halfway(email), made.recoveryCodes[0])).status).toBe(200);
  });

  test('a ticket of ten minutes ago, or none of ours, is worth nothing', async () => {
    const { email, phone } = await guarded();
    const begun = await halfway(email);
    await house.auth.database.query(`update auth.challenges set expires_at = now()`);
    const late = await finish(begun, phone.code());
    expect(await late.json()).toMatchObject({ code: 'sign-in.begin-again' });
    expect((await finish({ ...begun, ticket: 'x'.repeat(43) }, phone.code())).status).toBe(401);
  });

  test('codes no key opens any longer leave the recovery codes', async () => {
    const { email, phone, recoveryCodes, userId } = await guarded();
    await house.auth.database.query(
      `update auth.authenticators set secret = decode(repeat('00', 60), 'hex') where user_id = $1`,
      [userId],
    );
    const answer = await finish(await halfway(email), phone.code());
    expect(await answer.json()).toMatchObject({ code: 'second-factor.unreadable', status: 409 });
    expect((await finish(await halfway(email), recoveryCodes[0]!)).status).toBe(200);
  });

  test('an account that was shut meanwhile stays shut', async () => {
    const { email, phone, userId } = await guarded();
    const begun = await halfway(email);
    await house.auth.database.query('update auth.users set disabled_at = now() where id = $1', [
      userId,
    ]);
    expect((await finish(begun, phone.code())).status).toBe(401);
    expect((await begun.tab.signIn(email, goodPassword)).status).toBe(401);
  });
});

describe('guessing a code', () => {
  test('shares the tries of the password, and a right password between them forgives none', async () => {
    const { email, phone } = await guarded();
    for (let guess = 0; guess < 10; guess++) {
      const begun = await halfway(email);
      expect((await finish(begun, '000000')).status).toBe(401);
    }
    const tab = new Browser(house.app);
    expect((await tab.signIn(email, goodPassword)).status).toBe(429);
    await unlockUser(house.auth, email);
    const begun = await halfway(email);
    for (let guess = 0; guess < 10; guess++) {
      expect((await finish(begun, 'aaaa-bbbb-cccc-dddd')).status).toBe(401);
    }
    expect((await finish(begun, phone.code())).status).toBe(429);
    expect(house.alerts).toContainEqual(expect.objectContaining({ kind: 'account' }));
  });

  test('the code asked for in the settings counts as well', async () => {
    const { tab, email } = await guarded();
    for (let guess = 0; guess < 10; guess++) {
      const answer = await tab.send('POST', '/second-factor/remove', { proof: { code: '000000' } });
      expect(answer.status).toBe(401);
    }
    expect((await new Browser(house.app).signIn(email, goodPassword)).status).toBe(429);
  });

  test('a wrong password says nothing of a second factor', async () => {
    const { email } = await guarded();
    const { email: unguarded } = await arrive();
    const answers = await Promise.all(
      [email, unguarded, 'nobody@kettle.example'].map(async (address) => {
        const answer = await new Browser(house.app).signIn(address, 'wrong wrong wrong');
        return [answer.status, [...answer.headers], await answer.text()];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toEqual(answers[2]);
  });
});

describe('turning it off', () => {
  test('takes the password or a code, however recently one signed in', async () => {
    const { tab, email, phone } = await guarded();
    const bare = await tab.send('POST', '/second-factor/remove', {});
    expect(await bare.json()).toMatchObject({ code: 'proof.required' });
    const wrong = await tab.send('POST', '/second-factor/remove', {
      proof: { password: 'wrong wrong wrong' },
    });
    expect(await wrong.json()).toMatchObject({ code: 'password.wrong' });
    const proof = { code: phone.code() };
    expect((await tab.send('POST', '/second-factor/remove', { proof })).status).toBe(204);
    expect((await (await new Browser(house.app).signIn(email, goodPassword)).json()).signedIn).toBe(
      true,
    );
  });

  test('somebody at a screen left open sets nothing up', async () => {
    const { tab, userId } = await arrive();
    await house.auth.database.query(
      `update auth.sessions set created_at = now() - interval '11 minutes' where user_id = $1`,
      [userId],
    );
    const begun = await tab.send('POST', '/second-factor/begin', {});
    expect(await begun.json()).toMatchObject({ code: 'proof.required', status: 403 });
    const proof = { password: goodPassword };
    expect((await tab.send('POST', '/second-factor/begin', { proof })).status).toBe(200);
  });
});

describe('a lost phone', () => {
  test('an owner takes the second factor away, and everything signed in ends', async () => {
    const { userId, email, tab } = await guarded();
    await resetSecondFactor(house.auth, { workspaceId, userId, by: ownerId });
    expect(await tab.who(house.auth)).toBeNull();
    const answer = await new Browser(house.app).signIn(email, goodPassword);
    expect(await answer.json()).toEqual({ signedIn: true });
  });

  test('a colleague cannot, and an owner cannot where the account belongs to another company too', async () => {
    const { userId } = await guarded();
    const { userId: colleague } = await arrive();
    const reset = (by: string) => resetSecondFactor(house.auth, { workspaceId, userId, by });
    await expect(reset(colleague)).rejects.toMatchObject({ code: 'access.owners-only' });
    await house.auth.database.transaction(async (query) => {
      const elsewhere = crypto.randomUUID();
      await house.auth.memberships.createWorkspace(query, { id: elsewhere, name: 'Teapot' });
      await house.auth.memberships.create(query, {
        workspaceId: elsewhere,
        userId,
        name: 'X',
        email: 'x@teapot.example',
        level: 'member',
        by: null,
      });
    });
    await expect(reset(ownerId)).rejects.toMatchObject({ code: 'second-factor.not-here' });
  });

  test('whoever runs the server lets an owner in again', async () => {
    const { email } = await guarded();
    await resetSecondFactors(house.auth, email);
    const answer = await new Browser(house.app).signIn(email, goodPassword);
    expect(await answer.json()).toEqual({ signedIn: true });
    await expect(resetSecondFactors(house.auth, email)).rejects.toMatchObject({
      code: 'second-factor.missing',
    });
  });
});

describe('a new device', () => {
  const newOnes = async (tab: Browser) =>
    ((await (await tab.send('GET', '/new-devices')).json()) as { rows: { id: string }[] }).rows;

  test('is told to the others, which may say that it is known; it cannot say so itself', async () => {
    const { tab, email } = await arrive();
    expect(await newOnes(tab)).toEqual([]);
    const stranger = new Browser(house.app, { 'User-Agent': 'Stranger' });
    await stranger.signIn(email, goodPassword);
    expect(await newOnes(stranger)).toEqual([]);
    const [told] = await newOnes(tab);
    expect(told).toMatchObject({ userAgent: 'Stranger' });
    const id = told!.id;
    expect((await stranger.send('POST', '/new-devices/known', { id })).status).toBe(404);
    const { tab: neighbour } = await arrive();
    expect((await neighbour.send('POST', '/new-devices/known', { id })).status).toBe(404);
    expect((await tab.send('POST', '/new-devices/known', { id })).status).toBe(204);
    expect(await newOnes(tab)).toEqual([]);
  });

  test('is new once: the same browser comes back as itself, for one person and for another', async () => {
    const { tab, email } = await arrive();
    const laptop = new Browser(house.app);
    await laptop.signIn(email, goodPassword);
    await laptop.send('POST', '/sign-out', {});
    await laptop.signIn(email, goodPassword);
    expect(await newOnes(tab)).toHaveLength(1);
    const { email: another, tab: theirs } = await arrive();
    await laptop.signIn(another, goodPassword);
    expect(await newOnes(theirs)).toHaveLength(1);
  });
});
