import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/renderer/shared-build.ts'],
    // More than there are cores: most tests wait for other programs.
    maxWorkers: availableParallelism() + 1,
    // Browsers, keyrings and desktops take part, on a machine that others may use: what fails twice has failed.
    // The report names a test that needed its second try.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A machine with little to spare is no failure.
    expect: { poll: { timeout: 10_000 } },
    reporters: ['default', './scripts/missing-packages-reporter.ts'],
  },
});
