import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, vi } from 'vitest';
import { createApp, type App, type AppOptions } from '../../src/app/app.ts';
import type { AppServices } from '../../src/app/services.ts';
import type { SignInEnd } from '../../src/app/session-keeper.ts';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { startSimulator, type Simulator } from '../../src/demo/server.ts';
import { openDatabase } from '../../src/history/database.ts';
import { createHistory } from '../../src/history/history.ts';
import { createStore } from '../../src/history/store.ts';
import type { AppStatus, ClientStatus } from '../../src/shared/app-status.ts';
import { AppError } from '../../src/shared/errors.ts';
import { DEFAULT_PREFERENCES } from '../../src/shared/preferences.ts';
import { parseCookieInput } from '../../src/trainingpeaks/cookie.ts';
import { createTrainingPeaks } from '../../src/trainingpeaks/index.ts';
import { NOW, recordingLog, TODAY } from '../support/mcp-fixture.ts';

const endings: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Runs something after the test, whatever becomes of it. */
export function atTheEnd(end: () => Promise<void> | void): void {
  endings.push(end);
}

/** A desktop whose user does what the test says. */
function fakeDesktop() {
  const world = {
    /** How the next visits to the login page end. */
    signIn: (): Promise<SignInEnd> => Promise.resolve({ outcome: 'closed' }),
    copied: '',
    notifications: [] as string[],
    startsAtLogin: false as boolean | null,
    acceptsStartAtLogin: true,
  };
  const desktop: AppOptions['desktop'] = {
    abilities: { signIn: 'window', opensFolders: true },
    signIn: () => world.signIn(),
    copiedText: () => Promise.resolve(world.copied),
    notify: (title) => void world.notifications.push(title),
    startAtLogin: {
      read: () => world.startsAtLogin,
      write: (enabled) => {
        if (world.acceptsStartAtLogin) world.startsAtLogin = enabled;
      },
    },
  };
  return { desktop, world };
}

/** Client connections in memory. */
function fakeConnections() {
  const claude = (state: ClientStatus['state']): ClientStatus => ({
    id: 'claude-desktop',
    name: 'Claude Desktop',
    state,
    file: '/home/vera/claude.json',
    otherServers: 0,
    canBeQuit: true,
    message: null,
  });
  const world = {
    state: 'not_connected' as ClientStatus['state'],
    act: (): Promise<void> => Promise.resolve(),
    asked: [] as string[],
    changed: null as (() => void) | null,
  };
  const connections: AppOptions['connections'] = {
    list: () =>
      Promise.resolve([claude(world.state), { ...claude('not_installed'), id: 'cursor', name: 'Cursor' }]),
    connect: async (id, { insist }) => {
      world.asked.push(`connect ${id} ${String(insist)}`);
      await world.act();
      world.state = 'verified';
    },
    goOn: async (id, how) => {
      world.asked.push(`go on ${id} ${how}`);
      await world.act();
      world.state = 'verified';
    },
    disconnect: async (id, { whileRunning }) => {
      world.asked.push(`disconnect ${id}${whileRunning ? ' while it runs' : ''}`);
      await world.act();
      world.state = 'not_connected';
    },
    watch: (onChange) => {
      world.changed = onChange;
      return () => {
        world.changed = null;
      };
    },
  };
  return { connections, world };
}

/** An app on a fake desktop. */
export function makeApp(openServices: AppOptions['openServices'], now: () => number = () => NOW) {
  const { desktop, world: user } = fakeDesktop();
  const { connections, world: clients } = fakeConnections();
  const logged: string[] = [];
  const app = createApp({
    openServices,
    connections,
    desktop,
    preferences: { read: () => DEFAULT_PREFERENCES, write: () => undefined },
    log: recordingLog(logged),
    version: '1.2.3',
    now,
  });
  const seen: AppStatus[] = [app.status()];
  app.onChange((status) => void seen.push(status));
  atTheEnd(() => app.close());
  return { app, user, clients, logged, seen };
}

/** Waits until the status is as wanted, however long the machine takes. */
export async function until(app: App, isSo: (status: AppStatus) => boolean): Promise<AppStatus> {
  await vi.waitFor(() => {
    if (!isSo(app.status())) throw new Error(`still ${JSON.stringify(app.status())}`);
  }, 20_000);
  return app.status();
}

