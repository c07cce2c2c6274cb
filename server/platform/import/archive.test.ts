import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ArchiveFormat, unpackArchive } from './archive.ts';
import { detectFormat } from './formats.ts';
import { limits } from './reader.ts';
import { zip } from './zip-made-by-hand.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function unpack(bytes: Buffer, format: ArchiveFormat, name = 'backup', most = {}) {
  count += 1;
  const place = join(folder, String(count));
  const target = join(place, 'unpacked');
  await mkdir(target, { recursive: true });
  const path = join(place, 'archive');
  await writeFile(path, bytes);
  const { files, problems } = await unpackArchive(path, format, name, target, {
    ...limits,
    ...most,
  });
  expect((await readdir(place)).sort()).toEqual(['archive', 'unpacked']);
  expect((await readdir(target)).length).toBe(files.length);
  const contents = Object.fromEntries(
    await Promise.all(
      files.map(async ({ path: at, entry }) => [entry, await readFile(at, 'utf8')] as const),
    ),
  );
  return { files, problems, contents, codes: problems.map(({ code }) => code) };
}

describe('a zip archive', () => {
  test('gives its files, under names of our own', async () => {
    const { contents, files } = await unpack(
      zip([
        { name: 'in/box.eml', content: 'From: a' },
        { name: 'in/' },
        { name: '__MACOSX/._x', content: 'y' },
      ]),
      'zip',
    );
    expect(contents).toEqual({ 'backup › in/box.eml': 'From: a' });
    expect(files[0]?.path).toMatch(/[0-9a-f-]{36}$/);
  });

  test('with names that lead elsewhere stays where it is', async () => {
    const names = [
      '../../../etc/passwd',
      '/etc/shadow',
      'C:\\windows\\x',
      'a\0b',
      '\u202efdp.exe',
      'x'.repeat(3_000),
    ];
    const { files, problems } = await unpack(
      zip(names.map((name) => ({ name, content: 'x', flags: 0x800 }))),
      'zip',
    );
    expect(problems).toEqual([]);
    expect(files.map(({ entry }) => entry).slice(0, 5)).toEqual([
      'backup › etc/passwd',
      'backup › etc/shadow',
      'backup › windows/x',
      'backup › ab',
      'backup › fdp.exe',
    ]);
  });

  test('leaves links, devices and locked entries alone, one problem each', async () => {
    const { codes, contents } = await unpack(
      zip([
        { name: 'link', content: '/etc/passwd', mode: 0o120777 },
        { name: 'tty', mode: 0o020666 },
        { name: 'secret', content: 'x', flags: 1 },
        { name: 'odd', content: 'x', method: 14 },
        { name: 'fine', content: 'ok' },
      ]),
      'zip',
    );
    expect(codes).toEqual([
      'archive.not-a-file',
      'archive.not-a-file',
      'archive.encrypted',
      'archive.unknown-compression',
    ]);
    expect(contents).toEqual({ 'backup › fine': 'ok' });
  });

  test('inside of another is opened, one inside of that is not', async () => {
    const inner = zip([{ name: 'a.txt', content: 'deep' }]);
    const middle = zip([
      { name: 'inner.zip', content: inner },
      { name: 'b.txt', content: 'near' },
    ]);
    const { contents, codes } = await unpack(zip([{ name: 'middle.dat', content: middle }]), 'zip');
    expect(contents).toEqual({ 'backup › middle.dat › b.txt': 'near' });
    expect(codes).toEqual(['archive.nested-too-deep']);
  });

  test('that would fill the disk is stopped', async () => {
    const bomb = zip([
      { name: 'fine', content: 'ok' },
      { name: 'zeros', content: Buffer.alloc(4_000_000) },
    ]);
    expect(
      await unpack(bomb, 'zip', 'b', { archiveBytes: 1_000_000, archiveRatio: 10_000 }),
    ).toMatchObject({ codes: ['archive.too-large'], contents: { 'b › fine': 'ok' } });
    expect((await unpack(bomb, 'zip', 'b', { archiveBytes: 8_000_000 })).codes).toEqual([
      'archive.too-dense',
    ]);
    const many = zip(
      Array.from({ length: 20 }, (_, index) => ({ name: `${index}`, content: 'x' })),
    );
    expect(await unpack(many, 'zip', 'b', { archiveEntries: 5 })).toMatchObject({
      codes: ['archive.too-many-entries'],
    });
  });

  test('cut off or damaged is said so', async () => {
    const whole = zip([{ name: 'a', content: 'x'.repeat(500) }]);
    expect((await unpack(whole.subarray(0, whole.length - 30), 'zip')).codes).toEqual([
      'archive.damaged',
    ]);
    whole.fill(0xff, 32, 36);
    expect((await unpack(whole, 'zip')).codes).toEqual(['archive.damaged']);
  });
});

