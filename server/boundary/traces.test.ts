import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { PartyView } from '../../shared/identify/parties.ts';
import type { ActivityView, TimelineEntry } from '../../shared/interact/activities.ts';
import type { Caller, Company } from '../testing/company.ts';
import { openCompany } from '../testing/company.ts';
import { listen } from './listening.ts';
import { withoutConditions } from './without-conditions.ts';

/**
 * What Nora keeps to herself: whatever the others ask, they get the same answer as if it did not exist.
 */

vi.setConfig({ testTimeout: 60_000 });

let company: Company;
/** A customer everyone knows, with a company and a call that everyone sees. */
let ada: { id: string };
let others: Record<string, Caller>;

const secrets = [
  'Zephyrine',
  'Quatermain',
  '6641234567',
  'obsidian-vault',
  'cinnabar',
  'Vermilion',
];

beforeAll(async () => {
  company = await openCompany();
  const { nora, olga, mara, max, rita, otto } = company;
  others = { owner: olga, manager: mara, member: max, reader: rita, 'another company': otto };
  others['token of the owner'] = await olga.program('full');
  ada = (
    await nora.post('people', {
      name: 'Ada Lovelace',
      emails: ['ada@engines.example'],
      affiliation: { companyName: 'Engines Ltd' },
    })
  ).body;
  await nora.post('activities', {
    kind: 'call',
    partyIds: [ada.id],
    text: 'She will think about it',
    occurredAt: '2026-03-01T09:00:00Z',
  });
});
afterAll(() => company.close());

/** Every door through which something could be read, with everything it answers. */
async function everythingSeenBy(caller: Caller): Promise<Record<string, string>> {
  const companyId = (await caller.get<PartyView>(`people/${ada.id}`)).body?.companyId;
  const sorts = ['name', '-name', 'city', 'lastContact', '-lastContact', 'created', '-updated'];
  const filters = [
    ['name', 'contains', 'quatermain'],
    ['name', 'starts with', 'q'],
    ['email', 'is', 'zephyrine@obsidian-vault.example'],
    ['email', 'contains', 'obsidian'],
    ['phone', 'is', '+436641234567'],
    ['role', 'is', 'customer'],
    ['visibility', 'is', 'private'],
    ['owner', 'is', company.nora.id],
    ['created', 'within days', 1],
    { not: ['name', 'is', 'Nobody'] },
  ];
  const terms = [
    'zephyrine',
    'quatermain',
    'zefyrine',
    '664 1234567',
    'obsidian',
    'cinnabar',
    'ada',
  ];
  const doors = [
    ...['people', 'companies'].flatMap((party) => [
      ...sorts.map((sort) => `${party}?sort=${sort}`),
      ...filters.map((filter) => `${party}?filter=${encodeURIComponent(JSON.stringify(filter))}`),
    ]),
    ...terms.map((term) => `search?q=${encodeURIComponent(term)}`),
    ...[`people/${ada.id}`, ...(companyId ? [`companies/${companyId}`] : [])].flatMap((party) => [
      party,
      `${party}/timeline`,
      `${party}/timeline/summary`,
      `${party}/ties`,
      `${party}/network`,
      `dealings?party=${party.split('/')[1]}`,
      `tasks?party=${party.split('/')[1]}`,
      ...(party.startsWith('people')
        ? [`${party}/household`]
        : [`${party}/group`, `${party}/role-map`, `${party}/best-contacts`]),
    ]),
    'tie-kinds',
    'tasks',
    ...['customer', 'staff'].flatMap((role) => [
      `relationships/${role}`,
      `relationships/${role}/count`,
    ]),
    'events?limit=200',
    `events?subject=${ada.id}`,
    'duplicates',
    'duplicates/certain',
    'merges',
    ...terms.map((term) => `duplicates/candidates?kind=person&name=${encodeURIComponent(term)}`),
    `duplicates?of=${ada.id}`,
    'imports',
    'addresses',
    'users',
    'teams',
    'session',
    'catalog',
    'tokens',
  ];
  const seen: Record<string, string> = {};
  for (const door of doors) {
    const { status, text, headers } = await caller.get(door);
    seen[door] = `${status} ${[...headers].join(' ')} ${text}`;
  }
  return seen;
}

