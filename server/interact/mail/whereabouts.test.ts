import { describe, expect, test } from 'vitest';
import { whereaboutsIn, whereaboutsOf } from './whereabouts.ts';

describe('what a mail program notes', () => {
  test.each([
    ['x-gmail-labels', 'Entwürfe'],
    ['x-gmail-labels', '=?UTF-8?Q?Entw=C3=BCrfe,Wichtig?='],
    ['x-gmail-labels', 'Opened,Drafts'],
    ['x-gmail-labels', 'Brouillons'],
    ['x-gmail-labels', 'Borradores'],
    ['x-mozilla-draft-info', 'internal/draft; vcard=0; receipt=0'],
    ['x-mozilla-status', '0800'],
    ['x-uniform-type-identifier', 'com.apple.mail-draft'],
    ['x-unsent', '1'],
  ])('%s: %s is a draft', (name, value) => {
    expect(whereaboutsOf([[name, value]])).toEqual({ draft: true, spam: false });
  });

  test.each([
    ['x-gmail-labels', 'Gesendet,Wichtig'],
    ['x-gmail-labels', 'Sent,Drafts'],
    ['x-gmail-labels', '"Offers, drafts of"'],
    ['x-gmail-labels', 'Papierkorb'],
    ['x-mozilla-status', '0009'],
    ['x-unsent', '0'],
  ])('%s: %s was sent or received, also when it was thrown away since', (name, value) => {
    expect(whereaboutsOf([[name, value]])).toEqual({ draft: false, spam: false });
  });

  test('a label says that a mail is spam', () => {
    expect(whereaboutsOf([['x-gmail-labels', 'Spam,Ungelesen']]).spam).toBe(true);
  });
});

describe('where a mail lies', () => {
  test.each([
    ['Maildir/cur/1700000005.M1P1.host:2,DS', { draft: true, spam: false }],
    ['1700000005.M1P1.host:2,DS', { draft: true, spam: false }],
    ['cur/1700000005.M1P1.host;2,D', { draft: true, spam: false }],
    ['Maildir/cur/1700000004.M1P1.host:2,ST', { draft: false, spam: false }],
    ['Maildir/.Junk/cur/1700000006.M1P1.host:2,S', { draft: false, spam: true }],
    ['Takeout/Mail/Spam.mbox', { draft: false, spam: true }],
    ['mails/Spam.eml', { draft: false, spam: false }],
    ['Plan 2,D', { draft: false, spam: false }],
  ])('%s', (path, expected) => expect(whereaboutsIn(path)).toEqual(expected));
});
