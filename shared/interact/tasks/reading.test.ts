import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTask } from './reading.ts';
import { TaskRepeats } from './repeats.ts';
import { TaskDue, TaskReminder } from './tasks.ts';

/** A Wednesday at half past ten in Vienna. */
const now = Temporal.ZonedDateTime.from('2026-04-15T10:30[Europe/Vienna]');
const read = (text: string) => readTask(text, { now, monthFirst: false });

function told(text: string): string {
  const { title, due, repeats, reminder, keeper } = read(text);
  const turns = repeats && [
    'every' in repeats && repeats.every > 1 ? `${repeats.every} ` : '',
    repeats.unit,
    'days' in repeats ? ` on ${repeats.days.join(',')}` : '',
  ];
  return [
    title,
    due && [due.on, due.time].filter(Boolean).join(' '),
    turns && `every ${turns.join('')}`,
    reminder && 'before' in reminder && `${reminder.before} ${reminder.unit} before`,
    keeper && `by ${keeper}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

describe('in English', () => {
  test.each([
    ['call Tue 10', 'call · 2026-04-21 10:00'],
    ['call tue 10:30', 'call · 2026-04-21 10:30'],
    ['call Tue 10 about the kettle', 'call about the kettle · 2026-04-21 10:00'],
    ['call on Tuesday 10 about the kettle', 'call about the kettle · 2026-04-21 10:00'],
    ['Order Tue 10 boards', 'Order Tue 10 boards'],
    ['Call Otto on Friday', 'Call Otto · 2026-04-17'],
    ['Call Otto on Friday at 3pm', 'Call Otto · 2026-04-17 15:00'],
    ['Send the offer by Friday', 'Send the offer · 2026-04-17'],
    ['Send the offer tomorrow', 'Send the offer · 2026-04-16'],
    ['tomorrow 9:15 call Anna', 'call Anna · 2026-04-16 09:15'],
    ['Follow up in two weeks', 'Follow up · 2026-04-29'],
    ['Renew the contract on 3 March', 'Renew the contract · 2027-03-03'],
    ['Renew the contract until 2026-06-30', 'Renew the contract · 2026-06-30'],
    ['Follow up on the offer', 'Follow up on the offer'],
    ['Order 10 boards', 'Order 10 boards'],
    [
      'Call about the offer and the samples, Tuesday at 10',
      'Call about the offer and the samples · 2026-04-21 10:00',
    ],
    ['Ask whether Otto comes; by Friday', 'Ask whether Otto comes · 2026-04-17'],
    ['Think about what to do', 'Think about what to do'],
    ['Write minutes every Monday at 9', 'Write minutes · 2026-04-20 09:00 · every week on 1'],
    ['Water the plants daily', 'Water the plants · 2026-04-15 · every day'],
    ['Check prices every 2 weeks', 'Check prices · 2026-04-15 · every 2 week on 3'],
    ['Check the till every weekday', 'Check the till · 2026-04-15 · every weekday'],
    ['Pay rent monthly on 1 May', 'Pay rent · 2026-05-01 · every month'],
    [
      'Call Otto Friday 14:00, remind me 1 hour before',
      'Call Otto · 2026-04-17 14:00 · 1 hours before',
    ],
    ['Send samples @Nora tomorrow', 'Send samples · 2026-04-16 · by Nora'],
    ['Lunch at 12:30', 'Lunch · 2026-04-15 12:30'],
    ['Call at 9:00', 'Call · 2026-04-16 09:00'],
  ])('%s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

describe('auf Deutsch', () => {
  test.each([
    ['Angebot nachfassen am Dienstag 10 Uhr', 'Angebot nachfassen · 2026-04-21 10:00'],
    ['Anrufen Di 10', 'Anrufen · 2026-04-21 10:00'],
    ['Anrufen Di 10 wegen der Muster', 'Anrufen wegen der Muster · 2026-04-21 10:00'],
    ['Frau Huber anrufen morgen um 14 Uhr', 'Frau Huber anrufen · 2026-04-16 14:00'],
    ['Muster schicken bis Freitag', 'Muster schicken · 2026-04-17'],
    ['Muster schicken bis zum 30.4.', 'Muster schicken · 2026-04-30'],
    ['Vertrag verlängern am 3. März', 'Vertrag verlängern · 2027-03-03'],
    ['Nachfassen in zwei Wochen', 'Nachfassen · 2026-04-29'],
    [
      'Protokoll schreiben jeden Montag um 9',
      'Protokoll schreiben · 2026-04-20 09:00 · every week on 1',
    ],
    ['Preise prüfen alle zwei Wochen', 'Preise prüfen · 2026-04-15 · every 2 week on 3'],
    ['Kasse prüfen werktags', 'Kasse prüfen · 2026-04-15 · every weekday'],
    ['Blumen gießen täglich', 'Blumen gießen · 2026-04-15 · every day'],
    [
      'Otto anrufen Freitag 14 Uhr, erinnere mich 1 Tag vorher',
      'Otto anrufen · 2026-04-17 14:00 · 1 days before',
    ],
    ['Muster schicken @Nora übermorgen', 'Muster schicken · 2026-04-17 · by Nora'],
    ['Was ist noch zu tun', 'Was ist noch zu tun'],
  ])('%s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

test('whatever is typed is read, has a title, and says only what can be written down', () => {
  const part = fc.oneof(
    fc.constantFrom('call', 'every', 'Tue', 'di', '10', '25:99', 'am', 'bis', '@x', '31.2.', ','),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
      const text = parts.join(' ');
      const { title, due, repeats, reminder } = read(text);
      expect(title === '').toBe(text.trim() === '');
      if (due) TaskDue.parse(due);
      if (repeats) TaskRepeats.parse(repeats);
      if (reminder) TaskReminder.parse(reminder);
    }),
  );
});
