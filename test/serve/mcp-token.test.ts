import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keptToken } from '../../src/serve/mcp-token.ts';

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-token-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'mcp-token');
}

test('the token stays the same from start to start, and is for its owner alone', () => {
  const file = newFile();
  const token = keptToken(file);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(keptToken(file)).toBe(token);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(keptToken(newFile())).not.toBe(token);
});

test.each(['', 'short', 'two\nlines', `${'a'.repeat(43)} and more`])(
  '%j is no token, and is replaced',
  (content) => {
    const file = newFile();
    writeFileSync(file, content);
    chmodSync(file, 0o644);
    const token = keptToken(file);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(readFileSync(file, 'utf8')).toBe(`${token}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  },
);

test('a folder that is not there is said', () => {
  const file = join(newFile(), 'inside', 'mcp-token');
  expect(() => keptToken(file)).toThrow(expect.objectContaining({ code: 'storage_failed' }) as Error);
});
