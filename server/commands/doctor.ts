import pg from 'pg';
import type { AuditVerification } from '../../shared/platform/audit.ts';
import { checkInvariants } from '../invariants.ts';
import { verifyLog } from '../platform/audit/verification.ts';
import { readConfig } from '../platform/config/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { newPassword } from '../platform/database/embedded/bootstrap.ts';
import { openGroundForCommand } from '../platform/database/ground.ts';
import { pendingMigrations } from '../platform/database/migrate.ts';
import { administratorScript } from '../platform/database/roles.ts';
import { listWorkspaces } from '../platform/workspaces/workspaces.ts';
import { command } from './command.ts';
import { examinations } from './doctor/examinations.ts';
import { missingFiles } from './doctor/files.ts';
import { type Finding, inOrder, trouble } from './doctor/findings.ts';
import { examineInstallation } from './doctor/installation.ts';
import { openProgress, type Progress } from './progress.ts';

export const doctor = command({
  usage: 'doctor [--thorough] [--sql-roles] [--json]',
  options: {
    thorough: { type: 'boolean', default: false },
    'sql-roles': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
  async run({ values: { 'sql-roles': printRoles, json, thorough } }) {
    if (printRoles) {
      console.log(administratorScript({ owner: newPassword(), serving: newPassword() }));
      return 0;
    }
    const progress = openProgress({ json: false });
    const watched: Progress = json ? { show() {}, end() {} } : progress;
    const findings = [...examineInstallation(readConfig())];
    findings.push(...(await examineDatabase({ quiet: json, thorough, progress: watched })));
    watched.end();
    if (json) console.log(JSON.stringify({ findings }));
    else for (const finding of findings) console.log(lineOf(finding));
    return findings.some((finding) => finding.trouble) ? 1 : 0;
  },
});

function lineOf({ what, trouble: wrong, examples = [] }: Finding): string {
  if (!wrong) return `✓ ${what}`;
  const some = examples.length > 0 ? `, such as ${examples.join(', ')}` : '';
  return `✗ ${what.replace(/\.$/, '')}: ${wrong}${some}`;
}

function lawOfLog({ entries, faults }: AuditVerification): Finding {
  const what = `the audit log is as it was written (${entries} sealed entries)`;
  if (faults.length === 0) return inOrder(what);
  const said = faults.map(({ kind, position, at }) => `${kind} at entry ${position}, ${at}`);
  return trouble(
    what,
    `it was changed past Rapport, or an older backup was restored: ${said.slice(0, 5).join('; ')}`,
  );
}

async function examineDatabase({
  quiet,
  thorough,
  progress,
}: {
  quiet: boolean;
  thorough: boolean;
  progress: Progress;
}): Promise<Finding[]> {
  const config = readConfig();
  const log = { info: quiet ? () => {} : console.error, warn: console.error };
  const ground = await openGroundForCommand(config, log, 'doctor');
  try {
    const findings = [inOrder(ground.where)];
    const pending = await pendingMigrations(ground.owner);
    if (pending.length > 0) {
      // Without its tables there is nothing more to look at.
      return [
        ...findings,
        trouble(
          'the database is of this version',
          `it lacks ${pending.join(', ')}; the next start adds them`,
        ),
      ];
    }
    findings.push(inOrder('the database is of this version'));
    findings.push(...(await examine(ground.serving, config.databaseServer === undefined)));
    const { db } = openDatabase(ground.serving, 2);
    try {
      for (const workspaceId of await listWorkspaces(db)) {
        findings.push(lawOfLog(await verifyLog(db, config.dataDir, workspaceId)));
        const watch = (sentence: string) => progress.show(`Looking: ${sentence}`, {});
        for (const { sentence, count, examples } of await checkInvariants(db, workspaceId, {
          thorough,
          watch,
        })) {
          findings.push(
            count === 0
              ? inOrder(sentence)
              : trouble(sentence, `not so for ${count.toLocaleString('en')}`, examples),
          );
        }
        findings.push(await missingFiles(db, config.dataDir, workspaceId, thorough));
      }
    } finally {
      await db.destroy();
    }
    return findings;
  } finally {
    await ground.close();
  }
}

async function examine(serving: pg.ClientConfig, embedded: boolean): Promise<Finding[]> {
  const client = new pg.Client(serving);
  const findings: Finding[] = [];
  await client.connect();
  try {
    for (const { what, query, embeddedOnly } of examinations) {
      if (embeddedOnly && !embedded) continue;
      const { rows } = await client.query<[string]>({ text: query, rowMode: 'array' });
      findings.push(rows[0] ? trouble(what, rows[0][0]) : inOrder(what));
    }
  } finally {
    await client.end();
  }
  return findings;
}
