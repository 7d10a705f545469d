import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createUpdates, type Updater } from '../../src/main/updates.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Updates over a feed and an installer that the test decides about; everything that happens is written down. */
function lab() {
  const events: string[] = [];
  const world = {
    newest: '0.1.0',
    online: true,
    feedFails: false,
    downloadFails: false,
    installFails: null as 'at once' | 'later' | 'without a word' | null,
    agrees: true,
  };
  let tellFailure: (error: Error) => void = () => undefined;
  const updater: Updater = {
    autoDownload: true,
    autoInstallOnAppQuit: true,
    checkForUpdates() {
      events.push('check');
      if (world.feedFails) return Promise.reject(new Error('ENOTFOUND updates.example'));
      return Promise.resolve({
        isUpdateAvailable: world.newest !== '0.1.0',
        updateInfo: { version: world.newest },
      });
    },
    downloadUpdate() {
      events.push('download');
      return world.downloadFails ? Promise.reject(new Error('ECONNRESET')) : Promise.resolve([]);
    },
    quitAndInstall(isSilent, isForceRunAfter) {
      events.push(`install, silent ${String(isSilent)}, run after ${String(isForceRunAfter)}`);
      if (world.installFails === 'at once') tellFailure(new Error('pkexec was dismissed'));
      if (world.installFails === 'later')
        setTimeout(() => tellFailure(new Error('The signature is not valid.')), 100);
    },
    on(_event, listener) {
      tellFailure = listener;
    },
  };
  const updates = createUpdates({
    updater,
    isOnline: () => world.online,
    askToRestart: (version) => {
      events.push(`ask ${version}`);
      return Promise.resolve(world.agrees);
    },
    notify: (title) => void events.push(`notify: ${title}`),
    letGo: () => {
      events.push('let go');
      return Promise.resolve(() => {
        events.push('take back');
        return Promise.resolve();
      });
    },
    version: '0.1.0',
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (message) => void events.push(`log: ${message}`),
    },
    onChange: () => undefined,
  });
  return { updater, updates, events, world };
}

const INSTALL = 'install, silent true, run after true';

test('it looks once the start is over and then daily, and tells of each version once', async () => {
  const { updates, events, world } = lab();
  world.newest = '0.2.0';
  updates.start();
  await vi.advanceTimersByTimeAsync(MINUTE - 1);
  expect(events).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(events).toEqual(['check', 'notify: TP Tray 0.2.0 is there']);
  expect(updates.state()).toEqual({ state: 'available', version: '0.2.0' });
  await vi.advanceTimersByTimeAsync(3 * DAY);
  expect(events).toHaveLength(2);
});

test('by itself it loads nothing, installs nothing, and asks nobody offline', async () => {
  const { updater, updates, events, world } = lab();
  expect([updater.autoDownload, updater.autoInstallOnAppQuit]).toEqual([false, false]);
  world.online = false;
  updates.start();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(events).toEqual([]);
  world.online = true;
  await vi.advanceTimersByTimeAsync(DAY);
  expect(events).toEqual(['check']);
});

test('a feed that does not answer is for the log, unless the user asked', async () => {
  const { updates, events, world } = lab();
  world.feedFails = true;
  updates.start();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(events).toEqual([
    'check',
    'log: no look for updates: The place where updates come from could not be reached.',
  ]);
  await expect(updates.goOn()).rejects.toMatchObject({ code: 'upstream_down' });
  expect(updates.state()).toEqual({ state: 'idle' });
});

test('a user who asks is told that there is nothing newer', async () => {
  const { updates, events } = lab();
  await updates.goOn();
  expect(events).toEqual(['check', 'notify: TP Tray is up to date']);
});

test('the update is loaded when asked for, and installed after the sockets are closed and the user agrees', async () => {
  const { updates, events, world } = lab();
  world.newest = '0.2.0';
  await updates.goOn();
  void updates.goOn();
  await vi.advanceTimersByTimeAsync(0);
  expect(events).toEqual(['check', 'download', 'ask 0.2.0', 'let go', INSTALL]);
});

test('an update that may wait is installed when the user comes back to it', async () => {
  const { updates, events, world } = lab();
  world.newest = '0.2.0';
  world.agrees = false;
  await updates.goOn();
  await updates.goOn();
  expect(updates.state()).toEqual({ state: 'ready', version: '0.2.0' });
  expect(events).not.toContain(INSTALL);
  void updates.goOn();
  await vi.advanceTimersByTimeAsync(0);
  expect(events.slice(-2)).toEqual(['let go', INSTALL]);
  void updates.goOn();
  await vi.advanceTimersByTimeAsync(0);
  expect(events.filter((event) => event === INSTALL)).toHaveLength(1);
});

test('a download that breaks can be tried again', async () => {
  const { updates, world } = lab();
  world.newest = '0.2.0';
  await updates.goOn();
  world.downloadFails = true;
  await expect(updates.goOn()).rejects.toMatchObject({ code: 'upstream_down' });
  expect(updates.state()).toEqual({ state: 'available', version: '0.2.0' });
});

test.each(['at once', 'later', 'without a word'] as const)(
  'an installer that fails %s leaves the app as it was, sockets and all',
  async (when) => {
    const { updates, events, world } = lab();
    world.newest = '0.2.0';
    world.installFails = when;
    await updates.goOn();
    const told = expect(updates.goOn()).rejects.toThrow('TP Tray goes on as it was');
    await vi.advanceTimersByTimeAsync(when === 'without a word' ? 2 * MINUTE : 100);
    await told;
    expect(events.slice(-3)).toEqual(['let go', INSTALL, 'take back']);
    expect(updates.state()).toEqual({ state: 'ready', version: '0.2.0' });
  },
);
