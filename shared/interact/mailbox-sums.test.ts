import { expect, test } from 'vitest';
import { sumsOf } from './mailbox-sums.ts';
import type { MailFolderView } from './mailboxes.ts';

const folder = (of: Partial<MailFolderView>): MailFolderView => ({
  id: '0192f7a0-0000-7000-8000-000000000001',
  path: 'INBOX',
  role: 'inbox',
  wanted: true,
  isChosen: false,
  onServer: 10,
  captured: 6,
  leftOut: { rule: 1, draft: 1 },
  waiting: 1,
  parked: 1,
  toCome: 0,
  seenAt: null,
  ...of,
});

test('every message of the folders that are captured is accounted for', () => {
  const unwanted = folder({ path: 'Junk', wanted: false, onServer: 900, captured: 0, leftOut: {} });
  expect(sumsOf([folder({}), folder({ onServer: 14, toCome: 4 }), unwanted])).toEqual({
    onServer: 24,
    captured: 12,
    leftOut: 4,
    waiting: 2,
    parked: 2,
    toCome: 4,
    difference: 0,
    isCounting: false,
  });
});

test('one too many in one folder does not hide one too few in another', () => {
  const sums = sumsOf([folder({ onServer: 11 }), folder({ onServer: 9 })]);
  expect(sums.difference).toBe(2);
});

test('a folder that was not looked at yet is no difference', () => {
  const sums = sumsOf([folder({ onServer: null })]);
  expect(sums).toMatchObject({ difference: 0, isCounting: true });
  expect(sumsOf([]).isCounting).toBe(true);
});
