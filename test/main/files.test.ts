import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { keepProgramCopy } from '../../src/main/program-copy.ts';
import { createWindowPlace } from '../../src/main/window-place.ts';
import { createLineLog } from '../../src/shared/line-log.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'main-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

describe('the place of the window', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const log = createLineLog(() => undefined);

  test('is remembered', () => {
    const place = createWindowPlace(join(folder(), 'window.json'), log);
    expect(place.read([screen])).toEqual({ width: 1180, height: 880 });
    const bounds = { x: 100, y: 80, width: 1000, height: 700 };
    place.write(bounds);
    expect(place.read([screen])).toEqual(bounds);
  });

  test('is no larger than the screen at first', () => {
    const place = createWindowPlace(join(folder(), 'window.json'), log);
    expect(place.read([{ x: 0, y: 0, width: 1024, height: 740 }])).toEqual({ width: 1024, height: 740 });
  });

  test.each([
    ['to the right', { x: 1900, y: 10, width: 800, height: 600 }],
    ['above', { x: 100, y: -30, width: 800, height: 600 }],
    ['below', { x: 100, y: 1070, width: 800, height: 600 }],
  ])('is given up when its title bar is out of reach %s, but not the size', (_where, bounds) => {
    const place = createWindowPlace(join(folder(), 'window.json'), log);
    place.write(bounds);
    expect(place.read([screen])).toEqual({ width: 800, height: 600 });
  });

  test('is kept on a second screen while that is there', () => {
    const place = createWindowPlace(join(folder(), 'window.json'), log);
    const bounds = { x: 2000, y: 100, width: 800, height: 600 };
    place.write(bounds);
    expect(place.read([screen, { ...screen, x: 1920 }])).toEqual(bounds);
    expect(place.read([screen])).toEqual({ width: 800, height: 600 });
  });

  test.each(['', 'null', '{"x": "left"}', '{"x":0,"y":0,"width":-1,"height":5}'])(
    'is forgotten when its file holds %j',
    (content) => {
      const file = join(folder(), 'window.json');
      writeFileSync(file, content);
      expect(createWindowPlace(file, log).read([screen])).toEqual({ width: 1180, height: 880 });
    },
  );
});

describe('the copy of an AppImage', () => {
  function mounted(version: string): {
    source: string;
    executableName: string;
    copyFolder: string;
    version: string;
  } {
    const root = folder();
    const source = join(root, 'mount');
    mkdirSync(join(source, 'resources'), { recursive: true });
    mkdirSync(join(source, 'locales'));
    writeFileSync(join(source, 'resources', 'app.asar'), `program ${version}`);
    for (const name of [
      'tp-tray',
      'icudtl.dat',
      'v8_context_snapshot.bin',
      'libffmpeg.so',
      'resources.pak',
      'libGLESv2.so',
    ])
      writeFileSync(join(source, name), name, { mode: 0o755 });
    return { source, executableName: 'tp-tray', copyFolder: join(root, 'program'), version };
  }

  test('holds what Node mode needs, and nothing for the screen', async () => {
    const copy = mounted('1.0.0');
    expect(await keepProgramCopy(copy)).toBe(true);
    expect(readdirSync(copy.copyFolder).sort()).toEqual([
      'icudtl.dat',
      'libffmpeg.so',
      'resources',
      'tp-tray',
      'v8_context_snapshot.bin',
      'version',
    ]);
    expect(statSync(join(copy.copyFolder, 'tp-tray')).mode & 0o100).toBe(0o100);
  });

  test('is made once for a version, and anew for the next', async () => {
    const copy = mounted('1.0.0');
    await keepProgramCopy(copy);
    expect(await keepProgramCopy(copy)).toBe(false);
    writeFileSync(join(copy.source, 'resources', 'app.asar'), 'program 1.1.0');
    expect(await keepProgramCopy({ ...copy, version: '1.1.0' })).toBe(true);
    expect(readFileSync(join(copy.copyFolder, 'resources', 'app.asar'), 'utf8')).toBe('program 1.1.0');
  });

  test('is completed after it was interrupted', async () => {
    const copy = mounted('1.0.0');
    mkdirSync(`${copy.copyFolder}.new`);
    writeFileSync(join(`${copy.copyFolder}.new`, 'half'), '');
    await keepProgramCopy(copy);
    expect(readdirSync(copy.copyFolder)).not.toContain('half');
  });
});
