import { describe, expect, test } from 'vitest';
import type { MenuEntry, MenuTarget } from '../../src/main/menu-item.ts';
import { failureTitle } from '../../src/main/tray-client.ts';
import { findItem, trayMenu } from '../../src/main/tray-menu.ts';
import type { UpdateState } from '../../src/main/updates.ts';
import type { AppStatus } from '../../src/shared/app-status.ts';
import { type Change, client, NOW, statusWith } from './status.ts';

/** A target that writes down what it is asked. */
function fakeTarget(status: AppStatus): { target: MenuTarget; asked: string[] } {
  const asked: string[] = [];
  const note = (words: string) => {
    asked.push(words);
    return Promise.resolve(status);
  };
  const noteOnly = (words: string) => void asked.push(words);
  return {
    asked,
    target: {
      app: {
        startSync: () => note('start sync'),
        pauseSync: () => note('pause sync'),
        check: () => note('check'),
        connect: (id, replace) => note(`connect ${id} ${String(replace)}`),
        goOn: (id, how) => note(`go on ${id} ${how}`),
        disconnect: (id) => note(`disconnect ${id}`),
        setStartAtLogin: (enabled) => note(`start at login ${String(enabled)}`),
        showDemo: (enabled) => note(`demo ${String(enabled)}`),
      },
      openWindow: () => noteOnly('open window'),
      signIn: () => note('sign in').then(() => undefined),
      openLogs: () => note('open logs').then(() => undefined),
      update: () => note('update').then(() => undefined),
      showAbout: () => noteOnly('about'),
      quit: () => noteOnly('quit'),
    },
  };
}

/** Invokes an item as a click does: nothing happens when it is absent or disabled. */
async function invoke(status: AppStatus, id: string): Promise<string[]> {
  const { target, asked } = fakeTarget(status);
  const item = findItem(trayMenu(status, NOW), id);
  if (item?.enabled === true) await item.act?.(target);
  return asked;
}

function labels(menu: readonly MenuEntry[]): string[] {
  return menu.map((entry) => (entry.kind === 'separator' ? '---' : entry.label));
}

test('the menu of a connected athlete reads as drawn', () => {
  expect(labels(trayMenu(statusWith(), NOW))).toEqual([
    'Vera Held, synced 2 minutes ago',
    'Fitness 72   Fatigue 85   Form −12',
    'Today: Threshold 3 × 12 min, 1 h 15',
    '---',
    'Open dashboard',
    'Sync now',
    '---',
    'Claude Desktop: connected',
    'Refresh sign-in… (good until 14 Dec)',
    'Start at login',
    'Open logs',
    '---',
    'About TP Tray',
    'Quit',
  ]);
});

test('every id is there once', () => {
  const ids = (menu: readonly MenuEntry[]): string[] =>
    menu.flatMap((entry) => (entry.kind === 'separator' ? [] : [entry.id, ...ids(entry.items ?? [])]));
  const all = ids(trayMenu(statusWith({ demo: true, clients: [client('connected', 'a message')] }), NOW));
  expect(new Set(all).size).toBe(all.length);
});

test.each([
  ['open-dashboard', 'open window'],
  ['sync', 'start sync'],
  ['claude-desktop.connect', 'connect claude-desktop false'],
  ['claude-desktop.disconnect', 'disconnect claude-desktop'],
  ['sign-in', 'sign in'],
  ['start-at-login', 'start at login false'],
  ['open-logs', 'open logs'],
  ['about', 'about'],
  ['quit', 'quit'],
])('%s does its work and nothing else', async (id, work) => {
  expect(await invoke(statusWith(), id)).toEqual([work]);
});

describe('the first line', () => {
  test.each<[string, Change, string]>([
    ['before anything is known', { session: { state: 'checking' } }, 'Looking for your sign-in…'],
    ['before the first sign-in', { session: { state: 'signed_out', athleteName: null } }, 'Not signed in'],
    ['during the first sign-in', { session: { state: 'signed_out', signIn: 'open' } }, 'Signing in…'],
    ['during a later one', { session: { signIn: 'open' } }, 'Vera Held, synced 2 minutes ago'],
    [
      'during the first load',
      { sync: { state: 'loading', syncedAt: null } },
      'Vera Held, loading your history…',
    ],
    ['before the first sync', { sync: { syncedAt: null } }, 'Vera Held, not synced yet'],
    [
      'when the session has ended',
      { session: { state: 'expired' } },
      'Vera Held: the session has ended, synced 2 minutes ago',
    ],
    [
      'when TrainingPeaks is not reached',
      { session: { state: 'unknown' } },
      'Vera Held, synced 2 minutes ago',
    ],
    ['with the demo athlete', { demo: true }, 'Demo athlete'],
  ])('%s', (_when, change, words) => {
    expect(findItem(trayMenu(statusWith(change), NOW), 'who')).toMatchObject({
      label: words,
      enabled: false,
    });
  });
});

