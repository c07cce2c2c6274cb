import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Config, readConfig } from '../config/config.ts';
import { accountOf } from './embedded/account.ts';
import { startTemporary } from './embedded/temporary.ts';
import { type Ground, openGround, openGroundForCommand } from './ground.ts';
import { lockDataFolder, readHolder } from './lock.ts';
import { administratorScript } from './roles.ts';

// Whole clusters are made and stopped here; a busy machine needs its time for that.
vi.setConfig({ testTimeout: 60_000 });

const quiet = { info: () => {}, warn: () => {} };

async function query(config: pg.ClientConfig, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

let dataDir: string;
let config: Config;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'rapport-ground-'));
  rmSync(dataDir, { recursive: true });
  config = readConfig({ RAPPORT_DATA: dataDir });
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const postmasterOf = (folder: string) =>
  Number.parseInt(readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10);

/** A server in a process of its own, for it to be killed. */
async function serverProcess(): Promise<ChildProcess> {
  const program = `
    import { openGround } from ${JSON.stringify(path.join(import.meta.dirname, 'ground.ts'))};
    const ground = await openGround(${JSON.stringify(config)}, console);
    ground.announce('http://127.0.0.1:3000');
    process.send('up');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

describe('the embedded database', () => {
  test('is the same everywhere, durable, and open to this machine alone', async () => {
    process.env.LC_ALL = 'de_DE.UTF-8';
    const ground = await openGround(config, quiet);
    delete process.env.LC_ALL;
    try {
      const [settings] = await query(
        ground.serving,
        `select current_user as user, current_setting('fsync') as fsync,
          current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding,
          current_setting('listen_addresses') as addresses,
          (select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()) as locale,
          (select string_agg(extname, ' ' order by extname) from pg_extension where extname <> 'plpgsql') as extensions`,
      );
      expect(settings).toEqual({
        user: 'rapport_app',
        fsync: 'on',
        checksums: 'on',
        encoding: 'UTF8',
        addresses: '',
        locale: 'b C.UTF-8',
        extensions: 'btree_gin pg_trgm unaccent',
      });
      const cluster = statSync(path.join(dataDir, 'postgres'));
      expect(cluster.mode & 0o777).toBe(0o700);
      if (process.getuid?.() === 0) expect(accountOf(cluster).uid).not.toBe(0);

      // Three roles, of which none is above the policies.
      const rows = await query(
        ground.owner,
        `select rolname, rolsuper or rolbypassrls or rolcreaterole as mighty, rolcanlogin as signs_in, rolinherit as inherits
          from pg_roles where rolname like 'rapport%' order by 1`,
      );
      expect(rows).toEqual([
        { rolname: 'rapport_app', mighty: false, signs_in: true, inherits: false },
        { rolname: 'rapport_chooser', mighty: false, signs_in: false, inherits: false },
        { rolname: 'rapport_owner', mighty: false, signs_in: true, inherits: true },
      ]);
      await expect(query(ground.serving, 'create table mine (id int)')).rejects.toThrow('denied');
      await query(ground.serving, 'set role rapport_chooser');
    } finally {
      await ground.close();
    }
  });

  test('keeps what was saved over a stop, and is left alone when it is not ours to open', async () => {
    const before = await openGround(config, quiet);
    await query(before.owner, 'create table kept as select 42 as answer');
    await before.close();
    const inCluster = (name: string) => path.join(dataDir, 'postgres', name);
    expect(existsSync(inCluster('postmaster.pid'))).toBe(false);

    // A number that was the database's and now is another process's holds nothing up.
    writeFileSync(inCluster('postmaster.pid'), `${process.pid}\n${dataDir}\n`);
    writeFileSync(path.join(dataDir, 'running.json'), `{"pid":${process.pid},"as":"server"}`);
    const after = await openGround(config, quiet);
    expect(await query(after.owner, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await after.close();

    writeFileSync(inCluster('PG_VERSION'), '15\n');
    await expect(openGround(config, quiet)).rejects.toThrow('was written by PostgreSQL 15');
    rmSync(path.join(dataDir, 'database.json'));
    await expect(openGround(config, quiet)).rejects.toThrow('with its passwords is missing');
  });

  test('goes through the loopback address where a socket would have too long a path', async () => {
    config = { ...config, dataDir: path.join(dataDir, 'a'.repeat(60), 'b'.repeat(60)) };
    const ground = await openGround(config, quiet);
    try {
      expect(ground.serving.host).toBe('127.0.0.1');
      await expect(query({ ...ground.serving, password: 'guessed' }, 'select 1')).rejects.toThrow(
        'password authentication failed',
      );
    } finally {
      await ground.close();
    }
  });
});

describe('one data folder', () => {
  test('serves one server, and is taken over when that was killed, with all it had confirmed', async () => {
    const killed = await serverProcess();
    await expect(openGround(config, quiet)).rejects.toThrow(
      new RegExp(`process ${killed.pid}, since 20.*Z, at http://127.0.0.1:3000`),
    );
    const { ownerConfig } = readHolder(dataDir)!.database!;
    await query(ownerConfig, 'create table confirmed as select 1 as one');
    await kill(killed);
    const left = postmasterOf(dataDir);
    expect(() => process.kill(left, 0)).not.toThrow();

    const ground = await openGround(config, quiet);
    expect(postmasterOf(dataDir)).not.toBe(left);
    expect(await query(ground.owner, 'select one from confirmed')).toEqual([{ one: 1 }]);
    await ground.close();
  });

  test('makes a command wait for another command, and lets it share the database of a server', async () => {
    const lock = lockDataFolder(dataDir, 'import')!;
    const told: string[] = [];
    const waiting = openGroundForCommand(
      config,
      { ...quiet, info: (line) => void told.push(line) },
      'seed',
    );
    await expect.poll(() => told.join()).toContain('Waiting for the command "import"');
    lock.release();
    await (await waiting).close();

    const server = await openGround(config, quiet);
    const command = await openGroundForCommand(config, quiet, 'doctor');
    await query(command.serving, 'select 1');
    await command.close();
    await query(server.serving, 'select 1');
    await server.close();
  });
});

