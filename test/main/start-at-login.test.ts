import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createStartAtLogin as createWithLog,
  desktopEntry,
  programOf,
  quotedForExec,
  type LoginFacts,
  type LoginItems,
} from '../../src/main/start-at-login.ts';
import type { Log } from '../../src/shared/log.ts';

const NO_REGISTER: LoginItems = {
  getLoginItemSettings: () => {
    throw new Error('The register of the system is not asked on Linux.');
  },
  setLoginItemSettings: () => {
    throw new Error('The register of the system is not changed on Linux.');
  },
};

const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const createStartAtLogin = (facts: LoginFacts, items: LoginItems) => createWithLog(facts, items, log);

function linux(facts: Partial<LoginFacts> = {}): LoginFacts {
  const home = mkdtempSync(join(tmpdir(), 'login-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  return {
    platform: 'linux',
    isPackaged: true,
    executable: '/opt/TP Tray/tp-tray',
    appImage: undefined,
    home,
    configFolder: undefined,
    ...facts,
  };
}

describe('on Linux', () => {
  test('writes and removes an autostart entry', () => {
    const facts = linux();
    const startAtLogin = createStartAtLogin(facts, NO_REGISTER);
    const file = join(facts.home, '.config', 'autostart', 'tp-tray.desktop');
    expect(startAtLogin.read()).toBe(false);

    startAtLogin.write(true);
    expect(startAtLogin.read()).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('\nExec="/opt/TP Tray/tp-tray" --hidden\n');

    startAtLogin.write(false);
    expect(startAtLogin.read()).toBe(false);
    expect(existsSync(file)).toBe(false);
    startAtLogin.write(false);
  });

  test('starts an AppImage by its own path, not by that of its mount', () => {
    const facts = linux({
      executable: '/tmp/.mount_abc/tp-tray',
      appImage: '/home/vera/Apps/TP Tray.AppImage',
    });
    createStartAtLogin(facts, NO_REGISTER).write(true);
    const entry = readFileSync(join(facts.home, '.config', 'autostart', 'tp-tray.desktop'), 'utf8');
    expect(entry).toContain('Exec="/home/vera/Apps/TP Tray.AppImage" --hidden');
  });

  test('goes where XDG_CONFIG_HOME points', () => {
    const facts = linux();
    const configFolder = join(facts.home, 'settings');
    createStartAtLogin({ ...facts, configFolder }, NO_REGISTER).write(true);
    expect(existsSync(join(configFolder, 'autostart', 'tp-tray.desktop'))).toBe(true);
  });

  test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
    'an entry that the desktop switched off by %s counts as off',
    (line) => {
      const facts = linux();
      const startAtLogin = createStartAtLogin(facts, NO_REGISTER);
      startAtLogin.write(true);
      const file = join(facts.home, '.config', 'autostart', 'tp-tray.desktop');
      writeFileSync(file, `${readFileSync(file, 'utf8')}${line}\n`);
      expect(startAtLogin.read()).toBe(false);
    },
  );

  describe('after the program was moved', () => {
    const entryOf = ({ home }: LoginFacts) => join(home, '.config', 'autostart', 'tp-tray.desktop');

    function moved(facts = linux({ appImage: '/home/vera/Downloads/tp-tray.AppImage' })) {
      createStartAtLogin(facts, NO_REGISTER).write(true);
      const there = { ...facts, appImage: '/home/vera/Applications/tp-tray.AppImage' };
      return { facts: there, startAtLogin: createStartAtLogin(there, NO_REGISTER) };
    }

    test('an entry that starts nothing counts as off, and a start of the program mends it', () => {
      const { facts, startAtLogin } = moved();
      expect(startAtLogin.read()).toBe(false);
      startAtLogin.renew();
      expect(startAtLogin.read()).toBe(true);
      expect(readFileSync(entryOf(facts), 'utf8')).toContain(
        'Exec="/home/vera/Applications/tp-tray.AppImage" --hidden',
      );
    });

    test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
      'an entry that was switched off by %s stays as it is',
      (line) => {
        const { facts, startAtLogin } = moved();
        const entry = `${readFileSync(entryOf(facts), 'utf8')}${line}\n`;
        writeFileSync(entryOf(facts), entry);
        startAtLogin.renew();
        expect(readFileSync(entryOf(facts), 'utf8')).toBe(entry);
      },
    );

    test('nothing is registered that was not', () => {
      const facts = linux();
      createStartAtLogin(facts, NO_REGISTER).renew();
      expect(existsSync(join(facts.home, '.config'))).toBe(false);
    });

    test('a second copy of the program leaves the entry to the first, which is still there', () => {
      const first = linux();
      const appImage = join(first.home, '100% "mine" $HOME.AppImage');
      writeFileSync(appImage, '');
      const { facts, startAtLogin } = moved({ ...first, appImage });
      startAtLogin.renew();
      expect(readFileSync(entryOf(facts), 'utf8')).toBe(desktopEntry(appImage));
      expect(startAtLogin.read()).toBe(true);
    });

    test('a command that the user wrote stays, and counts as on', () => {
      const { facts, startAtLogin } = moved();
      const entry = readFileSync(entryOf(facts), 'utf8').replace('Exec=', 'Exec=env LANG=de ');
      writeFileSync(entryOf(facts), entry);
      startAtLogin.renew();
      expect(readFileSync(entryOf(facts), 'utf8')).toBe(entry);
      expect(startAtLogin.read()).toBe(true);
    });

    test('an entry that cannot be written keeps the program from nothing', () => {
      const { facts, startAtLogin } = moved();
      chmodSync(entryOf(facts), 0o444);
      for (const folder of [facts.home, join(entryOf(facts), '../..'), join(entryOf(facts), '..')])
        chmodSync(folder, 0o555);
      onTestFinished(asSomebodyWhoMayNotWrite());
      startAtLogin.renew();
      expect(startAtLogin.read()).toBe(false);
    });
  });

  test('says so when the entry cannot be written', () => {
    const facts = linux();
    writeFileSync(join(facts.home, '.config'), 'a file in the place of the folder');
    expect(() => createStartAtLogin(facts, NO_REGISTER).write(true)).toThrow(
      expect.objectContaining({ code: 'storage_failed' }),
    );
  });
});

