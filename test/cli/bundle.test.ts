import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bareEnvironment, PROGRAM, temporaryFolder } from './program.ts';

const program = readFileSync(fileURLToPath(new URL('../../dist/cli.js', import.meta.url)), 'utf8');

test('the program imports nothing before its first line runs but what the bundler needs', () => {
  const imported = [...program.matchAll(/^import\s.*?["']([^"']+)["'];?$/gm)].map(([, from]) => from);
  expect(imported).toEqual(['node:module']);
});

test('V8 keeps the program in one byte a character', () => {
  expect(/[^\0-\u007F]/.exec(program)).toBeNull();
});

test('the validator of the MCP SDK is the small one', () => {
  expect(program.includes('CfWorkerJsonSchemaValidator')).toBe(true);
  expect(/AjvJsonSchemaValidator|can't resolve reference/.test(program)).toBe(false);
});

test('an uncaught error does not print the whole program as its line', () => {
  const longest = Math.max(...program.split('\n').map(({ length }) => length));
  expect(longest).toBeLessThan(30_000);
});

test.each([
  ['has no database', 'undefined'],
  ['has an early one', '{ DatabaseSync: class {} }'],
])('alone, on a Node that %s, it says which Node it needs', (_what, sqlite) => {
  const folder = temporaryFolder();
  const alone = join(folder, 'cli.js');
  copyFileSync(PROGRAM, alone);
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  const older = `const has = process.getBuiltinModule;
    process.getBuiltinModule = (name) => (name === 'node:sqlite' ? ${sqlite} : has(name));`;
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(older)}`,
      alone,
      'call',
      'tp_get_fitness',
      '--demo',
    ],
    { env: bareEnvironment(), encoding: 'utf8' },
  );
  expect(stderr).toContain(
    `needs Node.js 22.16 or newer for its history, and was started with ${process.version}`,
  );
  expect(stderr).not.toContain('folder can be written');
  expect(status).toBe(1);
});
