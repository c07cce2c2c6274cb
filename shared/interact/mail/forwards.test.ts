import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { captureAddressOf } from './capture-address.ts';
import { readForward, readForwardedDate } from './forwards.ts';

interface Mail {
  from: string;
  to: string;
  subject: string;
  /** 2 March 2026, nine o'clock in Vienna, as the program writes it. */
  date: string;
}
type Write = (mail: Mail, body: string) => string;

const labels = {
  en: { from: 'From', date: 'Date', sent: 'Sent', to: 'To', subject: 'Subject' },
  de: { from: 'Von', date: 'Datum', sent: 'Gesendet', to: 'An', subject: 'Betreff' },
  fr: { from: 'De', date: 'Date', sent: 'Envoyé', to: 'À', subject: 'Objet' },
  es: { from: 'De', date: 'Fecha', sent: 'Enviado el', to: 'Para', subject: 'Asunto' },
};
type Language = keyof typeof labels;
const colon = (language: Language) => (language === 'fr' ? ' :' : ':');

const outlook =
  (language: Language, above: string): Write =>
  ({ from, date, to, subject }, body) => {
    const words = labels[language];
    return [
      above,
      `${words.from}${colon(language)} ${from}`,
      `${words.sent}${colon(language)} ${date}`,
      `${words.to}${colon(language)} ${to}`,
      `${words.subject}${colon(language)} ${subject}`,
      '',
      body,
    ].join('\n');
  };
const apple =
  (language: Language, above: string): Write =>
  ({ from, date, to, subject }, body) => {
    const words = labels[language];
    const lines = [
      `${words.from}: ${from}`,
      `${words.subject}: ${subject}`,
      `${words.date}: ${date}`,
      `${words.to}: ${to}`,
      '',
      ...body.split('\n'),
    ];
    return [above, '', ...lines.map((line) => `> ${line}`.trimEnd())].join('\n');
  };
const thunderbird =
  (language: Language, above: string): Write =>
  ({ from, date, to, subject }, body) => {
    const words = {
      ...labels[language],
      ...(language === 'fr' ? { subject: 'Sujet', to: 'Pour' } : {}),
    };
    return [
      above,
      `${words.subject}${colon(language)} \t${subject}`,
      `${words.date}${colon(language)} \t${date}`,
      `${words.from}${colon(language)} \t${from}`,
      `${words.to}${colon(language)} \t${to}`,
      '',
      '',
      '',
      body,
    ].join('\n');
  };
const gmail =
  (language: Language): Write =>
  ({ from, date, to, subject }, body) =>
    [
      '---------- Forwarded message ---------',
      `${labels[language].from}: ${from}`,
      `Date: ${date}`,
      `Subject: ${subject}`,
      `To: ${to}`,
      '',
      '',
      body,
    ].join('\n');

const rule = '________________________________';
const programs: [string, Write, string][] = [
  [
    'Outlook, English',
    outlook('en', '-----Original Message-----'),
    'Monday, March 2, 2026 9:00 AM',
  ],
  [
    'Outlook, German',
    outlook('de', '-----Ursprüngliche Nachricht-----'),
    'Montag, 2. März 2026 09:00',
  ],
  ['Outlook, French', outlook('fr', "-----Message d'origine-----"), 'lundi 2 mars 2026 09:00'],
  [
    'Outlook, Spanish',
    outlook('es', '-----Mensaje original-----'),
    'lunes, 2 de marzo de 2026 9:00',
  ],
  ['Outlook on the web', outlook('de', rule), 'Montag, 2. März 2026 09:00:00'],
  ['Apple Mail, English', apple('en', 'Begin forwarded message:'), '2 March 2026 at 09:00:00 CET'],
  [
    'Apple Mail, German',
    apple('de', 'Anfang der weitergeleiteten Nachricht:'),
    '2. März 2026 um 09:00:00 MEZ',
  ],
  [
    'Apple Mail, French',
    apple('fr', 'Début du message transféré :'),
    '2 mars 2026 à 09:00:00 UTC+1',
  ],
  [
    'Apple Mail, Spanish',
    apple('es', 'Inicio del mensaje reenviado:'),
    '2 de marzo de 2026, 9:00:00 CET',
  ],
  [
    'Thunderbird, English',
    thunderbird('en', '-------- Forwarded Message --------'),
    'Mon, 2 Mar 2026 09:00:00 +0100',
  ],
  [
    'Thunderbird, German',
    thunderbird('de', '-------- Weitergeleitete Nachricht --------'),
    'Mon, 2 Mar 2026 09:00:00 +0100',
  ],
  [
    'Thunderbird, French',
    thunderbird('fr', '-------- Message transféré --------'),
    'Mon, 2 Mar 2026 09:00:00 +0100',
  ],
  [
    'Thunderbird, Spanish',
    thunderbird('es', '-------- Mensaje reenviado --------'),
    'Mon, 2 Mar 2026 09:00:00 +0100',
  ],
  ['Gmail, English', gmail('en'), 'Mon, Mar 2, 2026 at 9:00 AM'],
  ['Gmail, German', gmail('de'), 'Mo., 2. März 2026 um 09:00 Uhr'],
  ['Gmail, French', gmail('fr'), 'lun. 2 mars 2026 à 09:00'],
  ['Gmail, Spanish', gmail('es'), 'lun, 2 mar 2026 a las 9:00'],
];

