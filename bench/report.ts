import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../server/platform/config/config.ts';
import type { Figure } from './measuring.ts';

export function table(figures: Figure[]): string {
  const rows = figures.map(({ name, measured, compared, target, reached }) => {
    const verdict = reached === undefined ? '' : reached ? 'yes' : '**no**';
    return `| ${name} | ${measured} | ${compared} | ${target} | ${verdict} |`;
  });
  return [
    '| Figure | Measured | Compared with | Target | Reached |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** Writes docs/benchmarks.md; only for a run of full size, so that a quick look replaces nothing. */
export function writeReport(
  figures: Figure[],
  run: { people: number; seed: number; load: number; database: string },
): string {
  const file = path.join(projectRoot, 'docs/benchmarks.md');
  const text = `# Benchmarks

Measured on ${Temporal.Now.plainDateISO()} at commit ${commit()} with \`npm run bench\`: a synthetic company of
${run.people.toLocaleString('en')} people, ${Math.floor(run.people / 5).toLocaleString('en')} companies and ${(run.people * 10).toLocaleString('en')} activities (seed ${run.seed}), a real server in a process of its own
with the embedded database at its usual, durable settings.

Machine: ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GB of memory, ${os.type()} ${os.release()}; Node ${process.versions.node}; ${run.database}.
Load average at the beginning: ${run.load.toFixed(2)}, so ${run.load > 0.5 ? 'other work was running on the machine; the ratios hold, the absolute times are too long' : 'the machine was otherwise idle'}.

Times of requests are those of a client on the same machine with an open connection. Each is compared, turn
by turn in the same run, with the same transaction (begin, naming the actor, the same statements, commit)
through the bare driver as the serving role, plus an empty route of the same server.

${table(figures)}

To repeat: \`npm run bench\` (${run.people.toLocaleString('en')} people, this page is written again) or
\`npm run bench -- --people 2000\` for a quick look that only prints.
`;
  writeFileSync(file, text);
  return file;
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: projectRoot,
      encoding: 'utf8',
    }).trim();
  } catch {
    return 'unknown';
  }
}
