import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { databaseName, databaseStatements, roleStatements, roles } from '../roles.ts';
import { superuser } from './cluster.ts';
import type { Door } from './settings.ts';

/** Passwords are set even where only a socket is open: one more door for other local users. */
export interface Passwords {
  superuser: string;
  owner: string;
  serving: string;
}

export const newPassword = () => randomBytes(24).toString('base64url');

export const newPasswords = (): Passwords => ({
  superuser: newPassword(),
  owner: newPassword(),
  serving: newPassword(),
});

export interface Connections {
  superuserConfig: pg.ClientConfig;
  ownerConfig: pg.ClientConfig;
  servingConfig: pg.ClientConfig;
}

export function connections(door: Door, passwords: Passwords): Connections {
  const place =
    'socketFolder' in door
      ? { host: door.socketFolder, port: 5432 }
      : { host: '127.0.0.1', port: door.port };
  const as = (user: string, password: string) => ({
    ...place,
    user,
    password,
    database: databaseName,
  });
  return {
    superuserConfig: as(superuser, passwords.superuser),
    ownerConfig: as(roles.owner, passwords.owner),
    servingConfig: as(roles.serving, passwords.serving),
  };
}

/**
 * Makes roles, database and extensions. Runs at every start, so that one interrupted by a crash is
 * completed and a newer Rapport finds what it needs.
 */
export async function bootstrap(
  { superuserConfig }: Connections,
  passwords: Passwords,
): Promise<void> {
  await withClient({ ...superuserConfig, database: 'postgres' }, async (client) => {
    await client.query(roleStatements(passwords));
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      databaseName,
    ]);
    if (rowCount === 0) await client.query(`create database ${databaseName} owner ${roles.owner}`);
  });
  await withClient(superuserConfig, (client) => client.query(databaseStatements()));
}

async function withClient<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
