import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sessionSecret } from './secret.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'rapport-secret-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test('the secret is made once, for the server alone to read', () => {
  const secret = sessionSecret(dataDir);
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(sessionSecret(dataDir)).toBe(secret);
  expect(readdirSync(dataDir)).toEqual(['session-secret']);
  expect(statSync(path.join(dataDir, 'session-secret')).mode & 0o777).toBe(0o600);
});

test('a secret that could be guessed is refused', () => {
  writeFileSync(path.join(dataDir, 'session-secret'), 'secret\n');
  expect(() => sessionSecret(dataDir)).toThrow('has 6 characters');
});