/** Root may write everywhere, so it becomes nobody until the returned function is called. */
function asSomebodyWhoMayNotWrite(): () => void {
  if (process.getuid?.() !== 0) return () => undefined;
  process.seteuid?.(65_534);
  return () => process.seteuid?.(0);
}

test.each(['darwin', 'win32'] as const)('on %s the register of the system is used', (platform) => {
  let registered = { openAtLogin: false, args: [] as string[] };
  const startAtLogin = createStartAtLogin(linux({ platform }), {
    // Windows finds an entry only when it is asked with the arguments it was written with.
    getLoginItemSettings: ({ args }) => ({
      openAtLogin: registered.openAtLogin && args.join() === registered.args.join(),
    }),
    setLoginItemSettings: (settings) => (registered = settings),
  });
  expect(startAtLogin.read()).toBe(false);
  startAtLogin.write(true);
  expect(startAtLogin.read()).toBe(true);
  expect(registered.args).toEqual(['--hidden']);
});

test('a program that is not installed offers nothing to start at login', () => {
  const facts = linux({ isPackaged: false });
  const startAtLogin = createStartAtLogin(facts, NO_REGISTER);
  startAtLogin.write(true);
  expect(startAtLogin.read()).toBeNull();
  expect(existsSync(join(facts.home, '.config'))).toBe(false);
});

test.each([
  ['/usr/bin/tp-tray', '"/usr/bin/tp-tray"'],
  ['/opt/a "b"/x', String.raw`"/opt/a \\"b\\"/x"`],
  ['/opt/$HOME/`x`', String.raw`"/opt/\\$HOME/\\${'`'}x\\${'`'}"`],
  ['/opt/100%/x', '"/opt/100%%/x"'],
  [String.raw`/opt/back\slash`, String.raw`"/opt/back\\\\slash"`],
])('%s is quoted as the specification asks, and read back', (path, quoted) => {
  expect(quotedForExec(path)).toBe(quoted);
  expect(programOf(desktopEntry(path))).toBe(path);
});

test('the entry is one that desktops accept', () => {
  expect(desktopEntry('/usr/bin/tp-tray').split('\n')).toEqual(
    expect.arrayContaining(['[Desktop Entry]', 'Type=Application', 'Name=TP Tray', 'Terminal=false']),
  );
});
