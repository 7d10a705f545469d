import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../scripts/test-summary.ts', import.meta.url));

/** Summarizes a report of one file whose tests ended as listed. */
function summarize(statuses: readonly string[], fileStatus = 'passed') {
  const folder = mkdtempSync(join(tmpdir(), 'summary-'));
  const report = join(folder, 'tests.json');
  const assertionResults = statuses.map((status, index) => ({ fullName: `case ${index}`, status }));
  writeFileSync(
    report,
    JSON.stringify({
      success: fileStatus === 'passed',
      testResults: [{ name: 'a.test.ts', status: fileStatus, assertionResults }],
    }),
  );
  const { stdout, status } = spawnSync(process.execPath, [SCRIPT, report], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { lines: stdout.trimEnd().split('\n'), status };
}

it.each([
  ['only passed tests', ['passed', 'passed'], 'passed', ['Tests: 2 passed, 0 failed'], 0],
  ['a failed test', ['passed', 'failed'], 'failed', ['Tests: 1 passed, 1 failed'], 1],
  ['a skipped test', ['passed', 'skipped'], 'passed', ['not run: case 1', 'Tests: 1 passed, 0 failed'], 1],
  ['a planned test', ['passed', 'todo'], 'passed', ['not run: case 1', 'Tests: 1 passed, 0 failed'], 1],
  ['no test at all', [], 'passed', ['Tests: 0 passed, 0 failed'], 1],
  [
    'a file that cannot be loaded',
    [],
    'failed',
    ['failed to load: a.test.ts', 'Tests: 0 passed, 1 failed'],
    1,
  ],
] as const)('judges %s', (_what, statuses, fileStatus, lines, status) => {
  expect(summarize(statuses, fileStatus)).toEqual({ lines, status });
});
