import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { BulkAct } from '../shared/identify/bulk.ts';
import type { Bench } from './bench.ts';
import { type Figure, milliseconds } from './measuring.ts';

/**
 * A tag on everybody a filter finds, with the history of each and their statements, against the bare UPDATE of
 * a column of the same rows, as the owner of the tables; and its undo against it.
 */
export async function bulkFigures({ client, server, actor }: Bench): Promise<Figure[]> {
  const owner = new pg.Client({ ...server.owner, options: '-c statement_timeout=600s' });
  await owner.connect();
  try {
    const bare = async () => {
      const began = performance.now();
      const { rowCount } = await owner.query(
        `update parties set assigned_to = null, version = version + 1, updated_at = now()
         where workspace_id = $1 and kind = 'person' and trashed_at is null and audience = any ($2)`,
        [actor.workspaceId, actor.audiences],
      );
      return { took: performance.now() - began, rows: rowCount! };
    };
    const before = await bare();
    const began = performance.now();
    const act = await client.post<BulkAct>('/api/v1/bulk', {
      kind: 'person',
      selection: { filter: null },
      change: { do: 'add', field: 'tag', value: 'Spring fair' },
    });
    const done = await ended(client, act.id, 'done');
    const edit = performance.now() - began;
    const undoBegan = performance.now();
    await client.post(`/api/v1/bulk/${act.id}/undo`, {});
    await ended(client, act.id, 'undone');
    const undo = performance.now() - undoBegan;
    const update = (before.took + (await bare()).took) / 2;
    const rows = done.counts.changed.toLocaleString('en');
    return [
      {
        name: `Bulk edit of ${rows} people`,
        measured: milliseconds(edit),
        compared: `${(edit / update).toFixed(2)}× of ${milliseconds(update)} (the bare UPDATE of the same rows)`,
        target: '≤ 4×',
        reached: edit / update <= 4,
      },
      {
        name: `Undo of ${rows} people`,
        measured: milliseconds(undo),
        compared: `${(undo / edit).toFixed(2)}× of the edit`,
        target: '≤ 1.5×',
        reached: undo / edit <= 1.5,
      },
    ];
  } finally {
    await owner.end();
  }
}

async function ended(
  client: Bench['client'],
  id: string,
  status: BulkAct['status'],
): Promise<BulkAct> {
  for (;;) {
    const act = await client.get<BulkAct>(`/api/v1/bulk/${id}`);
    if (act.status === status) return act;
    if (act.error) throw new Error(act.error);
    await pause(50);
  }
}
