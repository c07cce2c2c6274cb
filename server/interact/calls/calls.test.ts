import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActivityView, TimelineEntry } from '../../../shared/interact/activities.ts';
import type { CallView } from '../../../shared/interact/calls.ts';
import type { DeliveryView, HookView } from '../../../shared/platform/hooks.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { forgetDeliveries } from '../../platform/hooks/receiving.ts';
import { newSender, type Sender } from '../../platform/hooks/testing.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';
import { linkCalls } from './linking.ts';

let company: Company;
let telephone: Sender;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  const { olga, max, nora, stranger } = company;
  await company.sql('delete from hooks');
  await company.sql('delete from activities');
  await company.sql('delete from parties');
  await company.sql('delete from auth.rate_limits');
  telephone = await newSender(olga, stranger, { name: 'Our exchange', purpose: 'telephone' });
  const said = await olga.patch(`hooks/${telephone.id}`, {
    extensions: [
      { extension: '11', userId: max.id },
      { extension: '12', userId: nora.id },
    ],
    version: 1,
  });
  expect(said.status, said.text).toBe(200);
});

const at = (second: number) =>
  Temporal.Instant.from('2026-03-02T09:00:00Z').add({ seconds: second }).toString();
const ringing = (also: object = {}) => ({
  event: 'ringing',
  call: 'c-1',
  direction: 'in',
  number: '+43 664 1234567',
  extension: '11',
  at: at(0),
  ...also,
});
const answered = (also: object = {}) => ({ ...ringing(also), event: 'answered', at: at(8) });
const ended = (also: object = {}) => ({ ...ringing(also), event: 'ended', at: at(308) });

