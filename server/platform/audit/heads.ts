import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Head } from './chain.ts';

/**
 * Where the chain ended, day by day, kept in the data folder and not in the database: whoever cuts the end
 * of the log off, or makes all of it anew, would have to come here as well. One line a day; today's follows
 * the chain.
 */
export interface NotedHead extends Head {
  day: string;
}

export function noteHead(dataDir: string, workspaceId: string, head: Head): void {
  if (head.position === 0) return;
  const day = Temporal.Now.instant().toString().slice(0, 10);
  const noted = readHeads(dataDir, workspaceId);
  // An older end is what a cut log would have; it must not replace what shows the cut.
  if (noted.some(({ position }) => position > head.position)) return;
  const lines = [...noted.filter((each) => each.day !== day), { day, ...head }].map(
    (each) => `${each.day} ${each.position} ${each.hash.toString('hex')}\n`,
  );
  const file = fileOf(dataDir, workspaceId);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, lines.join(''), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function readHeads(dataDir: string, workspaceId: string): NotedHead[] {
  try {
    return readFileSync(fileOf(dataDir, workspaceId), 'utf8').trim().split('\n').flatMap(parse);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function parse(line: string): NotedHead[] {
  const [, day, position, hash] = /^(\S{10}) (\d+) ([0-9a-f]{64})$/.exec(line) ?? [];
  if (!day || !position || !hash) return [];
  return [{ day, position: Number(position), hash: Buffer.from(hash, 'hex') }];
}

function fileOf(dataDir: string, workspaceId: string): string {
  return path.join(dataDir, 'audit-heads', workspaceId);
}