/** Ids of everything that is private to Nora. */
async function privateIds(): Promise<string[]> {
  const tables = await company.sql<{ name: string }>(
    `select c.table_name as name from information_schema.columns c
     where c.table_schema = 'public' and c.column_name = 'id' and exists (
       select from information_schema.columns a where a.table_schema = 'public'
         and a.table_name = c.table_name and a.column_name = 'audience')`,
  );
  const ids = [];
  for (const { name } of tables) {
    const rows = await company.sql<{ id: string }>(
      `select id::text from ${name} where audience = $1`,
      [company.nora.id],
    );
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

async function expectNoTrace(caller: Caller, name: string): Promise<void> {
  const hidden = [...secrets.map((secret) => secret.toLowerCase()), ...(await privateIds())];
  for (const [door, answer] of Object.entries(await everythingSeenBy(caller))) {
    // What one asks for stands in no answer either.
    const found = hidden.filter((secret) => answer.toLowerCase().includes(secret));
    expect(found, `${name}, ${door}`).toEqual([]);
  }
}

/** Nora writes down what nobody else is to know. */
async function keepSecrets() {
  const { nora, sql } = company;
  const visibility = 'private';
  const { body: person } = await nora.post('people', {
    name: 'Zephyrine Quatermain',
    emails: ['zephyrine@obsidian-vault.example'],
    phones: ['+43 664 1234567'],
    roles: [{ role: 'customer' }],
    affiliation: { companyName: 'Obsidian-vault Ltd' },
    note: 'Prefers cinnabar',
    visibility,
  });
  const { body: vault } = await nora.post('companies', {
    name: 'Vermilion',
    web: ['https://obsidian-vault.example'],
    visibility,
  });
  const { body: call } = await nora.post('activities', {
    kind: 'call',
    partyIds: [ada.id],
    text: 'About cinnabar',
    visibility,
  });
  const { body: note } = await nora.post('activities', {
    kind: 'note',
    partyIds: [person.id],
    text: 'Cinnabar again',
  });
  await nora.patch(`activities/${call.id}`, { text: 'About much cinnabar', version: 1 });
  for (const kind of ['influences', 'household', 'parent']) {
    const evidence = 'Over a glass of cinnabar';
    const tie = { kind, fromId: person.id, toId: ada.id, evidence };
    expect((await nora.post('ties', tie)).status).toBe(201);
  }
  const { body: brought } = await nora.post('imports', { visibility });
  await nora.send('PUT', `imports/${brought.id}/files?name=cinnabar.csv`, {
    body: 'name\nZephyrine\n',
    headers: { 'content-type': 'application/octet-stream' },
  });
  await sql(
    `insert into import_problems (workspace_id, import_id, id, audience, file_id, code, severity, message)
     select workspace_id, import_id, gen_random_uuid(), audience, id, 'x', 'error', 'cinnabar'
     from import_files where import_id = $1`,
    [brought.id],
  );
  // A private mail, as an import writes it: an address met in it, with personal contact both ways.
  await sql(
    `with met as (
       insert into seen_addresses (workspace_id, id, audience, address, name, mailable)
       values ($1, gen_random_uuid(), $2, 'cinnabar@mail.example', 'Cinnabar', true) returning *
     )
     insert into participants (workspace_id, activity_id, position, audience, kind, occurred_at, role, ours, address_id)
     select a.workspace_id, a.id, 10 + n, a.audience, a.kind, a.occurred_at, 'from', false, met.id
     from activities a, met, generate_series(1, 5) n where a.id = $3`,
    [nora.workspaceId, nora.id, call.id],
  );
  return { person, vault, call, note, brought };
}

describe('what is private to one', () => {
  test('changes no answer that anybody else gets, not by a byte', async () => {
    const before: Record<string, Record<string, string>> = {};
    for (const [name, caller] of Object.entries(others)) {
      before[name] = await everythingSeenBy(caller);
    }
    const listeners = await Promise.all(Object.values(others).map((caller) => listen(caller)));
    const kept = await keepSecrets();
    const { nora } = company;
    expect(kept.brought.id).toBeDefined();
    const summary = await nora.get<{ kinds: { kind: TimelineEntry['kind']; count: number }[] }>(
      `people/${ada.id}/timeline/summary`,
    );
    expect(summary.body.kinds).toEqual([{ kind: 'call', count: 2 }]);

    for (const [name, caller] of Object.entries(others)) {
      expect(await everythingSeenBy(caller), name).toEqual(before[name]);
      await expectNoTrace(caller, name);
    }
    for (const listener of listeners) expect(await listener.heard()).toEqual([]);
  });

  test('stays hidden by the database alone, whatever the statements forget to ask', async () => {
    const removed = await withoutConditions(async () => {
      for (const [name, caller] of Object.entries(others)) await expectNoTrace(caller, name);
    });
    expect(removed).toBeGreaterThan(100);
  });

  test('is as if it did not exist to whoever knows its address', async () => {
    const { sql, nora } = company;
    const [record] = await sql<{ person: string; call: string; imported: string; event: string }>(
      `select (select id from parties where audience = $1 and kind = 'person') as person,
         (select id from activities where audience = $1 and kind = 'call') as call,
         (select id from imports where audience = $1) as imported,
         (select id from events where audience = $1 and verb = 'created' limit 1) as event`,
      [nora.id],
    );
    const nothing = crypto.randomUUID();
    const { person, call, imported, event } = record!;
    const tries: [method: string, path: string, id: string, body?: unknown][] = [
      ['GET', 'people/:id', person],
      ['GET', 'companies/:id', person],
      ['GET', 'people/:id/timeline', person],
      ['PATCH', 'people/:id', person, { assignedTo: null, version: 1 }],
      ['POST', 'people/:id/restoration', person],
      ['POST', 'people/:id/statements', person, { topic: 'tag', value: 'x', version: 1 }],
      ['DELETE', 'people/:id?version=1', person],
      ['GET', 'activities/:id', call],
      ['GET', 'activities/:id/html', call],
      ['PATCH', 'activities/:id', call, { text: 'x', version: 2 }],
      ['GET', 'imports/:id', imported],
      ['GET', 'imports/:id/problems', imported],
      ['GET', 'imports/:id/undo', imported],
      ['GET', 'addresses?import=:id', imported],
      ['GET', 'events?subject=:id', person],
      ['POST', 'events/:id/undo', event],
      ['POST', 'activities', person, { kind: 'note', partyIds: [':id'], text: 'x' }],
      [
        'POST',
        'people',
        person,
        { name: 'Y', affiliation: { companyId: ':id', companyName: 'Vermilion' } },
      ],
    ];
    for (const [method, path, id, body] of tries) {
      for (const [name, caller] of Object.entries(others)) {
        const answers = [];
        for (const each of [id, nothing]) {
          const text = body === undefined ? undefined : JSON.stringify(body).replace(':id', each);
          const answer = await caller.send(method, path.replace(':id', each), { body: text });
          answers.push(`${answer.status} ${[...answer.headers].join(' ')} ${answer.text}`);
        }
        expect(answers[0], `${name} ${method} ${path}`).toBe(answers[1]);
      }
    }
  });

  test('does not stand in the way of somebody else who meets the same person', async () => {
    const { max } = company;
    const person = await max.post('people', {
      name: 'Z. Quatermain',
      emails: ['zephyrine@obsidian-vault.example'],
      affiliation: { companyName: 'Obsidian-vault Ltd' },
    });
    expect(person.status).toBe(201);
    const vault = await max.post('companies', {
      name: 'Vermilion',
      web: ['https://obsidian-vault.example'],
    });
    expect(vault.status).toBe(201);
    const { body } = await max.get<PartyView>(`people/${person.body.id}`);
    expect(body.lastContactAt).toBeNull();
    // For the next tests, the words are secret again.
    await company.sql(`delete from parties where owner_id = $1`, [max.id]);
    await company.sql(`delete from events where actor_id = $1`, [max.id]);
  });
});

describe('what was shared and is made private', () => {
  test('takes its past along: its events, its history, its live updates', async () => {
    const { nora, max } = company;
    const { body: person } = await nora.post('people', {
      name: 'Vermilion Quatermain',
      emails: ['vermilion@quatermain.example'],
    });
    await nora.patch(`people/${person.id}`, { assignedTo: max.id, version: 1 });
    const { body: edited } = await max.post<{ event: string; version: number }>(
      `people/${person.id}/statements`,
      { topic: 'note', value: 'Likes cinnabar', version: 2 },
    );
    const seen = await max.get(`events?subject=${person.id}`);
    expect(seen.text).toContain('cinnabar');

    const listener = await listen(max);
    const hidden = await nora.patch(`people/${person.id}`, {
      visibility: 'private',
      version: edited.version,
    });
    expect(hidden.status, hidden.text).toBe(200);
    await nora.post(`people/${person.id}/statements`, {
      topic: 'tag',
      value: 'cinnabar',
      version: hidden.body.version,
    });
    expect(await listener.heard()).toEqual([]);
    for (const [name, caller] of Object.entries(others)) await expectNoTrace(caller, name);
    expect((await max.post(`events/${edited.event}/undo`)).status).toBe(404);
    expect((await nora.get(`events?subject=${person.id}`)).text).toContain('cinnabar');
  });

  test('a company is not taken away from under people whom others still see there', async () => {
    const { nora, max } = company;
    const { body: firm } = await nora.post('companies', { name: 'Bellows Ltd' });
    const { body: person } = await max.post('people', {
      name: 'Charles',
      affiliation: { companyId: firm.id, companyName: 'Bellows Ltd' },
    });
    const hidden = await nora.patch(`companies/${firm.id}`, { visibility: 'private', version: 1 });
    expect(hidden).toMatchObject({ status: 409, body: { code: 'company.has-people' } });
    await max.delete(`people/${person.id}?version=1`);
    const now = await nora.patch(`companies/${firm.id}`, { visibility: 'private', version: 1 });
    expect(now.status).toBe(200);
  });

  test('a person does not tell more people about a private company', async () => {
    const { nora } = company;
    const { body: person } = await nora.post('people', {
      name: 'Grace',
      affiliation: { companyName: 'Vermilion Holding' },
      visibility: 'private',
    });
    const shared = await nora.patch(`people/${person.id}`, { visibility: 'everyone', version: 1 });
    expect(shared).toMatchObject({
      status: 409,
      body: { code: 'affiliation.company-too-private' },
    });
  });

  test('an import that becomes private leaves no sign that it was begun', async () => {
    const { nora, max } = company;
    const { body } = await nora.post('imports', {});
    expect((await max.get('events')).text).toContain(body.id);
    await nora.patch(`imports/${body.id}`, { visibility: 'private' });
    expect((await max.get('events')).text).not.toContain(body.id);
  });
});

describe('of what shares its headers only', () => {
  test('nobody else learns a word, from the entry, its history or the search', async () => {
    const { nora, max, mara } = company;
    const { body: note } = await nora.post('activities', {
      kind: 'meeting',
      partyIds: [ada.id],
      text: 'Talked about cinnabar',
      subject: 'Vermilion',
    });
    await nora.patch(`activities/${note.id}`, { text: 'Talked about much cinnabar', version: 1 });
    expect((await max.get(`activities/${note.id}`)).text).toContain('cinnabar');
    const changed = await nora.patch(`activities/${note.id}`, {
      visibility: 'headers',
      version: 2,
    });
    expect(changed.status).toBe(200);
    await nora.patch(`activities/${note.id}`, { text: 'Nothing but cinnabar', version: 3 });

    const seen = await max.get<ActivityView>(`activities/${note.id}`);
    expect(seen.body).toMatchObject({ headersOnly: true, subject: null, body: [{ text: '' }] });
    for (const caller of [max, mara, company.olga]) {
      for (const [door, answer] of Object.entries(await everythingSeenBy(caller))) {
        expect(/cinnabar|vermilion/i.exec(answer)?.[0], door).toBeUndefined();
      }
    }
  });

  test('not even a manager can open the text by sharing it', async () => {
    const { tom, mara, olga } = company;
    const { body: note } = await tom.post('activities', {
      kind: 'note',
      partyIds: [ada.id],
      text: 'Only Tom knows cinnabar',
      visibility: 'headers',
    });
    for (const caller of [mara, olga]) {
      for (const change of [{ visibility: 'everyone' }, { text: 'Overwritten' }]) {
        const tried = await caller.patch(`activities/${note.id}`, { ...change, version: 1 });
        expect(tried.status).toBe(403);
      }
    }
    expect((await tom.get(`activities/${note.id}`)).text).toContain('Only Tom knows cinnabar');
  });
});

describe('somebody whose rights are cut', () => {
  test('loses them with the next request and on the open stream, within a second', async () => {
    const { olga, nora, tom, teams } = company;
    const { body: person } = await nora.post('people', {
      name: 'Team only',
      visibility: 'team',
      teamId: teams.south,
    });
    await olga.send('PUT', `teams/${teams.south}/users/${tom.id}`);
    await expect.poll(() => status(tom, person.id), { timeout: 1_000 }).toBe(200);
    const listener = await listen(tom);
    await nora.patch(`people/${person.id}`, { assignedTo: nora.id, version: 1 });
    expect(await listener.heard()).toMatchObject([{ id: person.id }]);

    await olga.send('DELETE', `teams/${teams.south}/users/${tom.id}`);
    await expect.poll(() => status(tom, person.id), { timeout: 1_000 }).toBe(404);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await nora.patch(`people/${person.id}`, { assignedTo: null, version: 2 });
    expect((await listener.heard()).filter(({ id }) => id === person.id)).toEqual([]);

    const before = performance.now();
    await olga.patch(`users/${tom.id}`, { disabled: true });
    await expect.poll(() => status(tom, person.id), { timeout: 1_000 }).toBe(401);
    await listener.ended;
    expect(performance.now() - before).toBeLessThan(2_500);
  });

  const status = async (caller: Caller, id: string) => (await caller.get(`people/${id}`)).status;
});
