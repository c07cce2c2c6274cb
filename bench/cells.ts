import { setTimeout as pause } from 'node:timers/promises';
import type { BulkAct } from '../shared/identify/bulk.ts';
import type { CellsInput, CellsResult } from '../shared/identify/cells.ts';
import type { PartyRow } from '../shared/identify/parties.ts';
import type { Bench } from './bench.ts';
import { type Figure, milliseconds } from './measuring.ts';

const rows = 1_000;
const longest = 2_000;

/**
 * A thousand rows of ten cells pasted into the list of people: what would become of each cell, the writing of
 * all of them as one act, and its undo. Each of them holds something else than before.
 */
export async function pasteFigures({ client, actor }: Bench): Promise<Figure[]> {
  const company = 'Pasted Works of Graz';
  await client.post('/api/v1/companies', { name: company });
  const people: PartyRow[] = [];
  let cursor: string | null = '';
  while (people.length < rows && cursor !== null) {
    const page: { rows: PartyRow[]; next: string | null } = await client.get(
      `/api/v1/people?limit=200&sort=name${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    people.push(...page.rows);
    cursor = page.next;
  }
  const input: CellsInput = {
    kind: 'person',
    fields: [
      'name',
      'email',
      'phone',
      'web',
      'companyName',
      'role',
      'tag',
      'city',
      'country',
      'assignedTo',
    ],
    rows: people.slice(0, rows).map(({ id, assignedTo }, at) => ({
      id,
      cells: [
        `Pasted Person ${String(at)}`,
        `person${String(at)}@pasted.example`,
        `+43 664 ${String(1_000_000 + at)}`,
        `https://pasted.example/${String(at)}`,
        company,
        'Press contact',
        'Pasted',
        `Town ${String(at)}`,
        'Iceland',
        { is: assignedTo === actor.userId ? null : actor.userId },
      ],
    })),
  };
  const timed = async <T>(work: () => Promise<T>) => {
    const began = performance.now();
    const done = await work();
    return { done, took: performance.now() - began };
  };
  const preview = await timed(() => client.post<CellsResult>('/api/v1/cells/preview', input));
  const paste = await timed(() => client.post<CellsResult>('/api/v1/cells', input));
  const { act, counts } = paste.done;
  // A few of the thousand have been press contacts before.
  if (!act || counts.refused > 0 || counts.changed < 0.95 * rows * input.fields.length) {
    throw new Error(`Not every cell was written: ${JSON.stringify({ ...paste.done, rows: [] })}`);
  }
  const undo = await timed(async () => {
    let now = await client.post<BulkAct>(`/api/v1/bulk/${act}/undo`, {});
    while (now.status !== 'undone') {
      if (now.error) throw new Error(now.error);
      await pause(20);
      now = await client.get<BulkAct>(`/api/v1/bulk/${act}`);
    }
  });
  const cells = counts.changed.toLocaleString('en');
  return [
    {
      name: `Paste of ${cells} cells`,
      measured: milliseconds(paste.took),
      compared: `its preview ${milliseconds(preview.took)}`,
      target: '≤ 2 s',
      reached: paste.took <= longest,
    },
    {
      name: `Undo of ${cells} pasted cells`,
      measured: milliseconds(undo.took),
      compared: `${(undo.took / paste.took).toFixed(2)}× of the paste`,
      target: '',
    },
  ];
}
