import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { ROOT } from './repository.ts';

// Planted code exists only in this test, so rules that need types are left out; none of those is our own.
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: [{ files: ['**'], ...tseslint.configs.disableTypeChecked }],
});

async function rulesBroken(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? [];
}

const HISTORY = 'src/history/planted.ts';
const ANALYTICS = 'src/analytics/planted.ts';

describe('the linter', () => {
  it.each([
    ['src/cli/planted.ts', 'console.error(1);', 'no-console'],
    [HISTORY, 'console.log(1);', 'no-console'],
    [HISTORY, 'process.stdout.write("1");', 'no-restricted-properties'],
    [HISTORY, 'export const { stdout } = process;', 'no-restricted-properties'],
    [HISTORY, 'import { stdout } from "node:process"; stdout.end();', 'no-restricted-imports'],
    [HISTORY, 'import node from "process"; node.exit();', 'no-restricted-imports'],
    [HISTORY, 'import { writeSync } from "node:fs"; writeSync(1, "1");', 'no-restricted-syntax'],
    [HISTORY, 'import * as files from "node:fs"; files.writeSync(1, "1");', 'no-restricted-syntax'],
    [HISTORY, 'export const name = 1 as unknown as string;', 'no-restricted-syntax'],
    ['test/planted.ts', 'export const name = 1 as unknown as string;', 'no-restricted-syntax'],
    [ANALYTICS, 'export const now = Date.now();', 'no-restricted-globals'],
    [ANALYTICS, 'export const now = new Date();', 'no-restricted-globals'],
    [ANALYTICS, 'export const chance = Math.random();', 'no-restricted-properties'],
    [
      ANALYTICS,
      'import { Temporal } from "temporal-polyfill"; export const now = Temporal.Now.instant();',
      'no-restricted-properties',
    ],
    [HISTORY, 'export const name: any = 1;', '@typescript-eslint/no-explicit-any'],
  ])('in %s refuses %s', async (filePath, code, rule) => {
    expect(await rulesBroken(filePath, code)).toEqual([rule]);
  });

  it('cannot be told to look away', async () => {
    const code = 'console.log(1); // eslint-disable-line no-console';
    expect(await rulesBroken(HISTORY, code)).toContain('no-console');
  });

  it.each([
    ['src/cli/planted.ts', 'process.stdout.write("an answer");'],
    [HISTORY, 'process.stderr.write("a line of the log");'],
    [HISTORY, 'import { writeSync } from "node:fs"; writeSync(2, "a line of the log");'],
    [HISTORY, 'export const now = Date.now();'],
    [ANALYTICS, 'export const larger = Math.max(1, 2);'],
  ])('in %s accepts %s', async (filePath, code) => {
    expect(await rulesBroken(filePath, code)).toEqual([]);
  });
});
