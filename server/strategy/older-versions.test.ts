import pg from 'pg';
import { expect, test } from 'vitest';
import { startTemporary } from '../platform/database/embedded/temporary.ts';
import { migrate, migrationNames } from '../platform/database/migrate.ts';
import { readChoices } from './strategy.ts';

/** The choices as they were before the record was whole. */
const before = {
  serves: 'Gardeners',
  doesNotServe: '',
  relationships: [{ role: 'customer', rhythmDays: 45, mostContactsPerMonth: null }],
  topics: [{ topic: 'need', weight: 0.7 }],
  stages: [
    { name: 'Met', meaning: 'We know of a need.' },
    { name: 'Agreed', meaning: 'They said yes.' },
  ],
  promises: ['We answer within a day.'],
  words: { customer: { singular: 'grower', plural: 'growers' } },
};

test('a strategy adopted before the record was whole keeps what it said', async () => {
  const cluster = await startTemporary();
  const client = new pg.Client(cluster.ownerConfig);
  try {
    const names = await migrationNames();
    const earlier = names.filter((name) => name < '0021');
    await migrate(cluster.ownerConfig, { only: earlier });
    await client.connect();
    const id = '01890000-0000-7000-8000-000000000001';
    await client.query(`select set_config('rapport.actor', 'system', false),
      set_config('rapport.workspace', '${id}', false)`);
    await client.query(
      `insert into workspaces (workspace_id, name, kind) values ($1, 'Kettle', 'company')`,
      [id],
    );
    await client.query(
      `insert into strategies (workspace_id, version, name, choices) values ($1, 1, 'Ours', $2)`,
      [id, before],
    );
    await migrate(cluster.ownerConfig);
    const { rows } = await client.query<{ choices: unknown }>('select choices from strategies');
    const choices = readChoices(rows[0]?.choices);
    expect(choices).toMatchObject({
      purpose: { serves: { en: 'Gardeners', de: '' } },
      relationships: [{ role: 'customer', rhythmDays: 45, contactsPerMonth: null }],
      topics: [{ key: 'need', weight: 0.7 }],
      stages: [{ name: { en: 'Met' } }, { key: 'stage 2', meaning: { en: 'They said yes.' } }],
      promises: [{ text: { en: 'We answer within a day.' } }],
      words: { customer: { en: { one: 'grower', many: 'growers' } } },
    });
    expect(choices.constants.assumptionLine).toBe(0.4);
  } finally {
    await client.end();
    await cluster.stop();
  }
});
