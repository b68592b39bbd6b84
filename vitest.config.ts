import { defineConfig } from 'vitest/config';

// Long enough for a machine that is slow today: what takes this long hangs.
const common = {
  testTimeout: 240_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 120_000 } },
  globalSetup: ['test/fixtures/scratch-once.ts'],
};

export default defineConfig({
  test: {
    // Whole processes, browsers and database servers share two cores on a small machine.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/contract/**', 'test/e2e/**'],
        },
      },
      { test: { ...common, name: 'contract', include: ['test/contract/**/*.test.ts'] } },
      {
        test: {
          ...common,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: [...common.globalSetup, 'test/fixtures/build-once.ts'],
        },
      },
    ],
  },
});
