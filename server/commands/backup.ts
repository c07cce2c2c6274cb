import path from 'node:path';
import { takeBackup } from '../platform/backup/taking.ts';
import { readConfig } from '../platform/config/config.ts';
import { openGroundForCommand } from '../platform/database/ground.ts';
import { Failure } from '../platform/failure.ts';
import { openFiles } from '../platform/files/files.ts';
import { command, Misuse } from './command.ts';
import { openProgress } from './progress.ts';

export const backup = command({
  usage: 'backup FILE [--json]',
  takesWords: true,
  options: { json: { type: 'boolean', default: false } },
  async run({ values: { json }, words: [file, ...more] }) {
    if (!file || more.length > 0) throw new Misuse('Name one file to write.');
    const target = path.resolve(file);
    const config = readConfig();
    const log = { info: json ? () => {} : console.error, warn: console.error };
    const ground = await openGroundForCommand(config, log, 'backup');
    const progress = openProgress({ json });
    try {
      const taken = await takeBackup({
        owner: ground.owner,
        files: openFiles(path.join(config.dataDir, 'files')),
        target,
        watch: (what) => progress.show(`Writing ${what}`, {}),
      });
      progress.end();
      const rows = Object.values(taken.tables).reduce((sum, table) => sum + table.rows, 0);
      const result = { file: target, bytes: taken.bytes, rows, files: taken.files };
      const number = (count: number) => count.toLocaleString('en');
      console.log(
        json
          ? JSON.stringify(result)
          : `${target}: ${number(rows)} rows and ${number(taken.files)} files in ${number(Math.ceil(taken.bytes / 1_000))} KB. It holds everything, also what is private: keep it where only you can read it.`,
      );
      return 0;
    } catch (error) {
      throw writable(error, target);
    } finally {
      await ground.close();
    }
  },
});

function writable(error: unknown, target: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') {
    return new Failure(
      `There is no room for ${target}. Nothing was kept of it. Make room, or name another disk.`,
    );
  }
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EROFS') {
    return new Failure(
      `${target} cannot be written (${code}). Name a file in a folder that is there and open to you.`,
    );
  }
  return error;
}