describe('what stands in the way', () => {
  const DOWN = { code: 'upstream_down', message: 'TrainingPeaks cannot be reached.' } as const;
  const KEYCHAIN = {
    code: 'keychain_unavailable',
    message: 'No keyring service runs in this session. Install one: sudo apt install gnome-keyring.',
  } as const;
  const ENDED = { code: 'session_expired', message: 'The TrainingPeaks session has ended.' } as const;

  test('stands below the name, stale numbers say so, and the window tells more', async () => {
    const status = statusWith({ sync: { state: 'failed', problem: DOWN }, today: { stale: true } });
    expect(labels(trayMenu(status, NOW)).slice(1, 3)).toEqual([
      'TrainingPeaks cannot be reached.',
      'Fitness 72   Fatigue 85   Form −12 (not up to date)',
    ]);
    expect(await invoke(status, 'problem')).toEqual(['open window']);
  });

  test('is told before anybody signs in, when it is the keychain', () => {
    const status = statusWith({ session: { state: 'signed_out', problem: KEYCHAIN }, today: null });
    const label = findItem(trayMenu(status, NOW), 'problem')?.label ?? '';
    expect(label).toMatch(/^No keyring service runs.*…$/u);
    expect(label.length).toBeLessThanOrEqual(72);
  });

  test('is not told again when the first line says it', () => {
    const ended = statusWith({
      session: { state: 'expired', problem: ENDED },
      sync: { state: 'failed', problem: ENDED },
    });
    expect(findItem(trayMenu(ended, NOW), 'problem')).toBeNull();
    const nobody = { code: 'signed_out', message: 'No session is stored.' } as const;
    const signedOut = statusWith({ session: { state: 'signed_out', problem: nobody } });
    expect(findItem(trayMenu(signedOut, NOW), 'problem')).toBeNull();
  });
});

test('form has its sign, as in the window', () => {
  const form = (tsb: number) => findItem(trayMenu(statusWith({ today: { tsb } }), NOW), 'numbers')?.label;
  expect(form(7.2)).toBe('Fitness 72   Fatigue 85   Form +7');
  // Rounded it would lie on the edge of its band.
  expect(form(5.2)).toBe('Fitness 72   Fatigue 85   Form +5.2');
});

test('without numbers there is no line of numbers', () => {
  const menu = trayMenu(statusWith({ today: null }), NOW);
  expect(findItem(menu, 'numbers')).toBeNull();
  expect(findItem(menu, 'plan')).toBeNull();
  expect(findItem(trayMenu(statusWith({ today: { plan: null } }), NOW), 'plan')).toBeNull();
});

test('a long plan is cut to what a menu can show', () => {
  const label =
    findItem(trayMenu(statusWith({ today: { plan: 'x'.repeat(300) } }), NOW), 'plan')?.label ?? '';
  expect(label).toHaveLength('Today: '.length + 72);
  expect(label.endsWith('…')).toBe(true);
});

describe('the sync item', () => {
  test('pauses a first load and shows how far it is', async () => {
    const status = statusWith({ sync: { state: 'loading', progress: 0.459 } });
    expect(findItem(trayMenu(status, NOW), 'sync')?.label).toBe('Pause loading your history (45 %)');
    expect(await invoke(status, 'sync')).toEqual(['pause sync']);
  });

  test('continues a paused load', async () => {
    const status = statusWith({ sync: { state: 'paused' } });
    expect(findItem(trayMenu(status, NOW), 'sync')?.label).toBe('Continue loading your history');
    expect(await invoke(status, 'sync')).toEqual(['start sync']);
  });

  test('rests while a refresh is running and while nobody is signed in', async () => {
    expect(await invoke(statusWith({ sync: { state: 'refreshing' } }), 'sync')).toEqual([]);
    expect(await invoke(statusWith({ session: { state: 'signed_out' } }), 'sync')).toEqual([]);
    expect(await invoke(statusWith({ session: { state: 'expired' } }), 'sync')).toEqual([]);
    expect(await invoke(statusWith({ session: { state: 'signed_out' }, demo: true }), 'sync')).toEqual([
      'start sync',
    ]);
  });
});

