import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { name } from '../../package.json';
import { deleteUpdateCaches, updateCaches, type CacheFacts } from '../../src/app/update-cache.ts';

const builder = readFileSync(new URL('../../electron-builder.yml', import.meta.url), 'utf8');

test.each<[CacheFacts, readonly string[]]>([
  [{ platform: 'linux', home: '/home/vera', variables: {} }, ['/home/vera/.cache/tp-tray-updater']],
  [
    { platform: 'linux', home: '/home/vera', variables: { XDG_CACHE_HOME: '/cache' } },
    ['/cache/tp-tray-updater'],
  ],
  [
    { platform: 'darwin', home: '/Users/vera', variables: {} },
    ['/Users/vera/Library/Caches/tp-tray-updater', '/Users/vera/Library/Caches/io.github.tp-tray.ShipIt'],
  ],
  [
    { platform: 'win32', home: 'C:\\Users\\vera', variables: {} },
    ['C:\\Users\\vera\\AppData\\Local\\tp-tray-updater'],
  ],
  [
    { platform: 'win32', home: 'C:\\Users\\vera', variables: { LOCALAPPDATA: 'D:\\Local' } },
    ['D:\\Local\\tp-tray-updater'],
  ],
])('of %j they are %j', (facts, folders) => {
  expect(updateCaches(facts)).toEqual(folders);
});

test('they have the names that electron-builder and macOS make of ours', () => {
  const [loaded, unpacked] = updateCaches({ platform: 'darwin', home: '', variables: {} }).map((path) =>
    basename(path),
  );
  expect(loaded).toBe(`${name}-updater`);
  expect(builder).toContain(`\nappId: ${basename(unpacked ?? '', '.ShipIt')}\n`);
});

test('they are deleted with all that is in them, and only they', async () => {
  const home = mkdtempSync(join(tmpdir(), 'tp-tray-caches-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, '.cache/tp-tray-updater/pending'), { recursive: true });
  mkdirSync(join(home, '.cache/another-updater'));
  const facts: CacheFacts = { platform: 'linux', home, variables: {} };
  await deleteUpdateCaches(facts);
  expect(existsSync(join(home, '.cache/tp-tray-updater'))).toBe(false);
  expect(existsSync(join(home, '.cache/another-updater'))).toBe(true);
  await deleteUpdateCaches(facts);
});
