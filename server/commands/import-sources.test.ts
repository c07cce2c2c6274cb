import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findSources } from './import-sources.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-sources-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(...names: string[]): void {
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), 'Subject: Hello\n\nHello');
  }
}

/** What an import of the folder would be given. */
async function given(): Promise<string[]> {
  const names: string[] = [];
  for (const source of await findSources([folder])) {
    const tar = extract();
    tar.on('entry', ({ name }, content, next) => {
      names.push(name);
      content.on('end', next).resume();
    });
    await pipeline(source.open(), tar);
  }
  return names;
}

test('of a Maildir its mails come, also those that lie beside its folders, and none of its books', async () => {
  put('cur/1:2,S', 'new/2', 'tmp/3', '.Sent/cur/4:2,S', '05:2,', 'inner/06:2,', 'letter.eml');
  put('dovecot-uidlist', 'dovecot.index.log', 'maildirfolder', 'subscriptions', '.uidvalidity');
  expect(await given()).toEqual([
    '.Sent/cur/4:2,S',
    '05:2,',
    'cur/1:2,S',
    'inner/06:2,',
    'letter.eml',
    'new/2',
  ]);
});

test('elsewhere hidden folders and the books of desktops stay out', async () => {
  put('a.eml', '.git/config', 'Thumbs.db', 'subscriptions');
  expect(await given()).toEqual(['a.eml', 'subscriptions']);
});
