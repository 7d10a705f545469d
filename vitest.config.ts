import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/renderer/shared-build.ts'],
    // More than there are cores: most tests wait for other programs.
    maxWorkers: availableParallelism() + 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A machine with little to spare is no failure.
    expect: { poll: { timeout: 10_000 } },
    reporters: ['default', './scripts/missing-packages-reporter.ts'],
  },
});
