import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ConsentsView,
  consentChannels,
  legalGrounds,
  type Permission,
  type PurposeView,
  permissionFor,
} from '../../../shared/identify/consent.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { type Company, openCompany } from '../../testing/company.ts';
import { maySend, requirePermission } from './permission.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const newPerson = async (input: object = {}) =>
  (await company.max.post('people', { name: 'Anna Gruber', ...input })).body.id;
const say = (id: string, what: object, who = company.max) =>
  who.post<{ event: string; code?: string }>(`people/${id}/consents`, {
    purpose: 'newsletter',
    channels: ['email'],
    decision: 'given',
    source: 'spoken',
    ...what,
  });
const permission = async (id: string, purpose = 'newsletter', channel = 'email') =>
  (
    await company.max.get<Permission & { words: string }>(
      `people/${id}/permission?purpose=${purpose}&channel=${channel}`,
    )
  ).body;
const consents = async (id: string, who = company.max) =>
  (await who.get<ConsentsView>(`people/${id}/consents`)).body;

describe('may we write to Anna', () => {
  test('about the newsletter: not before she agrees, from then on yes, and no longer once she says so', async () => {
    const anna = await newPerson();
    expect(await permission(anna)).toMatchObject({ allowed: false, reason: 'not asked' });
    expect((await say(anna, { note: 'At the fair in Graz' })).status).toBe(201);
    const yes = await permission(anna);
    expect(yes).toMatchObject({ allowed: true, reason: 'agreed', ground: 'consent' });
    expect(yes.words).toMatch(/^May be contacted by e-mail: they agreed on \d{4}-/);
    await say(anna, { decision: 'withdrawn', source: 'email' });
    expect(await permission(anna)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    // Everything that was said stays, with its source.
    const { entries } = await consents(anna);
    expect(entries.map(({ decision, source }) => [decision, source])).toEqual([
      ['withdrawn', 'email'],
      ['given', 'spoken'],
    ]);
  });

  test('about her contract: always, whatever else she refuses; about other things each by itself', async () => {
    const anna = await newPerson();
    await say(anna, { purpose: 'service', decision: 'refused' });
    expect(await permission(anna, 'service')).toMatchObject({ allowed: true, reason: 'required' });
    await say(anna, { purpose: 'offers', channels: ['email', 'phone'] });
    expect((await permission(anna, 'offers', 'phone')).allowed).toBe(true);
    expect((await permission(anna, 'offers', 'letter')).reason).toBe('not asked');
    expect((await permission(anna, 'newsletter', 'phone')).reason).toBe('channel not used');
  });

  test('by what was said last, not by what was written down last', async () => {
    const anna = await newPerson();
    await say(anna, { decision: 'refused' });
    await say(anna, { on: '2025-03-01', source: 'paper' });
    expect(await permission(anna)).toMatchObject({ allowed: false, reason: 'refused' });
    expect((await say(anna, { on: '2999-01-01' })).body.code).toBe('consent.in-future');
    // On one day the "no" wins.
    const ben = await newPerson({ name: 'Ben' });
    await say(ben, { on: '2025-03-01', decision: 'refused' });
    await say(ben, { on: '2025-03-01' });
    expect((await permission(ben)).allowed).toBe(false);
  });

  test('not when she is in the trash, and not for a purpose that is retired', async () => {
    const anna = await newPerson();
    await say(anna, {});
    await company.max.delete(`people/${anna}?version=1`);
    expect((await permission(anna)).reason).toBe('in the trash');
    expect((await say(anna, {})).body.code).toBe('party.in-trash');
  });

  test('and whatever sends is refused in words where it must not, and told the row it rests on where it may', async () => {
    const anna = await newPerson();
    const ask = () =>
      asActor(company.house.db, systemActor(company.workspaces.kettle), (house) =>
        requirePermission(house, { partyId: anna, purpose: 'newsletter', channel: 'email' }),
      );
    await expect(ask()).rejects.toThrow(
      'Must not be contacted by e-mail: this needs their consent, and they have not given it. Nothing was sent.',
    );
    await say(anna, {});
    const { entries } = await consents(anna);
    expect((await ask()).entryId).toBe(entries[0]?.id);
  });
});

describe('what was said is never rewritten', () => {
  test('not even by the server itself', async () => {
    const anna = await newPerson();
    await say(anna, {});
    const rewrite = asActor(company.house.db, systemActor(company.workspaces.kettle), ({ db }) =>
      db
        .updateTable('consents')
        .set({ decision: 'refused' })
        .where('workspace_id', '=', company.workspaces.kettle)
        .where('party_id', '=', anna)
        .execute(),
    );
    await expect(rewrite).rejects.toThrow();
  });

  test('a mistake is marked as one, by undo or later', async () => {
    const anna = await newPerson();
    const { body } = await say(anna, {});
    await company.max.post(`events/${body.event}/undo`);
    expect((await permission(anna)).reason).toBe('not asked');
    await say(anna, { decision: 'refused' });
    const refusal = (await consents(anna)).entries.find(({ decision }) => decision === 'refused')!;
    expect((await company.max.post(`consents/${refusal.id}/retraction`)).status).toBe(201);
    expect((await permission(anna)).reason).toBe('not asked');
    expect((await consents(anna)).entries).toHaveLength(4);
    const again = await company.max.post<{ code: string }>(`consents/${refusal.id}/retraction`);
    expect(again.body.code).toBe('consent.retracted');
  });

  test('only what was given can be withdrawn', async () => {
    const reply = await say(await newPerson(), { decision: 'withdrawn' });
    expect(reply.body.code).toBe('consent.nothing-to-withdraw');
  });
});

describe('the words in which people are asked', () => {
  test('have versions, and each consent keeps the one it was given to', async () => {
    const words = async (text: string) =>
      (
        await company.olga.post<{ id: string; version: number }>(
          'consent-purposes/newsletter/wordings',
          { text },
        )
      ).body;
    const first = await words('May we send you our newsletter four times a year?');
    const anna = await newPerson();
    await say(anna, { wordingId: first.id, source: 'form' });
    const second = await words('May we send you our newsletter every month?');
    expect([first.version, second.version]).toEqual([1, 2]);
    const { entries, purposes } = await consents(anna);
    expect(entries[0]?.wording).toMatchObject({ version: 1, text: /four times/ });
    const newsletter = purposes.find(({ key }) => key === 'newsletter')!;
    expect(newsletter.wordings.map(({ version }) => version)).toEqual([2, 1]);
    expect(newsletter.wordings[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const foreign = await say(anna, { purpose: 'feedback', wordingId: first.id });
    expect(foreign.body.code).toBe('consent.wording-not-found');
  });
});

describe('purposes', () => {
  const all = async () =>
    (await company.olga.get<{ rows: PurposeView[] }>('consent-purposes')).body.rows;

  test('are there from the start, can be changed and retired, and taken back', async () => {
    const before = await all();
    expect(before.map(({ key }) => key).slice(0, 5)).toEqual([
      'service',
      'newsletter',
      'offers',
      'invitations',
      'feedback',
    ]);
    const anna = await newPerson();
    const change = await company.olga.patch('consent-purposes/feedback', {
      ground: 'legitimate interest',
      version: 0,
    });
    expect(await permission(anna, 'feedback')).toMatchObject({
      allowed: true,
      reason: 'purpose',
      ground: 'legitimate interest',
      purposeVersion: 1,
    });
    await say(anna, { purpose: 'feedback', decision: 'refused' });
    expect((await permission(anna, 'feedback')).allowed).toBe(false);
    await company.olga.post(`events/${change.body.event}/undo`);
    expect((await all()).find(({ key }) => key === 'feedback')?.ground).toBe('consent');
    await company.olga.patch('consent-purposes/feedback', { retired: true, version: 2 });
    expect((await permission(anna, 'feedback')).reason).toBe('purpose retired');
  });

  test('of the company’s own stand beside them; only owners shape them', async () => {
    const input = { name: 'Recall of a product', ground: 'legal duty', channels: ['letter'] };
    expect((await company.mara.post('consent-purposes', input)).status).toBe(403);
    const added = await company.olga.post<{ key: string; event: string }>(
      'consent-purposes',
      input,
    );
    const anna = await newPerson();
    expect(await permission(anna, added.body.key, 'letter')).toMatchObject({
      allowed: true,
      ground: 'legal duty',
    });
    const twice = await company.olga.post<{ code: string }>('consent-purposes', input);
    expect(twice.body.code).toBe('consent.purpose-exists');
    expect(
      (await company.otto.get<{ rows: PurposeView[] }>('consent-purposes')).body.rows,
    ).toHaveLength(5);
  });
});

describe('who may', () => {
  test('whoever sees the person writes down a “no”, whether they may edit her or not; readers do not', async () => {
    const anna = await newPerson();
    expect((await say(anna, { decision: 'refused' }, company.nora)).status).toBe(201);
    expect((await say(anna, {}, company.rita)).status).toBe(403);
    expect((await consents(anna, company.rita)).can.record).toBe(false);
  });

  test('nobody else learns of a private person’s consents, nor another company', async () => {
    const anna = await newPerson({ visibility: 'private' });
    await say(anna, {});
    const [entry] = (await consents(anna)).entries;
    for (const who of [company.tom, company.olga, company.otto]) {
      expect((await who.get(`people/${anna}/consents`)).status).toBe(404);
      expect((await say(anna, {}, who)).status).toBe(404);
      expect((await who.post(`consents/${entry!.id}/retraction`)).status).toBe(404);
    }
    // Made private later, what was said goes along.
    const ben = await newPerson({ name: 'Ben' });
    await say(ben, {});
    await company.max.patch(`people/${ben}`, { visibility: 'private', version: 1 });
    const seen = await asActor(
      company.house.db,
      { ...systemActor(company.workspaces.kettle) },
      (house) =>
        house.db
          .selectFrom('consents')
          .select('audience')
          .where('workspace_id', '=', company.workspaces.kettle)
          .where('party_id', '=', ben)
          .execute(),
    );
    expect(seen).toEqual([{ audience: company.max.id }]);
  });
});

test('two records become one: what was said last to either counts, and both have their own again after', async () => {
  const [kept, absorbed] = [await newPerson(), await newPerson({ name: 'Annie Gruber' })];
  await say(kept, {});
  await say(absorbed, { decision: 'refused' });
  const merge = await company.olga.post('merges', {
    kind: 'person',
    keep: kept,
    absorb: absorbed,
    show: {},
  });
  expect((await permission(kept)).reason).toBe('refused');
  await company.olga.post(`merges/${merge.body.id}/undo`);
  expect((await permission(kept)).reason).toBe('agreed');
  expect((await permission(absorbed)).reason).toBe('refused');
});

test('thousands are asked about at once', async () => {
  const ids = await Promise.all([1, 2, 3].map((at) => newPerson({ name: `Person ${at}` })));
  await say(ids[1]!, {});
  const answers = await asActor(company.house.db, systemActor(company.workspaces.kettle), (house) =>
    maySend(house, { partyIds: ids, purpose: 'newsletter', channel: 'email' }),
  );
  expect(ids.map((id) => answers.get(id)?.allowed)).toEqual([false, true, false]);
});

test('whatever is said, a message that needs consent goes out only on a yes that stands', () => {
  const said = fc.option(
    fc.record({
      id: fc.uuid(),
      decision: fc.constantFrom('given' as const, 'refused' as const, 'withdrawn' as const),
      ground: fc.constantFrom(...legalGrounds),
      statedAt: fc.constant('2026-01-01T00:00:00Z'),
    }),
    { nil: undefined },
  );
  const purpose = fc.record({
    key: fc.constant('newsletter'),
    ground: fc.constantFrom(...legalGrounds),
    channels: fc.subarray([...consentChannels]),
    retiredAt: fc.constantFrom(null, '2026-01-01T00:00:00Z'),
    version: fc.nat(),
  });
  fc.assert(
    fc.property(purpose, said, fc.constantFrom(...consentChannels), fc.boolean(), (...given) => {
      const [what, entry, channel, inTrash] = given;
      const latest = entry && {
        ...entry,
        ground: entry.decision === 'given' ? entry.ground : null,
      };
      const answer = permissionFor({ purpose: what, channel, said: latest, inTrash });
      if (!answer.allowed) return;
      expect(inTrash || what.retiredAt !== null || !what.channels.includes(channel)).toBe(false);
      // Every yes names the row it rests on.
      expect(answer.entryId ?? answer.purposeVersion).not.toBeNull();
      expect(answer.ground).not.toBeNull();
      if (latest?.decision !== 'given') expect(answer.ground).toBe(what.ground);
      if (what.ground === 'consent') expect(latest?.decision).toBe('given');
      if (latest && latest.decision !== 'given')
        expect(['contract', 'legal duty']).toContain(what.ground);
    }),
  );
});
