import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { readSubject } from './subject.ts';
import {
  assignThreads,
  mentionedIds,
  type SubjectNeighbour,
  subjectsToLookUp,
  type ThreadHeaders,
  type WantedSubject,
} from './threads.ts';

const mail = (id: string, more: Partial<ThreadHeaders> = {}): ThreadHeaders => ({
  id,
  messageId: `${id}@x.org`,
  contentHash: id,
  inReplyTo: [],
  references: [],
  subject: 'Quarterly offer',
  sentAt: '2026-03-01T10:00:00Z',
  from: 'anna@x.org',
  recipients: ['ben@y.org'],
  ...more,
});

/** What a database is asked for. */
function asksFor({ base, from, to, answered }: WantedSubject, old: ThreadHeaders): boolean {
  const { base: itsBase, isReply } = readSubject(old.subject);
  const sentAt = Temporal.Instant.from(old.sentAt!);
  const waits = isReply && old.references.length + old.inReplyTo.length === 0;
  return (
    base === itsBase &&
    Temporal.Instant.compare(from, sentAt) <= 0 &&
    Temporal.Instant.compare(sentAt, to) <= 0 &&
    (answered || waits)
  );
}

/** Imports the batches one after the other, keeping what a database would keep. */
function importAll(batches: ThreadHeaders[][]): Map<string, string> {
  const threads = new Map<string, string>();
  const threadOf = new Map<string, string>();
  const seen = new Map<string, ThreadHeaders>();
  for (const batch of batches) {
    const ids = mentionedIds(batch);
    const subjects = [...subjectsToLookUp(batch)];
    const neighbours = [...seen.values()]
      .filter((old) => subjects.some((wanted) => asksFor(wanted, old)))
      .map((old): SubjectNeighbour => ({ ...old, thread: threads.get(old.id) ?? '' }));
    const known = new Map([...threadOf].filter(([id]) => ids.has(id)));
    const result = assignThreads(batch, { threadOf: known, neighbours });
    for (const [id, thread] of result.threadOf) threadOf.set(id, thread);
    for (const [id, thread] of result.threads) threads.set(id, thread);
    for (const [old, now] of result.joined) {
      for (const [id, thread] of threads) if (thread === old) threads.set(id, now);
      for (const [id, thread] of threadOf) if (thread === old) threadOf.set(id, now);
    }
    for (const one of batch) seen.set(one.id, one);
  }
  return threads;
}

describe('a conversation', () => {
  test('holds together by the ids its mails mention', () => {
    const threads = importAll([
      [
        mail('a'),
        mail('b', { inReplyTo: ['a@x.org'] }),
        mail('c', { references: ['a@x.org', 'b@x.org'] }),
        mail('other'),
      ],
    ]);
    expect(threads.get('a')).toBe(threads.get('c'));
    expect(threads.get('other')).not.toBe(threads.get('a'));
  });

  test('is found although the question comes after the answers', () => {
    const threads = importAll([
      [mail('b', { references: ['a@x.org'] })],
      [mail('c', { references: ['a@x.org'] })],
      [mail('a')],
    ]);
    expect(new Set(threads.values()).size).toBe(1);
  });

  test('joins two threads when the missing mail between them arrives', () => {
    const threads = importAll([
      [mail('a')],
      [mail('c', { inReplyTo: ['b@x.org'] })],
      [mail('b', { inReplyTo: ['a@x.org'] })],
    ]);
    expect(new Set(threads.values()).size).toBe(1);
  });

  test('survives mails that answer themselves or each other', () => {
    const threads = importAll([
      [
        mail('a', { inReplyTo: ['a@x.org'] }),
        mail('b', { inReplyTo: ['c@x.org'] }),
        mail('c', { inReplyTo: ['b@x.org'] }),
      ],
    ]);
    expect(threads.get('b')).toBe(threads.get('c'));
    expect(threads.get('a')).not.toBe(threads.get('b'));
  });
});

describe('an answer that mentions no mail', () => {
  const question = mail('q');
  const answer = mail('r', {
    subject: 'AW: [sales] Re: Quarterly offer',
    from: 'ben@y.org',
    recipients: ['anna@x.org'],
    sentAt: '2026-03-03T10:00:00Z',
  });

  test('belongs to the question with its subject, between the same people, days before', () => {
    for (const order of [[[question], [answer]], [[answer], [question]], [[answer, question]]]) {
      expect(new Set(importAll(order).values()).size).toBe(1);
    }
  });

  test.each([
    ['weeks later', { sentAt: '2026-04-01T10:00:00Z' }],
    ['from a stranger', { from: 'eve@z.org' }],
    ['to somebody else', { recipients: ['carl@z.org'] }],
    ['that does not say it answers', { subject: 'Quarterly offer' }],
    ['with an empty subject', { subject: 'Re: ' }],
  ])('does not when it comes %s', (_, change) => {
    expect(new Set(importAll([[question, { ...answer, ...change }]]).values()).size).toBe(2);
  });
});

const anyMail = fc.record({
  messageId: fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5', 'm6', null),
  inReplyTo: fc.array(fc.constantFrom('m1', 'm2', 'm3', 'm7'), { maxLength: 1 }),
  references: fc.array(fc.constantFrom('m1', 'm4', 'm5', 'm8'), { maxLength: 2 }),
  subject: fc.constantFrom(
    'Quarterly offer',
    'Re: Quarterly offer',
    'Re: Other matter',
    'Other matter',
  ),
  sentAt: fc
    .integer({ min: 1, max: 28 })
    .map((day) => `2026-03-${String(day).padStart(2, '0')}T10:00:00Z`),
  from: fc.constantFrom('anna@x.org', 'ben@y.org'),
  recipients: fc.constantFrom(['anna@x.org'], ['ben@y.org'], ['anna@x.org', 'ben@y.org']),
});

property.prop([
  fc.array(anyMail, { minLength: 1, maxLength: 12 }),
  fc.infiniteStream(fc.nat()),
  fc.integer({ min: 1, max: 5 }),
])(
  'the order and the batches of an import do not change the threads',
  (drafts, random, batchSize) => {
    const mails = drafts.map((draft, i) => mail(`n${i}`, draft));
    const whole = importAll([mails]);
    const shuffled = mails
      .map((one) => ({ one, at: random.next().value ?? 0 }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
    const batches: ThreadHeaders[][] = [];
    for (let i = 0; i < shuffled.length; i += batchSize)
      batches.push(shuffled.slice(i, i + batchSize));
    const pieces = importAll(batches);
    for (const one of mails) expect(pieces.get(one.id)).toBe(whole.get(one.id));
  },
);

test.each([
  ['Re: AW: Sv: RE[2]: Offer', 'offer', true, false],
  ['WG: Fwd: Offer', 'offer', false, true],
  ['回复：报价', '报价', true, false],
  ['[R-pkg] Re: [R-pkg] Offer', 'offer', true, false],
  ['Reference: 12', 'reference: 12', false, false],
  ['R: a language', 'r: a language', false, false],
  ['[urgent]', '[urgent]', false, false],
  ['Re:', '', true, false],
])('the subject %j is about %j', (subject, base, isReply, isForward) => {
  expect(readSubject(subject)).toEqual({ base, isReply, isForward });
});
