import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { foldersIn, prepareFolders } from '../../src/app/folders.ts';

function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'folders-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  return place;
}

const refusal = (message: string) => expect.objectContaining({ code: 'storage_failed', message }) as Error;

test('the folders are made for their owner alone, and nothing is left in them', () => {
  const folders = foldersIn(join(newPlace(), 'a', 'b'));
  prepareFolders(folders);
  prepareFolders(folders);
  expect(readdirSync(folders.data).sort()).toEqual(['electron', 'logs']);
  for (const folder of [folders.data, folders.logs, folders.electron])
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect([...readdirSync(folders.logs), ...readdirSync(folders.electron)]).toEqual([]);
});

test('a data folder that was there before is closed to others, with what is ours in it', (context) => {
  context.skip(process.platform === 'win32', 'the rights of a folder are POSIX rights here');
  const { data, logs } = foldersIn(newPlace());
  writeFileSync(join(data, 'history.db'), '');
  chmodSync(data, 0o755);
  prepareFolders({ data, logs });
  expect(statSync(data).mode & 0o777).toBe(0o700);
});

test('a folder that holds things of somebody else keeps its rights', (context) => {
  context.skip(process.platform === 'win32', 'the rights of a folder are POSIX rights here');
  const { data } = foldersIn(newPlace());
  writeFileSync(join(data, 'index.html'), 'read by all');
  chmodSync(data, 0o755);
  prepareFolders({ data });
  expect(statSync(data).mode & 0o777).toBe(0o755);
});

test('a place where nothing can be made is told instead of tried for ever', (context) => {
  context.skip(process.platform !== 'linux', 'such a place is /proc');
  expect(() => prepareFolders(foldersIn('/proc/nothing'))).toThrow(
    refusal(
      'TP Tray keeps its data in the folder /proc/nothing, which cannot be used. Check that its disk is connected and in order, then start TP Tray again.',
    ),
  );
});

test.each([
  ['in the place of the folder', 'tp-tray', 'tp-tray'],
  ['in the place of a folder above it', 'share', 'share/tp-tray'],
])('a file %s is named and left alone', (_where, file, folder) => {
  const place = newPlace();
  writeFileSync(join(place, file), 'mine');
  expect(() => prepareFolders(foldersIn(join(place, folder)))).toThrow(
    refusal(
      `TP Tray keeps its data in the folder ${join(place, folder)}, but ${join(place, file)} is a file. Move or rename that file, then start TP Tray again.`,
    ),
  );
  expect(existsSync(join(place, file))).toBe(true);
});

test('a file in the place of a folder inside is named as well', () => {
  const place = newPlace();
  writeFileSync(join(place, 'logs'), 'mine');
  expect(() => prepareFolders(foldersIn(place))).toThrow(`but ${join(place, 'logs')} is a file.`);
});

test('a folder that may not be written is told before anything else fails', (context) => {
  context.skip(process.platform === 'win32', 'the rights of a folder are POSIX rights here');
  const place = newPlace();
  prepareFolders(foldersIn(place));
  chmodSync(place, 0o500);
  // Nothing but the kernel's own file systems refuses the user root.
  const readOnly = process.getuid?.() === 0 ? '/sys/tp-tray' : place;
  expect(() => prepareFolders(foldersIn(readOnly))).toThrow(
    refusal(
      `TP Tray keeps its data in the folder ${readOnly}, but may not write there. Give your user the right to write into it, then start TP Tray again.`,
    ),
  );
  chmodSync(place, 0o700);
});
