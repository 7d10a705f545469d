import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

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
