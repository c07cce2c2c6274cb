import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client, Server } from './crashes/installation.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-commands-'));
// The database runs as another user when the tests run as root.
chmodSync(folder, 0o711);
const dataDir = path.join(folder, 'data');
const cli = path.join(import.meta.dirname, '..', 'server', 'cli.ts');
const password = 'kettles like blue mondays';

function rapport(args: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, RAPPORT_DATA: dataDir },
  });
  return { status, stdout, stderr };
}

const inJson = (args: string[], input = '') => {
  const { stdout } = rapport([...args, '--json'], input);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
};

const table = path.join(folder, 'people.csv');
const maildir = path.join(folder, 'Mail');

beforeAll(() => {
  writeFileSync(table, 'Name,E-Mail\nAda Adler,ada@adler.example\nBo Bergh,bo at bergh\n');
  for (const part of ['cur', 'new', 'tmp'])
    mkdirSync(path.join(maildir, part), { recursive: true });
  writeFileSync(path.join(maildir, 'dovecot-uidlist'), '3 V1');
  writeFileSync(path.join(maildir, 'tmp', 'half'), 'From: half');
  for (const number of [1, 2]) {
    writeFileSync(
      path.join(maildir, 'cur', `${number}:2,S`),
      `From: Ada <ada@adler.example>\r\nTo: Anna <anna@kettle.example>\r\nDate: Mon, 5 Jan 2026 0${number}:00:00 +0000\r\nMessage-ID: <${number}@adler.example>\r\nSubject: Kettles\r\n\r\nHello ${number}\r\n`,
    );
  }
});
afterAll(async () => {
  await Server.stopAll();
  rmSync(folder, { recursive: true, force: true });
});

describe('without a server', () => {
  test('the first user becomes the owner and brings files; problems are named by their line', () => {
    expect(rapport(['import', table])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Nobody has an account yet'),
    });
    const owner = ['user', 'add', '--email', 'anna@kettle.example', '--name', 'Anna Berg'];
    expect(
      rapport([...owner, '--company', 'Kettle', '--password-stdin'], `${password}\n`),
    ).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('as owner'),
    });

    const brought = rapport(['import', table, maildir]);
    expect(brought.status, brought.stderr).toBe(0);
    expect(brought.stderr).toContain('as Anna Berg <anna@kettle.example>');
    expect(brought.stdout).toContain('2 people');
    expect(brought.stdout).toContain('2 activities');
    expect(brought.stdout).toContain('people.csv, line 3: ');

    const [again] = inJson(['import', table]).slice(-1);
    expect(again).toMatchObject({ import: { status: 'done', counts: { people: 0, known: 2 } } });
    expect(
      inJson(['doctor', '--thorough'])[0].findings.filter(
        (each: object) => 'trouble' in each && !/web app|Node/.test(JSON.stringify(each)),
      ),
    ).toEqual([]);
  });

  test.each([
    [['import']],
    [['import', 'a.csv', '--others', '--writer', 'a@b.example']],
    [['import', 'a.csv', '--zone', 'Vienna']],
    [['user', 'add', '--email', 'x@y.example', '--name', 'X', '--level', 'boss']],
  ])('%o is answered with how it is used', (args) => {
    expect(rapport(args)).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage: ') });
  });

  test('what does not exist is named, and nothing is done', () => {
    expect(rapport(['import', path.join(folder, 'nowhere.csv')])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('There is no file or folder'),
    });
    expect(inJson(['user', 'unlock', '--email', 'nobody@kettle.example'])).toEqual([
      { error: { code: 'failed', message: expect.stringContaining('Nobody has an account') } },
    ]);
  });
});

test('beside a running server, the server does the work and the command watches', async () => {
  const server = await Server.start({ RAPPORT_DATA: dataDir });
  const invited = rapport([
    'user',
    'add',
    '--email',
    'bo@kettle.example',
    '--name',
    'Bo',
    '--level',
    'reader',
  ]);
  expect(invited.stdout).toContain(server.address);

  const [{ token }] = inJson([
    'token',
    'add',
    '--email',
    'anna@kettle.example',
    '--name',
    'script',
    '--read-only',
  ]);
  const client = new Client(server.address, token);
  const people = () => client.send<{ rows: unknown[] }>('GET', '/people');
  const before = (await people()).rows.length;
  writeFileSync(table, 'Name,E-Mail\nCleo Clark,cleo@clark.example\n');
  const [{ import: view }] = inJson(['import', table]).slice(-1);
  expect(view.counts.people).toBe(1);
  expect((await people()).rows).toHaveLength(before + 1);
  await expect(client.send('POST', '/people', { name: 'Not me' })).rejects.toThrow('403');

  expect(rapport(['import', '--undo', view.id])).toMatchObject({ status: 0 });
  expect((await people()).rows).toHaveLength(before);
  expect(rapport(['import', '--list']).stdout).toContain('undone');

  // A forgotten password is replaced, and whatever was signed in with the old one ends.
  expect(
    rapport(
      ['user', 'password', '--email', 'anna@kettle.example', '--password-stdin'],
      'seven green kettles whistle',
    ),
  ).toMatchObject({ status: 0 });
  await expect.poll(() => people().catch((error: Error) => error.message)).toContain('401');
  await server.stop();
});
