import { viewToday } from '../server/interact/today/today.ts';
import type { Transaction } from '../server/platform/access/actor.ts';
import { viewActions } from '../server/understand/actions/actions.ts';
import { briefFor } from '../server/understand/brief/brief.ts';
import type { Bench } from './bench.ts';
import { alternate, type Figure, milliseconds, overheadFigures } from './measuring.ts';

const zone = 'Europe/Vienna';
/** Of the issue: what deserves attention is there before anybody waits for it. */
const most = 150;

/** The day of one colleague, what is worth their minutes, and what to know before a contact. */
export async function todayFigures(bench: Bench): Promise<Figure[]> {
  return [
    ...(await compared(bench, 'Today', 'today', (transaction) => viewToday(transaction, zone))),
    ...(await compared(bench, 'Worth your minutes', 'actions', (transaction) =>
      viewActions(transaction, zone),
    )),
    ...(await compared(bench, 'Brief', `people/${bench.people[0]}/brief`, (transaction) =>
      briefFor(transaction, bench.people[0]!, zone),
    )),
  ];
}

async function compared(
  { client, recorder, bare, turns }: Bench,
  name: string,
  path: string,
  read: (transaction: Transaction) => Promise<unknown>,
): Promise<Figure[]> {
  const recording = await recorder.record(read);
  const times = await alternate(
    {
      http: () => client.get(`/api/v1/${path}?zone=${encodeURIComponent(zone)}`),
      bare: () => bare.replay(recording),
      empty: () => client.empty(),
    },
    { turns: Math.ceil(turns.reads / 4), warmUp: 30 },
  );
  const late = times.http.at(0.95);
  return [
    ...overheadFigures(name, times),
    {
      name: `${name}, p95`,
      measured: milliseconds(late),
      compared: `${recording.length} statements`,
      target: `≤ ${most} ms`,
      reached: late <= most,
    },
  ];
}
