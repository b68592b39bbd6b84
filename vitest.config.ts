import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Whole processes, browsers and database servers share two cores on a small machine.
    maxWorkers: 2,
    globalSetup: ['test/fixtures/build-once.ts'],
  },
});
