import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAbsence } from './absence.ts';

const written = Temporal.PlainDate.from('2026-02-20');
const read = (text: string, subject = 'Automatic reply: Oak boards') => {
  const found = readAbsence({ subject, text }, written);
  return found && { ...found, backOn: found.backOn?.toString() ?? null };
};

describe('an automatic answer', () => {
  test.each([
    ['I am out of the office and will be back on 3 March.', '2026-03-03'],
    [
      'I am away from my desk. I will return to the office on Tuesday, March 3rd, 2026.',
      '2026-03-03',
    ],
    ['Thank you for your mail. I am on annual leave until 2 March 2026.', '2026-03-03'],
    ['I am out of office from 16 February through February 27.', '2026-02-28'],
    ['On vacation, back 2026-03-03.', '2026-03-03'],
    ['Ich bin im Urlaub und ab dem 3. März wieder für Sie da.', '2026-03-03'],
    [
      'Vielen Dank für Ihre Nachricht. Ich bin bis einschließlich 02.03.2026 nicht im Büro.',
      '2026-03-03',
    ],
    ['Ich bin vom 16.02. bis 27.02. nicht im Haus.', '2026-02-28'],
    ['Ab Montag, den 9.3. bin ich wieder erreichbar.', '2026-03-09'],
    ['Ich bin derzeit nicht im Büro und am 5. Jänner wieder zurück.', null],
    ['Bin am 3.3.26 wieder im Haus. Abwesenheit.', null],
    ['I am out of the office. Our offices were last renovated on 3 March 2019.', null],
    ['Ich bin außer Haus.', null],
  ])('“%s” says when they are back', (text, backOn) => {
    expect(read(text)?.backOn).toBe(backOn);
  });

  test('without a year means the next such day', () => {
    expect(read('Out of office, back on 7 January.')?.backOn).toBe('2027-01-07');
  });

  test.each([
    [
      'I am out of office. In urgent cases please contact my colleague Eva Lang (eva.lang@fink.example).',
      [{ name: 'Eva Lang', address: 'eva.lang@fink.example' }],
    ],
    [
      'Ich bin im Urlaub.\n\nIn dringenden Fällen wenden Sie sich bitte an Frau Dr. Eva Lang, eva.lang@fink.example, oder an Uli von der Birk <uli@fink.example>.',
      [
        { name: 'Dr. Eva Lang', address: 'eva.lang@fink.example' },
        { name: 'Uli von der Birk', address: 'uli@fink.example' },
      ],
    ],
    [
      'Meine Vertretung:\nEva Lang\nTel. +49 30 1234\neva.lang@fink.example\n\nIda Fink\nida@fink.example',
      [{ name: 'Eva Lang', address: 'eva.lang@fink.example' }],
    ],
    ['I am out of office. Write to office@fink.example.', []],
    ['Out of office.\n\nBest regards\nIda Fink\nida@fink.example', []],
  ])('names who stands in: %s', (text, standIns) => {
    expect(read(text)?.standIns).toEqual(standIns);
  });

  test.each([
    'Ida Fink is no longer with the company. Please contact Eva Lang, eva@fink.example.',
    'I have left the company.',
    'Frau Fink ist nicht mehr bei Fink & Co beschäftigt.',
    'Herr Birk hat das Unternehmen verlassen.',
    'Ich bin nicht mehr im Unternehmen.',
  ])('says that somebody left: %s', (text) => {
    expect(read(text)).toMatchObject({ hasLeft: true, backOn: null });
  });

  test('that says nothing of the kind is none', () => {
    expect(read('Your ticket 4711 was received.', 'Ticket 4711')).toBeNull();
  });

  test('may be any text at all', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        'back on ',
        'bis ',
        '31.2.',
        '99 March',
        'contact ',
        'Eva Lang ',
        'a@b.example',
        '\n\n',
        '0000-00-00',
        'A'.repeat(200),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        fc.string(),
        (text, subject) => {
          const found = readAbsence({ subject, text }, written);
          for (const { address } of found?.standIns ?? []) expect(address).toContain('@');
        },
      ),
    );
  });

  test('takes no longer for one that is made to be slow', () => {
    for (const text of [
      'a.'.repeat(9_000),
      'Eva '.repeat(4_000),
      'contact '.repeat(2_000),
      'until the '.repeat(1_800),
      'wieder '.repeat(2_500),
      `contact ${'a'.repeat(15_000)}@`,
    ]) {
      readAbsence({ subject: '', text }, written);
    }
  });
});
