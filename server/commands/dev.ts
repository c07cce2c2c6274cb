import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../platform/config/config.ts';
import { command } from './command.ts';

export const dev = command({
  usage: 'dev',
  options: {},
  async run() {
    const inRoot = (...names: string[]) => path.join(projectRoot, ...names);
    const children = [
      ['--watch', '--watch-preserve-output', inRoot('server', 'cli.ts'), 'start'],
      [inRoot('node_modules', 'vite', 'bin', 'vite.js')],
    ].map((args) => spawn(process.execPath, args, { cwd: projectRoot, stdio: 'inherit' }));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => children.forEach((child) => void child.kill(signal)));
    }
    // Each alone is of no use: when one ends, so does the other.
    const ends = children.map(
      (child) => new Promise<void>((resolve) => child.once('exit', () => resolve())),
    );
    await Promise.race(ends);
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(ends);
    return 0;
  },
});
