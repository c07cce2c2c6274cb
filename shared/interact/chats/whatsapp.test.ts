import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownerIn, partnerIn } from './chat.ts';
import { filesNamedIn, readWhatsApp, titleOf } from './whatsapp.ts';

const said = (text: string, name = 'WhatsApp Chat with Anna Gruber.txt', country = 'AT') =>
  readWhatsApp(text, name, country);
const lines = (...all: string[]) => all.join('\n');

describe('a chat is read from what telephones export', () => {
  test('Apple’s, with marks of direction, seconds and several lines', () => {
    const { messages, senders, isOrderDoubtful } = said(
      lines(
        '\u200e[02.11.26, 14:05:12] Anna Gruber: \u200eNachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.',
        '[02.11.26, 14:05:12] Anna Gruber: Sind die Bretter fertig?',
        'Ich komme um 4.',
        '',
        'Anna',
        '[02.11.26, 14:07:03] ~\u202fMax: Ja: alle 40 \u200e<Diese Nachricht wurde bearbeitet.>',
        '\u200e[02.11.26, 14:08:00] Anna Gruber: \u200eBild weggelassen',
        '[02.11.26, 14:09:00] Anna Gruber: \u200eDiese Nachricht wurde gelöscht.',
      ),
    );
    expect(messages.map(({ at, sender, text }) => [at, sender, text])).toEqual([
      ['2026-11-02T14:05:12', 'Anna Gruber', 'Sind die Bretter fertig?\nIch komme um 4.\n\nAnna'],
      ['2026-11-02T14:07:03', 'Max', 'Ja: alle 40'],
      ['2026-11-02T14:08:00', 'Anna Gruber', 'Bild weggelassen'],
    ]);
    expect(senders).toEqual(['Anna Gruber', 'Max']);
    expect(isOrderDoubtful).toBe(false);
  });

  test('others’, with what the program says itself left aside', () => {
    const { messages } = said(
      lines(
        '02.11.26, 14:05 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Tippe hier, um mehr zu erfahren.',
        '02.11.26, 14:05 - Max hat die Gruppe „Dach: zweiter Teil“ erstellt.',
        '02.11.26, 14:06 - +43 664 1234567: <Medien ausgeschlossen>',
        '02.11.26, 14:07 - Max: IMG-20261102-WA0001.jpg (Datei angehängt)',
        'So sieht es aus',
        '02.11.26, 14:08 - Max: Diese Nachricht wurde gelöscht.',
      ),
    );
    expect(messages).toMatchObject([
      { sender: '+43 664 1234567', text: '<Medien ausgeschlossen>', files: [], line: 3 },
      { sender: 'Max', text: 'So sieht es aus', files: ['IMG-20261102-WA0001.jpg'], line: 4 },
    ]);
  });

  test.each([
    ['3/14/26, 2:05 PM - Max: Hi', '2026-03-14T14:05:00'],
    ['3/14/26, 2:05\u202fPM - Max: Hi', '2026-03-14T14:05:00'],
    ['[3/14/26, 12:05:09 AM] Max: Hi', '2026-03-14T00:05:09'],
    ['14/03/2026, 2:05 p.m. - Max: Hi', '2026-03-14T14:05:00'],
    ['14/03/2026 à 14:05 - Max: Hi', '2026-03-14T14:05:00'],
    ['14.3.2026 klo 14.05 - Max: Hi', '2026-03-14T14:05:00'],
    ['14.3.2026, 14:05 Uhr - Max: Hi', '2026-03-14T14:05:00'],
    ['2026-03-14, 14:05 - Max: Hi', '2026-03-14T14:05:00'],
    ['[2026/03/14, 14:05:00] Max: Hi', '2026-03-14T14:05:00'],
    ['14-03-2026 14:05 - Max: Hi', '2026-03-14T14:05:00'],
    ['\u200f١٤/٠٣/٢٠٢٦, ١٤:٠٥ - Max: Hi', '2026-03-14T14:05:00'],
  ])('%s', (line, at) => {
    expect(said(line).messages).toMatchObject([{ at, sender: 'Max', text: 'Hi' }]);
  });

  test('the names of its files are known before it is read', () => {
    const text = lines(
      '[02.11.26, 14:05:12] Anna: Angebot 7.pdf • 2 Seiten \u200e<Anhang: 00000002-Angebot 7.pdf>',
      '02.11.26, 14:07 - Max: IMG-1.jpg (file attached)',
      'VID-2.mp4 (file attached)',
      'nothing.jpg',
    );
    expect(filesNamedIn(text)).toEqual(
      new Set(['00000002-Angebot 7.pdf', 'IMG-1.jpg', 'VID-2.mp4']),
    );
  });

  test('a quoted piece of another chat stays what it is: the words of a message', () => {
    const { messages } = said(
      lines(
        '02.11.26, 14:05 - Max: Look:',
        '[1.11.26, 09:00:00] Anna: Hello',
        '99.99.99, 1:00 - x',
      ),
    );
    expect(messages.map(({ text }) => text)).toEqual([
      'Look:\n[1.11.26, 09:00:00] Anna: Hello\n99.99.99, 1:00 - x',
    ]);
  });
});

