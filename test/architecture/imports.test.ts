import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PLANTED, ROOT, typeScriptFiles } from './repository.ts';

const Report = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
  }),
});

/** Runs the gate as `npm run check` does, in `folder`, over those of the product's folders that exist there. */
function cruise(folder: string): z.infer<typeof Report> {
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const configuration = join(ROOT, '.dependency-cruiser.cjs');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [program, ...productFolders(folder), '--config', configuration, '--output-type', 'json'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  expect(stderr).toBe('');
  return Report.parse(JSON.parse(stdout));
}

function productFolders(root: string): string[] {
  return ['src', 'renderer'].filter((folder) => existsSync(join(root, folder)));
}

function productFiles(root: string): string[] {
  return productFolders(root)
    .flatMap((folder) => typeScriptFiles(folder, root))
    .sort();
}

/** The modules the gate read that belong to the product, leaving out packages and imports that lead nowhere. */
function readFiles({ modules }: z.infer<typeof Report>, root: string): string[] {
  return modules
    .map(({ source }) => source)
    .filter((source) => /^(src|renderer)\//.test(source) && existsSync(join(root, source)))
    .filter((source) => /\.tsx?$/.test(source))
    .sort();
}

describe('imports of the product', () => {
  const report = cruise(ROOT);

  it('break no rule', () => {
    expect(report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual(
      [],
    );
  });

  it('were read in every file', () => {
    const files = productFiles(ROOT);
    expect(files.length).toBeGreaterThan(0);
    expect(readFiles(report, ROOT)).toEqual(files);
  });
});

describe('imports planted against the rules', () => {
  const report = cruise(PLANTED);
  const files = productFiles(PLANTED);
  // A planted file is named after the rule it breaks; the other files show what is allowed.
  const names = new Set(report.summary.ruleSetUsed.forbidden.map(({ name }) => name));
  const brokenBy = (file: string) => [basename(file).split('.')[0] ?? ''].filter((name) => names.has(name));

  it('were read in every file', () => {
    expect(readFiles(report, PLANTED)).toEqual(files);
  });

  it('exist for every rule', () => {
    expect([...new Set(files.flatMap(brokenBy))].sort()).toEqual([...names].sort());
  });

  it.each(files.map((file) => [file, brokenBy(file)] as const))('%s breaks exactly %j', (file, expected) => {
    const found = report.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
    expect(found).toEqual(expected);
  });
});
