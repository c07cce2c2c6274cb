import { defineConfig } from 'vitest/config';

// Whole journeys, each with a server and a browser of its own: one at a time, with patience.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    passWithNoTests: true,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
