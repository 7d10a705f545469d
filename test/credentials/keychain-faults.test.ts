import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { inFreshProcess } from '../../src/credentials/fresh-process.ts';
import { createKeychain } from '../../src/credentials/keychain.ts';
import type { KeychainOptions } from '../../src/credentials/keychain.ts';
import type { NativeKeychain } from '../../src/credentials/native-keychain.ts';
import { memoryKeychain } from './memory-keychain.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function keychainOn(platform: NodeJS.Platform, native: NativeKeychain, options: KeychainOptions = {}) {
  const parts = { loadNative: () => native, startProcess: () => native };
  return createKeychain({ platform, environment: {}, ...parts, ...options });
}

function failingWith(text: string): NativeKeychain {
  const fail = () => Promise.reject(new Error(text));
  return { getPassword: fail, setPassword: fail, deletePassword: fail };
}

/** A copy of the native package whose binary cannot be loaded, as when a library it needs is missing. */
function loadBrokenPackage(): NativeKeychain {
  const folder = mkdtempSync(join(tmpdir(), 'keytar-'));
  folders.push(folder);
  const original = dirname(createRequire(import.meta.url).resolve('keytar/package.json'));
  cpSync(join(original, 'lib'), join(folder, 'lib'), { recursive: true });
  const binaries = join(folder, 'prebuilds', `${process.platform}-${process.arch}`);
  mkdirSync(binaries, { recursive: true });
  writeFileSync(join(binaries, 'keytar.node'), 'not a library');
  return createRequire(join(folder, 'index.js'))('./lib/keytar.js') as NativeKeychain;
}

describe('the keychain', () => {
  it('loads nothing native before it is used', () => {
    createKeychain({
      loadNative: () => {
        throw new Error('loaded too early');
      },
    });
  });

  it.each([
    ['linux', /sudo apt install libsecret-1-0/],
    ['darwin', /Install TP Tray again/],
    ['win32', /Install TP Tray again/],
  ] as const)('says on %s what to install when the native module does not load', async (platform, advice) => {
    const keychain = createKeychain({ platform, environment: {}, loadNative: loadBrokenPackage });

    expect(await keychain.check()).toEqual({
      state: 'unavailable',
      reason: 'no_library',
      message: expect.stringMatching(advice) as unknown,
    });
    await expect(keychain.read()).rejects.toMatchObject({
      code: 'keychain_unavailable',
      message: expect.stringMatching(advice) as unknown,
      cause: { cause: { message: expect.stringContaining('Failed to load keytar native addon') as unknown } },
    });
  });

  it('works as soon as the missing library is installed, without a restart', async () => {
    let installed = false;
    const native = memoryKeychain(new Map());
    const loadNative = () => (installed ? native : loadBrokenPackage());
    const keychain = createKeychain({ platform: 'linux', environment: {}, loadNative });

    await expect(keychain.read()).rejects.toMatchObject({ code: 'keychain_unavailable' });
    installed = true;
    expect(await keychain.read()).toBeNull();
  });

  it('leaves no probe behind', async () => {
    const entries = new Map<string, string>();
    const stored: string[] = [];
    const native = memoryKeychain(entries, {
      setPassword: (service, account, password) => {
        stored.push(account);
        entries.set(`${service}/${account}`, password);
        return Promise.resolve();
      },
    });
    expect(await keychainOn('linux', native).check()).toEqual({ state: 'ready' });
    expect(stored).toEqual([expect.stringMatching(/^probe-/)]);
    expect([...entries]).toEqual([]);
  });

  it('refuses to call a cookie stored that cannot be read back', async () => {
    const native = memoryKeychain(new Map(), { setPassword: () => Promise.resolve() });
    await expect(keychainOn('linux', native).write('cookie')).rejects.toMatchObject({
      code: 'keychain_unavailable',
    });
  });

  it('takes "nothing found" at its word where the system reports a locked keychain as an error', async () => {
    const native = memoryKeychain(new Map(), {
      setPassword: () => Promise.reject(new Error('no probe here')),
    });
    expect(await keychainOn('darwin', native).read()).toBeNull();
    expect(await keychainOn('win32', native).delete()).toBe(false);
  });

  it('refuses on Windows what the Credential Manager cannot hold, and nothing smaller', async () => {
    const keychain = keychainOn('win32', memoryKeychain(new Map()));
    await keychain.write('c'.repeat(2560));
    await expect(keychain.write('c'.repeat(2561))).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining('2561 bytes') as unknown,
    });
    await expect(keychain.write('ü'.repeat(1281))).rejects.toMatchObject({ code: 'bad_input' });
    await keychainOn('linux', memoryKeychain(new Map())).write('c'.repeat(2561));
  });

  it('asks to be started again when the keyring was, and no other process can reach it either', async () => {
    const { execPath } = process;
    process.execPath = join(tmpdir(), 'no-such-program');
    try {
      const native = failingWith('The name :1.2 was not provided by any .service files');
      const keychain = keychainOn('linux', native, { startProcess: inFreshProcess });
      await expect(keychain.read()).rejects.toMatchObject({
        code: 'keychain_unavailable',
        message: expect.stringContaining('Quit TP Tray and start it again.') as unknown,
      });
    } finally {
      process.execPath = execPath;
    }
  });

  it.each([
    ['linux', 'Cannot autolaunch D-Bus without X11 $DISPLAY', 'no_bus'],
    ['linux', 'Unknown or unsupported transport “disabled” for address “disabled:”', 'no_bus'],
    ['linux', 'Could not connect: No such file or directory', 'no_bus'],
    ['linux', 'The name org.freedesktop.secrets was not provided by any .service files', 'no_service'],
    ['linux', 'GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: no such name', 'no_service'],
    ['linux', 'The name :1.2 was not provided by any .service files', 'service_restarted'],
    ['linux', 'The session wrapping the secret does not exist', 'service_restarted'],
    ['linux', 'Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'no_collection'],
    ['linux', 'Cannot create an item in a locked collection', 'locked'],
    ['linux', 'Something nobody has seen', 'other'],
    ['darwin', 'User interaction is not allowed.', 'locked'],
    ['darwin', 'The user name or passphrase you entered is not correct.', 'locked'],
    ['darwin', 'A default keychain could not be found.', 'no_collection'],
    ['win32', 'A specified logon session does not exist. It may already have been terminated.', 'no_service'],
    ['win32', 'The stub received bad data.', 'other'],
  ] as const)(
    'reads on %s the words "%s" as %s, and does not repeat them',
    async (platform, text, reason) => {
      const keychain = keychainOn(platform, failingWith(text));
      const state = await keychain.check();
      expect(state).toMatchObject({ state: 'unavailable', reason });
      expect(JSON.stringify(state)).not.toContain(text);
      await expect(keychain.read()).rejects.toMatchObject({
        code: 'keychain_unavailable',
        message: expect.not.stringContaining(text) as unknown,
        cause: { message: text },
      });
    },
  );
});
