import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  isAutomaticAddress,
  isFreeMailDomain,
  isRoleAddress,
  normaliseDomain,
  normaliseEmail,
  registrableDomain,
  seenAddress,
} from './addresses.ts';

describe('the same address written differently', () => {
  test.each([
    [' Anna.Keller@Example.ORG ', 'anna.keller@example.org'],
    ['anna@müller.example', 'anna@xn--mller-kva.example'],
    ['"anna.keller"@example.org', 'anna.keller@example.org'],
    ['anna+crm@example.org', 'anna+crm@example.org'],
    ['JO\u0308RG@example.org', 'jörg@example.org'],
    ['root@localhost', 'root@localhost'],
    ['o\u2019neil@example.org', 'o’neil@example.org'],
    ['x@[192.0.2.1]', 'x@[192.0.2.1]'],
    ['"anna keller"@example.org', '"anna keller"@example.org'],
  ])('%s is %s', (text, key) => {
    expect(normaliseEmail(text)).toBe(key);
  });

  test.each([
    '',
    '@',
    'anna',
    'anna@',
    '@example.org',
    'a b@example.org',
    'anna@exa mple.org',
    'a@b..c',
    'a@-b.org',
    'edd @end|ng |rom deb|@n@org',
    `${'x'.repeat(400)}@example.org`,
    'a@b@c.org',
    'a@http://x/',
  ])('%j is no address', (text) => {
    expect(normaliseEmail(text)).toBeNull();
  });
});

describe('addresses of archives', () => {
  test('"anna at example.org" can only mean one mailbox', () => {
    expect(seenAddress('Anna at Example.org')).toEqual({ key: 'anna@example.org', mailable: true });
  });

  test.each([
    'anna at home',
    'look at this at example.org',
    'anna at example.invalidsuffix',
    '@|mon@urb@nek @end|ng |rom r-project@org',
    'anna @t example.org',
    'anna at localhost',
  ])('%j stays what it is, and nobody is written to', (text) => {
    expect(seenAddress(text)).toEqual({ key: text.toLowerCase(), mailable: false });
  });

  test('the same masked text is the same writer, however it was wrapped', () => {
    expect(seenAddress(' Edd  @end|ng\n |rom deb|@n@org')).toEqual(
      seenAddress('edd @end|ng |rom deb|@n@org'),
    );
  });
});

property.prop([
  fc.oneof(
    fc.emailAddress(),
    fc.string({ unit: 'binary' }),
    fc.string().map((text) => `${text}@example.org`),
  ),
])('normalising twice changes nothing', (text) => {
  const once = normaliseEmail(text);
  if (once !== null) expect(normaliseEmail(once)).toBe(once);
});

property.prop([fc.string({ unit: 'binary', maxLength: 400 })])(
  'an opaque key never looks like an address',
  (text) => {
    const seen = seenAddress(text);
    if (!seen) return;
    expect(normaliseEmail(seen.key) !== null).toBe(seen.mailable);
    expect(seenAddress(seen.key)).toEqual(seen);
  },
);

test('a company is known by the domain it registered', () => {
  expect(registrableDomain('mail.sales.example.co.uk')).toBe('example.co.uk');
  expect(registrableDomain('Firm.uk.com')).toBe('firm.uk.com');
  expect(registrableDomain('uk.com')).toBe('uk.com');
  expect(registrableDomain('github.io')).toBe('github.io');
  expect(registrableDomain('co.uk')).toBeNull();
  expect(registrableDomain('mail.brandt.example')).toBe('brandt.example');
  expect(registrableDomain('localhost')).toBeNull();
  expect(registrableDomain('192.0.2.1')).toBeNull();
  expect(normaliseDomain('BÜCHER.example.')).toBe('xn--bcher-kva.example');
});

test('mailboxes anybody can open say nothing about a company', () => {
  for (const domain of [
    'gmail.com',
    'GMX.de',
    'mail.yahoo.co.jp',
    'qq.com',
    'orange.fr',
    'seznam.cz',
  ])
    expect(isFreeMailDomain(domain)).toBe(true);
  for (const domain of ['example.org', 'siemens.com', 'gmail.com.example.org'])
    expect(isFreeMailDomain(domain)).toBe(false);
});

test('desks and machines are not persons', () => {
  for (const email of [
    'info@x.org',
    'Sales.EMEA@x.org',
    'buchhaltung@x.de',
    'contabilidad@x.es',
    'service-client@x.fr',
    'no-reply@x.org',
    'hr@x.org',
    'hr-emea@x.org',
    'it.support@x.org',
    'pr-de@x.org',
    'mail@x.org',
  ])
    expect(isRoleAddress(email)).toBe(true);
  for (const email of [
    'anna@x.org',
    'salesman.tom@x.org',
    'infodale@x.org',
    'jobst@x.de',
    'hr.schmidt@x.de',
    'pr.jones@x.org',
    'it.meier@x.de',
    'mail.anna@x.org',
  ])
    expect(isRoleAddress(email)).toBe(false);
  for (const email of [
    'noreply@x.org',
    'do-not-reply@x.org',
    'news.noreply@x.org',
    'MAILER-DAEMON@x.org',
    'bounces+123@x.org',
  ])
    expect(isAutomaticAddress(email)).toBe(true);
  expect(isAutomaticAddress('info@x.org')).toBe(false);
});
