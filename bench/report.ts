import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
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

## Results

${table(figures)}

A ratio is taken within this run, its sides turn by turn, so that whatever else happens on the machine hits
both. Times of requests are those of a client on the same machine with an open connection.

- Lists, timeline, record, create and edit: the request, against the same transaction (begin, naming the
  actor, the same statements, commit) through the bare driver as the serving role, plus an empty route of the
  same server.
- Search: the p95 of the request, against the p95 of its own indexed statements through the bare driver.
- CSV import: the command from its start to its end, against COPY of all rows that it wrote, as the owner of
  the tables and without policies, into copies of the same tables with the same indexes. The file has first
  name, last name, e-mail, phone, company, job title and city, five people a company.
- mbox import: the command, against reading the same file through the same reader in a worker and writing
  nothing (the better of two readings).
- Duplicates: from the end of an import until everybody it brought was compared with their likes, by the
  background work of the running server; and, with \`--only 'million likes'\`, all statements that find whom one
  new person may be among a million, through the bare driver.
- Every list: each field the list is filtered by, with frequent, rare and absent values, alone and together, in
  the order of each field it is sorted by, over HTTP, first page and second; the slowest of all these lists.
- Memory: the proportional set size of server and database together; for imports the largest resident set of
  the server process.
- Browser: from the key to the frame that shows its effect (palette, next row, record, filter), and tasks over
  50 ms (Long Tasks API) while the wheel turns through the list.

For orientation, the same work in existing CRMs on a comparable machine: list 32–84 ms, search by name
12–360 ms, record 5–16 ms, create 30–470 ms, CSV import 160–670 rows/s.

${takenByThemselves(file)}## To repeat

\`npm run bench\` takes all figures (${run.people.toLocaleString('en')} people) on an installation of its own in a temporary
folder, which it removes, and writes the results above again; what was taken by itself stays as it is. \`npm run bench -- --people 2000\` is a quick look that only
prints; \`--only lists,search\` takes the figures of those names alone. A million
people: \`npm run bench -- --people 1000000 --activities 1 --only 'every list,own fields'\`. Nothing else should run on the machine. The
browser is the system's Chromium or the one named in RAPPORT_CHROMIUM.
`;
  writeFileSync(file, text);
  return file;
}

/** The sections of figures that runs of their own took, each with how to repeat it. */
function takenByThemselves(file: string): string {
  const [, ...sections] = readFileSync(file, 'utf8').split(/^(?=## )/m);
  return sections.filter((section) => !/^## (?:Results|To repeat)$/m.test(section)).join('');
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