describe('a PostgreSQL server of one’s own', () => {
  const urlOf = ({ user, password, host, port }: pg.ClientConfig) =>
    `postgresql://${user}:${password}@/rapport?host=${host}&port=${port}`;

  test('serves when the roles are right, and is refused when one could pass the policies', async () => {
    const server = await startTemporary();
    const open = (serving: pg.ClientConfig, owner = server.ownerConfig): Promise<Ground> =>
      openGround(
        { ...config, databaseServer: { url: urlOf(serving), ownerUrl: urlOf(owner) } },
        quiet,
      );
    try {
      const ground = await open(server.servingConfig);
      await query(ground.serving, 'select 1');
      await ground.close();

      await expect(open(server.superuserConfig)).rejects.toThrow('is a superuser');
      await expect(open(server.ownerConfig)).rejects.toThrow('owns the database');
      await expect(open(server.servingConfig, server.servingConfig)).rejects.toThrow(
        'does not own',
      );
      await expect(open({ ...server.servingConfig, password: 'wrong' })).rejects.toThrow(
        'The database of DATABASE_URL cannot be used: password authentication failed',
      );

      await query(
        server.superuserConfig,
        'create role helpful bypassrls; grant helpful to rapport_app',
      );
      await expect(open(server.servingConfig)).rejects.toThrow('bypasses row-level security');
    } finally {
      await server.stop();
    }
  });

  test('is made ready by what the doctor prints, any number of times', async () => {
    const server = await startTemporary();
    try {
      const script = administratorScript({ owner: "o'ne", serving: 'two' });
      const statements = script
        .split('\n')
        .filter(
          (line) => !/^\\connect|^select \$\$create|^ {2}where not exists .*gexec$/.test(line),
        )
        .join('\n');
      await query(server.superuserConfig, statements);
      await query({ ...server.ownerConfig, password: "o'ne" }, 'select 1');
    } finally {
      await server.stop();
    }
  });
});
