import path from 'node:path';
import { restoreBackup } from '../platform/backup/restoring.ts';
import { readConfig } from '../platform/config/config.ts';
import { openGround } from '../platform/database/ground.ts';
import { openFiles } from '../platform/files/files.ts';
import { prepareJobs } from '../platform/jobs/jobs.ts';
import { command, Misuse } from './command.ts';
import { eraseAgain, erasuresInWords } from './erasing-again.ts';
import { openProgress } from './progress.ts';

export const restore = command({
  usage: 'restore FILE [--erasures FOLDER] [--json]',
  takesWords: true,
  options: { json: { type: 'boolean', default: false }, erasures: { type: 'string' } },
  async run({ values: { json, erasures }, words: [file, ...more] }) {
    if (!file || more.length > 0) throw new Misuse('Name one backup to restore.');
    const source = path.resolve(file);
    const config = readConfig();
    const log = { info: json ? () => {} : console.error, warn: console.error };
    // As a server would open it: while one runs, nothing is restored below it.
    const ground = await openGround(config, log);
    const progress = openProgress({ json });
    try {
      const { takenAt, tables, files } = await restoreBackup({
        owner: ground.owner,
        files: openFiles(path.join(config.dataDir, 'files')),
        source,
        watch: (what) => progress.show(what, {}),
      });
      await prepareJobs(ground.owner);
      progress.show('Erasing again whom the backup still holds', {});
      const { replayed, ledgers } = await eraseAgain(ground.serving, config, {
        beside: path.dirname(source),
        ...(erasures ? { given: path.resolve(erasures) } : {}),
      });
      progress.end();
      const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
      const number = (count: number) => count.toLocaleString('en');
      console.log(
        json
          ? JSON.stringify({ takenAt, rows, files, erased: replayed })
          : `Everything of ${takenAt} is here: ${number(rows)} rows and ${number(files)} files. Everybody signs in again. Nothing is sent to anybody until an owner says that work goes on here; every page asks for it.`,
      );
      if (!json) console.log(erasuresInWords(replayed, ledgers));
      return 0;
    } finally {
      await ground.close();
    }
  },
});