describe('day and month', () => {
  const doubtful = ['03/04/26, 10:00 - Max: A', '03/05/26, 10:00 - Max: B'];
  test('are told apart by a date that only one order has', () => {
    const [, { at } = { at: '' }] = said(lines(...doubtful, '03/13/26, 10:00 - Max: C')).messages;
    expect(at).toBe('2026-03-05T10:00:00');
  });
  test('are told apart because messages follow each other', () => {
    const { messages, isOrderDoubtful } = said(
      lines('11/02/26, 10:00 - Max: A', '12/02/26, 10:00 - Max: B', '01/03/26, 10:00 - Max: C'),
    );
    expect(messages.map(({ at }) => at.slice(0, 10))).toEqual([
      '2026-02-11',
      '2026-02-12',
      '2026-03-01',
    ]);
    expect(isOrderDoubtful).toBe(false);
  });
  test('are read as the country writes them where nothing tells, and that is said', () => {
    const here = said(lines(...doubtful));
    const there = said(lines(...doubtful), '', 'US');
    expect([here.messages[0]!.at, there.messages[0]!.at]).toEqual([
      '2026-04-03T10:00:00',
      '2026-03-04T10:00:00',
    ]);
    expect([here.isOrderDoubtful, there.isOrderDoubtful]).toEqual([true, true]);
  });
});

describe('who is who', () => {
  test('the file’s name says with whom', () => {
    expect(
      [
        'WhatsApp Chat with Anna Gruber.txt',
        'WhatsApp Chat mit Anna Gruber.txt',
        'WhatsApp Chat - Anna Gruber.zip › _chat.txt',
        'Discussion WhatsApp avec Anna Gruber.txt',
        'Chat de WhatsApp con Anna Gruber (2).txt',
        'backup.zip › chats/WhatsApp Chat with Anna Gruber.txt',
        '_chat.txt',
      ].map(titleOf),
    ).toEqual([...Array(6).fill('Anna Gruber'), '']);
  });
  test('the owner is whoever is called so, or whom the file is not named after; else nobody knows', () => {
    const both = { title: 'Anna Gruber', senders: ['Anna Gruber', 'Maxl'] };
    expect(ownerIn(both, ['Max Huber'])).toBe('Maxl');
    expect(ownerIn({ title: '', senders: ['Anna', 'MAX HUBER'] }, ['Max Huber'])).toBe('MAX HUBER');
    expect(ownerIn({ title: '', senders: ['Anna', 'Maxl'] }, ['Max Huber'])).toBeUndefined();
    expect(ownerIn({ title: 'Roof', senders: ['Anna', 'Ben', 'Maxl'] }, ['Max'])).toBeUndefined();
    expect(ownerIn({ title: 'Anna', senders: ['Anna'] }, ['Max'])).toBeNull();
    expect(ownerIn({ title: 'Anna', senders: ['Maxl'] }, ['Max'])).toBe('Maxl');
    expect(partnerIn({ title: 'Anna', senders: ['Maxl'] }, 'Maxl')).toBe('Anna');
    expect(partnerIn({ title: 'Roof', senders: ['Maxl', 'Anna'] }, 'Maxl')).toBeNull();
  });
});

const two = (number: number) => String(number).padStart(2, '0');
const word = fc.stringMatching(/^[A-Za-zäöüß<>:,.!?€ 0-9-]{0,30}$/);
const message = fc.record({
  gap: fc.integer({ min: 0, max: 3_000 }),
  sender: fc.constantFrom('Anna', 'Max Huber', '+43 664 1234567', 'Team Dach'),
  text: fc.array(word, { minLength: 1, maxLength: 3 }),
});

describe('whatever was said', () => {
  test('comes back as it was, in every way of writing dates', () => {
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 30 }),
        fc.constantFrom('bracket', 'dash'),
        fc.constantFrom('d.m.y', 'd/m/y', 'm/d/y', 'y-m-d'),
        fc.boolean(),
        (sent, style, order, isTwelve) => {
          let now = Temporal.PlainDateTime.from('2025-11-20T08:00');
          const wanted: { at: string; sender: string; text: string }[] = [];
          const written = sent.map(({ gap, sender, text }) => {
            now = now.add({ minutes: gap });
            const { year, month, day, hour, minute } = now;
            const parts = { d: day, m: month, y: order === 'y-m-d' ? year : year % 100 };
            const date = order.replace(/[dmy]/g, (part) => String(parts[part as 'd']));
            const clock = isTwelve
              ? `${hour % 12 || 12}:${two(minute)} ${hour < 12 ? 'AM' : 'PM'}`
              : `${hour}:${two(minute)}`;
            const body = text.join('\n');
            if (body.trim() !== '')
              wanted.push({
                at: now.toString({ smallestUnit: 'second' }),
                sender,
                text: body.trim(),
              });
            return style === 'bracket'
              ? `[${date}, ${clock}] ${sender}: ${body}`
              : `${date}, ${clock} - ${sender}: ${body}`;
          });
          const { messages, isOrderDoubtful } = said(lines(...written), '', 'AT');
          if (isOrderDoubtful) {
            expect(messages.map(({ text }) => text)).toEqual(wanted.map(({ text }) => text));
            return;
          }
          expect(messages.map(({ at, sender, text }) => ({ at, sender, text }))).toEqual(wanted);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('any text is read without an end in sight being missed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        for (const { sender, at } of said(text).messages) {
          expect(sender).not.toBe('');
          expect(Temporal.PlainDateTime.from(at).toString()).toBeTruthy();
        }
      }),
    );
  });
});
