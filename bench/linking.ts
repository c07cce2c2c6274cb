import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { TimelineEntry } from '../shared/interact/activities.ts';
import type { AddressCandidate } from '../shared/interact/addresses.ts';
import { type Client, openClient } from './client.ts';
import { Installation } from './installation.ts';

/**
 * Whether mails come to the timelines of the right people: `node bench/linking.ts FOLDER`, where the folder holds
 * mbox/ (archives of mailing lists) and mail-threads/ (one message a file). The labels are read from the headers
 * by the few lines below, which share nothing with Rapport's own reading: who wrote a message, to whom it went,
 * and, where it names nobody, whom it answers. Whoever wrote three or was answered is made a person, and each of
 * their timelines is compared with the labels, message by message.
 */
interface Label {
  id: string;
  writer: string;
  parties: Set<string>;
}

const owner = { email: 'owner@lindwurm.example', password: 'kettles like blue mondays' };

function labelsOf(folder: string): Label[] {
  const sources = [
    ...globSync('mbox/*.mbox', { cwd: folder }).flatMap((file) =>
      readFileSync(path.join(folder, file), 'latin1').split(
        /^From .* \w{3} \w{3} +\d+ \d\d:\d\d:\d\d \d{4}\n/m,
      ),
    ),
    ...globSync('mail-threads/notmuch/**/*', { cwd: folder, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1')),
  ];
  const read = sources.flatMap((source) => {
    const head = source.slice(0, source.search(/\r?\n\r?\n/)).replace(/\r?\n[ \t]+/g, ' ');
    const field = (name: string) =>
      new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
    const id = /<([^>]+)>/.exec(field('message-id'))?.[1];
    const [writer] = addressesIn(field('from'));
    if (!id || !writer) return [];
    const answers = [...`${field('references')} ${field('in-reply-to')}`.matchAll(/<([^>]+)>/g)];
    const nearest = answers.map(([, named]) => named!).reverse();
    const to = ['to', 'cc', 'bcc'].flatMap((name) => addressesIn(field(name)));
    return [{ id, writer, to, nearest }];
  });
  const writers = new Map(read.map(({ id, writer }) => [id, writer]));
  const labels = new Map<string, Label>();
  for (const { id, writer, to, nearest } of read) {
    // An archive may lack the mail answered; then the nearest it has, by somebody else, says whom it goes to.
    const others = nearest.flatMap((named) => writers.get(named) ?? []);
    const answered = others.find((one) => one !== writer);
    const parties = new Set([writer, ...to, ...(to.length === 0 && answered ? [answered] : [])]);
    for (const party of labels.get(id)?.parties ?? []) parties.add(party);
    labels.set(id, { id, writer, parties });
  }
  return [...labels.values()];
}

/** Anna <a@b>, a@b (Anna), and the masked ones of archives, whose text is all there is. */
function addressesIn(field: string): string[] {
  return field
    .replaceAll(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '')
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((part) => (/<([^>]+)>/.exec(part)?.[1] ?? part).trim())
    .filter(Boolean)
    .map((address) => address.toLowerCase());
}

async function timelineOf(client: Client, kind: string, id: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  const door = kind === 'person' ? 'people' : 'companies';
  do {
    const page: { rows: TimelineEntry[]; next: string | null } = await client.get(
      `/api/v1/${door}/${id}/timeline?kinds=email&limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    ids.push(...page.rows.map((row) => row.id));
    cursor = page.next;
  } while (cursor);
  return ids;
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Name the folder with the mails: node bench/linking.ts FOLDER');
const labels = labelsOf(folder);
const installation = new Installation();
try {
  const server = await installation.start();
  const about = ['--email', owner.email, '--name', 'Olga', '--company', 'Lindwurm'];
  await installation.run(['user', 'add', ...about, '--password-stdin'], { input: owner.password });
  const places = ['mbox', 'mail-threads/notmuch'].map((place) => path.join(folder, place));
  await installation.run(['import', ...places, '--others', '--json']);
  const words = ['token', 'add', '--email', owner.email, '--name', 'linking', '--json'];
  const { token } = JSON.parse(await installation.run(words)) as { token: string };
  const client = openClient(server.address, token);
  const database = new pg.Client(server.owner);
  await database.connect();
  try {
    // The owner of the tables is held by their policies as well.
    await database.query("select set_config('rapport.actor', 'system', false)");
    const { rows } = await client.get<{ rows: AddressCandidate[] }>('/api/v1/addresses?limit=500');
    const figures = { right: 0, missing: 0, wrong: 0 };
    for (const { id, address } of rows) {
      const party = await client.post<{ id: string; kind: string }>(
        `/api/v1/addresses/${id}/promotion`,
        {},
      );
      const shown = new Set<string>();
      for (const activity of await timelineOf(client, party.kind, party.id)) {
        const { participants } = await client.get<TimelineEntry>(`/api/v1/activities/${activity}`);
        if (participants.some(({ partyId }) => partyId === party.id)) shown.add(activity);
      }
      const found = await database.query<{ message_id: string }>(
        'select message_id from mails where activity_id = any ($1)',
        [[...shown]],
      );
      const linked = new Set(found.rows.map(({ message_id }) => message_id));
      const wanted = labels.filter(({ parties }) => parties.has(address)).map(({ id }) => id);
      const right = wanted.filter((one) => linked.has(one)).length;
      figures.right += right;
      figures.missing += wanted.length - right;
      figures.wrong += linked.size - right;
      for (const one of wanted) if (!linked.has(one)) console.log(`missing: ${address}: ${one}`);
      for (const one of linked) if (!wanted.includes(one)) console.log(`wrong: ${address}: ${one}`);
    }
    const { right, missing, wrong } = figures;
    const share = (100 * right) / (right + missing + wrong);
    console.log(
      `${labels.length} messages, ${rows.length} people: ${right} links right, ${missing} missing, ${wrong} wrong: ${share.toFixed(1)} %`,
    );
  } finally {
    await database.end();
    await client.close();
    await server.stop();
  }
} finally {
  installation.remove();
}
