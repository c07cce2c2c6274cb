import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AuditEntry, AuditVerification } from '../../../shared/platform/audit.ts';
import { type Company, openCompany } from '../../testing/company.ts';
import { asActor } from '../access/actor.ts';
import { record } from '../events/events.ts';
import { sealEntries } from './sealing.ts';
import { sealWorkspace } from './work.ts';

vi.setConfig({ testTimeout: 30_000 });

let company: Company;
let workspaceId: string;
beforeAll(async () => {
  company = await openCompany();
  workspaceId = company.workspaces.kettle;
});
afterAll(() => company.close());

interface Page {
  rows: AuditEntry[];
  next: string | null;
}
const log = async (query = '') => (await company.olga.get<Page>(`audit${query}`)).body;
const seal = () => sealWorkspace(company.house, workspaceId);
const verify = async () => (await company.olga.get<AuditVerification>('audit/verification')).body;

describe('the audit log', () => {
  test('says who did what, when and from where', async () => {
    const { body } = await company.nora.post('people', { name: 'Ada Logged' });
    const [entry] = (await log(`?subject=${body.id}`)).rows;
    expect(entry).toMatchObject({
      actorId: company.nora.id,
      actorName: 'Nora',
      subject: 'person',
      label: 'Ada Logged',
      source: null,
      count: 1,
    });
    const { rows } = await log(`?by=${company.nora.id}&kind=records`);
    expect(rows.map(({ id }) => id)).toContain(entry!.id);
    expect((await log(`?by=${company.tom.id}&subject=${body.id}`)).rows).toEqual([]);
  });

  test('names the address, and nothing that is none', async () => {
    const actor = (await company.house.actors.find(company.nora.id))!;
    for (const [source, kept] of [
      ['192.0.2.7', '192.0.2.7'],
      ['2001:db8:1:2::/64', '2001:db8:1:2::/64'],
      [`x'); drop table events; --`, null],
    ] as const) {
      const id = crypto.randomUUID();
      await asActor(company.house.db, { ...actor, source }, (transaction) =>
        record(transaction, {
          subject: 'person',
          subjectId: id,
          audience: workspaceId,
          verb: 'changed',
        }),
      );
      expect((await log(`?subject=${id}`)).rows).toMatchObject([{ source: kept }]);
    }
  });

  test('is for owners, of their own company, and keeps what is private to others to itself', async () => {
    for (const who of [company.max, company.nora, company.rita]) {
      expect((await who.get('audit')).status).toBe(403);
    }
    const { body } = await company.nora.post('people', {
      name: 'Nobody’s business',
      visibility: 'private',
    });
    expect((await log(`?subject=${body.id}`)).rows).toEqual([]);
    const { body: others } = await company.otto.get<Page>('audit');
    expect(JSON.stringify(others)).not.toContain('Ada Logged');
    const { body: shared } = await company.nora.post('people', { name: 'First for all' });
    expect((await log(`?subject=${shared.id}`)).rows).toHaveLength(1);
    await company.nora.patch(`people/${shared.id}`, { visibility: 'private', version: 1 });
    expect((await log(`?subject=${shared.id}`)).rows).toEqual([]);
  });

  test('goes on naming what is gone', async () => {
    const { body } = await company.nora.post('people', { name: 'Soon forgotten' });
    const id = body.id;
    await company.sql('delete from events where subject_id = $1', [id]);
    await company.sql('delete from statements where party_id = $1', [id]);
    await company.sql('delete from parties where id = $1', [id]);
    expect((await log(`?subject=${id}`)).rows).toMatchObject([
      { label: 'Soon forgotten', actorName: 'Nora' },
    ]);
  });

  test('is read page by page, and between two moments', async () => {
    for (let each = 0; each < 5; each++) await company.tom.post('people', { name: `Tom ${each}` });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await log(`?by=${company.tom.id}&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    expect(seen.length).toBeGreaterThanOrEqual(5);
    const now = Temporal.Now.instant();
    const later = now.add({ hours: 1 }).toString();
    expect((await log(`?from=${later}`)).rows).toEqual([]);
    expect((await log(`?to=${later}&limit=1`)).rows).toHaveLength(1);
  });

  test('counts the rows of an import in one line', async () => {
    const before = (await log('?kind=records&limit=200')).rows.length;
    const importId = crypto.randomUUID();
    await company.sql(
      `insert into events (workspace_id, id, audience, actor, actor_id, subject, subject_id, verb, import_id)
       select $1, gen_random_uuid(), $1, 'user', $2, 'person', gen_random_uuid(), 'created', $3
       from generate_series(1, 700)`,
      [workspaceId, company.nora.id, importId],
    );
    await company.sql(
      `insert into events (workspace_id, id, audience, actor, actor_id, subject, subject_id, verb, import_id)
       select $1, gen_random_uuid(), $1, 'user', $2, 'person', gen_random_uuid(), 'created', $3
       from generate_series(1, 50)`,
      [workspaceId, company.nora.id, importId],
    );
    const { rows } = await log('?kind=records&limit=200');
    expect(rows).toHaveLength(before + 1);
    expect(rows.find((row) => row.importId === importId)).toMatchObject({ count: 750 });
  });
});

describe('the chain', () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = company.house.config.dataDir;
  });
  beforeEach(async () => {
    await company.sql('alter table audit_entries disable trigger stay');
  });

  /** Does something past the house, looks whether it is found, and puts it back. */
  async function tampered(change: string, values: unknown[] = []) {
    await company.sql('create table kept as select * from audit_entries');
    try {
      await company.sql(change, values);
      return (await verify()).faults;
    } finally {
      await company.sql('delete from audit_entries');
      await company.sql('insert into audit_entries select * from kept');
      await company.sql('drop table kept');
    }
  }

  test('holds every entry once, in whatever order and by however many it is sealed', async () => {
    await Promise.all(
      Array.from({ length: 12 }, async (_, each) => {
        await company.nora.post('people', { name: `Chained ${each}` });
        await sealEntries(company.house.db, workspaceId);
      }),
    );
    await seal();
    const { faults, entries } = await verify();
    expect(faults).toEqual([]);
    const [{ count }] = (await company.sql<{ count: number }>(
      `select count(*)::int as count from audit_entries
       where workspace_id = $1 and import_id is null`,
      [workspaceId],
    )) as [{ count: number }];
    expect(entries).toBe(count);
  });

  test.each([
    ['verb', `set verb = 'looked at'`],
    ['time', `set at = at + interval '1 day'`],
    ['source', `set source = '203.0.113.1'`],
    ['person', 'set actor_id = gen_random_uuid()'],
    ['names', `set said = '{"actor":"Somebody else"}'`],
  ])('shows an entry whose %s was changed', async (_, change) => {
    await seal();
    expect(
      await tampered(`update audit_entries ${change} where workspace_id = $1 and position = 3`, [
        workspaceId,
      ]),
    ).toMatchObject([{ kind: 'changed', position: 3 }]);
  });

  test('shows an entry that was removed, and one that was put in with its hash made anew', async () => {
    await seal();
    expect(
      await tampered('delete from audit_entries where workspace_id = $1 and position = 4', [
        workspaceId,
      ]),
    ).toMatchObject([{ kind: 'removed', position: 4 }]);
    expect(
      await tampered(
        `update audit_entries set verb = 'forged', hash = sha256('forged')
         where workspace_id = $1 and position = 4`,
        [workspaceId],
      ),
    ).toMatchObject([
      { kind: 'changed', position: 4 },
      { kind: 'changed', position: 5 },
    ]);
  });

  test('shows a tail that was cut off, by what the data folder remembers', async () => {
    await seal();
    const { entries } = await verify();
    expect(
      await tampered('delete from audit_entries where workspace_id = $1 and position > $2', [
        workspaceId,
        entries - 3,
      ]),
    ).toMatchObject([{ kind: 'cut off', position: entries - 2 }]);
    expect(
      await tampered('delete from audit_entries where workspace_id = $1', [workspaceId]),
    ).toMatchObject([{ kind: 'cut off', position: 1 }]);
  });

  test('shows a log that was made anew as a whole', async () => {
    await seal();
    const { entries } = await verify();
    const file = path.join(dataDir, 'audit-heads', workspaceId);
    const noted = readFileSync(file, 'utf8');
    writeFileSync(file, noted.replace(/[0-9a-f]{64}$/m, 'ab'.repeat(32)));
    expect((await verify()).faults).toMatchObject([{ kind: 'rewritten', position: entries }]);
    writeFileSync(file, noted);
  });

  test('still holds when names were erased', async () => {
    await seal();
    expect(
      await tampered(
        'update audit_entries set said = null, salt = null where workspace_id = $1 and position < 5',
        [workspaceId],
      ),
    ).toEqual([]);
  });
});

describe('the serving role', () => {
  beforeAll(() => company.sql('alter table audit_entries enable trigger stay'));

  test('neither writes an entry, nor changes a sealed one, nor takes one out', async () => {
    await seal();
    const { pool } = company.house;
    const client = await pool.connect();
    try {
      for (const statement of [
        `insert into audit_entries select * from audit_entries limit 1`,
        `update audit_entries set verb = 'x'`,
        `update audit_entries set hash = sha256('x') where position = 1`,
        `update audit_entries set said = '{}' where position = 1`,
        `update audit_entries set position = null, hash = null, said_sha256 = null`,
        `delete from audit_entries`,
        `truncate audit_entries`,
      ]) {
        await client.query('begin');
        await client.query(
          `select set_config('rapport.actor', 'system', true), set_config('rapport.workspace', $1, true)`,
          [workspaceId],
        );
        await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' });
        await client.query('rollback');
      }
    } finally {
      client.release();
    }
  });
});
