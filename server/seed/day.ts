import type pg from 'pg';
import { foldForSearch } from '../../shared/platform/folding.ts';
import { nextId } from '../platform/database/ids.ts';
import { writeInbox } from './inbox.ts';

/**
 * What waits for whoever looks around. Days count from today and minutes from now; the people are those of the
 * sample with the most contact.
 */
const tasks = [
  { title: 'Send the revised drawing', person: 0, due: -2 },
  { title: 'Call about the delivery date', person: 1, due: 0 },
  { title: 'Check the stock of oak oil', due: 0, repeats: { unit: 'week', every: 1 } },
  { title: 'Ask for a photograph of the finished table', person: 2, due: 0, isGiven: true },
  { title: 'Prepare the offer for the second floor', person: 1, due: 3 },
] as const;
const promises = [
  { direction: 'ours', what: 'A sample of the smoked oak', person: 0, due: -1 },
  { direction: 'ours', what: 'The care instructions', person: 2, due: 0 },
  { direction: 'theirs', what: 'The measurements of the hall', person: 1, due: -3 },
] as const;
const meetings = [
  { title: 'Walk through the workshop', person: 0, inMinutes: 60, lasts: 45 },
  { title: 'Second fitting', person: 2, inMinutes: 180, lasts: 60 },
  { title: 'Coffee at the fair', person: 1, inMinutes: -90, lasts: 30 },
  { title: 'Choosing the wood', person: 0, inMinutes: -26 * 60, lasts: 60 },
] as const;

interface Person {
  id: string;
  /** The colleague who looked after them. */
  owner: string;
}

/** Gives the guest of a new sample three people to look after, and a day with them. Written as the house. */
export async function writeDay(
  client: pg.ClientBase,
  workspace: string,
  guest: string,
  now: Temporal.Instant,
): Promise<void> {
  const { rows: people } = await client.query<Person>(
    `select id, owner_id as owner from parties
     where workspace_id = $1 and kind = 'person' and audience = $1 and 'customer' = any (roles)
       and owner_id <> $2
     order by last_contact_at desc nulls last, id limit 3`,
    [workspace, guest],
  );
  if (people.length < 3) return;
  await client.query(
    `update parties set assigned_to = $2 where workspace_id = $1 and id = any ($3::uuid[])`,
    [workspace, guest, people.map(({ id }) => id)],
  );
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const day = (days: number) => today.add({ days });
  const entry = (written: Omit<Entry, 'workspace'>) =>
    writeEntry(client, { workspace, ...written });

  for (const task of tasks) {
    const about = 'person' in task ? people[task.person]! : undefined;
    const isGiven = 'isGiven' in task && about !== undefined;
    const due = day(task.due);
    const id = await entry({
      kind: 'task',
      subject: task.title,
      owner: isGiven ? about.owner : guest,
      assignedTo: isGiven ? guest : null,
      about,
      at: due.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).toInstant(),
      allDay: true,
      created: now,
    });
    const repeats =
      'repeats' in task
        ? JSON.stringify({ ...task.repeats, days: [due.dayOfWeek], from: 'calendar' })
        : null;
    await client.query(
      `insert into tasks (workspace_id, activity_id, audience, keeper_id, given_by, due_on, zone, late_at, repeats)
       values ($1, $2, $1, $3, $4, $5, 'UTC', $6, $7)`,
      [
        workspace,
        id,
        guest,
        isGiven ? about.owner : null,
        due.toString(),
        due.add({ days: 1 }).toZonedDateTime('UTC').toInstant().toString(),
        repeats,
      ],
    );
  }
  for (const { direction, what, person, due } of promises)
    await client.query(
      `insert into promises (workspace_id, id, audience, party_id, direction, what, due_on, keeper_id, made_by)
       values ($1, $2, $1, $3, $4, $5, $6, $7, $7)`,
      [workspace, nextId(), people[person]!.id, direction, what, day(due).toString(), guest],
    );
  for (const { title, person, inMinutes, lasts } of meetings) {
    const at = now
      .add({ minutes: inMinutes })
      .round({ smallestUnit: 'minute', roundingIncrement: 15 });
    await entry({
      kind: 'meeting',
      subject: title,
      owner: guest,
      about: people[person]!,
      at,
      ends: at.add({ minutes: lasts }),
      // It was planned, so that it waits to be confirmed once it is over.
      created: at.subtract({ hours: 48 }),
    });
  }
  await writeInbox(client, workspace, guest, people, now);
  const [first] = people;
  const at = now.subtract({ minutes: 40 });
  const note = await entry({
    kind: 'note',
    subject: 'Asked on the phone whether the table can come a week earlier.',
    owner: first!.owner,
    about: first!,
    at,
    created: at,
  });
  await client.query(
    `insert into events (workspace_id, id, audience, at, actor, actor_id, subject, subject_id, verb, particulars)
     values ($1, $2, $1, $3, 'user', $4, 'activity', $5, 'written', $6)`,
    [
      workspace,
      nextId(),
      at.toString(),
      first!.owner,
      note,
      JSON.stringify({ kind: 'note', parties: [first!.id] }),
    ],
  );
}

interface Entry {
  workspace: string;
  kind: 'task' | 'meeting' | 'note';
  subject: string;
  owner: string;
  assignedTo?: string | null;
  about: Person | undefined;
  at: Temporal.Instant;
  ends?: Temporal.Instant;
  allDay?: boolean;
  created: Temporal.Instant;
}

async function writeEntry(client: pg.ClientBase, entry: Entry): Promise<string> {
  const { workspace, kind, subject, owner, assignedTo, about, at, ends, allDay, created } = entry;
  const id = nextId();
  await client.query(
    `insert into activities (workspace_id, id, kind, audience, visibility, owner_id, assigned_to, created_by,
       occurred_at, ends_at, all_day, touch, created_at, updated_at)
     values ($1, $2, $3, $1, 'everyone', $4, $5, $4, $6, $7, $8, 'personal', $9, $9)`,
    [
      workspace,
      id,
      kind,
      owner,
      assignedTo ?? null,
      at.toString(),
      ends?.toString() ?? null,
      allDay ?? false,
      created.toString(),
    ],
  );
  const folded = foldForSearch(subject);
  await client.query(
    `insert into activity_texts (workspace_id, activity_id, audience, occurred_at, subject, preview, subject_folded,
       search)
     values ($1, $2, $1, $3, $4, '', $5, to_tsvector('simple', $5))`,
    [workspace, id, at.toString(), subject, folded],
  );
  if (about)
    await client.query(
      `insert into participants (workspace_id, activity_id, position, audience, kind, occurred_at, role, ours,
         party_id)
       values ($1, $2, 0, $1, $3, $4, $5, false, $6)`,
      [workspace, id, kind, at.toString(), kind === 'meeting' ? 'attendee' : 'about', about.id],
    );
  return id;
}
