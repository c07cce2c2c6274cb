import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { projectRoot } from '../platform/config/config.ts';

/** A program of a package, run by this Node. */
export interface Step {
  name: string;
  script: string;
  args: string[];
  env?: Record<string, string>;
}

const program = (...names: string[]) => path.join(projectRoot, 'node_modules', ...names);
const vitest = program('vitest', 'vitest.mjs');
const tsc = program('typescript', 'bin', 'tsc');

export const format: Step = {
  name: 'format and lint',
  script: program('@biomejs', 'biome', 'bin', 'biome'),
  args: ['check', '--error-on-warnings', '.'],
};

export const types: Step[] = [
  { name: 'types of the server', script: tsc, args: ['-p', 'tsconfig.json'] },
  { name: 'types of the web app', script: tsc, args: ['-p', 'tsconfig.web.json'] },
];

export const generated: Step = {
  name: 'generated files',
  script: path.join(projectRoot, 'server/platform/database/generate.ts'),
  args: ['--check'],
};

/**
 * One run of vitest that leaves its figures in `report`. A test that fails is tried once more, because the machines of a
 * whole run are shared; that it needed it is told at the end.
 */
export function tests(
  name: string,
  report: string,
  options: { config?: string; env?: Step['env'] } = {},
): Step {
  return {
    name,
    script: vitest,
    args: [
      ...['run', '--retry=1', '--reporter=default'],
      ...['--reporter=json', `--outputFile.json=${report}`],
      ...(options.config ? ['--config', options.config] : []),
    ],
    ...(options.env && { env: options.env }),
  };
}

/** Runs a step with its output on our terminal; true when it went well. */
export async function run({ name, script, args, env }: Step): Promise<boolean> {
  console.log(`\n── ${name}`);
  const child = spawn(process.execPath, [script, ...args], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const [status] = await once(child, 'exit');
  return status === 0;
}
