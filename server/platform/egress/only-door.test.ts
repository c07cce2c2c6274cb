import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

const server = path.join(import.meta.dirname, '../..');

/** What opens a connection to another machine, in source without its comments and its words. */
const outgoing: [RegExp, string][] = [
  [/(?<![.#\w])fetch\s*\(|globalThis\.fetch\b/, 'fetch'],
  [/from\s+'undici'|import\('undici'\)/, 'undici'],
  [/from\s+'(node:)?(https|http2|tls|dgram)'/, 'https, http2, tls, dgram'],
  [/import\s+(?!type)[^;]*?\b(request|get|Agent)\b[^;]*?from\s+'(node:)?http'/, 'http.request'],
  [
    /import\s+(?!type)[^;]*?\b(connect|createConnection|Socket)\b[^;]*?from\s+'(node:)?net'/,
    'net.connect',
  ],
  [/new\s+(WebSocket|EventSource)\b/, 'WebSocket'],
  [/import\s+(?!type)[^;]*?from\s+'nodemailer(?!\/lib\/mail-composer')/, 'nodemailer'],
  [/import\s+(?!type)[^;]*?\bImapFlow\b[^;]*?from\s+'imapflow'/, 'imapflow'],
];

/** The door itself, and what connects to an address that it has judged. */
const throughTheDoor = new Set([
  path.join('platform', 'egress', 'egress.ts'),
  path.join('interact', 'mailboxes', 'client.ts'),
  path.join('interact', 'sending', 'smtp.ts'),
]);

test('nothing else in the server asks another machine', async () => {
  const found: string[] = [];
  for await (const file of glob('**/*.ts', { cwd: server })) {
    if (/\.test\.ts$|^testing\/|(^|\/)testing\.ts$/.test(file)) continue;
    if (throughTheDoor.has(file)) continue;
    const source = readFileSync(path.join(server, file), 'utf8').replaceAll(
      /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm,
      '',
    );
    for (const [pattern, name] of outgoing) {
      if (pattern.test(source)) found.push(`${file}: ${name}`);
    }
  }
  expect(found).toEqual([]);
});
