import type {
  AppStatus,
  ClientId,
  ClientStatus,
  SessionStatus,
  SyncStatus,
  TodayStatus,
} from '../../src/shared/app-status.ts';

import { DEFAULT_PREFERENCES } from '../../src/shared/preferences.ts';

export const SIGNED_OUT: SessionStatus = {
  state: 'signed_out',
  signIn: null,
  athleteName: null,
  cookieFrom: null,
  expectedExpiryDay: null,
  problem: null,
  signInProblem: null,
};

export const SIGNED_IN: SessionStatus = {
  ...SIGNED_OUT,
  state: 'valid',
  athleteName: 'Vera Held',
  cookieFrom: 'keychain',
  expectedExpiryDay: '2026-12-14',
};

export const NO_HISTORY: SyncStatus = {
  state: 'idle',
  syncedAt: null,
  loadedFrom: null,
  progress: null,
  secondsLeft: null,
  accountSince: null,
  workoutCount: 0,
  problem: null,
};

export const LOADING: SyncStatus = {
  ...NO_HISTORY,
  state: 'loading',
  loadedFrom: '2023-03-06',
  progress: 0.58,
  secondsLeft: 38,
  accountSince: '2014-03-10',
  workoutCount: 1204,
};

/** Two minutes before the clock of the tests. */
export const SYNCED: SyncStatus = {
  ...NO_HISTORY,
  syncedAt: '2026-11-23T07:58:00Z',
  loadedFrom: '2014-03-10',
  workoutCount: 2081,
};

export const TODAY: TodayStatus = {
  day: '2026-11-23',
  ctl: 72,
  atl: 85,
  tsb: -12,
  formLabel: 'Optimal training',
  plan: 'Threshold 3 × 12 min, 1 h 15',
  stale: false,
};

const NAMES: Readonly<Record<ClientId, string>> = {
  'claude-desktop': 'Claude Desktop',
  'claude-code': 'Claude Code',
  cursor: 'Cursor',
  vscode: 'VS Code',
};

const FILES: Readonly<Record<ClientId, string>> = {
  'claude-desktop': '/home/vera/.config/Claude/claude_desktop_config.json',
  'claude-code': '/home/vera/.claude.json',
  cursor: '/home/vera/.cursor/mcp.json',
  vscode: '/home/vera/.config/Code/User/mcp.json',
};

export function client(
  id: ClientId,
  state: ClientStatus['state'],
  message: string | null = null,
): ClientStatus {
  const canBeQuit = id === 'claude-desktop';
  return { id, name: NAMES[id], state, file: FILES[id], otherServers: null, canBeQuit, message };
}

/** The four clients: Claude Desktop as given, Claude Code and Cursor there but not connected, no VS Code. */
export function clients(
  desktop: ClientStatus['state'],
  message: string | null = null,
): readonly ClientStatus[] {
  return [
    client('claude-desktop', desktop, message),
    client('claude-code', 'not_connected'),
    client('cursor', 'not_connected'),
    client('vscode', 'not_installed'),
  ];
}

/** The app at its very first start. */
export const FRESH: AppStatus = {
  session: SIGNED_OUT,
  sync: NO_HISTORY,
  today: null,
  clients: clients('not_connected'),
  startAtLogin: false,
  demo: false,
  preferences: DEFAULT_PREFERENCES,
  shell: { signIn: 'window', opensFolders: true },
  version: '0.1.0',
};

/** Signed in, Claude still to connect, the history on its way: the drawing of the first run. */
export const HALFWAY: AppStatus = { ...FRESH, session: SIGNED_IN, sync: LOADING };

/** Everything is set up. */
export const READY: AppStatus = {
  ...FRESH,
  session: SIGNED_IN,
  sync: SYNCED,
  today: TODAY,
  clients: clients('verified'),
};
