import type { AppStatus, ClientId, ClientStatus, SyncStatus } from '../shared/app-status.ts';
import { AppError, toErrorInfo } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { createSessionKeeper, type SignIn } from './session-keeper.ts';
import { createSyncKeeper } from './sync-keeper.ts';
import type { AppServices } from './services.ts';

/** What a desktop gives the app, so that the app itself knows no Electron. */
export interface Desktop {
  /** Opens TrainingPeaks' login page and waits for its end. */
  signIn: SignIn;
  /** The text on the clipboard. */
  copiedText(): Promise<string>;
  notify(title: string, text: string): void;
  readonly startAtLogin: { read(): boolean | null; write(enabled: boolean): void };
}

/** The connections of the AI clients on this computer. */
export interface Connections {
  list(): Promise<readonly ClientStatus[]>;
  /** @throws AppError with what stands in the way */
  connect(id: ClientId, options: { replaceForeignEntry: boolean }): Promise<void>;
  disconnect(id: ClientId): Promise<void>;
  /** Tells when a configuration changed by another hand. Returns what ends it. */
  watch(onChange: () => void): () => void;
}

export interface AppOptions {
  readonly openServices: (options: { demo: boolean }) => AppServices;
  readonly connections: Connections;
  readonly desktop: Desktop;
  readonly log: Log;
  readonly version: string;
  readonly now?: () => number;
}

const NOTHING_SYNCED: SyncStatus = {
  state: 'idle',
  syncedAt: null,
  loadedFrom: null,
  progress: null,
  workoutCount: 0,
  problem: null,
};

export type App = ReturnType<typeof createApp>;

/**
 * The tray app without its shell: keeps the session, the history and the client connections, and one status
 * that the tray, the window and the notifications show. Every action answers with the status that followed.
 */
export function createApp({ openServices, connections, desktop, log, version, now = Date.now }: AppOptions) {
  const listeners = new Set<(status: AppStatus) => void>();
  let services = openServices({ demo: false });
  let stopWatching: (() => void) | null = null;
  let status: AppStatus = {
    session: {
      state: 'checking',
      athleteName: null,
      cookieFrom: null,
      expectedExpiryDay: null,
      problem: null,
      signInProblem: null,
    },
    sync: NOTHING_SYNCED,
    today: null,
    clients: [],
    startAtLogin: desktop.startAtLogin.read(),
    demo: false,
    version,
  };

  const update = (change: Partial<AppStatus>) => {
    status = { ...status, ...change };
    for (const listen of listeners) listen(status);
  };
  const current = () => services;
  const session = createSessionKeeper({
    services: current,
    desktop,
    log,
    now,
    status: () => status.session,
    update: (change) => update({ session: { ...status.session, ...change } }),
  });
  const sync = createSyncKeeper({ services: current, log, status: () => status, update });

  /** Looks at the session and the history, in this order; safe to call at any time. */
  async function refresh(): Promise<void> {
    if (status.today === null) await sync.showLocal();
    await session.check();
    if (session.canSync()) await sync.run();
  }

  const refreshInBackground = () => {
    refresh().catch((error: unknown) => log.error('the refresh in the background failed', error));
  };

  const resumeInBackground = () => {
    sync.resume();
    refreshInBackground();
  };

  async function refreshClients(): Promise<void> {
    update({ clients: await connections.list() });
  }

  const refreshClientsInBackground = () => {
    refreshClients().catch((error: unknown) =>
      log.error('the client configurations could not be read', error),
    );
  };

  async function clientAction(id: ClientId, act: () => Promise<void>): Promise<AppStatus> {
    update({
      clients: status.clients.map((client) =>
        client.id === id ? { ...client, state: 'working', message: null } : client,
      ),
    });
    try {
      await act();
    } finally {
      await refreshClients();
    }
    return status;
  }

  async function showDemo(enabled: boolean): Promise<AppStatus> {
    if (enabled === status.demo) return status;
    const before = services;
    sync.pause();
    services = openServices({ demo: enabled });
    update({
      demo: enabled,
      today: null,
      session: {
        ...status.session,
        state: 'checking',
        athleteName: null,
        problem: null,
        signInProblem: null,
      },
      sync: NOTHING_SYNCED,
    });
    await before.close();
    sync.resume();
    await refresh();
    return status;
  }

  return {
    status: () => status,
    /** Calls back with every new status; returns what ends it. */
    onChange(listener: (status: AppStatus) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** The engine of the moment: the user's account, or the demo athlete. */
    services: current,
    start(): void {
      stopWatching = connections.watch(refreshClientsInBackground);
      refreshClientsInBackground();
      refreshInBackground();
    },
    /** For a timer, and when the computer wakes up. */
    refreshInBackground,
    refreshClientsInBackground,
    /** Looks at the clients and the session anew, and answers with what it found; the history follows. */
    async check(): Promise<AppStatus> {
      await Promise.all([refreshClients(), session.check()]);
      if (session.canSync()) sync.run().catch((error: unknown) => log.error('the refresh failed', error));
      return status;
    },
    async signIn(): Promise<AppStatus> {
      if (await session.signIn()) resumeInBackground();
      return status;
    },
    async useCopiedCookie(): Promise<AppStatus> {
      if (await session.accept(await desktop.copiedText())) resumeInBackground();
      return status;
    },
    async signOut(): Promise<AppStatus> {
      sync.pause();
      await session.signOut();
      update({ today: null, sync: NOTHING_SYNCED });
      return status;
    },
    async startSync(): Promise<AppStatus> {
      resumeInBackground();
      return Promise.resolve(status);
    },
    async pauseSync(): Promise<AppStatus> {
      sync.pause();
      return Promise.resolve(status);
    },
    connect: (id: ClientId, replaceForeignEntry: boolean) =>
      clientAction(id, () => connections.connect(id, { replaceForeignEntry })),
    disconnect: (id: ClientId) => clientAction(id, () => connections.disconnect(id)),
    async setStartAtLogin(enabled: boolean): Promise<AppStatus> {
      desktop.startAtLogin.write(enabled);
      const written = desktop.startAtLogin.read();
      update({ startAtLogin: written });
      if (written !== enabled)
        throw new AppError('storage_failed', 'The system did not accept the change of "Start at login".');
      return Promise.resolve(status);
    },
    showDemo,
    async close(): Promise<void> {
      stopWatching?.();
      sync.pause();
      await services
        .close()
        .catch((error: unknown) => log.error(`closing failed: ${toErrorInfo(error).code}`, error));
    },
  };
}
