import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ROOT, typeScriptFiles } from './repository.ts';

const CONFIGURATION = join(ROOT, 'tsconfig.pure.json');

/** What the compiler says about `code` placed in src/analytics, under the settings of tsconfig.pure.json. */
function complaintsAbout(code: string): string[] {
  const { options, fileNames } = configuration();
  const planted = join(ROOT, 'src/analytics/planted.ts');
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram(
    [planted, ...fileNames.filter((file) => file.endsWith('.d.ts'))],
    options,
    {
      ...host,
      fileExists: (file) => file === planted || host.fileExists(file),
      readFile: (file) => (file === planted ? code : host.readFile(file)),
      getSourceFile: (file, language, onError) =>
        file === planted
          ? ts.createSourceFile(file, code, language)
          : host.getSourceFile(file, language, onError),
    },
  );
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

function configuration(): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(CONFIGURATION, (file) => ts.sys.readFile(file)) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
}

describe('the types of analytics and shared', () => {
  it.each([
    ['process', 'export const folder = process.cwd();'],
    ['node:fs', 'import { readFileSync } from "node:fs"; export const text = readFileSync("x");'],
    ['Buffer', 'export const bytes = Buffer.from("x");'],
    ['setTimeout', 'setTimeout(() => 1, 1);'],
    ['fetch', 'export const answer = fetch("x");'],
    ['console', 'console.log(1);'],
    ['document', 'export const title = document.title;'],
    ['performance', 'export const now = performance.now();'],
  ])('do not know %s', (name, code) => {
    expect(complaintsAbout(code)).toEqual([expect.stringContaining(name)]);
  });

  it('know the language, civil dates and cancelling', () => {
    const code = `import { Temporal } from 'temporal-polyfill';
      export const isCancelled = (signal: AbortSignal): boolean => signal.aborted;
      export const days = [Temporal.PlainDate.from('2026-01-01')].map(String);`;
    expect(complaintsAbout(code)).toEqual([]);
  });

  it('are checked in every file', () => {
    const checked = configuration().fileNames.map((file) => file.slice(ROOT.length));
    const files = ['src/analytics', 'src/shared', 'types'].flatMap((folder) => typeScriptFiles(folder));
    expect(checked.sort()).toEqual(files.sort());
  });
});