describe('the sign-in item', () => {
  test.each<[AppStatus['session']['state'], string]>([
    ['signed_out', 'Sign in…'],
    ['expired', 'Refresh sign-in… (it has ended)'],
    ['expiring', 'Refresh sign-in… (good until 14 Dec)'],
  ])('%s', async (state, label) => {
    const status = statusWith({ session: { state } });
    expect(findItem(trayMenu(status, NOW), 'sign-in')?.label).toBe(label);
    expect(await invoke(status, 'sign-in')).toEqual(['sign in']);
  });

  test.each<[string, Change['session'] & object, string | undefined]>([
    ['shows the window that is open, whatever the session', { signIn: 'open' }, 'sign in'],
    ['rests while a sign-in is being checked', { state: 'signed_out', signIn: 'checking' }, undefined],
  ])('%s', async (_when, session, asked) => {
    const status = statusWith({ session });
    const label = asked === undefined ? 'Checking your sign-in…' : 'Show the sign-in window';
    expect(findItem(trayMenu(status, NOW), 'sign-in')?.label).toBe(label);
    expect(await invoke(status, 'sign-in')).toEqual(asked === undefined ? [] : [asked]);
  });

  test('checks again what could not be checked: signing in would not mend it', async () => {
    const status = statusWith({ session: { state: 'unknown' } });
    expect(findItem(trayMenu(status, NOW), 'sign-in')).toBeNull();
    expect(await invoke(status, 'check-session')).toEqual(['check']);
  });

  test('signs in from the demo, whose session is not the user’s', async () => {
    const status = statusWith({ demo: true, session: { cookieFrom: null } });
    expect(findItem(trayMenu(status, NOW), 'sign-in')?.label).toBe('Sign in…');
    expect(await invoke(status, 'sign-in')).toEqual(['sign in']);
  });

  test('offers nothing while a cookie of the environment wins over every sign-in', async () => {
    expect(await invoke(statusWith({ session: { cookieFrom: 'environment' } }), 'sign-in')).toEqual([]);
  });
});

describe('Claude Desktop', () => {
  test.each([
    ['verified', 'connected', ['claude-desktop.connect', 'claude-desktop.disconnect']],
    ['connected', 'trying the connection…', ['claude-desktop.disconnect']],
    [
      'needs_restart',
      'restart it to finish',
      ['claude-desktop.quit', 'claude-desktop.connect', 'claude-desktop.disconnect'],
    ],
    [
      'waiting_to_disconnect',
      'quit it to disconnect',
      ['claude-desktop.quit', 'claude-desktop.write', 'claude-desktop.connect'],
    ],
    [
      'waiting_for_quit',
      'quit it to connect',
      ['claude-desktop.quit', 'claude-desktop.write', 'claude-desktop.disconnect'],
    ],
    ['failing', 'does not answer', ['claude-desktop.connect', 'claude-desktop.disconnect']],
    ['moved', 'needs repair', ['claude-desktop.connect', 'claude-desktop.disconnect']],
    ['vanished', 'its entry is gone', ['claude-desktop.connect', 'claude-desktop.disconnect']],
    ['not_connected', 'not connected', ['claude-desktop.connect']],
    ['working', 'working…', []],
    ['not_installed', 'not found', ['claude-desktop.look']],
    ['foreign_entry', 'another server has our name', ['claude-desktop.look']],
    ['unreadable', 'file needs a look', ['claude-desktop.look']],
  ] as const)('%s', (state, words, ids) => {
    const item = findItem(trayMenu(statusWith({ clients: [client(state)] }), NOW), 'claude-desktop');
    expect(item?.label).toBe(`Claude Desktop: ${words}`);
    expect(item?.items?.map((entry) => (entry.kind === 'separator' ? '' : entry.id))).toEqual(ids);
  });

  test('a client that must quit first is asked to, or not, as the user wants', async () => {
    const waiting = statusWith({ clients: [client('waiting_for_quit')] });
    expect(await invoke(waiting, 'claude-desktop.quit')).toEqual(['go on claude-desktop quit']);
    expect(await invoke(waiting, 'claude-desktop.write')).toEqual(['go on claude-desktop write']);
    expect(await invoke(waiting, 'claude-desktop.disconnect')).toEqual(['disconnect claude-desktop']);
  });

  test('says what is wrong whole, and names the file by its name alone', () => {
    const reason = 'starts with something that Claude Desktop cannot read, so that it would find no server.';
    const message = `/home/vera/claude.json ${reason} Mend it, then look again.`;
    const status = statusWith({ clients: [client('unreadable', message)] });
    const items = findItem(trayMenu(status, NOW), 'claude-desktop')?.items ?? [];
    const lines = labels(items).slice(0, -1);
    expect(lines.join(' ')).toBe(`claude.json ${reason} Mend it, then look again.`);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(72);
  });

  test('a client that cannot be asked to quit is not, and its user reads how', () => {
    const HOW = /Right-click its icon near the clock.*Closing its window is not enough\./u;
    for (const [state, said] of [
      ['waiting_for_quit', HOW],
      ['waiting_to_disconnect', HOW],
      ['needs_restart', /Quit Claude Desktop/u],
    ] as const) {
      const message = state === 'needs_restart' ? 'Quit Claude Desktop and start it again.' : null;
      const status = statusWith({ clients: [{ ...client(state, message), canBeQuit: false }] });
      const items = findItem(trayMenu(status, NOW), 'claude-desktop')?.items ?? [];
      const labels = items.flatMap((item) => (item.kind === 'separator' ? [] : [item.label]));
      expect(labels.join(' ')).toMatch(said);
      expect(labels.filter((label) => label.startsWith('Quit it'))).toEqual([]);
    }
  });

  test('a client that must quit before it is disconnected may also stay connected', async () => {
    const waiting = statusWith({ clients: [client('waiting_to_disconnect')] });
    expect(await invoke(waiting, 'claude-desktop.quit')).toEqual(['go on claude-desktop quit']);
    expect(await invoke(waiting, 'claude-desktop.write')).toEqual(['go on claude-desktop write']);
    expect(await invoke(waiting, 'claude-desktop.connect')).toEqual(['connect claude-desktop false']);
  });

  test('a foreign entry is never replaced from the menu', async () => {
    const status = statusWith({ clients: [client('foreign_entry')] });
    expect(await invoke(status, 'claude-desktop.look')).toEqual(['open window']);
  });

  test('is left out until it was looked for', () => {
    expect(findItem(trayMenu(statusWith({ clients: [] }), NOW), 'claude-desktop')).toBeNull();
  });
});

