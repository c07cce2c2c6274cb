import { afterAll, expect, test } from 'vitest';
import { CallEnded, closeWorkers, runInWorker } from './calls.ts';

const module = new URL('./fixtures/hostile-reader.ts', import.meta.url);
const call = (name: string, milliseconds = 300) =>
  runInWorker<number>({ module, name, input: 21, milliseconds, megabytes: 40 });

afterAll(closeWorkers);

test('a call is answered from a thread', async () => {
  expect(await call('double')).toBe(42);
});

test('a call without end is ended, and its neighbours are answered', async () => {
  const [hostile, ...others] = await Promise.allSettled([
    call('forever'),
    call('double'),
    call('double'),
    call('double'),
  ]);
  expect(hostile).toMatchObject({ status: 'rejected', reason: expect.any(CallEnded) });
  for (const other of others) expect(other).toEqual({ status: 'fulfilled', value: 42 });
});

test('a call that wants all memory is ended', { timeout: 30_000 }, async () => {
  await expect(call('greedy', 20_000)).rejects.toThrow(/40 MB of memory/);
  expect(await call('double')).toBe(42);
});

test('an error of the function is passed on as it is', async () => {
  await expect(call('nothing')).rejects.toThrow(/no function named nothing/);
});
