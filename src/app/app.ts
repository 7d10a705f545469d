import type {
  AppStatus,
  ClientId,
  ClientStatus,
  SessionStatus,
  ShellAbilities,
} from '../shared/app-status.ts';
import { AppError, toErrorInfo } from '../shared/errors.ts';
import type { WayOn } from '../shared/ipc.ts';
import type { Log } from '../shared/log.ts';
import type { Preferences } from '../shared/preferences.ts';
import type { PreferencesFile } from './preferences.ts';
import { createSessionKeeper, type SignIn } from './session-keeper.ts';
import { createSyncKeeper, NOTHING_SYNCED } from './sync-keeper.ts';
import type { AppServices } from './services.ts';

/** What a desktop gives the app, so that the app itself knows no Electron. */
export interface Desktop {
  readonly abilities: ShellAbilities;
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
  /**
   * Writes, or waits for the client to quit where it must not run meanwhile.
   * @throws AppError with what stands in the way
   */
  connect(id: ClientId, options: { insist: boolean }): Promise<void>;
  /** Where a change waits for its client to quit: has it quit, or writes at once. @throws AppError as `connect` */
  goOn(id: ClientId, how: WayOn): Promise<void>;
  /** As `connect` does it, the other way round; `whileRunning` writes at once. @throws AppError as `connect` */
  disconnect(id: ClientId, options: { whileRunning: boolean }): Promise<void>;
  /** Tells when a configuration changed by another hand. Returns what ends it. */
  watch(onChange: () => void): () => void;
}

export interface AppOptions {
  readonly openServices: (options: { demo: boolean }) => AppServices;
  readonly connections: Connections;
  readonly desktop: Desktop;
  readonly preferences: PreferencesFile;
  readonly log: Log;
  readonly version: string;
  readonly now?: () => number;
}

const SHORTEST_COOKIE = 200;
const NO_COOKIE_COPIED =
  'What you copied is not the cookie Production_tpAuth, which is a text of more than a thousand letters. Copy its value in your browser, then try again.';

/** A short word alone is no cookie. It may be a password that was copied before, and must not be sent anywhere. */
function isShortWord(text: string): boolean {
  const word = text.trim();
  return /^[^\s=]+$/.test(word) && word.length < SHORTEST_COOKIE;
}

export type App = ReturnType<typeof createApp>;

/**
 * The tray app without its shell: keeps the session, the history and the client connections, and one status
 * that the tray, the window and the notifications show. Every action answers with the status that followed.
 */