test('start at login is hidden where the system offers no such thing', () => {
  expect(findItem(trayMenu(statusWith({ startAtLogin: null }), NOW), 'start-at-login')).toBeNull();
  expect(findItem(trayMenu(statusWith({ startAtLogin: false }), NOW), 'start-at-login')?.checked).toBe(false);
});

test('the demo can be left', async () => {
  expect(await invoke(statusWith({ demo: true }), 'leave-demo')).toEqual(['demo false']);
});

test('an app that does not update itself says nothing of updates', () => {
  expect(findItem(trayMenu(statusWith(), NOW), 'update')).toBeNull();
});

test.each<[UpdateState, string, boolean]>([
  [{ state: 'idle' }, 'Check for updates', true],
  [{ state: 'checking' }, 'Looking for updates…', false],
  [{ state: 'available', version: '0.2.0' }, 'Update to 0.2.0…', true],
  [{ state: 'downloading', version: '0.2.0' }, 'Loading 0.2.0…', false],
  [{ state: 'ready', version: '0.2.0' }, 'Restart to update to 0.2.0', true],
])('an update that is %o reads %s', async (update, label, enabled) => {
  const item = findItem(trayMenu(statusWith(), NOW, update), 'update');
  expect(item).toMatchObject({ label, enabled });
  const { target, asked } = fakeTarget(statusWith());
  await item?.act?.(target);
  expect(asked).toEqual(['update']);
});

test.each<[id: string, Change, title: string]>([
  [
    'claude-desktop.connect',
    { clients: [client('not_connected')] },
    'Claude Desktop: "Connect" did not work',
  ],
  [
    'claude-desktop.disconnect',
    { clients: [client('verified')] },
    'Claude Desktop: "Disconnect" did not work',
  ],
  ['sync', { sync: { state: 'loading', progress: 0.4 } }, '"Pause loading your history" did not work'],
  ['sign-in', {}, '"Refresh sign-in" did not work'],
  ['start-at-login', {}, '"Start at login" did not work'],
])('a failure of %s is told under a title that says what failed', (id, change, title) => {
  const status = statusWith(change);
  const item = findItem(trayMenu(status, NOW), id);
  expect(item === null ? null : failureTitle(item, status.clients)).toBe(title);
});
