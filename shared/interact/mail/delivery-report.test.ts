import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDeliveryReport } from './delivery-report.ts';

const original = `Return-Path: <max@kettle.example>
From: Max <max@kettle.example>
To: ida@fink.example
Subject: Oak boards
Message-ID: <oak-1@kettle.example>
`;

describe('a report of what was not delivered', () => {
  test.each([
    [
      'postfix',
      [
        'This is the mail system at host mx.kettle.example.\n\n<ida@fink.example>: host mail.fink.example[192.0.2.7] said: 550 5.1.1\n    <ida@fink.example>: Recipient address rejected: User unknown in virtual\n    mailbox table (in reply to RCPT TO command)\n',
        'Reporting-MTA: dns; mx.kettle.example\nX-Postfix-Queue-ID: 4F1\nArrival-Date: Tue, 03 Mar 2026 10:00:00 +0100\n\nFinal-Recipient: rfc822; ida@fink.example\nOriginal-Recipient: rfc822;ida@fink.example\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mail.fink.example\nDiagnostic-Code: smtp; 550 5.1.1 <ida@fink.example>: Recipient address rejected:\n    User unknown in virtual mailbox table\n',
        original,
      ],
      'ida@fink.example',
      'no such address',
    ],
    [
      'Exchange',
      [
        "Delivery has failed to these recipients or groups:\n\nIda Fink (ida@fink.example)\nThe email address you entered couldn't be found.\n",
        'Reporting-MTA: dns;mail.fink.example\n\nFinal-Recipient: rfc822;ida@fink.example\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup\n',
        original,
      ],
      'ida@fink.example',
      'no such address',
    ],
    [
      'Gmail',
      [
        "Your message wasn't delivered to ida@fink.example because the address couldn't be found, or is unable to receive mail.",
        "Reporting-MTA: dns; googlemail.com\n\nFinal-Recipient: rfc822; ida@fink.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552-5.2.2 The recipient's inbox is out of storage space\n",
        original,
      ],
      'ida@fink.example',
      'full',
    ],
    [
      'qmail',
      [
        `Hi. This is the qmail-send program at fink.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<ida@fink.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n${original}\nGood day`,
      ],
      'ida@fink.example',
      'no such address',
    ],
    [
      'an older Exchange in German',
      [
        `Ihre Nachricht konnte nicht allen Empfängern zugestellt werden:\n\n<ida@fink.example>: Das Postfach ist voll, 552\n\n-----Ursprüngliche Nachricht-----\n${original}`,
      ],
      'ida@fink.example',
      'full',
    ],
    [
      'a domain that is none',
      [
        'Final-Recipient: rfc822; ida@finkk.example\nAction: failed\nStatus: 5.4.4\nDiagnostic-Code: X-Postfix; Host or domain name not found. Name service error\n',
        original,
      ],
      'ida@finkk.example',
      'no such domain',
    ],
    [
      'a filter',
      [
        'Final-Recipient: rfc822; ida@fink.example\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 Message rejected for spam\n',
        original,
      ],
      'ida@fink.example',
      'refused',
    ],
  ] as const)(
    'of %s names the recipient, the reason and the mail',
    (_, sources, address, reason) => {
      const report = readDeliveryReport(sources);
      expect(report?.about).toContain('oak-1@kettle.example');
      expect(report?.failed.map(({ addresses, reason: why }) => [addresses[0], why])).toEqual([
        [address, reason],
      ]);
    },
  );

  test('of Exim names them in a header', () => {
    const report = readDeliveryReport(
      [
        `A message that you sent could not be delivered.\nall relay rcpts: Unrouteable address\n${original}`,
      ],
      'ida@fink.example, uli@fink.example',
    );
    expect(report).toMatchObject({
      about: ['oak-1@kettle.example'],
      failed: [
        { addresses: ['ida@fink.example'], reason: 'no such domain' },
        { addresses: ['uli@fink.example'], reason: 'no such domain' },
      ],
    });
  });

  test('that is about a delay, or about an arrival, is none', () => {
    for (const action of ['delayed', 'delivered', 'relayed', 'expanded']) {
      expect(
        readDeliveryReport([
          `Final-Recipient: rfc822; ida@fink.example\nAction: ${action}\nStatus: 4.4.1\n`,
          original,
        ]),
      ).toBeNull();
    }
  });

  test('names where a mail was forwarded from as well', () => {
    const report = readDeliveryReport([
      'Original-Recipient: rfc822;ida@fink.example\nFinal-Recipient: rfc822; if77@inside.fink.example\nAction: failed\nStatus: 5.1.1\n',
    ]);
    expect(report?.failed[0]?.addresses).toEqual(['if77@inside.fink.example', 'ida@fink.example']);
  });

  test('may be any text at all', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        'Final-Recipient: rfc822;',
        'Action: failed',
        'Status: 5.1.1',
        '\n\n',
        '\n ',
        'qmail-send program',
        '<a@b.example>:',
        'Message-ID: <',
        '>',
        'Diagnostic-Code: smtp;',
        'a@'.repeat(50),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.array(piece).map((pieces) => pieces.join('')),
          { maxLength: 4 },
        ),
        fc.option(fc.string(), { nil: undefined }),
        (sources, header) => {
          const report = readDeliveryReport(sources, header);
          for (const { addresses, words } of report?.failed ?? []) {
            expect(addresses.length).toBeGreaterThan(0);
            expect((words ?? '').length).toBeLessThanOrEqual(500);
          }
        },
      ),
    );
  });

  test('takes no longer for one that is made to be slow', () => {
    const slow = 'a@'.repeat(200_000);
    const mailbox = `qmail-send program ${'mailbox '.repeat(50_000)}`;
    for (const source of [slow, mailbox, '<mailto:'.repeat(50_000), `Final-Recipient: ${slow}`]) {
      expect(() => readDeliveryReport([source], source)).not.toThrow();
    }
  });
});
