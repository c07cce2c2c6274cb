import { expect, test } from 'vitest';
import type { Received } from './sending.ts';
import { type Memory, Uploads } from './uploads.ts';

/** A line to the server on which the test decides when and how each file arrives. */
function line() {
  const journeys = new Map<string, { arrive: () => void; fail: (why: string) => void }>();
  const send = ({ name }: { name: string }) =>
    new Promise<Received>((resolve, reject) => {
      journeys.set(name, {
        arrive: () => resolve({ id: `id of ${name}`, format: 'csv' }),
        fail: (why) => reject(new Error(why)),
      });
    });
  return { journeys, send };
}

function memory(): Memory {
  let kept: Record<string, string[]> = {};
  return {
    read: () => structuredClone(kept),
    write: (missing) => {
      kept = structuredClone(missing);
    },
  };
}

const files = (...names: string[]) =>
  names.map((name) => ({ name, file: new File(['a'], name.split('/').at(-1) as string) }));
const settled = () => new Promise((resolve) => setTimeout(resolve));
const states = (uploads: Uploads) =>
  Object.fromEntries(uploads.current().map(({ name, state }) => [name, state]));

test('three files travel at once, the others wait their turn', async () => {
  const { journeys, send } = line();
  const uploads = new Uploads(send, memory());
  uploads.add('1', files('a', 'b', 'c', 'd'));
  expect(states(uploads)).toEqual({ a: 'sending', b: 'sending', c: 'sending', d: 'waiting' });
  journeys.get('b')?.arrive();
  await settled();
  expect(states(uploads)).toEqual({ a: 'sending', b: 'arrived', c: 'sending', d: 'sending' });
});

test('a file that failed says why and can be sent again', async () => {
  const { journeys, send } = line();
  const uploads = new Uploads(send, memory());
  uploads.add('1', files('a'));
  journeys.get('a')?.fail('The disk is full.');
  await settled();
  const [failed] = uploads.current();
  expect(failed).toMatchObject({ state: 'failed', error: 'The disk is full.' });
  uploads.retry(failed?.key as string);
  journeys.get('a')?.arrive();
  await settled();
  expect(uploads.current()[0]).toMatchObject({ state: 'arrived', received: { id: 'id of a' } });
  expect(uploads.isBusy).toBe(false);
});

test('after a reload the page knows which files never arrived', async () => {
  const { journeys, send } = line();
  const kept = memory();
  const uploads = new Uploads(send, kept);
  uploads.add('1', files('here.csv', 'lost.csv'));
  uploads.add('2', files('other.csv'));
  journeys.get('here.csv')?.arrive();
  await settled();
  const reloaded = new Uploads(line().send, kept);
  expect(reloaded.missing('1')).toEqual(['lost.csv']);
  reloaded.add('1', files('lost.csv'));
  expect(reloaded.missing('1')).toEqual([]);
  expect(reloaded.missing('2')).toEqual(['other.csv']);
});

test('cancelling an import stops its files and leaves those of another alone', async () => {
  const { send } = line();
  const uploads = new Uploads(send, memory());
  uploads.add('1', files('a', 'b'));
  uploads.add('2', files('c', 'd'));
  uploads.dropAll('1');
  await settled();
  expect(Object.keys(states(uploads))).toEqual(['c', 'd']);
  expect(uploads.missing('1')).toEqual([]);
});
