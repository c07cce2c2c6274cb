import fc from 'fast-check';

/** Mails as programs and networks damage them: grown from these few, each awkward in a way of its own. */

const lines = (...parts: string[]): string => parts.join('\n');

const head = (subject: string, ...more: string[]): string =>
  lines(
    'From: =?utf-8?Q?Anna_K=C3=BCller?= <anna@x.org>',
    'To: "Ott, Ben" <ben@y.org>, Team: carl@y.org, dora@y.org;',
    `Subject: ${subject}`,
    'Date: Mon, 2 Mar 2026 10:00:00 +0100 (CET)',
    'Message-ID: <1.2@x.org>',
    'References: <a@x.org> <b@x.org>',
    'MIME-Version: 1.0',
    ...more,
  );

const ordinary = lines(
  head('=?iso-8859-1?B?R3L83w==?= offer', 'Content-Type: multipart/alternative; boundary="=_b"'),
  '',
  '--=_b',
  'Content-Type: text/plain; charset=iso-8859-1; format=flowed',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Gr=FC=DFe =',
  'On Mon, Ben wrote:',
  '> old',
  '--=_b',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  'PHA+R3LDvMOfZTwvcD4=',
  '--=_b--',
);

/** Outlook's envelope around everything that other programs could have read. */
const winmail = lines(
  head('Budget', 'Content-Type: multipart/mixed; boundary="=_b"'),
  '',
  '--=_b',
  'Content-Type: text/plain',
  '',
  'See the attachment.',
  '--=_b',
  'Content-Type: application/ms-tnef; name=winmail.dat',
  "Content-Disposition: attachment; filename*0*=utf-8''win; filename*1=mail.dat",
  'Content-Transfer-Encoding: base64',
  '',
  'eJ8+IgAAAQAAAAAAAQABAAEHkAYACAAAAOQEAAAAAAAA',
  '--=_b--',
);

const badCharset = lines(
  head('=?x-unknown?Q?=FC?= =?iso-2022-jp?B?GyRC?='),
  'Content-Type: text/plain; charset=iso-2022-jp',
  '',
  '\x1b$B$3$s$K$A$O\x1b(B \xff\xfe\x00\xd8 \x1b$)C\x0e>H3g',
);

const headerBomb = lines(
  head('Many'),
  ...Array.from({ length: 2_000 }, (_, index) => `X-Hop-${index % 7}: ${'a'.repeat(index % 90)}`),
  '',
  'Hello',
);

const deep = (depth: number): string =>
  lines(
    head('Deep'),
    ...Array.from({ length: depth }, (_, index) =>
      lines(`Content-Type: multipart/mixed; boundary=b${index}`, '', `--b${index}`),
    ),
    'Content-Type: text/plain',
    '',
    'At the bottom.',
  );

const pieces = [
  '\r\n',
  '\n\n',
  '--=_b',
  '--=_b--',
  'Content-Type: ',
  'multipart/mixed; boundary=',
  'message/rfc822\n\n',
  'charset=',
  'utf-7',
  'iso-2022-jp',
  '=?utf-8?B?',
  '?=',
  '<',
  '(',
  '"',
  ';',
  ':',
  ',',
  '\0',
  '\xff',
  '\xc3',
  '=',
  '\x1b$B',
  'Date: ',
  'Content-Length: 7\n',
  '__proto__: x\n',
];

const harm = fc.record({
  at: fc.nat(),
  remove: fc.nat(40),
  insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary-ascii', maxLength: 20 })),
  times: fc.constantFrom(1, 1, 1, 2, 50),
});

/**
 * In bytes written as Latin-1, so that what is cut and inserted need not respect any letter. The first line
 * stays: by it a mailbox tells where a mail begins.
 */
export const damagedMail: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(ordinary, winmail, badCharset) },
      { weight: 1, arbitrary: fc.constantFrom(headerBomb, deep(40), deep(1_000)) },
    ),
    fc.array(harm, { minLength: 1, maxLength: 8 }),
  )
  .map(([mail, harms]) => {
    let text = mail;
    const first = text.indexOf('\n') + 1;
    for (const { at, remove, insert, times } of harms) {
      const place = first + (at % (text.length - first + 1));
      text = text.slice(0, place) + insert.repeat(times) + text.slice(place + remove);
    }
    return text;
  });