const anna = async (by: Caller, also: object = {}) => {
  const phones = ['+43 664 1234567'];
  const answer = await by.post('people', { name: 'Anna Gruber', phones, ...also });
  expect(answer.status, JSON.stringify(company.faults)).toBe(201);
  return answer.body.id;
};
const timeline = async (by: Caller, person: string) => {
  const answer = await by.get<{ rows: TimelineEntry[] }>(`people/${person}/timeline`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.rows;
};
const waiting = async (by: Caller) =>
  (await by.get<{ rows: CallView[] }>('calls/waiting')).body.rows;
const tell = async (...messages: object[]) => {
  for (const message of messages) {
    const { status, text } = await telephone.deliver(message);
    expect(status, text).toBe(200);
  }
};

describe('a call that a telephone system tells of', () => {
  test('is one entry on the timeline of whoever called, with its length', async () => {
    const { max } = company;
    const person = await anna(max);
    await tell(ringing(), answered(), ended());
    const [entry, ...more] = await timeline(max, person);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      kind: 'call',
      direction: 'in',
      ownerId: max.id,
      occurredAt: '2026-03-02T09:00:00Z',
      endsAt: '2026-03-02T09:05:08Z',
      call: { state: 'ended', number: '+436641234567' },
    });
    expect(entry?.participants[0]).toMatchObject({ name: 'Anna Gruber', role: 'caller' });
  });

  test('is the same in every order in which its messages arrive', async () => {
    const { max, sql } = company;
    const person = await anna(max);
    const messages = [ringing(), answered(), ended()];
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const order of orders) {
      await sql('delete from activities');
      await sql('delete from hook_deliveries');
      await tell(...order.map((index) => messages[index]!));
      expect(await timeline(max, person), order.join()).toMatchObject([
        {
          occurredAt: '2026-03-02T09:00:00Z',
          endsAt: '2026-03-02T09:05:08Z',
          call: { state: 'ended' },
        },
      ]);
    }
  });

  test('a hundred times at once is one call', async () => {
    const { max, olga } = company;
    const person = await anna(max);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => telephone.deliver(ringing(), { id: 'msg-1' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
    expect(answers.filter(({ body }) => body.result === 'taken')).toHaveLength(1);
    expect(await timeline(max, person)).toHaveLength(1);
    const { body } = await olga.get<{ rows: DeliveryView[] }>(`hooks/${telephone.id}/deliveries`);
    expect(body.rows).toMatchObject([{ messageId: 'msg-1', outcome: 'taken', times: 100 }]);
  });

  test('that rings at several telephones is the call of whoever answers', async () => {
    const { max, nora } = company;
    const person = await anna(max);
    await Promise.all([
      telephone.deliver(ringing()),
      telephone.deliver(ringing({ extension: '12' })),
    ]);
    await tell(answered({ extension: '12' }), ended({ extension: '12' }));
    expect(await timeline(max, person)).toMatchObject([{ ownerId: nora.id }]);
    expect(await waiting(max)).toEqual([]);
    expect(await waiting(nora)).toMatchObject([
      { state: 'ended', seconds: 300, extension: '12', people: [{ name: 'Anna Gruber' }] },
    ]);
  });

  test('nobody answers is missed; ours that nobody answers reached nobody', async () => {
    const { max } = company;
    const person = await anna(max);
    await tell(ringing(), { ...ringing(), event: 'missed', at: at(20) });
    const ours = { call: 'c-2', direction: 'out' };
    await tell(ringing(ours), ended(ours));
    const { body } = await max.get<{ lastContactAt: string | null }>(`people/${person}`);
    expect(body.lastContactAt).toBeNull();
    const states = (await timeline(max, person)).map(({ call }) => call?.state);
    expect(states.toSorted()).toEqual(['missed', 'not reached']);
  });

  test('is read as it is dialled in the company’s country', async () => {
    const { max, sql, workspaces } = company;
    await sql(`update workspaces set country = 'AT' where workspace_id = $1`, [workspaces.kettle]);
    const person = await anna(max);
    await tell(ringing({ number: '0664 1234567' }));
    expect(await timeline(max, person)).toHaveLength(1);
  });

  test('of a private person is known to whose person it is, and to nobody else', async () => {
    const { max, nora, mara } = company;
    const person = await anna(max, { visibility: 'private' });
    await tell(ringing(), answered(), ended());
    const [entry] = await timeline(max, person);
    expect(entry).toMatchObject({ visibility: 'private' });
    for (const neighbour of [nora, mara]) {
      expect((await neighbour.get(`calls/${entry!.id}`)).status).toBe(404);
      expect((await neighbour.get(`activities/${entry!.id}`)).status).toBe(404);
    }
    // At Nora's telephone the same caller is a number.
    await tell(ringing({ call: 'c-9', extension: '12' }));
    const { rows } = (await nora.get<{ rows: { id: string }[] }>('search?q=Gruber'))
      .body as never as {
      rows?: unknown[];
    };
    expect(rows ?? []).toEqual([]);
  });

  test('of a number that several share is nobody’s until somebody says whose', async () => {
    const { max } = company;
    const one = await anna(max);
    await max.post('people', { name: 'Bruno Gruber', phones: ['+43 664 1234567'] });
    await tell(ringing(), answered(), ended());
    expect(await timeline(max, one)).toEqual([]);
    const [call] = await waiting(max);
    expect(call?.people.map(({ name }) => name)).toEqual(['Anna Gruber', 'Bruno Gruber']);
    const { status } = await max.send('PUT', `calls/${call!.id}/note`, {
      body: { text: 'Asks for a price', partyId: one, version: call!.version },
    });
    expect(status).toBe(200);
    expect(await timeline(max, one)).toMatchObject([{ preview: 'Asks for a price' }]);
  });

  test('of an unknown number goes to whoever is given the number later', async () => {
    const { max, house, workspaces } = company;
    await tell(ringing(), answered(), ended());
    expect(await waiting(max)).toMatchObject([{ number: '+436641234567', people: [] }]);
    const person = await anna(max);
    expect(await timeline(max, person)).toMatchObject([{ kind: 'call' }]);
    const again = await asActor(house.db, systemActor(workspaces.kettle), (transaction) =>
      linkCalls(transaction),
    );
    expect(again).toBe(0);
  });

  test('with a withheld number stands alone', async () => {
    const { max } = company;
    await tell(ringing({ number: '' }), answered({ number: '' }), ended({ number: '' }));
    expect(await waiting(max)).toMatchObject([{ number: null, people: [] }]);
  });

  test('at a telephone that is nobody’s is written down by who looks after the connection', async () => {
    const { max, olga } = company;
    const person = await anna(max);
    await tell(ringing({ extension: '99' }));
    expect(await timeline(max, person)).toMatchObject([{ ownerId: olga.id }]);
  });

  test('waits for one line, which can be taken back', async () => {
    const { max, nora } = company;
    const person = await anna(max);
    await tell(ringing(), answered(), ended());
    const [call] = await waiting(max);
    const note = (by: Caller) =>
      by.send<{ event: string; code?: string }>('PUT', `calls/${call!.id}/note`, {
        body: { text: 'Wants oak by May', outcome: 'reached', version: call!.version },
      });
    expect((await note(nora)).body).toMatchObject({ code: 'call.not-yours' });
    const { body } = await note(max);
    expect(await waiting(max)).toEqual([]);
    expect(await timeline(max, person)).toMatchObject([
      { preview: 'Wants oak by May', call: { outcome: 'reached' } },
    ]);
    expect((await max.post(`events/${body.event}/undo`, {})).status).toBe(200);
    expect(await waiting(max)).toHaveLength(1);
  });

  test('needs no line where there is nothing to say', async () => {
    const { max } = company;
    await tell(ringing(), ended());
    const [call] = await waiting(max);
    await max.send('PUT', `calls/${call!.id}/note`, { body: { text: '', version: call!.version } });
    expect(await waiting(max)).toEqual([]);
  });
});

