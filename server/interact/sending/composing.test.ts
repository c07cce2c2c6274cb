import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMessage } from '../mail/message.ts';
import { compose, type Letter, oneLine, withBlindCopies } from './composing.ts';

const letter: Letter = {
  messageId: 'one@kettle.example',
  date: Temporal.Instant.from('2026-03-01T08:00:00Z'),
  from: { address: 'max@kettle.example', name: 'Max' },
  to: [{ address: 'ida@fink.example', name: 'Ida Fink' }],
  cc: [],
  bcc: [{ address: 'files@kettle.example', name: '' }],
  subject: 'Größe der Bretter',
  html: '<p>They are <b>ready</b>.</p><script>alert(1)</script><img src="https://watch.example/1.gif">',
  inReplyTo: ['asked@fink.example'],
  references: ['first@fink.example', 'asked@fink.example'],
  files: [{ name: 'boards.txt', mediaType: 'text/plain', content: Buffer.from('Oak') }],
  isAutomatic: false,
};

test('a mail is read again as it was meant, with its text beside its HTML', async () => {
  const bytes = await compose(letter);
  const mail = await parseMessage(withBlindCopies(bytes, letter.bcc));
  expect(mail).toMatchObject({
    messageId: 'one@kettle.example',
    inReplyTo: ['asked@fink.example'],
    references: ['first@fink.example', 'asked@fink.example'],
    sentAt: '2026-03-01T08:00:00Z',
    subject: 'Größe der Bretter',
    text: 'They are ready.',
    kind: 'personal',
  });
  expect(mail.bcc.map(({ key }) => key)).toEqual(['files@kettle.example']);
  expect(mail.attachments.map(({ name }) => name)).toEqual(['boards.txt']);
  expect(mail.html).not.toMatch(/script|img/);
  expect(bytes.toString()).not.toContain('files@kettle.example');
  // The copy that the mailbox shows is the same mail, with or without its blind copies.
  expect((await parseMessage(bytes)).contentHash).toBe(mail.contentHash);
});

const ends = fc.constantFrom('\r\n', '\n', '\r', '\0', '\u2028', '\u2029', '\u0085', '\v');
const hostile = fc
  .tuple(
    fc.string({ unit: 'binary', maxLength: 20 }),
    ends,
    fc.constantFrom('Bcc: x@y.example', 'X-A: b', ''),
  )
  .map(([text, end, header]) => `${text}${end}${header}${end}${end}body`);

test('nothing in a name, a subject or a file name makes a further header', async () => {
  const usual = headersOf(await compose(letter));
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (name, subject, fileName) => {
      const bytes = await compose({
        ...letter,
        subject: `Re: ${subject}`,
        from: { ...letter.from, name },
        to: [{ ...letter.to[0]!, name }],
        files: [{ ...letter.files[0]!, name: `${fileName}.txt` }],
      });
      expect(headersOf(bytes)).toEqual(usual);
    }),
    { numRuns: 40 },
  );
});

test('what ends a line anywhere ends none of ours', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    }),
  );
});

/** The names of all headers before the body, in their order. */
function headersOf(bytes: Buffer): string[] {
  const head = bytes.toString('latin1').split('\r\n\r\n', 1)[0]!;
  return head
    .split('\r\n')
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => line.slice(0, line.indexOf(':')));
}
