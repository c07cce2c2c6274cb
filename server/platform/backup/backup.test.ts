import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import pg from 'pg';
import { extract, pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { SessionView } from '../../../shared/platform/workspace.ts';
import { bring } from '../../interact/importing/testing.ts';
import { type Company, openCompany } from '../../testing/company.ts';
import { cloneDatabase } from '../../testing/postgres.ts';
import { openFiles } from '../files/files.ts';
import { restoreBackup } from './restoring.ts';
import { takeBackup } from './taking.ts';

let company: Company;
let folder: string;
let backup: string;
/** What was there when the backup was made. */
let kept: Record<string, string[]>;
const mail = [
  'From: Ada Wren <ada@sails.example>',
  'To: olga@kettle.example',
  'Message-ID: <drawing@sails.example>',
  'Date: Tue, 10 Mar 2026 09:00:00 +0000',
  'Subject: The drawing',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  '',
  'Here it is: ünïcödé, a \\N and a tab\t.',
  '--b',
  'Content-Type: application/pdf; name="drawing.pdf"',
  'Content-Disposition: attachment; filename="drawing.pdf"',
  '',
  '%PDF-1.4 of no great beauty',
  '--b--',
].join('\r\n');

beforeAll(async () => {
  company = await openCompany();
  folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-backup-'));
  await company.olga.post('people', { name: 'Ada Wren', emails: ['ada@sails.example'] });
  await company.nora.post('people', { name: 'Quirin Geheim', visibility: 'private' });
  await company.olga.post('people', { name: 'Line\nbreak \\. and "quotes"' });
  await bring(company, company.olga, { 'drawing.eml': mail });
  backup = path.join(folder, 'company.rapport');
  await takeBackup({ owner: company.owner, files: company.house.files, target: backup });
  kept = await everything(company.sql);
});
afterAll(async () => {
  await company.close();
  rmSync(folder, { recursive: true, force: true });
});

/** An installation that was started once and never used. */
async function openEmpty() {
  const database = await cloneDatabase(inject('cluster'));
  const files = openFiles(mkdtempSync(path.join(folder, 'files-')));
  const ask = async <Row extends object>(statement: string) => {
    const client = new pg.Client(database.superuserConfig);
    await client.connect();
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  const restore = (source: string) => restoreBackup({ owner: database.ownerConfig, files, source });
  return { ...database, files, ask, restore };
}

type Ask = <Row extends object>(statement: string) => Promise<Row[]>;

/** Every row of every table, but for what counts for the moment only. */
async function everything(ask: Ask): Promise<Record<string, string[]>> {
  const tables = await ask<{ name: string }>(`
    select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'auth')
      and tablename not in ('sessions', 'verifications', 'rate_limits', 'idempotency_keys', 'migrations') order by 1`);
  const found: Record<string, string[]> = {};
  for (const { name } of tables) {
    found[name] = (
      await ask<{ row: string }>(
        `select (to_jsonb(t) - 'held_since')::text as row from ${name} t order by 1`,
      )
    ).map(({ row }) => row);
  }
  return found;
}

/** Rows that one has and the other has not: of two whole databases no other comparison is worth reading. */
function differences(one: Record<string, string[]>, other: Record<string, string[]>): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((table) => {
    const [here, there] = [one[table] ?? [], other[table] ?? []];
    return [
      ...here.filter((row) => !there.includes(row)).map((row) => `- ${table}: ${row}`),
      ...there.filter((row) => !here.includes(row)).map((row) => `+ ${table}: ${row}`),
    ];
  });
}

describe('a restored backup', () => {
  test('holds every row and every file, also of what is private', async () => {
    const there = await openEmpty();
    await there.restore(backup);
    expect(differences(kept, await everything(there.ask))).toEqual([]);
    const [attachment] = await company.sql<{ sha256: string }>('select sha256 from attachments');
    const content = there.files.pathOf(company.workspaces.kettle, attachment!.sha256);
    expect(await readFile(content, 'utf8')).toContain('of no great beauty');
    await there.drop();
  });

  test('is guarded like the first one, and nobody is signed in', async () => {
    const there = await openEmpty();
    await there.restore(backup);
    const unguarded = await there.ask(`
      select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'auth') and c.relrowsecurity and not c.relforcerowsecurity`);
    expect(unguarded).toEqual([]);
    const asleep = await there.ask(`select tgname from pg_trigger where tgenabled = 'D'`);
    expect(asleep).toEqual([]);
    expect(await there.ask('select from auth.sessions')).toEqual([]);
    await there.drop();
  });

  test('sends nothing until an owner says so', async () => {
    const there = await openEmpty();
    await there.restore(backup);
    expect(await there.ask('select from workspaces where held_since is null')).toEqual([]);
    await there.drop();

    const heldSince = async () => {
      const { body } = await company.olga.get<SessionView>('session');
      return body.workspace.heldSince;
    };
    expect(await heldSince()).toBeNull();
    await company.sql('update workspaces set held_since = now()');
    expect(await heldSince()).not.toBeNull();
    expect((await company.nora.patch('workspace', { heldSince: null })).status).toBe(403);
    expect((await company.olga.patch('workspace', { heldSince: null })).status).toBe(204);
    expect(await heldSince()).toBeNull();
  });

  test('comes into a database that had nothing yet, and into one of an older version', async () => {
    for (const before of [
      'drop owned by current_user',
      "delete from migrations where name like '0016%'",
    ]) {
      const there = await openEmpty();
      const client = new pg.Client(there.ownerConfig);
      await client.connect();
      await client.query(before);
      await client.end();
      await there.restore(backup);
      expect(differences(kept, await everything(there.ask))).toEqual([]);
      await there.drop();
    }
  });
});

describe('nothing is changed by', () => {
  const refused = async (source: string, message: RegExp) => {
    const there = await openEmpty();
    const before = await everything(there.ask);
    await expect(there.restore(source)).rejects.toThrow(message);
    expect(await everything(there.ask)).toEqual(before);
    await there.drop();
  };
  const changed = async (name: string, change: (bytes: Buffer) => Buffer) => {
    const file = path.join(folder, name);
    await writeFile(file, change(await readFile(backup)));
    return file;
  };

  test('a backup of which a bit has turned, anywhere', async () => {
    const whole = await readFile(backup);
    const unpacked = zstdDecompressSync(whole);
    /** Of some bits the reader is free to make nothing, so that all of the backup is there all the same. */
    const isWithoutMeaning = (bytes: Buffer) => {
      try {
        return zstdDecompressSync(bytes).equals(unpacked);
      } catch {
        return false;
      }
    };
    const turned = (at: number) => {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 0x10;
      return bytes;
    };
    for (const share of [0.02, 0.3, 0.6, 0.95]) {
      let at = Math.floor(whole.length * share);
      while (isWithoutMeaning(turned(at))) at++;
      await refused(await changed(`turned-${at}`, () => turned(at)), /Nothing was changed/);
    }
  });

  test('a backup that was cut short', async () => {
    await refused(
      await changed('half', (bytes) => bytes.subarray(0, bytes.length >> 1)),
      /cut short/,
    );
    await refused(await changed('empty', () => Buffer.alloc(0)), /Nothing was changed/);
  });

  test('a file that is no backup, or is not there', async () => {
    const foreign = await changed('foreign', () =>
      Buffer.from('name;mail\nAda;ada@sails.example\n'),
    );
    await refused(foreign, /cannot be used as a backup/);
    await refused(path.join(folder, 'missing'), /There is no file/);
  });

  test('a restore where people work already', async () => {
    const before = await everything(company.sql);
    await expect(
      restoreBackup({ owner: company.owner, files: company.house.files, source: backup }),
    ).rejects.toThrow(/Stop it first|in use already/);
    expect(differences(before, await everything(company.sql))).toEqual([]);
  });
});

test('a backup that tells another number of rows than it holds is whole by its checksums', async () => {
  // So were some of earlier versions, where the server said how many it had sent a moment too late.
  const repacked = pack();
  const unpacking = extract();
  unpacking.on('entry', ({ name }, bytes, next) => {
    void text(bytes).then((content) => {
      const said = name === 'end.json' ? content.replace(/"rows": [1-9]\d*/, '"rows": 0') : content;
      repacked.entry({ name }, said, () => next());
    });
  });
  unpacking.on('finish', () => repacked.finalize());
  unpacking.end(zstdDecompressSync(await readFile(backup)));
  const file = path.join(folder, 'told.rapport');
  await writeFile(file, zstdCompressSync(await buffer(repacked)));
  const there = await openEmpty();
  await there.restore(file);
  expect(differences(kept, await everything(there.ask))).toEqual([]);
  await there.drop();
});

describe('taking a backup', () => {
  test('writes over no other file, and leaves no half of one', async () => {
    const again = takeBackup({ owner: company.owner, files: company.house.files, target: backup });
    await expect(again).rejects.toThrow(/is there already/);
    const nowhere = path.join(folder, 'no/such/folder');
    const lost = takeBackup({ owner: company.owner, files: company.house.files, target: nowhere });
    await expect(lost).rejects.toThrow(/ENOENT/);
    expect((await readdir(folder)).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  });

  test('refuses where a policy would keep rows from it', async () => {
    const there = await openEmpty();
    await there.ask('drop policy back_up on statements');
    const target = path.join(folder, 'gaps.rapport');
    const taking = takeBackup({ owner: there.ownerConfig, files: there.files, target });
    await expect(taking).rejects.toThrow(/public.statements cannot be read as a whole/);
    await there.drop();
  });

  test('reads all tables as of one moment while others write', async () => {
    const target = path.join(mkdtempSync(path.join(folder, 'meanwhile-')), 'company.rapport');
    let stop = false;
    const writing = (async () => {
      for (let at = 0; !stop; at++) {
        const { status } = await company.olga.post('people', { name: `Guest ${at}` });
        expect(status).toBe(201);
      }
    })();
    try {
      await takeBackup({ owner: company.owner, files: company.house.files, target });
    } finally {
      stop = true;
      await writing;
    }
    const there = await openEmpty();
    await there.restore(target);
    const [halves] = await there.ask<{ count: string }>(`
      select count(*) from parties p where not exists (
        select from statements s where s.party_id = p.id and s.topic = 'name')
        or not exists (select from events e where e.subject_id = p.id)`);
    expect(Number(halves!.count)).toBe(0);
    await there.drop();
  });
});
