import type {
  AppStatus,
  ClientStatus,
  SessionStatus,
  SyncStatus,
  TodayStatus,
} from '../../src/shared/app-status.ts';

import { DEFAULT_PREFERENCES } from '../../src/shared/preferences.ts';

export interface Change {
  readonly session?: Partial<SessionStatus>;
  readonly sync?: Partial<SyncStatus>;
  readonly today?: Partial<TodayStatus> | null;
  readonly clients?: readonly ClientStatus[];
  readonly startAtLogin?: boolean | null;
  readonly demo?: boolean;
}

/** Epoch milliseconds at which `statusWith` was synced two minutes ago. */
export const NOW = Date.parse('2026-11-23T12:02:10Z');

/** A signed-in, synced and connected app, with changes. */
export function statusWith({ session, sync, today, clients, ...rest }: Change = {}): AppStatus {
  return {
    session: {
      state: 'valid',
      signIn: null,
      athleteName: 'Vera Held',
      cookieFrom: 'keychain',
      expectedExpiryDay: '2026-12-14',
      problem: null,
      signInProblem: null,
      ...session,
    },
    sync: {
      state: 'idle',
      syncedAt: '2026-11-23T12:00:00Z',
      loadedFrom: '2021-01-01',
      progress: null,
      secondsLeft: null,
      accountSince: null,
      workoutCount: 1204,
      problem: null,
      ...sync,
    },
    today:
      today === null
        ? null
        : {
            day: '2026-11-23',
            ctl: 72.4,
            atl: 84.6,
            tsb: -12.2,
            formLabel: 'Productive',
            plan: 'Threshold 3 × 12 min, 1 h 15',
            stale: false,
            ...today,
          },
    clients: clients ?? [client('verified')],
    startAtLogin: true,
    shell: { signIn: 'window', opensFolders: true },
    demo: false,
    preferences: DEFAULT_PREFERENCES,
    version: '1.2.3',
    ...rest,
  };
}

/** Claude Desktop in a state. */
export function client(state: ClientStatus['state'], message: string | null = null): ClientStatus {
  return {
    id: 'claude-desktop',
    name: 'Claude Desktop',
    state,
    file: '/home/vera/claude.json',
    otherServers: 0,
    canBeQuit: true,
    message,
  };
}
