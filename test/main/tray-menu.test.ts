import { describe, expect, test } from 'vitest';
import { findItem, trayMenu, type MenuEntry, type MenuTarget } from '../../src/main/tray-menu.ts';
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
        connect: (id, replace) => note(`connect ${id} ${String(replace)}`),
        disconnect: (id) => note(`disconnect ${id}`),
        setStartAtLogin: (enabled) => note(`start at login ${String(enabled)}`),
        showDemo: (enabled) => note(`demo ${String(enabled)}`),
      },
      openWindow: () => noteOnly('open window'),
      signIn: () => note('sign in').then(() => undefined),
      openLogs: () => note('open logs').then(() => undefined),
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
    ['during a sign-in', { session: { state: 'signing_in' } }, 'Signing in…'],
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

test('a problem stands below the name, and stale numbers say so', () => {
  const problem = {
    code: 'session_expired',
    message: 'The TrainingPeaks session has ended. Sign in again.',
  } as const;
  const menu = trayMenu(statusWith({ session: { state: 'expired', problem }, today: { stale: true } }), NOW);
  expect(labels(menu).slice(1, 3)).toEqual([
    'The TrainingPeaks session has ended. Sign in again.',
    'Fitness 72   Fatigue 85   Form −12 (not up to date)',
  ]);
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
    expect(await invoke(statusWith({ session: { state: 'signed_out' }, demo: true }), 'sync')).toEqual([
      'start sync',
    ]);
  });
});

describe('the sign-in item', () => {
  test.each<[AppStatus['session']['state'], string]>([
    ['signed_out', 'Sign in…'],
    ['unknown', 'Sign in…'],
    ['expired', 'Refresh sign-in… (it has ended)'],
    ['expiring', 'Refresh sign-in… (good until 14 Dec)'],
    ['signing_in', 'Show the sign-in window'],
  ])('%s', async (state, label) => {
    const status = statusWith({ session: { state } });
    expect(findItem(trayMenu(status, NOW), 'sign-in')?.label).toBe(label);
    expect(await invoke(status, 'sign-in')).toEqual(['sign in']);
  });

  test('offers nothing while a cookie of the environment wins over every sign-in', async () => {
    expect(await invoke(statusWith({ session: { cookieFrom: 'environment' } }), 'sign-in')).toEqual([]);
  });
});

describe('Claude Desktop', () => {
  test.each([
    ['verified', 'connected', ['claude-desktop.connect', 'claude-desktop.disconnect']],
    ['connected', 'connected', ['claude-desktop.connect', 'claude-desktop.disconnect']],
    ['needs_restart', 'restart it to finish', ['claude-desktop.connect', 'claude-desktop.disconnect']],
    ['moved', 'needs repair', ['claude-desktop.connect', 'claude-desktop.disconnect']],
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
