import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { openClient } from './client.ts';
import type { Figure } from './measuring.ts';

/**
 * What server and database hold together: the proportional share of every page, so that what the
 * processes of the database share is counted once.
 */
export function memoryOf(pid: number): number {
  let kilobytes = 0;
  for (const each of treeOf(pid)) {
    try {
      const rollup = readFileSync(`/proc/${each}/smaps_rollup`, 'utf8');
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    } catch {
      // It ended meanwhile and holds nothing any more.
    }
  }
  return kilobytes / 1_024;
}

/** What one process holds at the moment, in megabytes. */
export function heldBy(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024;
}

/** The largest amount one process held since its start or `forgetPeak`, in megabytes. */
export function peakOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024;
}

/** Makes `peakOf` count from now on. */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function treeOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended between the listing and the reading.
    }
  }
  const tree = [pid];
  for (const each of tree) {
    for (const [child, parent] of parents) if (parent === each) tree.push(child);
  }
  return tree;
}

export async function idleMemory(pid: number): Promise<Figure> {
  await pause(5_000);
  const idle = memoryOf(pid);
  return {
    name: 'Memory idle, database included',
    measured: `${idle.toFixed(0)} MB`,
    compared: 'proportional set size of the process tree, 5 s after the start',
    target: '≤ 300 MB',
    reached: idle <= 300,
  };
}

/** The most that was held while eight connections asked for everything there is to read. */
export async function memoryUnderLoad({ server, token, people, turns }: Bench): Promise<Figure> {
  const client = openClient(server.address, token, 8);
  let largest = 0;
  let asking = true;
  const watching = (async () => {
    while (asking) {
      largest = Math.max(largest, memoryOf(server.pid));
      await pause(250);
    }
  })();
  const paths = people.flatMap((id) => [
    `/api/v1/people/${id}`,
    `/api/v1/people/${id}/timeline`,
    '/api/v1/people?limit=200',
  ]);
  const most = turns.reads * 2;
  let next = 0;
  const ask = async () => {
    while (next < most) await client.get(paths[next++ % paths.length]!);
  };
  await Promise.all(Array.from({ length: 8 }, ask));
  asking = false;
  await watching;
  await client.close();
  return {
    name: 'Memory under load, database included',
    measured: `${largest.toFixed(0)} MB`,
    compared: '8 connections reading lists of 200, records and timelines',
    target: '≤ 600 MB',
    reached: largest <= 600,
  };
}