export function createApp({
  openServices,
  connections,
  desktop,
  preferences,
  log,
  version,
  now = Date.now,
}: AppOptions) {
  const listeners = new Set<(status: AppStatus) => void>();
  const clientsAtWork = new Set<ClientId>();
  let isClosed = false;
  let services = openServices({ demo: false });
  let stopWatching: (() => void) | null = null;
  let status: AppStatus = {
    session: {
      state: 'checking',
      signIn: null,
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
    preferences: preferences.read(),
    shell: desktop.abilities,
    version,
  };

  const update = (change: Partial<AppStatus>) => {
    status = { ...status, ...change };
    for (const listen of listeners) {
      try {
        listen(status);
      } catch (error) {
        log.error('a change could not be shown', error);
      }
    }
  };
  const current = () => services;
  const session = createSessionKeeper({
    services: current,
    desktop,
    log,
    now,
    isDemo: () => status.demo,
    status: () => status.session,
    update: (change) => update({ session: { ...status.session, ...change } }),
    onOtherAthlete: () => sync.startOver(),
  });
  const sync = createSyncKeeper({ services: current, log, now, status: () => status, update });

  /** Looks at the session and the history, in this order; safe to call at any time. */
  async function refresh({ force }: { readonly force: boolean }): Promise<void> {
    if (isClosed) return;
    if (force) sync.announce();
    await sync.showLocal();
    await session.check();
    if (session.canSync()) await sync.run({ force });
    else sync.takeBack();
  }

  function startRefresh(options: { readonly force: boolean }): void {
    refresh(options).catch((error: unknown) => log.error('the refresh in the background failed', error));
  }

  const refreshInBackground = () => startRefresh({ force: false });

  const resumeInBackground = () => {
    sync.resume();
    refreshInBackground();
  };

  async function refreshClients(): Promise<void> {
    const before = status.clients;
    const found = await connections.list();
    const clients = found.map((client) => (clientsAtWork.has(client.id) ? atWork(client) : client));
    update({ clients });
    for (const { name } of newlyVanished(before, clients))
      desktop.notify(
        `${name} is no longer connected`,
        'Its entry for TP Tray is gone from its configuration. Repair the connection from the TP Tray icon.',
      );
  }

  const refreshClientsInBackground = () => {
    refreshClients().catch((error: unknown) =>
      log.error('the client configurations could not be read', error),
    );
  };

  async function clientAction(id: ClientId, act: () => Promise<void>): Promise<AppStatus> {
    clientsAtWork.add(id);
    update({ clients: status.clients.map((client) => (client.id === id ? atWork(client) : client)) });
    try {
      await act();
    } finally {
      clientsAtWork.delete(id);
      await refreshClients();
    }
    return status;
  }

  const closeServices = (closing: AppServices) =>
    closing.close().catch((error: unknown) => log.error(`closing failed: ${toErrorInfo(error).code}`, error));

  /** From the account to the demo athlete, or back. */
  async function changeServices(demo: boolean, change: Partial<SessionStatus> = {}): Promise<void> {
    const before = services;
    sync.startOver();
    services = openServices({ demo });
    update({ demo, session: { ...status.session, ...change } });
    await closeServices(before);
  }

  async function showDemo(enabled: boolean): Promise<AppStatus> {
    if (enabled === status.demo) return status;
    await changeServices(enabled, {
      state: 'checking',
      athleteName: null,
      problem: null,
      signInProblem: null,
    });
    await refresh({ force: false });
    return status;
  }

  /** Somebody has just signed in. A load that is running knows only the session before. */
  async function welcome(): Promise<void> {
    if (status.demo) await changeServices(false);
    else sync.pause();
    resumeInBackground();
  }

  /** Signs in with a text that may hold the cookie. */
  async function useCookie(text: string): Promise<AppStatus> {
    if (isShortWord(text)) update({ session: { ...status.session, signInProblem: NO_COOKIE_COPIED } });
    else if (await session.accept(text)) await welcome();
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
      if (session.canSync())
        sync.run({ force: false }).catch((error: unknown) => log.error('the refresh failed', error));
      return status;
    },
    async signIn(): Promise<AppStatus> {
      if (await session.signIn()) await welcome();
      return status;
    },
    useCopiedCookie: async (): Promise<AppStatus> => useCookie(await desktop.copiedText()),
    async usePastedCookie(text: string): Promise<AppStatus> {
      if (desktop.abilities.signIn !== 'paste')
        throw new AppError('not_permitted', 'Sign in on TrainingPeaks’ own login page: choose "Sign in".');
      return useCookie(text);
    },
    async signOut(): Promise<AppStatus> {
      if (status.demo)
        throw new AppError('bad_input', 'This is the demo athlete. Leave the demo to sign out.');
      sync.pause();
      try {
        await session.signOut();
      } catch (error) {
        resumeInBackground();
        throw error;
      }
      sync.startOver();
      return status;
    },
    async startSync(): Promise<AppStatus> {
      sync.resume();
      startRefresh({ force: true });
      return Promise.resolve(status);
    },
    async pauseSync(): Promise<AppStatus> {
      sync.pause();
      return Promise.resolve(status);
    },
    connect: (id: ClientId, insist: boolean) => clientAction(id, () => connections.connect(id, { insist })),
    goOn: (id: ClientId, how: WayOn) => clientAction(id, () => connections.goOn(id, how)),
    disconnect: (id: ClientId, { whileRunning = false } = {}) =>
      clientAction(id, () => connections.disconnect(id, { whileRunning })),
    async changePreferences(change: Partial<Preferences>): Promise<AppStatus> {
      const changed = { ...status.preferences, ...change };
      preferences.write(changed);
      update({ preferences: changed });
      return Promise.resolve(status);
    },
    async setStartAtLogin(enabled: boolean): Promise<AppStatus> {
      desktop.startAtLogin.write(enabled);
      const written = desktop.startAtLogin.read();
      update({ startAtLogin: written });
      if (written !== enabled)
        throw new AppError('storage_failed', 'The system did not accept the change of "Start at login".');
      return Promise.resolve(status);
    },
    showDemo,
    /** Closes the history, lets `clear` delete it, and begins as at the first start. @throws what `clear` throws */
    async startAnew(clear: () => Promise<void>): Promise<void> {
      sync.startOver();
      await closeServices(services);
      try {
        await clear();
      } finally {
        services = openServices({ demo: false });
        update({ demo: false, preferences: preferences.read() });
        await refreshClients();
        refreshInBackground();
      }
    },
    async close(): Promise<void> {
      isClosed = true;
      // A tray that is gone cannot be drawn.
      listeners.clear();
      stopWatching?.();
      sync.end();
      await closeServices(services);
    },
  };
}

function newlyVanished(before: readonly ClientStatus[], now: readonly ClientStatus[]): ClientStatus[] {
  return now.filter(({ id, state }) => {
    const was = before.find((client) => client.id === id)?.state;
    return state === 'vanished' && was !== undefined && was !== 'vanished';
  });
}

function atWork(client: ClientStatus): ClientStatus {
  return client.state === 'working' ? client : { ...client, state: 'working', message: null };
}
