import { setTimeout as pause } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { runInWorker } from '../server/platform/workers/calls.ts';
import { mailPassword, openDovecot } from '../server/testing/dovecot.ts';
import type { MailboxView } from '../shared/interact/mailboxes.ts';
import type { ConnectionView } from '../shared/platform/connections.ts';
import type { Bench } from './bench.ts';
import { openClient } from './client.ts';
import { mailbox } from './mailbox.ts';
import type { Figure } from './measuring.ts';
import { forgetPeak, heldBy, peakOf } from './memory.ts';

const parsing = {
  module: new URL('../server/interact/mail/parsing.ts', import.meta.url),
  name: 'parseMessages',
  milliseconds: 60_000,
  megabytes: 200,
};

/** As the server fetches them. */
const together = 250;

export const mailboxSyncFigures = (bench: Bench) => syncFigures(bench, bench.sizes.mails);
export const largeMailboxFigures = (bench: Bench) => syncFigures(bench, 100_000);

/**
 * The first sync of a mailbox at a Dovecot of this machine, against fetching and parsing alone: the same
 * messages by the same library in the same portions, read in a worker, with nothing written.
 */
async function syncFigures(
  { owner, server, installation }: Bench,
  mails: number,
): Promise<Figure[]> {
  const dovecot = await openDovecot(installation.mailPort);
  // The synthetic company is a sample, which is connected with nothing.
  const words = ['token', 'add', '--email', owner.email, '--name', 'mailbox', '--json'];
  const { token } = JSON.parse(await installation.run(words)) as { token: string };
  const client = openClient(server.address, token);
  try {
    const letters = [...mailbox(mails, owner)].map((mail) =>
      mail.slice(mail.indexOf('\n') + 1).replaceAll('\n', '\r\n'),
    );
    dovecot.fill(owner.email, letters);
    const alone = await timeOfFetching(dovecot.port, owner.email, mails);
    forgetPeak(server.pid);
    const before = peakOf(server.pid);
    /** Megabytes held at each look. */
    const held: number[] = [];
    const began = performance.now();
    const { id } = await client.post<{ id: string }>('/api/v1/connections', {
      kind: 'imap',
      name: owner.email,
      visibility: 'everyone',
      settings: {
        address: owner.email,
        host: '127.0.0.1',
        port: dovecot.port,
        encryption: 'none',
        user: owner.email,
      },
      secret: { password: mailPassword },
    });
    // The page that counts every message would be a load of its own; this one is read from one row.
    for (;;) {
      await pause(200);
      held.push(heldBy(server.pid));
      const { rows } = await client.get<{ rows: ConnectionView[] }>('/api/v1/connections');
      if (rows.find((row) => row.id === id)?.succeededAt) break;
    }
    const synced = performance.now() - began;
    const { folders } = await client.get<MailboxView>(`/api/v1/mailboxes/${id}`);
    const captured = folders.find(({ role }) => role === 'inbox')?.captured;
    if (captured !== mails) throw new Error(`Of ${mails} mails ${captured} were captured.`);
    const share = alone / synced;
    const middle = Math.ceil(held.length / 2);
    const [early, late] = [held.slice(0, middle), held.slice(middle)].map((half) =>
      Math.max(...half),
    ) as [number, number];
    return [
      {
        name: `First sync of ${mails.toLocaleString('en')} mails over IMAP`,
        measured: `${(synced / 1_000).toFixed(1)} s`,
        compared: `${(100 * share).toFixed(0)} % of the speed of fetching and parsing alone (${(alone / 1_000).toFixed(1)} s); ${((1_000 * mails) / synced).toFixed(0)} mails/s`,
        target: '≥ 40 %',
        reached: share >= 0.4,
      },
      {
        name: `Memory meanwhile, ${mails.toLocaleString('en')} mails`,
        measured: `${late.toFixed(0)} MB`,
        compared: `most of the second half against ${early.toFixed(0)} MB of the first; ${before.toFixed(0)} MB before, ${peakOf(server.pid).toFixed(0)} MB at most`,
        target: 'flat: ≤ 1.1×',
        reached: late <= 1.1 * early,
      },
    ];
  } finally {
    await client.close();
    await dovecot.close();
  }
}

async function timeOfFetching(port: number, user: string, mails: number): Promise<number> {
  const began = performance.now();
  const program = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: mailPassword },
    logger: false,
  });
  await program.connect();
  try {
    await program.mailboxOpen('INBOX', { readOnly: true });
    let read = 0;
    let reading: Promise<unknown[]> = Promise.resolve([]);
    for (let first = 1; first <= mails; first += together) {
      const range = `${first}:${Math.min(mails, first + together - 1)}`;
      const found = await program.fetchAll(range, { uid: true, source: true }, { uid: true });
      read += (await reading).length;
      const input = found.map(({ source }) => source!);
      reading = runInWorker<unknown[]>({ ...parsing, input });
    }
    read += (await reading).length;
    if (read !== mails) throw new Error(`Of ${mails} mails ${read} were fetched.`);
    return performance.now() - began;
  } finally {
    await program.logout();
  }
}
