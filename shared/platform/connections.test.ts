import { expect, test } from 'vitest';
import { ImapSettings } from './connections.ts';

const settings = { host: 'imap.kettle.example', port: 993, encryption: 'tls', user: 'anna' };
const isAddress = (address: string) => ImapSettings.safeParse({ ...settings, address }).success;

test.each([
  'anna@kettle.example',
  'büro@öl.example',
  'анна@почта.example',
  'o’brien@xn--l-eha.example',
])('%s is the address of a mailbox', (address) => {
  expect(isAddress(address)).toBe(true);
});

test.each([
  'anna',
  'anna@',
  '@kettle.example',
  'anna@kettle@example',
  'anna berg@kettle.example',
  '',
])('“%s” is none', (address) => {
  expect(isAddress(address)).toBe(false);
});
