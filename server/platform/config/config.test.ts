import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot, readConfig } from './config.ts';

const complaint = (env: NodeJS.ProcessEnv) => {
  try {
    readConfig(env);
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
};

describe('the environment', () => {
  test('may be empty: this machine only, port 3000, data beside package.json', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      dataDir: path.join(projectRoot, 'data'),
      databaseServer: undefined,
      publicUrl: undefined,
      contentUrl: undefined,
    });
  });

  test('an empty variable is as good as none', () => {
    expect(readConfig({ PORT: '', HOST: ' ' })).toMatchObject({ port: 3000, host: '127.0.0.1' });
  });

  test('a data folder may be named from the root or from beside package.json', () => {
    expect(readConfig({ RAPPORT_DATA: '/srv/rapport' }).dataDir).toBe('/srv/rapport');
    expect(readConfig({ RAPPORT_DATA: 'mine' }).dataDir).toBe(path.join(projectRoot, 'mine'));
  });

  test('backups go beside the data, to a folder of one’s own, or nowhere', () => {
    expect(readConfig({ RAPPORT_DATA: '/srv/rapport' }).backups).toBe('/srv/rapport/backups');
    expect(readConfig({ RAPPORT_BACKUPS: '/mnt/other' }).backups).toBe('/mnt/other');
    expect(readConfig({ RAPPORT_BACKUPS: 'off' }).backups).toBeUndefined();
  });

  test('a public address is an origin; the slash at its end does not matter', () => {
    expect(readConfig({ RAPPORT_URL: 'https://crm.example.com/' }).publicUrl).toBe(
      'https://crm.example.com',
    );
  });

  test('hosts of one’s own network are allowed one by one', () => {
    expect([
      ...readConfig({ RAPPORT_ALLOWED_HOSTS: 'sso.lan, 10.0.0.7:8443' }).allowedHosts,
    ]).toEqual(['sso.lan:443', '10.0.0.7:8443']);
    expect(complaint({ RAPPORT_ALLOWED_HOSTS: '10.0.0.0/8' })).toContain('is not a host such as');
  });

  test.each([
    [{ PORT: '30O0' }, 'PORT is "30O0". Give a number'],
    [{ PORT: '65536' }, 'PORT is "65536". Give a number'],
    [{ HOST: 'http://x' }, 'HOST is "http://x". Give an address'],
    [{ RAPPORT_URL: 'crm.example.com' }, 'RAPPORT_URL is "crm.example.com". Give scheme and host'],
    [{ RAPPORT_URL: 'https://x.example/crm' }, 'Give scheme and host only'],
    [{ DATABASE_URL: 'mysql://a/b', DATABASE_OWNER_URL: 'postgres://a/b' }, 'DATABASE_URL is'],
    [{ DATABASE_URL: 'postgres://a/b' }, 'DATABASE_OWNER_URL is not set.'],
    [{ DATABASE_OWNER_URL: 'postgres://a/b' }, 'DATABASE_URL is not set.'],
    [
      { RAPPORT_URL: 'https://a.example', RAPPORT_CONTENT_URL: 'https://a.example' },
      'RAPPORT_CONTENT_URL is "https://a.example". It must differ',
    ],
  ])('%o is refused by name, value and remedy', (env, message) => {
    expect(complaint(env)).toContain(message);
  });

  test('everything wrong is told at once', () => {
    expect(complaint({ PORT: 'x', RAPPORT_URL: 'y' })?.split('\n')).toHaveLength(3);
  });

  test('a password never appears in a complaint', () => {
    const url = 'pg://rapport_app:s3cret@db/rapport';
    expect(complaint({ DATABASE_URL: url, DATABASE_OWNER_URL: url })).not.toContain('s3cret');
  });
});
