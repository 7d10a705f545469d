import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { REAL_SEASON_NOTE } from '../test/support/real-season.ts';

const Test = z.object({
  fullName: z.string(),
  status: z.string(),
  meta: z.object({ skipNote: z.string().optional() }).optional(),
});

const Results = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(Test),
    }),
  ),
});

/**
 * Reads vitest's JSON report, names what was skipped and prints the counts as the last line.
 * @param shared the folder with the real season, without which a test may be skipped and nothing be wrong
 */
function summarize(file: string, shared: string): boolean {
  const { success, testResults } = Results.parse(JSON.parse(readFileSync(file, 'utf8')));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed');
  const failed = tests.filter(({ status }) => status === 'failed');
  const notRun = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  const mayBeSkipped = ({ meta }: z.infer<typeof Test>) =>
    meta?.skipNote === REAL_SEASON_NOTE && !existsSync(shared);
  // A file that cannot be loaded fails without a single test.
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );

  for (const { name } of brokenFiles) console.log(`failed to load: ${name}`);
  for (const test of notRun)
    console.log(`not run: ${test.fullName}${mayBeSkipped(test) ? `, as ${REAL_SEASON_NOTE}` : ''}`);
  console.log(`Tests: ${passed.length} passed, ${failed.length + brokenFiles.length} failed`);
  return success && notRun.every(mayBeSkipped) && passed.length > 0;
}

const [file, shared] = process.argv.slice(2);
if (file === undefined || shared === undefined)
  throw new Error('Usage: test-summary.ts REPORT SHARED_FOLDER');
if (!summarize(file, shared)) process.exitCode = 1;