export const isSynced = ({ sync, today }: AppStatus) => sync.state === 'idle' && today !== null;

export interface Account {
  readonly simulator: Simulator;
  readonly clock: { now: number };
  /** What is in the keychain. */
  readonly keychain: { cookie: string | null };
  readonly openServices: AppOptions['openServices'];
}

/** The real engine on one history file, over a simulated TrainingPeaks, with a keychain in memory. */
export async function startAccount({ signedIn = true }: { signedIn?: boolean } = {}): Promise<Account> {
  const clock = { now: NOW };
  const now = () => clock.now;
  const simulate = (seed: number) =>
    startSimulator({ now, athlete: syntheticAthlete({ seed, today: TODAY, seasons: 1 }) });
  const [simulator, demo] = await Promise.all([simulate(1), simulate(2)]);
  const folder = mkdtempSync(join(tmpdir(), 'tp-tray-app-'));
  atTheEnd(async () => {
    await Promise.all([simulator.close(), demo.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  const keychain = { cookie: signedIn ? simulator.cookie : null };
  const demoKeychain = { cookie: demo.cookie };
  const openServices: AppOptions['openServices'] = ({ demo: isDemo }) => {
    const engine = isDemo
      ? openEngine(demo, ':memory:', demoKeychain, now)
      : openEngine(simulator, join(folder, 'history.db'), keychain, now);
    return { ...engine, ...cookieKeeping(simulator, keychain, now) };
  };
  return { simulator, clock, keychain, openServices };
}

const QUICK = { spacingMs: 0, retryDelayMs: 1 };
const urlsOf = ({ apiUrl: api, homeUrl: home, analysisUrl: analysis }: Simulator) => ({
  api,
  home,
  analysis,
});

/** Composed as `src/services.ts` does, with a clock of the test and without pauses between requests. */
function openEngine(
  simulator: Simulator,
  file: string,
  keychain: { cookie: string | null },
  now: () => number,
): Pick<AppServices, 'engine' | 'load' | 'pauseLoad' | 'localSnapshot' | 'close'> {
  const log = recordingLog([]);
  const cookies = {
    read: () =>
      Promise.resolve(
        keychain.cookie === null ? null : { cookie: keychain.cookie, origin: 'keychain' as const },
      ),
    replace: (young: string) => {
      keychain.cookie = young;
      return Promise.resolve();
    },
  };
  const remote = createTrainingPeaks({ urls: urlsOf(simulator), cookies, log, now, ...QUICK });
  const history = createHistory({ store: createStore(openDatabase(file, log)), remote, log, now });
  const { report, renew, forget } = history.session;
  return {
    engine: {
      log,
      now,
      snapshot: (options) => history.snapshot(options),
      session: {
        report,
        renew,
        forget: () => {
          forget();
          return Promise.resolve();
        },
      },
    },
    load: (onProgress, options) => history.load(onProgress, options),
    pauseLoad: () => history.pause(),
    localSnapshot: () => history.snapshot({ local: true }),
    close: () => history.close(),
  };
}

function cookieKeeping(
  simulator: Simulator,
  keychain: { cookie: string | null },
  now: () => number,
): Pick<AppServices, 'prove' | 'keepCookie' | 'forgetCookie' | 'keychainProblem'> {
  return {
    prove: async (text) => {
      const cookie = parseCookieInput(text);
      const cookies = {
        read: () => Promise.resolve({ cookie, origin: 'environment' as const }),
        replace: () => Promise.resolve(),
      };
      const log = recordingLog([]);
      const trial = createTrainingPeaks({ urls: urlsOf(simulator), cookies, log, now, ...QUICK });
      return { cookie, athleteName: (await trial.user()).fullName };
    },
    keepCookie: (cookie) => {
      keychain.cookie = cookie;
      return Promise.resolve();
    },
    forgetCookie: () => {
      keychain.cookie = null;
      return Promise.resolve();
    },
    keychainProblem: () => Promise.resolve(null),
  };
}

/** A promise that a test settles. */
export function held<Value = void>() {
  let settle: (value: Value) => void = () => undefined;
  let refuse: (error: AppError) => void = () => undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    settle = resolve;
    refuse = reject;
  });
  return { promise, settle, refuse };
}
