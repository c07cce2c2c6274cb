import { describe, expect, test } from 'vitest';
import type { Batch } from '../import/reader.ts';
import type { Trouble } from './fixtures/hostile-reader.ts';
import { ReaderStuck, type Reading, readInWorker } from './reading.ts';

const module = new URL('./fixtures/hostile-reader.ts', import.meta.url);
const allNumbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

async function readAll(
  at: number[],
  trouble: Trouble,
  more: Partial<Reading> & { deaf?: boolean } = {},
) {
  const batches: Batch<number>[] = [];
  const { deaf, ...reading } = more;
  for await (const batch of readInWorker<number>({
    module,
    name: 'numbers',
    path: '/dev/null',
    options: { at, trouble, deaf },
    milliseconds: 300,
    megabytes: 40,
    ...reading,
  })) {
    batches.push(batch);
  }
  return {
    numbers: batches.flatMap((batch) => batch.items.map((item) => item.value)),
    problems: batches.flatMap((batch) => batch.problems),
    batches,
  };
}

describe('a file with a hostile item', () => {
  test.each([
    ['loop', 'reader.time', 'took longer than 0.3 seconds'],
    ['throw', 'reader.fault', 'the seventh seal'],
    ['memory', 'reader.memory', '40 MB'],
  ] as const)(
    'comes through without it (%s)',
    { timeout: 30_000 },
    async (trouble, code, reason) => {
      const read = await readAll(
        [6],
        trouble,
        trouble === 'memory' ? { milliseconds: 10_000 } : {},
      );
      expect(read.numbers).toEqual(allNumbers.filter((n) => n !== 6));
      expect(read.problems).toEqual([
        { locator: { part: 7 }, code, severity: 'error', message: expect.stringContaining(reason) },
      ]);
    },
  );

  test('comes through without several, also first, last and side by side', {
    timeout: 30_000,
  }, async () => {
    const read = await readAll([0, 4, 5, 9], 'throw');
    expect(read.numbers).toEqual([1, 2, 3, 6, 7, 8]);
    expect(read.problems.map((problem) => problem.locator.part)).toEqual([1, 5, 6, 10]);
  });

  test('is given up where the reader cannot pass over it, and says from where to go on', async () => {
    const reading = readAll([6], 'throw', { deaf: true });
    await expect(reading).rejects.toThrow(ReaderStuck);
    await expect(reading).rejects.toMatchObject({ position: 4 });
  });
});

test('a reader that got no turn on a busy machine is waited for, and leaves nothing out', async () => {
  const read = await readAll([2, 6], 'wait');
  expect(read.numbers).toEqual(allNumbers);
  expect(read.problems).toEqual([]);
});

test('reading goes on from an earlier position', async () => {
  expect((await readAll([], 'none', { from: 7 })).numbers).toEqual([7, 8, 9]);
});

test('an import that is stopped ends its reader at once', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('stopped')), 50);
  await expect(readAll([0], 'loop', { signal: stop.signal, milliseconds: 5_000 })).rejects.toThrow(
    'stopped',
  );
});

test('a reader that does not exist is a fault of ours and said so', async () => {
  await expect(readAll([], 'none', { name: 'nothing' })).rejects.toThrow(ReaderStuck);
});
