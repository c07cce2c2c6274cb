import pg from 'pg';
import { upgrade } from '../platform/backup/upgrading.ts';
import { readConfig } from '../platform/config/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { openGroundForCommand } from '../platform/database/ground.ts';
import { Failure } from '../platform/failure.ts';
import { prepareJobs } from '../platform/jobs/jobs.ts';
import { seedCompany } from '../seed/seed.ts';
import { recountEverything } from '../understand/warmth/following.ts';
import { command, Misuse } from './command.ts';
import { openProgress } from './progress.ts';

export const seed = command({
  usage: 'seed --people N [--activities EACH] [--seed S] [--owner ADDRESS] [--json]',
  options: {
    people: { type: 'string' },
    activities: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    owner: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
  async run({ values }) {
    const people = wholeNumber(values.people ?? '', '--people', 10, 1_500_000);
    const activitiesEach = wholeNumber(values.activities, '--activities', 1, 30);
    const number = wholeNumber(values.seed, '--seed', 0, 2 ** 31 - 1);
    const { json } = values;
    const log = { info: json ? () => {} : console.error, warn: console.error };
    const config = readConfig();
    const ground = await openGroundForCommand(config, log, 'seed');
    const progress = openProgress({ json });
    try {
      await upgrade(ground.owner, config);
      await prepareJobs(ground.owner);
      const owner = values.owner && (await accountOf(ground.serving, values.owner));
      const seeded = await seedCompany(ground.owner, {
        people,
        seed: number,
        activitiesEach,
        ...(owner && { owner }),
        onProgress: (done, of) =>
          progress.show(
            done < of
              ? `${Math.floor((100 * done) / of)} % of the company is made`
              : 'building indexes',
            { done, of },
          ),
      });
      progress.show('counting contact', {});
      const { db } = openDatabase(ground.serving, 1);
      await recountEverything(db, seeded.workspaceId);
      await db.destroy();
      progress.end();
      const { workspaceId, staff, counts } = seeded;
      if (json) console.log(JSON.stringify({ workspaceId, rows: counts }));
      else {
        console.log(
          `${staff.company} is there: ${counts.parties} people and companies, ${counts.activities} activities, workspace ${workspaceId}.`,
        );
        if (!owner)
          console.log('Nobody can open it yet: name an account as its owner with --owner.');
      }
      return 0;
    } finally {
      progress.end();
      await ground.close();
    }
  },
});

function wholeNumber(text: string, option: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new Misuse(`${option} takes a whole number from ${least} to ${most}.`);
  }
  return number;
}

async function accountOf(serving: pg.ClientConfig, email: string) {
  const client = new pg.Client(serving);
  await client.connect();
  try {
    await client.query("set rapport.actor = 'auth'");
    const { rows } = await client.query<{ id: string; name: string; email: string }>(
      'select id, name, email from auth.users where email = lower($1)',
      [email.trim()],
    );
    if (!rows[0]) {
      throw new Failure(
        `Nobody has an account with the address ${email}. Nothing was made. Add one with: node bin/rapport.js user add`,
      );
    }
    return rows[0];
  } finally {
    await client.end();
  }
}
