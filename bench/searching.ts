import { search } from '../server/interact/search/search.ts';
import type { Bench } from './bench.ts';
import { alternate, type Figure, milliseconds } from './measuring.ts';
import type { Recording } from './statements.ts';

/** Beginnings of names, accents, a company, digits of a phone, a word of a mail, a misspelling. */
const queries = ['müller', 'gruber anna', 'silber', '664 12', 'rechnung', 'hofmnan', 'graz', 'ba'];

/** Search as it is typed, against its own indexed statements through the bare driver. */
export async function searchFigures({ client, recorder, bare, turns }: Bench): Promise<Figure[]> {
  const recordings: Recording[] = [];
  for (const q of queries) {
    recordings.push(await recorder.record((transaction) => search(transaction, { q, limit: 20 })));
  }
  const times = await alternate(
    {
      http: (turn) =>
        client.get(`/api/v1/search?${new URLSearchParams({ q: queries[turn % queries.length]! })}`),
      bare: (turn) => bare.replay(recordings[turn % queries.length]!),
    },
    { turns: Math.ceil(turns.reads / 2), warmUp: 100 },
  );
  const ratio = times.http.at(0.95) / times.bare.at(0.95);
  return [
    {
      name: 'Search, p95',
      measured: milliseconds(times.http.at(0.95)),
      compared: `${ratio.toFixed(2)}× of ${milliseconds(times.bare.at(0.95))} (the bare indexed statements); p50 ${milliseconds(times.http.at(0.5))}`,
      target: '≤ 3×',
      reached: ratio <= 3,
    },
  ];
}
