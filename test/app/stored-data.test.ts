import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { deleteStored, storedIn } from '../../src/app/stored-data.ts';

const FILES = [
  'history.db',
  'history.db-wal',
  'history.db-shm',
  'history.db.damaged-1764000000000',
  'activity.jsonl',
  'activity.1.jsonl',
  'settings.json',
  'mcp-token',
  'logs/tp-tray.log',
  'logs/tp-tray.1.log',
  'program/deep/inside/program',
  'electron/window.json',
  'run/connector.json',
];

/** A data folder with ten bytes in each file. */
function dataFolder(...others: readonly string[]): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'tp-tray-stored-')), 'data');
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true, force: true }));
  for (const name of [...FILES, ...others]) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), '0123456789');
  }
  return folder;
}

test('every file of the data folder is counted under what it is', async () => {
  const folder = dataFolder();
  const { items } = await storedIn(folder);
  expect(items.map(({ kind, bytes, paths }) => [kind, bytes, paths.length])).toEqual([
    ['history', 40, 4],
    ['activity', 20, 2],
    ['settings', 10, 1],
    ['mcp_token', 10, 1],
    ['logs', 20, 1],
    ['program', 10, 1],
    ['shell', 20, 2],
  ]);
  expect(items.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(FILES.length * 10);
});

test('a folder that is not there holds nothing', async () => {
  const folder = join(tmpdir(), 'tp-tray-that-is-not-there');
  expect(await storedIn(folder)).toEqual({ folder, items: [] });
  await deleteStored(folder);
});

test('all that is ours is deleted, and the folder with it', async () => {
  const folder = dataFolder();
  await deleteStored(folder);
  expect(existsSync(folder)).toBe(false);
});

test('what somebody else keeps there stays', async () => {
  const folder = dataFolder('thesis.txt', 'history.db.mine/notes', 'my-logs/x', 'notactivity.jsonl');
  await deleteStored(folder);
  expect(readdirSync(folder).sort()).toEqual([
    'history.db.mine',
    'my-logs',
    'notactivity.jsonl',
    'thesis.txt',
  ]);
});

test('only the given kinds are deleted', async () => {
  const folder = dataFolder();
  await deleteStored(folder, ['history', 'logs']);
  expect((await storedIn(folder)).items.map(({ kind }) => kind)).toEqual([
    'activity',
    'settings',
    'mcp_token',
    'program',
    'shell',
  ]);
});