async function tar(fill: (packer: ReturnType<typeof pack>) => void): Promise<Buffer> {
  const packer = pack();
  fill(packer);
  packer.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('a tar archive', () => {
  test('packed or not, gives its files and no links', async () => {
    const bytes = await tar((packer) => {
      packer.entry({ name: '../mail/1' }, 'From: a');
      packer.entry({ name: 'passwd', type: 'symlink', linkname: '/etc/passwd' });
      packer.entry({ name: 'null', type: 'character-device' });
      packer.entry({ name: 'mail/2' }, 'From: b');
    });
    for (const [format, packed] of [
      ['tar', bytes],
      ['tgz', gzipSync(bytes)],
    ] as const) {
      expect(detectFormat(packed, 'x').format).toBe(format);
      const { contents, codes } = await unpack(packed, format);
      expect(contents).toEqual({ 'backup › mail/1': 'From: a', 'backup › mail/2': 'From: b' });
      expect(codes).toEqual(['archive.not-a-file', 'archive.not-a-file']);
    }
  });
  test('cut off keeps what came before', async () => {
    const bytes = gzipSync(
      await tar((packer) => {
        packer.entry({ name: 'one' }, 'x');
        packer.entry(
          { name: 'two' },
          Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 251)),
        );
      }),
    );
    const { codes } = await unpack(bytes.subarray(0, bytes.length / 2), 'tgz');
    expect(codes).toEqual(['archive.damaged']);
  });
});

test('a single packed file loses its ending', async () => {
  expect((await unpack(gzipSync('hello'), 'gzip', '2024.mbox.gz')).contents).toEqual({
    '2024.mbox.gz › 2024.mbox': 'hello',
  });
});

describe('what a file is, is seen in its content', () => {
  test.each([
    ['BEGIN:VCARD\nVERSION:3.0\n', 'contacts.txt', 'vcard'],
    ['\ufeffBEGIN:VCALENDAR\n', 'x', 'ics'],
    ['["vcard",[]]', 'x.json', 'jcard'],
    ['From anna at x.de  Mon Jan  1 10:00:00 2024\nFrom: a\nSubject: b\n\nx', 'x.eml', 'mbox'],
    ['Received: from x\nFrom: a\nSubject: b\n\nx', '12345', 'eml'],
    ['Subject: b\n\nx', '12345', 'eml'],
    ['812       \nFrom: a\nSubject: b\n\nx', 'x', 'emlx'],
    ['name;email\nAnna;a@x.de\n', 'x.txt', 'csv'],
    ['just one column\nof words\n', 'x.csv', 'csv'],
    ['anna@x.de\nben@y.de\n', 'x.txt', 'csv'],
    ['%PDF-1.7', 'x.csv', 'unknown'],
    ['<html><body>a,b</body></html>', 'x.csv', 'unknown'],
    ['{"a": 1, "b": 2}', 'x.csv', 'unknown'],
    ['A letter to nobody.\nIt has two lines.', 'x.txt', 'unknown'],
    ['', 'x.csv', 'unknown'],
  ])('%j named %s is %s', (content, name, format) => {
    expect(detectFormat(Buffer.from(content), name).format).toBe(format);
  });
  test('and an office document is told how to be saved', () => {
    const workbook = zip([{ name: '[Content_Types].xml', content: '<x/>' }]);
    expect(detectFormat(workbook, 'contacts.csv')).toMatchObject({
      format: 'unknown',
      reason: expect.stringContaining('CSV'),
    });
  });
});
