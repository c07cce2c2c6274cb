import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldForSearch } from '../../platform/folding.ts';
import { type KnownParty, readWho } from './names.ts';
import { instantOf, type Reading, readCapture } from './reading.ts';
import { english, german, newcomers, type Sentence } from './sentences.ts';

const now = Temporal.ZonedDateTime.from('2026-04-15T10:30[Europe/Vienna]');
const read = (text: string) => readCapture(text, { now, monthFirst: false });

const person = (title: string, subtitle = ''): KnownParty => ({
  kind: 'person',
  id: title,
  title,
  subtitle,
});
const company = (title: string): KnownParty => ({
  kind: 'company',
  id: title,
  title,
  subtitle: '',
});
const known = [
  person('Otto Brandt', 'Buyer, Kettle & Daughters'),
  person('Anna Berger', 'Kettle & Daughters'),
  person('Anna Huber', 'Nordwind GmbH'),
  person('Ivo Novak'),
  person('Léa Müller'),
  person('Sean O’Neill'),
  person('Ludwig van Dam'),
  person('Petra Winter'),
  company('Kettle & Daughters'),
  company('Nordwind GmbH'),
];

/** What the search finds, as far as it matters here: all words somewhere in the name. */
const lookUp = (keys: readonly string[]) =>
  new Map(
    keys.map((key) => [
      key,
      known.filter(({ title }) =>
        key.split(' ').every((word) => foldForSearch(title).includes(word)),
      ),
    ]),
  );

function understood(reading: Reading): string {
  const { day, time, instant, minutes } = reading.moment;
  const who = readWho(reading.phrases, { found: lookUp(reading.lookups) }).map((one) => {
    if (one.state === 'known') return one.party.title;
    if (one.state === 'several') return `${one.name} ×${one.parties.length}`;
    return one.state === 'new' ? `new ${one.name}` : `${one.name} ?`;
  });
  const when = instant
    ? instant
        .toZonedDateTimeISO('Europe/Vienna')
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })
        .replace('T', ' ')
    : [day?.toString(), time?.toString({ smallestUnit: 'minute' })].filter(Boolean).join(' ');
  return [
    [reading.kind, reading.direction].filter(Boolean).join(' '),
    who.join(', '),
    when,
    minutes ? `${minutes} min` : '',
    ...reading.contacts.map(({ topic, value }) => `${topic} ${value}`),
  ]
    .filter(Boolean)
    .join(' · ');
}

function introduced({ newcomer, contacts }: Reading): string | null {
  if (!newcomer) return null;
  const { kind, name, company: employer, title, note } = newcomer;
  return [
    `${kind} ${name}`,
    employer && `at ${employer}`,
    title && `as ${title}`,
    ...contacts.map(({ topic, value }) => `${topic} ${value}`),
    note && `note ${note}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

describe.each([
  ['English', english],
  ['German', german],
] as [string, Sentence[]][])('what people write in %s', (_, sentences) => {
  test.each(sentences)('%s', (text, expected) => expect(understood(read(text))).toBe(expected));
});

describe('somebody new', () => {
  test.each(newcomers)('%s', (text, expected) => expect(introduced(read(text))).toBe(expected));

  test.each([
    'new offer wanted by Otto Brandt',
    'Neues Angebot für Nordwind',
    'news from Anna Huber',
    'neu im Team',
  ])('%s introduces nobody', (text) => expect(read(text).newcomer).toBeNull());
});

test('a 5/12 is the twelfth of May only where months come first', () => {
  const day = (monthFirst: boolean) =>
    readCapture('Meeting with Otto Brandt on 5/12', { now, monthFirst }).moment.day?.toString();
  expect(day(true)).toBe('2026-05-12');
  expect(day(false)).toBe('2025-12-05');
});

test('a day without a time is its noon, today without a time is now', () => {
  expect(instantOf(read('Called Otto Brandt yesterday').moment, now)?.toString()).toBe(
    '2026-04-14T10:00:00Z',
  );
  expect(instantOf(read('Called Otto Brandt today').moment, now)).toBeNull();
});

test('of several of one name it is the one on whose record it is written', () => {
  const reading = read('Called Anna');
  const who = readWho(reading.phrases, { found: lookUp(reading.lookups), here: known[2] });
  expect(who).toMatchObject([{ state: 'known', party: { title: 'Anna Huber' } }]);
});

test('while a name is being looked up nobody is proposed as new', () => {
  const reading = read('Called Petra Neumann');
  expect(readWho(reading.phrases, { found: new Map() })).toEqual([]);
});

/** Words of the table in any order, signs, other scripts, and whatever else a keyboard gives. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        ...[...english, ...german, ...newcomers].flatMap(([text]) => text.split(' ')),
        '\n',
        '31.2.',
        '99:99',
        '٣',
        'ﬁ',
        '🙂',
        '@',
        '\ud800',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(' ')),
);

describe('whatever is typed', () => {
  test('is read without failing, and the marks are the whole text', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, monthFirst) => {
        const reading = readCapture(text, { now, monthFirst });
        expect(reading.text).toBe(text);
        expect(reading.marks.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
        for (const { from, to } of reading.marks) expect(to).toBeGreaterThan(from);
        for (const { value, from, to } of reading.contacts)
          expect(text.slice(from, to)).toBe(value);
        for (const { name, from, to } of reading.phrases)
          expect(text.slice(from, to).replace(/^@/, '')).toBe(name);
        readWho(reading.phrases, { found: lookUp(reading.lookups) });
        instantOf(reading.moment, now);
      }),
      { numRuns: 1_500 },
    );
  });

  test('what has happened is never in the future', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Called Otto Brandt', 'Otto Brandt angerufen', 'Met Anna Huber'),
        anyText,
        (start, text) => {
          const { moment } = read(`${start} ${text}`);
          if (moment.day)
            expect(Temporal.PlainDate.compare(moment.day, now.toPlainDate())).toBeLessThanOrEqual(
              0,
            );
        },
      ),
    );
  });

  test('long texts take no longer than a blink', () => {
    const text = 'Called Otto Brandt at 9 on Friday, +43 660 1234567; '.repeat(2_000);
    const begun = performance.now();
    read(text);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
