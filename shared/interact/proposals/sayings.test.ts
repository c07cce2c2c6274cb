import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSayings, sentencesOf } from './sayings.ts';

/** A Wednesday in Vienna. */
const context = {
  now: Temporal.ZonedDateTime.from('2026-04-15T10:30[Europe/Vienna]'),
  monthFirst: false,
};
const read = (text: string) =>
  readSayings(text, context).map(({ kind, on, time, text: said }) =>
    [kind, on?.toString(), time?.toString({ smallestUnit: 'minute' }), said]
      .filter(Boolean)
      .join(' · '),
  );

test.each([
  ['Could you send me the new price list?', 'request'],
  ['Please confirm the delivery by Friday.', 'request · 2026-04-17'],
  ['Let us know whether this works for you.', 'request'],
  ['Do you have the lamp in black as well?', 'request'],
  ['Könnten Sie mir bitte ein Angebot schicken?', 'request'],
  ['Wir bräuchten die Ware bis 24. April.', 'request · 2026-04-24'],
  ['Bitte geben Sie mir bis Freitag Bescheid.', 'request · 2026-04-17'],
  ['Kannst du mir die Fotos schicken?', 'request'],
])('%s asks for something', (text, understood) => {
  expect(read(text)).toEqual([`${understood} · ${text}`]);
});

test.each([
  ['I will send you the drawings tomorrow.', 'promise · 2026-04-16'],
  ['We’ll get back to you by Monday.', 'promise · 2026-04-20'],
  ['You will have the samples on 4 May.', 'promise · 2026-05-04'],
  ['Ich schicke Ihnen die Zeichnungen morgen.', 'promise · 2026-04-16'],
  ['Wir melden uns bis Freitag bei Ihnen.', 'promise · 2026-04-17'],
  ['Sie erhalten die Rechnung nächste Woche von uns.', 'promise'],
])('%s promises something', (text, understood) => {
  const [saying] = read(text);
  expect(saying).toContain(understood);
});

test.each([
  ['Shall we meet on Tuesday at 10?', 'date · 2026-04-21 · 10:00'],
  ['Passt Ihnen ein Termin am Donnerstag um 14 Uhr?', 'date · 2026-04-16 · 14:00'],
])('%s names a time to meet', (text, understood) => {
  expect(read(text)).toEqual([`${understood} · ${text}`]);
});

test.each([
  'Thank you for the nice lunch.',
  'Please find attached our catalogue.',
  'Please do not hesitate to contact me.',
  'Please call me if anything is unclear.',
  'Bei Fragen rufen Sie bitte an.',
  'I would send it if I could.',
  'Wenn es klappt, schicke ich die Ware.',
  'Yesterday at 10 we had a meeting.',
  'The kettle is blue.',
  'Vielen Dank für Ihre Nachricht.',
])('%s asks and promises nothing', (text) => {
  expect(read(text)).toEqual([]);
});

test('only what is new counts, whatever a mail program did to its lines', () => {
  expect(
    read(
      'Dear Max,\ncould you send the price\nlist? I will order tomorrow.\n\nOn Tue, 14 Apr 2026 at 10:00, Max wrote:\n> Could you call me?',
    ),
  ).toEqual([
    'request · could you send the price list?',
    'promise · 2026-04-16 · I will order tomorrow.',
  ]);
});

test('a number or an abbreviation ends no sentence', () => {
  expect(sentencesOf('Dr. Novak comes on the 3. of May. He brings e.g. lamps. Wonderful!')).toEqual(
    ['Dr. Novak comes on the 3. of May.', 'He brings e.g. lamps.', 'Wonderful!'],
  );
});

test('any text is read without a fault, and three of a kind are enough', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 3_000 }), (text) => {
      readSayings(text, context);
    }),
  );
  expect(read('Please call me. '.repeat(50))).toHaveLength(3);
});
