import { defineConfig } from 'vitest/config';

// A file of its own, because the web app's build has `web/` as its root and the tests have the house.
export default defineConfig({
  test: {
    include: ['{bin,server,shared,models,web,db,scripts,bench}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', 'data/**'],
  },
});
