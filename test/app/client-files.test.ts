import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createClientFiles } from '../../src/app/client-files.ts';
import { recordingLog } from '../support/mcp-fixture.ts';

const WAIT = { then: 'connect', insist: true, processIds: [4, 5], message: null } as const;

function folder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'tp-tray-clients-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

test('what was written is read again', () => {
  using home = folder();
  const data = join(home.path, 'data');
  const logged: string[] = [];
  const before = createClientFiles(data, recordingLog(logged));
  before.waits.write(new Map([['claude-desktop', WAIT]]));
  before.connected.set('cursor', true);
  before.connected.set('vscode', true);
  before.connected.set('cursor', false);
  const { waits, connected } = createClientFiles(data, recordingLog(logged));
  expect([...waits.read()]).toEqual([['claude-desktop', WAIT]]);
  expect([...connected.all()]).toEqual(['vscode']);
  expect(logged).toEqual([]);
});

test('a file that is not there holds nothing, one that is not understood neither, which is logged', () => {
  using home = folder();
  const logged: string[] = [];
  const { waits, connected } = createClientFiles(home.path, recordingLog(logged));
  expect(waits.read().size).toBe(0);
  expect(connected.all().size).toBe(0);
  expect(logged).toEqual([]);
  writeFileSync(join(home.path, 'waiting.json'), '[["netscape", {}]]');
  writeFileSync(join(home.path, 'connected.json'), '["netscape"]');
  expect(waits.read().size).toBe(0);
  expect(connected.all().size).toBe(0);
  expect(logged).toHaveLength(2);
});

test('a file that cannot be written keeps nobody from going on', () => {
  using home = folder();
  writeFileSync(join(home.path, 'data'), 'a file where the folder should be');
  const logged: string[] = [];
  createClientFiles(join(home.path, 'data'), recordingLog(logged)).waits.write(new Map());
  expect(logged).toHaveLength(1);
});
