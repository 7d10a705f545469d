import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createWaitsFile } from '../../src/app/waits-file.ts';
import { recordingLog } from '../support/mcp-fixture.ts';

const WAIT = { then: 'connect', insist: true, processIds: [4, 5], message: null } as const;

function folder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'tp-tray-waits-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

test('what was written is read again', () => {
  using home = folder();
  const file = join(home.path, 'data', 'waiting.json');
  const logged: string[] = [];
  createWaitsFile(file, recordingLog(logged)).write(new Map([['claude-desktop', WAIT]]));
  expect([...createWaitsFile(file, recordingLog(logged)).read()]).toEqual([['claude-desktop', WAIT]]);
  expect(logged).toEqual([]);
});

test('a file that is not there holds nothing, one that is not understood neither, which is logged', () => {
  using home = folder();
  const file = join(home.path, 'waiting.json');
  const logged: string[] = [];
  const waits = createWaitsFile(file, recordingLog(logged));
  expect(waits.read().size).toBe(0);
  expect(logged).toEqual([]);
  writeFileSync(file, '[["netscape", {}]]');
  expect(waits.read().size).toBe(0);
  expect(logged).toHaveLength(1);
});

test('a file that cannot be written keeps nobody from going on', () => {
  using home = folder();
  writeFileSync(join(home.path, 'data'), 'a file where the folder should be');
  const logged: string[] = [];
  createWaitsFile(join(home.path, 'data', 'waiting.json'), recordingLog(logged)).write(new Map());
  expect(logged).toHaveLength(1);
});
