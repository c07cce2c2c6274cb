import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { timed } from '../../testing/cpu-time.ts';
import { splitText } from './quoting.ts';

const kinds = (text: string): string[] => splitText(text).parts.map((part) => part.kind);

describe('what is new in an answer', () => {
  test.each([
    ['English', 'On Mon, 2 Mar 2026 at 10:00, Ben <ben@y.org> wrote:'],
    ['English, wrapped', 'On Mon, 2 Mar 2026 at 10:00, Ben\n<ben@y.org>\nwrote:'],
    ['German', 'Am 02.03.26 um 10:00 schrieb Ben Ott:'],
    ['French', 'Le lun. 2 mars 2026 à 10:00, Ben <ben@y.org> a écrit :'],
    ['Spanish', 'El lun, 2 mar 2026 a las 10:00, Ben (<ben@y.org>) escribió:'],
    ['Italian', 'Il giorno lun 2 mar 2026 alle ore 10:00 Ben <ben@y.org> ha scritto:'],
    ['Dutch', 'Op ma 2 mrt. 2026 om 10:00 schreef Ben <ben@y.org>:'],
    ['letters an archive lost', '? Mon, 2 Mar 2026 10:00:00 +0300 Ben <ben at y.org> ?????:'],
    ['an archive', 'Ben Ott <ben at y.org> writes:'],
  ])('stands above the attribution (%s)', (_, attribution) => {
    const split = splitText(`Fine with me.\n\n${attribution}\n\n> Shall we?\n> Ben\n`);
    expect(split.fresh).toBe('Fine with me.');
    expect(split.parts.map((part) => part.kind)).toEqual(['new', 'attribution', 'quoted']);
  });

  test.each([
    '-----Original Message-----\nFrom: Ben\nSubject: Offer\n\nShall we?',
    '________________________________\nVon: Ben Ott <ben@y.org>\nGesendet: Montag, 2. März 2026 10:00\nAn: Anna\nBetreff: Angebot\n\nSollen wir?',
    'De : Ben\nEnvoyé : lundi 2 mars 2026 10:00\nÀ : Anna\nObjet : Offre\n\nOn y va ?',
    'De: Ben\nEnviado el: lunes\nPara: Anna\nAsunto: Oferta\n\n¿Vamos?',
    'On Mon, 2 Mar 2026 at 10:00, Ben <ben@y.org> wrote:\n\nShall we?',
  ])('stands above the block of the mail answered: %j', (rest) => {
    expect(splitText(`Fine with me.\n\n${rest}`).fresh).toBe('Fine with me.');
  });

  test('stands between the lines it answers', () => {
    const split = splitText('> one?\nYes.\n> two?\nNo.');
    expect(split.fresh).toBe('Yes.\n\nNo.');
  });

  test('is everything when nothing is quoted', () => {
    const text =
      'On your host you can run:\n\n  telnet 127.0.0.1\n\nFrom: here on it is easy -- really.';
    expect(splitText(text).fresh).toBe(text);
  });
});

test('signatures and list footers fold', () => {
  expect(kinds('Hello\n\n-- \nAnna Keller\nHead of Sales')).toEqual(['new', 'signature']);
  expect(kinds('Hello\n\nVon meinem iPhone gesendet')).toEqual(['new', 'signature']);
  expect(
    kinds(
      'Hello\n\nSent from my desk, which is easier than the phone to tell the whole story, as you can imagine.',
    ),
  ).toEqual(['new']);
  expect(
    kinds(
      'Hello\n\n_______________________________________________\nsales mailing list\nhttps://lists.x.org/listinfo/sales',
    ),
  ).toEqual(['new', 'footer']);
});

test('a rule between paragraphs is no signature', () => {
  expect(splitText(`First\n--\n${'A long paragraph follows.\n'.repeat(20)}`).fresh).toContain(
    'A long paragraph',
  );
});

test('the preview is one line of the new words', () => {
  expect(splitText('Fine\nwith   me.\n\n> Shall we?').preview).toBe('Fine with me.');
  expect(splitText('> only a quotation').preview).toBe('> only a quotation');
  expect(splitText('word '.repeat(100)).preview.length).toBeLessThanOrEqual(201);
});

property.prop([
  fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        '> q',
        '-- ',
        'On 1 May 2026 Ben wrote:',
        'From: x',
        'To: y',
        'Date: z',
        '',
        '____________',
        '-----Original Message-----',
      ),
    ),
  ),
])('no line is lost and none is invented', (lines) => {
  const text = lines.join('\n').replace(/\r\n?/g, '\n');
  expect(
    splitText(text)
      .parts.map((part) => part.text)
      .join('\n'),
  ).toBe(text);
});

test('long hostile bodies are split in no time', async () => {
  for (const text of [
    '>'.repeat(500_000),
    'On '.repeat(200_000),
    'On x\n'.repeat(100_000),
    'From: x\n'.repeat(100_000),
    ' '.repeat(500_000),
    '_'.repeat(500_000),
    '\n'.repeat(300_000),
    'Sent from my x\n'.repeat(50_000),
  ]) {
    expect((await timed(() => splitText(text))).cpu).toBeLessThan(2_000);
  }
});