const mail = {
  from: 'Anna Gruber <anna@gruber.example>',
  to: 'Max Huber <max@oak.example>',
  subject: 'Offer: oak boards, 12 pieces',
};
const body = 'Dear Max,\n\ncan you deliver by Friday?\n\nAnna';

describe('the mail inside a forwarded one', () => {
  test.each(programs)('%s', (_, write, date) => {
    const found = readForward(`Please answer her.\n\nMax\n\n${write({ ...mail, date }, body)}`);
    expect(found).toMatchObject({ ...mail, date, note: 'Please answer her.\n\nMax', text: body });
    expect(readForwardedDate(found!.date, 'Europe/Vienna')?.toString()).toBe(
      '2026-03-02T08:00:00Z',
    );
    expect(readForward(write({ ...mail, date }, body))).toMatchObject({ note: '', text: body });
  });

  test('is found whoever wrote what to whom, in every program and language', () => {
    const word = fc.stringMatching(/^[A-Za-zÄÖÜäöüß]{2,12}$/);
    const address = fc
      .tuple(word, fc.stringMatching(/^[a-z]{2,10}$/))
      .map(([name, domain]) => `${name} <${name.toLowerCase()}@${domain}.example>`);
    const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(
        fc.constantFrom(...programs),
        address,
        fc.array(address, { minLength: 1, maxLength: 4 }),
        words,
        words,
        fc.array(fc.oneof(words, fc.constant('')), { maxLength: 8 }),
        ([, write, date], from, to, subject, note, lines) => {
          const text = lines.join('\n').trim();
          const forwarded = write({ from, to: to.join(', '), subject, date }, text);
          const found = readForward(`${note}\n\n${forwarded}`);
          expect(found).toMatchObject({ from, to: to.join(', '), subject, note, text });
        },
      ),
    );
  });

  test('of a forwarded forward the outer one counts, with the inner in its text', () => {
    const [, write, date] = programs[0]!;
    const inner = write({ ...mail, date, from: 'Carl Fink <carl@fink.example>' }, 'The first one.');
    const found = readForward(write({ ...mail, date }, `See below.\n\n${inner}`));
    expect(found).toMatchObject({ from: mail.from, text: expect.stringContaining('Carl Fink') });
  });

  test.each([
    ['no header at all', 'Hello Max,\n\nplease call Anna.'],
    ['no writer', '-----Original Message-----\nSent: Monday\nSubject: Offer\n\nHello'],
    ['no date', '-----Original Message-----\nFrom: a@b.example\nSubject: Offer\n\nHello'],
    ['a line that looks like one', 'From: my point of view\nthis is fine.\n\nMax'],
    ['an answer', 'Fine.\n\nOn 2 March 2026 Anna wrote:\n> Hello\n> Anna'],
  ])('is not guessed: %s', (_, text) => {
    expect(readForward(text)).toBeNull();
  });

  test('no text makes reading fail or last', () => {
    const piece = fc.constantFrom(
      'From: ',
      'Von: ',
      '\n',
      '>',
      '> ',
      '____________________',
      'Subject:',
      'Date: 1',
      ' ',
      'x',
      ',',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
        const found = readForward(pieces.join(''));
        if (found) readForwardedDate(found.date, 'UTC');
      }),
    );
    readForward('From: a\nSubject: b\n'.repeat(9_000));
  });
});

describe('when it was sent', () => {
  test.each([
    ['Sunday, 1 November 2026 13:05', '2026-11-01T12:05:00Z'],
    ['Nov 1, 2026, at 1:05 PM', '2026-11-01T12:05:00Z'],
    ['01.11.2026 13:05', '2026-11-01T12:05:00Z'],
    ['2026-11-01 13:05', '2026-11-01T12:05:00Z'],
    ['dim. 1 nov. 2026 à 13h05', '2026-11-01T12:05:00Z'],
    ['Sun, 1 Nov 2026 13:05:00 -0500', '2026-11-01T18:05:00Z'],
  ])('%s', (written, at) => {
    expect(readForwardedDate(written, 'Europe/Vienna')?.toString()).toBe(at);
  });

  test.each(['yesterday', '02/03/2026 09:00', '31 February 2026 09:00', '2 March 2026', ''])(
    '%s is not guessed',
    (written) => {
      expect(readForwardedDate(written, 'Europe/Vienna')).toBeNull();
    },
  );
});

test('the address is that of the mailbox with a plus', () => {
  expect(captureAddressOf('max@oak.example')).toBe('max+rapport@oak.example');
  expect(captureAddressOf('nobody')).toBeNull();
});