describe('a call written down by hand', () => {
  test('says whether they were reached', async () => {
    const { max } = company;
    const person = await anna(max);
    const { body } = await max.post('activities', {
      kind: 'call',
      partyIds: [person],
      text: 'Left word with her office',
      direction: 'out',
      outcome: 'message',
      minutes: 3,
    });
    const opened = (await max.get<ActivityView>(`activities/${body.id}`)).body;
    expect(opened.call).toEqual({ state: 'noted', outcome: 'message', number: null });
    await max.post(`events/${body.event}/undo`, {});
    expect(await timeline(max, person)).toEqual([]);
  });
});

describe('a door for another system', () => {
  const list = async () => (await company.olga.get<{ rows: HookView[] }>('hooks')).body.rows;
  const refusals = async () =>
    (await company.olga.get<{ rows: DeliveryView[] }>(`hooks/${telephone.id}/deliveries`)).body
      .rows;

  test('takes nothing unsigned, stale, forged or too large, and says why', async () => {
    const now = Temporal.Now.instant();
    const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const refused: [number, string, Parameters<Sender['deliver']>][] = [
      [401, 'hook.unsigned', [ringing(), { headers: { 'webhook-signature': '' } }]],
      [401, 'hook.unsigned', [ringing(), { headers: { 'webhook-id': '' } }]],
      [401, 'hook.stale', [ringing(), { at: now.subtract({ minutes: 6 }) }]],
      [401, 'hook.stale', [ringing(), { at: now.add({ minutes: 6 }) }]],
      [401, 'hook.signature', [ringing(), { secret: other }]],
      [401, 'hook.signature', ['{"not": "even', { secret: other }]],
      [413, 'hook.too-large', ['x'.repeat(70_000)]],
      [422, 'hook.not-understood', ['{"not": "even']],
      [422, 'hook.not-understood', [{ ...ringing(), event: 'singing' }]],
    ];
    for (const [status, code, delivery] of refused) {
      const answer = await telephone.deliver(...delivery);
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    }
    expect(await company.sql('select from activities')).toEqual([]);
    // The same reason within an hour is one row, so that nobody can fill the house with refusals.
    const rows = await refusals();
    expect(rows.every(({ outcome }) => outcome === 'refused')).toBe(true);
    expect(rows.reduce((sum, { times }) => sum + times, 0)).toBe(refused.length);
    expect(rows.length).toBeLessThan(refused.length);
  });

  test('can be tried again where a message was not understood', async () => {
    const { max } = company;
    const person = await anna(max);
    await telephone.deliver({ ...ringing(), event: 'singing' }, { id: 'msg-7' });
    expect((await telephone.deliver(ringing(), { id: 'msg-7' })).body.result).toBe('taken');
    expect(await timeline(max, person)).toHaveLength(1);
  });

  test('has two secrets for a day after a change', async () => {
    const { olga, sql } = company;
    const former = telephone.secret;
    const { body } = await olga.post<{ secret: string }>(`hooks/${telephone.id}/secret`, {
      version: 2,
    });
    expect((await telephone.deliver(ringing(), { secret: former })).status).toBe(200);
    expect((await telephone.deliver(ringing(), { secret: body.secret })).status).toBe(200);
    await sql(`update hooks set earlier_until = now() - interval '1 second'`);
    expect((await telephone.deliver(ringing(), { secret: former })).status).toBe(401);
  });

  test('takes nothing while it is paused or once it is removed; removing is taken back', async () => {
    const { olga } = company;
    await olga.patch(`hooks/${telephone.id}`, { paused: true, version: 2 });
    expect((await telephone.deliver(ringing())).body.code).toBe('hook.paused');
    await olga.patch(`hooks/${telephone.id}`, { paused: false, version: 3 });
    const { body } = await olga.delete(`hooks/${telephone.id}?version=4`);
    expect((await telephone.deliver(ringing())).status).toBe(404);
    expect(await list()).toEqual([]);
    await olga.post(`events/${body.event}/undo`, {});
    expect((await telephone.deliver(ringing())).status).toBe(200);
  });

  test('is the owners’ matter, its secret is nowhere, and making it stands in the audit log', async () => {
    const { olga, mara, otto, sql } = company;
    expect((await mara.get('hooks')).status).toBe(403);
    expect((await otto.get<{ rows: HookView[] }>('hooks')).body.rows).toEqual([]);
    expect((await otto.get(`hooks/${telephone.id}/deliveries`)).status).toBe(404);
    const seen = (await olga.get('hooks')).text;
    expect(seen).not.toContain(telephone.secret.slice(6));
    const raw = Buffer.from(telephone.secret.slice(6), 'base64');
    const [row] = await sql<{ secret: Buffer }>('select secret from hooks');
    expect(row?.secret.includes(raw)).toBe(false);
    const log = (await olga.get<{ rows: { subject: string; verb: string }[] }>('audit')).body.rows;
    expect(log).toContainEqual(expect.objectContaining({ subject: 'hook', verb: 'made' }));
  });

  test('whose keeper has left takes nothing until somebody else is chosen', async () => {
    const { olga, tom, stranger, sql, house } = company;
    const door = await newSender(olga, stranger, {
      name: 'Old exchange',
      purpose: 'telephone',
      keeperId: tom.id,
    });
    await sql('update users set disabled_at = now() where id = $1', [tom.id]);
    house.actors.forget();
    expect((await door.deliver(ringing())).body.code).toBe('hook.nobody');
    await sql('update users set disabled_at = null where id = $1', [tom.id]);
    house.actors.forget();
    expect((await door.deliver(ringing())).status).toBe(200);
  });

  test('whose address nobody knows is no door, and trying many ends', async () => {
    const { stranger } = company;
    const tries = await Promise.all(
      Array.from({ length: 305 }, (_, n) =>
        stranger.send('POST', `/hooks/${'a'.repeat(40)}${n + 100_000}`),
      ),
    );
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([404, 429]));
  });

  test('forgets after thirty days what came through it', async () => {
    const { house, sql, workspaces } = company;
    await telephone.deliver(ringing());
    await sql(`update hook_deliveries set last_at = now() - interval '31 days'`);
    await asActor(house.db, systemActor(workspaces.kettle), forgetDeliveries);
    expect(await refusals()).toEqual([]);
  });
});
