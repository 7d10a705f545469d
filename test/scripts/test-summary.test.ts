import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { REAL_SEASON_NOTE } from '../support/real-season.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const SCRIPT = at('scripts/test-summary.ts');

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'summary-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function judge(report: string, shared: string) {
  const { stdout, status } = spawnSync(process.execPath, [SCRIPT, report, shared], { encoding: 'utf8' });
  return { lines: stdout.trimEnd().split('\n'), status };
}

/** Summarizes a report of one file whose tests ended as listed. */
function summarize(statuses: readonly string[], fileStatus = 'passed') {
  const folder = newFolder();
  const report = join(folder, 'tests.json');
  const assertionResults = statuses.map((status, index) => ({ fullName: `case ${index}`, status }));
  writeFileSync(
    report,
    JSON.stringify({
      success: fileStatus === 'passed',
      testResults: [{ name: 'a.test.ts', status: fileStatus, assertionResults }],
    }),
  );
  return judge(report, join(folder, 'shared'));
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

/** Runs vitest on one skipped test as .ci/run does, and summarizes what it reports. */
function summarizeSkipped(note: string, folders: readonly string[]) {
  const folder = newFolder();
  const report = join(folder, 'tests.json');
  const skipped = `test('is skipped', (context) => context.skip(${JSON.stringify(note)}));`;
  writeFileSync(join(folder, 'a.test.js'), `test('passes', () => undefined);\n${skipped}\n`);
  for (const name of folders) mkdirSync(join(folder, name));
  spawnSync(process.execPath, [
    at('node_modules/vitest/vitest.mjs'),
    'run',
    `--root=${folder}`,
    '--globals',
    `--reporter=${at('scripts/skip-notes-reporter.ts')}`,
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return judge(report, join(folder, 'shared'));
}

it('accepts a test that misses the real season, where the folder with it is not there', () => {
  expect(summarizeSkipped(REAL_SEASON_NOTE, [])).toEqual({
    lines: [`not run: is skipped, as ${REAL_SEASON_NOTE}`, 'Tests: 1 passed, 0 failed'],
    status: 0,
  });
});

it.each([
  ['for the real season, although its folder is there', REAL_SEASON_NOTE, ['shared']],
  ['for another reason', 'install the Debian packages: nsis', []],
] as const)('refuses a test that was skipped %s', (_what, note, folders) => {
  expect(summarizeSkipped(note, folders)).toEqual({
    lines: ['not run: is skipped', 'Tests: 1 passed, 0 failed'],
    status: 1,
  });
});
