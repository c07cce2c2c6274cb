import { viewParty } from '../server/identify/parties/parties.ts';
import { timelinePage } from '../server/interact/timeline/timeline.ts';
import type { Transaction } from '../server/platform/access/actor.ts';
import type { Bench } from './bench.ts';
import { alternate, type Figure, overheadFigures } from './measuring.ts';
import type { Recording } from './statements.ts';

/** A person's record with every statement and its source. */
export function recordFigures(bench: Bench): Promise<Figure[]> {
  return compared(bench, 'Record of a person', '', (transaction, id) =>
    viewParty(transaction, 'person', id),
  );
}

/** The newest fifty of everything that passed between us and a person. */
export function timelineFigures(bench: Bench): Promise<Figure[]> {
  return compared(bench, 'Timeline of 50', '/timeline', (transaction, id) =>
    timelinePage(transaction, 'person', id, { kinds: undefined, limit: 50 }),
  );
}

async function compared(
  { client, recorder, bare, people, turns }: Bench,
  name: string,
  path: string,
  read: (transaction: Transaction, id: string) => Promise<unknown>,
): Promise<Figure[]> {
  const recordings: Recording[] = [];
  for (const id of people) {
    recordings.push(await recorder.record((transaction) => read(transaction, id)));
  }
  const times = await alternate(
    {
      http: (turn) => client.get(`/api/v1/people/${people[turn % people.length]}${path}`),
      bare: (turn) => bare.replay(recordings[turn % people.length]!),
      empty: () => client.empty(),
    },
    { turns: turns.reads, warmUp: 300 },
  );
  return overheadFigures(name, times);
}
