import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { NotAMessage, parseMessage } from './message.ts';

const mail = (text: string) => parseMessage(Buffer.from(text.replace(/\n/g, '\r\n')));
const head =
  'From: Anna Keller <anna@x.org>\nTo: ben@y.org\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nMessage-ID: <1@x.org>\nSubject: Offer\n';
const bytes = (...parts: (string | Uint8Array)[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  );

describe('a plain mail', () => {
  test('tells who wrote what to whom and when', async () => {
    const read = await mail(
      `${head}Cc: Team: carl@y.org, "Dora, D." <dora@y.org>;\nIn-Reply-To: <0@y.org>\nReferences: <a@y.org>\n <0@y.org>\n\nHello\n`,
    );
    expect(read).toMatchObject({
      messageId: '1@x.org',
      inReplyTo: ['0@y.org'],
      references: ['a@y.org', '0@y.org'],
      sentAt: '2026-03-02T09:00:00Z',
      offsetMinutes: 60,
      from: { name: 'Anna Keller', key: 'anna@x.org', mailable: true },
      to: [{ name: '', key: 'ben@y.org', mailable: true }],
      cc: [
        { name: '', key: 'carl@y.org', mailable: true },
        { name: 'Dora, D.', key: 'dora@y.org', mailable: true },
      ],
      subject: 'Offer',
      text: 'Hello',
      kind: 'personal',
      warnings: [],
    });
  });

  test('keeps attachments with what they are, not what they claim', async () => {
    const read = await mail(
      `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below\n--b\nContent-Type: image/png; name="logo.png"\nContent-ID: <logo@x>\nContent-Disposition: inline\n\n<html>not a picture</html>\n--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename*0*=utf-8''..%2F%C3%84nge; filename*1*=bot.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgAA\n--b\nContent-Type: message/rfc822\n\nSubject: inner\n\ninner text\n--b--\n`,
    );
    expect(read.text).toBe('See below');
    expect(
      read.attachments.map(({ name, mediaType, disposition, contentId }) => [
        name,
        mediaType,
        disposition,
        contentId,
      ]),
    ).toEqual([
      ['logo.png', 'application/octet-stream', 'inline', 'logo@x'],
      ['Ängebot.pdf', 'application/pdf', 'attachment', null],
      ['winmail.dat', 'application/vnd.ms-tnef', 'attachment', null],
      [null, 'message/rfc822', 'attachment', null],
    ]);
    expect(read.attachments[1]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('with HTML only still has words', async () => {
    const read = await mail(
      `${head}Content-Type: text/html\n\n<style>p{}</style><p>Hello <b>Ben</b></p><blockquote>old</blockquote>`,
    );
    expect(read.text).toBe('Hello Ben\n\n> old');
    expect(read.html).toContain('<b>Ben</b>');
  });
});

describe('a mail that came through a group', () => {
  const group = `From: 'Gina Berg' via Sales <sales@kettle.example>\nTo: sales@kettle.example\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nSubject: Offer\nMailing-list: list sales@kettle.example\n`;
  test.each([
    'X-Original-From: Gina Berg <gina@lamps.example>',
    'X-Original-Sender: gina@lamps.example',
    'Reply-To: Gina Berg <gina@lamps.example>',
  ])('is by whoever wrote it: %s', async (header) => {
    const { from } = await mail(`${group}${header}\n\nHello`);
    expect(from).toEqual({ name: 'Gina Berg', key: 'gina@lamps.example', mailable: true });
  });

  test('which does not say who wrote it is by the group', async () => {
    expect((await mail(`${group}Reply-To: sales@kettle.example\n\nHello`)).from?.key).toBe(
      'sales@kettle.example',
    );
  });

  test('only looks like one where no group is named', async () => {
    const own = group.replace(/Mailing-list.*\n/, '');
    expect((await mail(`${own}Reply-To: other@lamps.example\n\nHello`)).from?.key).toBe(
      'sales@kettle.example',
    );
  });
});

test('a quote that was wrapped while it was written reads as it was meant, and is the same mail as its unwrapped copy', async () => {
  const text = '\nYes.\n\n> quoted \n> text\n>> older';
  const flowed = await mail(`${head}Content-Type: text/plain; format=flowed\n${text}`);
  expect(flowed.text).toBe('Yes.\n\n> quoted text\n>> older');
  expect((await mail(`${head}Content-Type: text/plain\n${text}`)).contentHash).toBe(
    flowed.contentHash,
  );
});

describe('letters', () => {
  const word = 'Grüße aus Zürich';
  test.each([
    ['iso-8859-1', word],
    ['utf-7', word],
    ['cp437', word],
    ['cp850', word],
    ['macintosh', word],
    ['utf-16le', word],
    ['koi8-r', 'Привет, как дела'],
    ['windows-1251', 'Привет, как дела'],
    ['iso-8859-5', 'Привет'],
    ['windows-874', 'สวัสดีครับ'],
    ['tis-620', 'สวัสดีครับ'],
    ['iso-8859-8-i', 'שלום'],
    ['windows-1256', 'مرحبا'],
    ['gb18030', '你好世界'],
    ['big5', '你好世界'],
    ['euc-kr', '안녕하세요'],
    ['ks_c_5601-1987', '안녕하세요'],
    ['shift_jis', 'こんにちは'],
    ['euc-jp', 'こんにちは'],
  ])('written as %s are read', async (charset, text) => {
    const encoded = iconv.encode(
      text,
      { 'iso-8859-8-i': 'iso-8859-8', 'ks_c_5601-1987': 'euc-kr' }[charset] ?? charset,
    );
    const read = await parseMessage(
      bytes(
        head,
        `Content-Type: text/plain; charset="${charset}"\nContent-Transfer-Encoding: base64\n\n`,
        encoded.toString('base64'),
      ),
    );
    expect(read.text).toBe(text);
    expect(read.warnings).toEqual([]);
  });

  test.each([
    ['iso-2022-jp', '\x1b$B$3$s$K$A$O\x1b(B', 'こんにちは'],
    ['iso-2022-kr', '\x1b$)C\x0e>H3g\x0f!', '안녕!'],
    ['hz-gb-2312', '~{Dc:C~}!', '你好!'],
  ])('shifted as %s are read', async (charset, text, expected) => {
    expect(
      (await parseMessage(bytes(head, `Content-Type: text/plain; charset=${charset}\n\n${text}`)))
        .text,
    ).toBe(expected);
  });

  test('that are not what the label says are read as what they are, with a warning', async () => {
    const asUtf8 = await parseMessage(
      bytes(head, 'Content-Type: text/plain; charset=iso-8859-1\n\n', Buffer.from(word)),
    );
    expect([asUtf8.text, asUtf8.warnings[0]?.code]).toEqual([word, 'mail.charset-wrong']);
    const asLatin = await parseMessage(
      bytes(head, 'Content-Type: text/plain; charset=utf-8\n\n', Buffer.from(word, 'latin1')),
    );
    expect([asLatin.text, asLatin.warnings[0]?.code]).toEqual([word, 'mail.charset-wrong']);
    const unknown = await parseMessage(
      bytes(head, 'Content-Type: text/plain; charset=x-unknown\n\n', Buffer.from(word, 'latin1')),
    );
    expect([unknown.text, unknown.warnings[0]?.code]).toEqual([word, 'mail.charset-wrong']);
    const lost = await parseMessage(
      bytes(
        head,
        'Content-Type: text/plain; charset=euc-jp\n\n',
        iconv.encode('これはとても長い日本語の文章です。', 'euc-jp'),
        Buffer.from([0xff]),
      ),
    );
    expect(lost.warnings[0]?.code).toBe('mail.charset-lost');
  });

  test.each([
    ['=?utf-8?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
    ['=?utf-8?B?R3LDvMO=?= =?utf-8?B?n2U=?=', 'Grüße'],
    ['=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=', 'Grüße'],
    ['=?utf-8?Q?Gr=FC=DFe?=', 'Grüße'],
    ['=?cp437?Q?Gr=81=E1e?=', 'Grüße'],
    ['=?utf-7?Q?Gr+APwA3w-e?=', 'Grüße'],
    ['=?iso-8859-1*de?Q?Gr=FC=DFe?= an =?koi8-r?B?99PF?=', 'Grüße an Все'],
    ['Gr\xfc\xdfe', 'Grüße'],
    ['Gr\xc3\xbc\xc3\x9fe', 'Grüße'],
    ['Re: \x1b$B$3$s\x1b(B', 'Re: こん'],
  ])('in a subject %j are read', async (raw, subject) => {
    expect((await parseMessage(bytes(`Subject: ${raw}\nFrom: a@x.org\n\n`))).subject).toBe(subject);
  });
});

describe('when it was sent', () => {
  const dated = (date: string, more = '') => mail(`${more}From: a@x.org\nDate: ${date}\n\n`);
  test.each([
    ['Mon, 2 Mar 2026 10:00:00 +0100', '2026-03-02T09:00:00Z', 60],
    ['2 Mar 26 10:00 EST', '2026-03-02T15:00:00Z', -300],
    ['Mon, 2 Mar 2026 10:00:00 +0100 (CET (Zürich))', '2026-03-02T09:00:00Z', 60],
    ['Mon Mar  2 10:00:00 2026', '2026-03-02T10:00:00Z', null],
    ['Mon Mar  2 10:00:00 2026 +0100', '2026-03-02T09:00:00Z', 60],
    ['2026-03-02T10:00:00+01:00', '2026-03-02T09:00:00Z', 60],
    ['Mo, 2 Mär 2026 10:00:00 +0100', '2026-03-02T09:00:00Z', 60],
    ['Mon, 2 Mar 126 10:00:00 GMT', '2026-03-02T10:00:00Z', 0],
    ['Sat, 31 Dec 2016 23:59:60 +0000', '2016-12-31T23:59:59Z', 0],
    ['Mon, 2 Mar 2026 10:00:00 -0000', '2026-03-02T10:00:00Z', null],
  ])('%s', async (date, sentAt, offsetMinutes) => {
    expect(await dated(date)).toMatchObject({ sentAt, offsetMinutes, warnings: [] });
  });

  test.each([
    '',
    'yesterday',
    'Mon, 30 Feb 2026 10:00:00 +0100',
    'Mon, 2 Mar 2026 25:00:00 +0100',
    'Thu, 1 Jan 1970 00:00:00 +0000',
  ])('is taken from the receipt where the date is %j', async (date) => {
    const read = await dated(date, 'Received: from a by b; Tue, 3 Mar 2026 08:00:00 +0000\n');
    expect(read.sentAt).toBe('2026-03-03T08:00:00Z');
    expect(read.warnings[0]?.code).toBe('mail.date-unreadable');
  });

  test('is not after it was received', async () => {
    const read = await dated(
      'Mon, 2 Mar 2037 10:00:00 +0100',
      'Received: from a by b; Tue, 3 Mar 2026 08:00:00 +0000\n',
    );
    expect(read).toMatchObject({
      sentAt: '2026-03-03T08:00:00Z',
      warnings: [{ code: 'mail.date-ahead' }],
    });
  });

  test('is taken from the From_ line of a mailbox, and else unknown with a warning', async () => {
    expect((await mail('From anna@x.org Mon Mar  2 10:00:00 2026\nSubject: x\n\n')).sentAt).toBe(
      '2026-03-02T10:00:00Z',
    );
    expect(await mail('From: a@x.org\n\n')).toMatchObject({
      sentAt: null,
      warnings: [{ code: 'mail.date-unknown' }],
    });
  });
});

describe('who wrote it', () => {
  test.each([
    ['anna at example.org (Anna Keller)', 'Anna Keller', 'anna@example.org', true],
    [
      'edd @end|ng |rom deb|@n@org (=?UTF-8?Q?Edd_=C3=84?=)',
      'Edd Ä',
      'edd @end|ng |rom deb|@n@org',
      false,
    ],
    ['"Anna \\"K\\" Keller" <anna@x.org>', 'Anna "K" Keller', 'anna@x.org', true],
    ['=?utf-8?Q?Anna_=E2=80=AE_gro=2Ex?= <anna@x.org>', 'Anna gro.x', 'anna@x.org', true],
    ['anna@x.org <anna@x.org>', '', 'anna@x.org', true],
    ['<@relay.org:anna@x.org>', '', 'anna@x.org', true],
  ])('%s', async (from, name, key, mailable) => {
    expect((await mail(`From: ${from}\n\n`)).from).toEqual({ name, key, mailable });
  });

  test.each([
    ['List-Post: <mailto:l@x.org>\nList-Id: <l.x.org>\n', 'list'],
    ['Precedence: list\n', 'list'],
    ['Precedence: bulk\n', 'bulk'],
    ['List-Unsubscribe: <https://x.org/u>\nList-Id: campaign\n', 'bulk'],
    ['Auto-Submitted: auto-replied (vacation)\n', 'automatic'],
    ['Return-Path: <>\n', 'automatic'],
    ['Content-Type: multipart/report; boundary=b\n', 'automatic'],
    ['Auto-Submitted: no\nReturn-Path: <anna@x.org>\nX-Mailer: Mail\n', 'personal'],
  ])('a person or a machine: %j', async (headers, kind) => {
    expect((await mail(`${headers}${head}\nHello`)).kind).toBe(kind);
  });
});

describe('the same mail', () => {
  const hash = async (text: string) => (await mail(text)).contentHash;
  test('is recognised in another mailbox', async () => {
    const one = await hash(`${head}\nHello Ben,\nfrom here\n\nFrom there\n`);
    expect(
      await parseMessage(
        Buffer.from(
          `Received: from a by b; Tue, 3 Mar 2026 08:00:00 +0000\nStatus: RO\n${head}\nHello Ben,\nfrom here\n\n>From there\n`,
        ),
      ),
    ).toMatchObject({ contentHash: one });
    expect(
      await hash(
        `${head.replace('Offer', '[sales] Offer')}\nHello Ben,\nfrom here\n\nFrom there\n\n_______________________________________________\nsales mailing list\nhttps://x.org/listinfo\n`,
      ),
    ).toBe(one);
    expect(
      await hash(
        `${head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nHello=20Ben,\nfrom here=\n\n\nFrom there\n`,
      ),
    ).toBe(one);
  });

  test('is not another one under the same Message-ID', async () => {
    expect(await hash(`${head}\nHello Ben\n`)).not.toBe(await hash(`${head}\nHello Carl\n`));
  });
});

describe('hostile mail', () => {
  test('nested a thousand deep keeps its headers and the whole as an attachment', async () => {
    const nested = Array.from(
      { length: 1_000 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`,
    ).join('');
    const read = await mail(`${head}${nested}`);
    expect(read).toMatchObject({
      subject: 'Offer',
      warnings: [{ code: 'mail.parts-unreadable' }],
      attachments: [{ name: 'message.eml', mediaType: 'message/rfc822' }],
    });
  });

  test('with names of objects as headers is only a mail', async () => {
    expect(
      (
        await mail(
          `${head}__proto__: polluted\nconstructor: x\nContent-Type: text/plain; __proto__=1\n\nHello`,
        )
      ).text,
    ).toBe('Hello');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('without a single header is refused in plain words', async () => {
    await expect(mail('just some words\nand more')).rejects.toThrow(NotAMessage);
    await expect(parseMessage(new Uint8Array())).rejects.toThrow(NotAMessage);
  });
});
