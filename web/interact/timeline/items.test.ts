import { expect, test } from 'vitest';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import { type Item, timelineItems } from './items.ts';

const now = Temporal.Instant.from('2026-03-20T12:00:00Z');

function entry(id: string, occurredAt: string, more: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    id,
    kind: 'email',
    occurredAt,
    endsAt: null,
    wallStart: null,
    zone: null,
    allDay: false,
    direction: 'in',
    touch: 'personal',
    thread: null,
    attachments: 0,
    cancelled: false,
    visibility: 'everyone',
    ownerId: 'ben',
    subject: null,
    preview: '',
    place: null,
    headersOnly: false,
    terms: null,
    call: null,
    participants: [],
    version: 1,
    ...more,
  };
}

function read(entries: TimelineEntry[], unfolded: string[] = [], zone = 'UTC'): string[] {
  return timelineItems(entries, { now, zone, unfolded: new Set(unfolded) }).map(told);
}

function told(item: Item): string {
  if (item.kind === 'day') return String(item.day);
  if (item.kind === 'now') return 'now';
  if (item.kind === 'later') return `${String(item.entries.length)} later`;
  if (item.kind === 'impersonal') return `${String(item.entries.length)} newsletters`;
  return item.mates.length > 0 ? `${item.entry.id} +${String(item.mates.length)}` : item.entry.id;
}

test('what is planned stands above the line, what has been below', () => {
  const meeting = entry('meeting', '2026-03-23T09:00:00Z', { kind: 'meeting' });
  const mail = entry('mail', '2026-03-20T09:00:00Z');
  expect(read([meeting, mail])).toEqual(['2026-03-23', 'meeting', 'now', '2026-03-20', 'mail']);
  expect(read([mail])).toEqual(['2026-03-20', 'mail']);
});

test('of a meeting that repeats without end the next three stand there, the later ones on demand', () => {
  const weeks = [5, 4, 3, 2, 1].map((week) =>
    entry(`in ${String(week)} weeks`, now.add({ hours: week * 168 }).toString(), {
      kind: 'meeting',
    }),
  );
  const mail = entry('mail', '2026-03-20T09:00:00Z');
  expect(read([...weeks, mail])).toEqual([
    '2 later',
    '2026-04-10',
    'in 3 weeks',
    '2026-04-03',
    'in 2 weeks',
    '2026-03-27',
    'in 1 weeks',
    'now',
    '2026-03-20',
    'mail',
  ]);
  expect(read([...weeks, mail], ['later']).slice(0, 3)).toEqual([
    '2 later',
    '2026-04-24',
    'in 5 weeks',
  ]);
  const month = timelineItems(weeks, { now, zone: 'UTC', unfolded: new Set(), isMonth: true });
  expect(month.map(told)).toContain('in 5 weeks');
});

test('a conversation in one piece is its latest message until it is unfolded', () => {
  const mails = [
    entry('third', '2026-03-20T09:00:00Z', { thread: 'stairs' }),
    entry('second', '2026-03-19T09:00:00Z', { thread: 'stairs' }),
    entry('other', '2026-03-18T10:00:00Z', { thread: 'doors' }),
    entry('first', '2026-03-18T09:00:00Z', { thread: 'stairs' }),
  ];
  expect(read(mails)).toEqual(['2026-03-20', 'third +1', '2026-03-18', 'other', 'first']);
  expect(read(mails, ['thread third'])).toEqual([
    '2026-03-20',
    'third +1',
    '2026-03-19',
    'second',
    '2026-03-18',
    'other',
    'first',
  ]);
});

test('newsletters in a row are one line, also when there is only one', () => {
  const mails = [
    entry('n1', '2026-03-20T09:00:00Z', { touch: 'list' }),
    entry('n2', '2026-03-19T09:00:00Z', { touch: 'bulk' }),
    entry('anna', '2026-03-19T08:00:00Z'),
    entry('n3', '2026-03-19T07:00:00Z', { touch: 'automatic' }),
  ];
  expect(read(mails)).toEqual([
    '2026-03-20',
    '2 newsletters',
    '2026-03-19',
    'anna',
    '1 newsletters',
  ]);
  expect(read(mails, ['run n1']).slice(0, 5)).toEqual([
    '2026-03-20',
    '2 newsletters',
    'n1',
    '2026-03-19',
    'n2',
  ]);
});

test('an entry stands on the reader’s day, a whole-day meeting on its own', () => {
  const late = entry('late', '2026-03-19T23:30:00Z');
  expect(read([late], [], 'Europe/Vienna')).toEqual(['2026-03-20', 'late']);
  const fair = entry('fair', '2026-03-18T23:00:00Z', { allDay: true, wallStart: '2026-03-19' });
  expect(read([fair], [], 'America/New_York')).toEqual(['2026-03-19', 'fair']);
});

test('what should have been done by now is still to come; what was done is not', () => {
  const task = (id: string, at: string, state: 'late' | 'done') =>
    entry(id, at, { kind: 'task', terms: { price: null, state } });
  const mail = entry('mail', '2026-03-20T09:00:00Z');
  const late = task('late', '2026-03-18T09:00:00Z', 'late');
  const done = task('done', '2026-03-19T09:00:00Z', 'done');
  const meeting = entry('meeting', '2026-03-23T09:00:00Z', { kind: 'meeting' });
  expect(read([meeting, mail, done, late])).toEqual([
    '2026-03-23',
    'meeting',
    '2026-03-18',
    'late',
    'now',
    '2026-03-20',
    'mail',
    '2026-03-19',
    'done',
  ]);
});
