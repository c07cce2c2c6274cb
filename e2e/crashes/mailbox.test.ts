import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkInvariants } from '../../server/invariants.ts';
import { asActor, systemActor } from '../../server/platform/access/actor.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import { type Dovecot, mailPassword, openDovecot } from '../../server/testing/dovecot.ts';
import type { MailboxView } from '../../shared/interact/mailboxes.ts';
import { randomOf } from './files.ts';
import { Client, Installation, Server, servingOf } from './installation.ts';

const long = process.env.RAPPORT_TEST_LONG === '1';
const runs = long ? 200 : 3;
const mails = long ? 5_000 : 600;
const seed = Number(process.env.RAPPORT_TEST_SEED) || Math.floor(Math.random() * 2 ** 31);
const random = randomOf(seed);

vi.setConfig({ testTimeout: runs * 120_000, hookTimeout: 240_000 });

const installation = new Installation();
const user = 'anna@kettle.example';
let dovecot: Dovecot;
let undisturbed: { content: string[]; seconds: number };

beforeAll(async () => {
  console.log(`Kills at moments of seed ${seed}; the same again with RAPPORT_TEST_SEED=${seed}.`);
  dovecot = await openDovecot();
  dovecot.fill(
    user,
    Array.from({ length: mails }, (_, index) => mailNumber(index)),
  );
  await installation.make();
  const dataDir = installation.copy('undisturbed');
  const server = await start(dataDir);
  const begun = performance.now();
  const id = await connect(server);
  await complete(server, id);
  const seconds = (performance.now() - begun) / 1_000;
  undisturbed = { content: await content(dataDir), seconds };
  await server.stop();
});
afterAll(async () => {
  await Server.stopAll();
  installation.remove();
  await dovecot.close();
});

/** Forty people who write and are answered by turns. */
function mailNumber(index: number): string {
  const theirs = `Person ${index % 40} <person${index % 40}@firm${index % 7}.example>`;
  const isAnswer = index % 3 === 0;
  const minute = String(index % 60).padStart(2, '0');
  const day = String(1 + (Math.floor(index / 60) % 28)).padStart(2, '0');
  return [
    `From: ${isAnswer ? `Anna Berg <${user}>` : theirs}`,
    `To: ${isAnswer ? theirs : user}`,
    `Subject: Letter ${index}`,
    `Date: ${day} Mar 2026 10:${minute}:00 +0100`,
    `Message-ID: <letter-${index}@kettle.example>`,
    '',
    `What was said in letter ${index}. ${'So it went on. '.repeat(index % 50)}`,
    '',
  ].join('\r\n');
}

const start = (dataDir: string) =>
  Server.start({ RAPPORT_DATA: dataDir, RAPPORT_ALLOWED_HOSTS: dovecot.host });

const client = ({ address }: Server) => new Client(address, installation.owner.token);

async function connect(server: Server): Promise<string> {
  const { id } = await client(server).send<{ id: string }>('POST', '/connections', {
    kind: 'imap',
    name: user,
    visibility: 'everyone',
    settings: { address: user, host: '127.0.0.1', port: dovecot.port, encryption: 'none', user },
    secret: { password: mailPassword },
  });
  return id;
}

/** Waits until the books of the inbox say that every message is here and nothing is left to do. */
async function complete(server: Server, id: string, since = Temporal.Now.instant()): Promise<void> {
  for (;;) {
    const { folders } = await client(server).send<MailboxView>('GET', `/mailboxes/${id}`);
    const inbox = folders.find(({ role }) => role === 'inbox');
    const { rows } = await client(server).send<{ rows: { succeededAt: string | null }[] }>(
      'GET',
      '/connections',
    );
    const { succeededAt = null } = rows[0] ?? {};
    // What the server before it said of its own last look is not said of this one.
    const isDone = succeededAt !== null && Temporal.Instant.compare(succeededAt, since) > 0;
    if (inbox?.captured === mails && inbox.onServer === mails && isDone) return;
    await pause(50);
  }
}

/** Everything that the mailbox brought, without ids; after a look at whether it is consistent. */
async function content(dataDir: string): Promise<string[]> {
  const { db } = openDatabase(servingOf(dataDir), 1);
  const { workspaceId } = installation.owner;
  try {
    const broken = (await checkInvariants(db, workspaceId)).filter(({ count }) => count > 0);
    expect(broken).toEqual([]);
    const { rows } = await asActor(db, systemActor(workspaceId), (transaction) =>
      sql<{ line: string }>`
        select concat_ws(' ', 'mail', a.identity, a.direction, a.thread, t.subject, length(t.body),
          (select count(*) from participants p where p.activity_id = a.id)) as line
        from activities a join activity_texts t on t.activity_id = a.id
        union all select concat_ws(' ', 'party', kind, name, last_contact_at) from parties
        union all select concat_ws(' ', 'address', address) from party_emails
        union all select concat_ws(' ', 'book', m.uid, m.state, a.identity)
          from mail_messages m left join activities a on a.id = m.activity_id
        union all select concat_ws(' ', 'left to do', count(unfinished_run)) from mail_folders
        order by line`.execute(transaction.db),
    );
    return rows.map(({ line }) => line);
  } finally {
    await db.destroy();
  }
}

describe('a server that is killed while a mailbox comes in', () => {
  test('goes on, and in the end every mail is there exactly once', async () => {
    for (let run = 1; run <= runs; run++) {
      const dataDir = installation.copy(`run${run}`);
      const first = await start(dataDir);
      const id = await connect(first);
      const after = random() * undisturbed.seconds;
      await pause(after * 1_000);
      // Whoever only stops it must come to the same.
      await (run % 3 === 0 ? first.stop() : first.kill());

      const server = await start(dataDir);
      await complete(server, id);
      const label = `run ${run} of seed ${seed}, ended after ${after.toFixed(3)} s`;
      expect(await content(dataDir), label).toEqual(undisturbed.content);
      await server.stop();
      rmSync(dataDir, { recursive: true });
    }
  });
});
