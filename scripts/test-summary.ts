import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Results = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** Reads vitest's JSON report, names what was skipped and prints the counts as the last line. */
function summarize(file: string): boolean {
  const { success, testResults } = Results.parse(JSON.parse(readFileSync(file, 'utf8')));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed');
  const failed = tests.filter(({ status }) => status === 'failed');
  const notRun = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  // A file that cannot be loaded fails without a single test.
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );

  for (const { name } of brokenFiles) console.log(`failed to load: ${name}`);
  for (const { fullName } of notRun) console.log(`not run: ${fullName}`);
  console.log(`Tests: ${passed.length} passed, ${failed.length + brokenFiles.length} failed`);
  return success && notRun.length === 0 && passed.length > 0;
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Usage: test-summary.ts REPORT');
if (!summarize(file)) process.exitCode = 1;
