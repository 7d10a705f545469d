import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/renderer/shared-build.ts'],
    // One more than the usual share: many tests wait for other programs.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './scripts/missing-packages-reporter.ts'],
  },
});
