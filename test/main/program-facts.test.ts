import { describe, expect, test, vi } from 'vitest';
import { appImageOf } from '../../src/main/app-image.ts';
import { fileOf, isOurPage, PAGE_URL, pageFor } from '../../src/main/page-address.ts';
import { serverCommand } from '../../src/main/server-command.ts';
import { terminalWords } from '../../src/main/terminal.ts';
import { hasTray, untilTray, type Ask } from '../../src/main/tray-host.ts';

describe('the command that AI clients start', () => {
  const env = { ELECTRON_RUN_AS_NODE: '1' };

  test('is the executable in Node mode on Linux and Windows', () => {
    expect(
      serverCommand({
        platform: 'linux',
        executable: '/opt/TP Tray/tp-tray',
        script: '/opt/TP Tray/resources/app.asar/dist/cli.js',
        copyFolder: null,
        variables: {},
      }),
    ).toEqual({
      command: '/opt/TP Tray/tp-tray',
      args: ['/opt/TP Tray/resources/app.asar/dist/cli.js', 'mcp'],
      env,
    });
  });

  test('is the helper on macOS, named after the executable', () => {
    const contents = '/Applications/TP Tray.app/Contents';
    expect(
      serverCommand({
        platform: 'darwin',
        executable: `${contents}/MacOS/TP Tray`,
        script: `${contents}/Resources/app.asar/dist/cli.js`,
        copyFolder: null,
        variables: {},
      }),
    ).toEqual({
      command: `${contents}/Frameworks/TP Tray Helper.app/Contents/MacOS/TP Tray Helper`,
      args: [`${contents}/Resources/app.asar/dist/cli.js`, 'mcp'],
      env,
    });
  });

  test('is the copy of an AppImage, because its mount will not last', () => {
    expect(
      serverCommand({
        platform: 'linux',
        executable: '/tmp/.mount_abc/tp-tray',
        script: '/tmp/.mount_abc/resources/app.asar/dist/cli.js',
        copyFolder: '/home/vera/.local/share/tp-tray/program',
        variables: {},
      }),
    ).toEqual({
      command: '/home/vera/.local/share/tp-tray/program/tp-tray',
      args: ['/home/vera/.local/share/tp-tray/program/resources/app.asar/dist/cli.js', 'mcp'],
      env,
    });
  });
});

test.each<[readonly string[], readonly string[] | null]>([
  [[], null],
  [['--demo'], null],
  [['--hidden'], null],
  [['--no-sandbox', '--remote-debugging-port=0'], null],
  [
    ['remove', '--data'],
    ['remove', '--data'],
  ],
  // As the start of an AppImage passes them on where there is no sandbox.
  [
    ['--no-sandbox', 'call', 'tp_get_fitness', '--demo'],
    ['call', 'tp_get_fitness', '--demo'],
  ],
  [['--help'], ['--help']],
  [['--version'], ['--version']],
])('of the command line %j the terminal program gets %j', (line, words) => {
  expect(terminalWords(line)).toEqual(words);
});

test.each([
  ['runs from its mount', '/tmp/.mount_tp/tp-tray', '/home/vera/TP.AppImage'],
  ['is started from inside another AppImage', '/opt/TP Tray/tp-tray', null],
  ['lies in a folder whose name only begins alike', '/tmp/.mount_tp2/tp-tray', null],
])('the AppImage is known when the program %s', (_how, executable, file) => {
  expect(appImageOf(executable, { APPIMAGE: '/home/vera/TP.AppImage', APPDIR: '/tmp/.mount_tp' })).toBe(file);
  expect(appImageOf(executable, {})).toBeNull();
});

test('the command names a data folder that was chosen', () => {
  const { env } = serverCommand({
    platform: 'linux',
    executable: '/opt/TP Tray/tp-tray',
    script: '/opt/TP Tray/resources/app.asar/dist/cli.js',
    copyFolder: null,
    variables: { TP_TRAY_HOME: '/data' },
  });
  expect(env).toEqual({ ELECTRON_RUN_AS_NODE: '1', TP_TRAY_HOME: '/data' });
});

describe('the tray of a Linux desktop', () => {
  const answering =
    (answers: Readonly<Record<string, string>>): Ask =>
    (program) =>
      Promise.resolve(answers[program] ?? null);

  test.each<[string, Readonly<Record<string, string>>, boolean]>([
    ['gdbus knows a watcher', { gdbus: '(true,)\n' }, true],
    ['gdbus knows none, and nobody else is asked', { gdbus: '(false,)\n', busctl: 'b true\n' }, false],
    ['only dbus-send is there', { 'dbus-send': '   boolean true\n' }, true],
    ['only busctl is there', { busctl: 'b true\n' }, true],
    ['nothing can be asked', {}, false],
  ])('%s', async (_when, answers, expected) => {
    expect(await hasTray('linux', answering(answers))).toBe(expected);
  });

  test('other systems always have one', async () => {
    expect(await hasTray('win32', answering({}))).toBe(true);
    expect(await hasTray('darwin', answering({}))).toBe(true);
  });

  test('is waited for until it comes', async () => {
    let looks = 0;
    const pause = vi.fn(() => Promise.resolve());
    await untilTray(() => Promise.resolve((looks += 1) === 4), pause);
    expect(pause).toHaveBeenCalledTimes(3);
  });
});

describe('an address of the window', () => {
  const folder = '/app/renderer';

  test.each([
    [PAGE_URL, '/app/renderer/index.html'],
    ['tp-tray://window/assets/index-a.js?x=1#y', '/app/renderer/assets/index-a.js'],
    ['tp-tray://window/a%20b.css', '/app/renderer/a b.css'],
  ])('%s is a file of the folder', (url, file) => {
    expect(fileOf(url, folder)).toBe(file);
  });

  test.each([
    'tp-tray://window/',
    'tp-tray://window/../main/index.js/../../..',
    'tp-tray://window/..%2f..%2fmain%2findex.js',
    'tp-tray://window/%2e%2e%2f%2e%2e%2fsecret',
    'tp-tray://window/%',
    'tp-tray://other/index.html',
    'https://window/index.html',
  ])('%s leads nowhere else', (url) => {
    const file = fileOf(url, folder);
    expect(file === null || file.startsWith('/app/renderer/')).toBe(true);
  });

  test.each([
    ['de-AT', `${PAGE_URL}?language=de-AT`],
    ['en_GB', `${PAGE_URL}?language=en-GB`],
    ['en-US@posix', `${PAGE_URL}?language=en-US`],
    ['', PAGE_URL],
    ['no language at all', PAGE_URL],
  ])('is told the language %s', (systemLocale, url) => {
    expect(pageFor(systemLocale)).toBe(url);
  });

  test('is told from others', () => {
    expect(isOurPage(PAGE_URL)).toBe(true);
    for (const url of [
      'https://window/index.html',
      'tp-tray://window.evil.test/',
      'file:///index.html',
      'nonsense',
    ])
      expect(isOurPage(url)).toBe(false);
  });
});
