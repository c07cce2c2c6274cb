import type pg from 'pg';
import { foldForSearch } from '../../shared/platform/folding.ts';
import { nextId } from '../platform/database/ids.ts';

/**
 * Mail that nobody has answered when somebody begins to look around: from people they look after, to a mailbox that
 * several share, and from somebody who is no record yet. Hours count from now.
 */
const mails = [
  {
    person: 0,
    hours: 3,
    subject: 'One week earlier?',
    text: 'Good morning,\n\nour hall is ready sooner than planned. Could the table come a week earlier? I would need your answer by Thursday.\n\nMany thanks',
  },
  {
    person: 1,
    hours: 27,
    subject: 'Measurements of the hall',
    text: 'Hello,\n\nthe hall is 6.40 m by 4.85 m, and the door 0.92 m wide. Please tell me whether the long version fits.\n\nKind regards',
  },
  {
    person: 2,
    hours: 74,
    subject: 'Care of smoked oak',
    text: 'Dear team,\n\nmay we use the oil you sent us on smoked oak as well, or is there another one for it?\n\nBest regards',
  },
  {
    person: 1,
    hours: 5,
    isShared: true,
    subject: 'Invoice copy',
    text: 'Hello,\n\ncould you send us a copy of the last invoice? Ours was lost in the move.\n\nThank you',
  },
  {
    from: { name: 'Ivo Brandner', address: 'ivo.brandner@hallway.example' },
    hours: 50,
    subject: 'A bench for our entrance',
    text: 'Good day,\n\nwe saw your table at the fair and would like a bench of the same wood for our entrance, about 2.20 m long. What would it cost?\n\nIvo Brandner\nHallway Hotels',
  },
] as const;

interface Person {
  id: string;
  owner: string;
}

export async function writeInbox(
  client: pg.ClientBase,
  workspace: string,
  guest: string,
  people: readonly Person[],
  now: Temporal.Instant,
): Promise<void> {
  const { rows: known } = await client.query<{ id: string; name: string; address: string }>(
    `select p.id, p.name, p.email as address from parties p
     where p.workspace_id = $1 and p.id = any ($2::uuid[]) and p.email is not null`,
    [workspace, people.map(({ id }) => id)],
  );
  const { rows: users } = await client.query<{ id: string; name: string; address: string }>(
    `select id, name, email as address from users where workspace_id = $1`,
    [workspace],
  );
  for (const mail of mails) {
    const writer =
      'from' in mail ? mail.from : known.find(({ id }) => id === people[mail.person]?.id);
    // To the colleague whose mailbox others see too, or to the guest alone.
    const isShared = 'isShared' in mail;
    const reader = users.find(({ id }) => id === (isShared ? people[mail.person]!.owner : guest));
    if (!writer || !reader) continue;
    await writeMail(client, {
      workspace,
      owner: reader.id,
      audience: isShared ? workspace : guest,
      writer,
      reader,
      subject: mail.subject,
      text: mail.text,
      at: now.subtract({ hours: mail.hours }),
    });
  }
}

interface Written {
  workspace: string;
  owner: string;
  audience: string;
  writer: { name: string; address: string };
  reader: { name: string; address: string };
  subject: string;
  text: string;
  at: Temporal.Instant;
}

async function writeMail(client: pg.ClientBase, mail: Written): Promise<void> {
  const { workspace, owner, audience, writer, reader, subject, text } = mail;
  const id = nextId();
  const at = mail.at.toString();
  const messageId = `${id}@mail.example`;
  await client.query(
    `insert into activities (workspace_id, id, kind, audience, visibility, owner_id, created_by, occurred_at,
       direction, touch, thread, created_at, updated_at)
     values ($1, $2, 'email', $3, $4, $5, $5, $6, 'in', 'personal', $7, $6, $6)`,
    [workspace, id, audience, audience === owner ? 'private' : 'everyone', owner, at, messageId],
  );
  const [, first = ''] = text.split('\n\n');
  await client.query(
    `insert into activity_texts (workspace_id, activity_id, audience, occurred_at, subject, preview, body,
       subject_folded, search)
     values ($1, $2, $3, $4, $5, $6, $7, $8, to_tsvector('simple', $9))`,
    [
      workspace,
      id,
      audience,
      at,
      subject,
      first,
      text,
      foldForSearch(subject),
      foldForSearch(`${subject} ${text}`),
    ],
  );
  await client.query(
    `insert into mails (workspace_id, activity_id, audience, occurred_at, message_id, full_subject, content_hash)
     values ($1, $2, $3, $4, $5, $6, $5)`,
    [workspace, id, audience, at, messageId, subject],
  );
  await client.query(
    `insert into thread_links (workspace_id, audience, message_id, thread) values ($1, $2, $3, $3)`,
    [workspace, audience, messageId],
  );
  for (const [position, { name, address, role, ours }] of [
    { ...writer, role: 'from', ours: false },
    { ...reader, role: 'to', ours: true },
  ].entries()) {
    const key = address.toLowerCase();
    await client.query(
      `insert into seen_addresses (workspace_id, id, audience, address, name, mailable)
       values ($1, $2, $3, $4, $5, true) on conflict (workspace_id, audience, address) do nothing`,
      [workspace, nextId(), audience, key, name],
    );
    await client.query(
      `insert into participants (workspace_id, activity_id, position, audience, kind, occurred_at, role, ours, name,
         address_id)
       select $1, $2, $3, $4, 'email', $5, $6, $7, $8, id from seen_addresses
       where workspace_id = $1 and audience = $4 and address = $9`,
      [workspace, id, position, audience, at, role, ours, name, key],
    );
  }
}
