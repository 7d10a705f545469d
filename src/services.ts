import { join } from 'node:path';
import { prepareFolders } from './app/folders.ts';
import { createCookieStore } from './credentials/cookie-store.ts';
import { createKeychain, type Keychain } from './credentials/keychain.ts';
import { dataFolder, trainingPeaksAddresses } from './environment.ts';
import type { History, HistoryRemote } from './history/history.ts';
import type { Engine } from './mcp/tool.ts';
import { AppError, type ErrorInfo } from './shared/errors.ts';
import type { Log } from './shared/log.ts';
import type { Snapshot } from './shared/snapshot.ts';
import type { SyncProgress } from './shared/sync-progress.ts';
import { parseCookieInput } from './trainingpeaks/cookie.ts';
import { unverifiedAndDropped } from './trainingpeaks/unverified.ts';

export interface ServiceOptions {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Answer for the demo athlete: a simulated TrainingPeaks in this process, nothing kept on disk. */
  readonly demo?: boolean;
  /** The keychain of this computer unless another one is given. */
  readonly keychain?: Keychain;
}

/** The engine behind every face of the product. Parts are loaded and made when first needed: starting costs nothing. */
export interface Services {
  readonly engine: Engine;
  readonly keychain: Keychain;
  /** Where the history is kept; null in demo mode. */
  readonly folder: string | null;
  /** What stands in the way of keeping a cookie on this computer; null when nothing does. */
  keychainProblem(): Promise<ErrorInfo | null>;
  /**
   * The athlete behind a cookie, or behind a text that holds one, before it is stored anywhere.
   * @throws AppError when the text holds none, TrainingPeaks refuses it, or cannot be asked
   */
  prove(cookieText: string): Promise<{ readonly cookie: string; readonly athleteName: string | null }>;
  keepCookie(cookie: string): Promise<void>;
  /** Signs out, so that no history is shown any more until somebody signs in. */
  forgetCookie(): Promise<void>;
  /** Refreshes the history to its end when due, and with `force` in any case, and tells how far it is. */
  load(onProgress: (progress: SyncProgress) => void, options?: { readonly force?: boolean }): Promise<void>;
  pauseLoad(): Promise<void>;
  /** What is there, at once and without asking TrainingPeaks for anything new. */
  localSnapshot(): Promise<Snapshot>;
  close(): Promise<void>;
}

/** Composes the engine from the environment of the process. */
export function createServices({
  variables,
  log,
  demo = false,
  keychain = createKeychain(),
}: ServiceOptions): Services {
  const cookies = createCookieStore({ keychain, environment: variables, parseCookie: parseCookieInput, log });
  const folder = demo ? null : dataFolder(variables);
  const closers: (() => Promise<void>)[] = [];
  const closeLast = (close: () => Promise<void>) => closers.unshift(close);

  async function start(): Promise<History> {
    if (folder === null) return startDemo();
    prepareFolders({ data: folder });
    const { createTrainingPeaks } = await import('./trainingpeaks/index.ts');
    const remote = createTrainingPeaks({ urls: trainingPeaksAddresses(variables), cookies, log });
    return open(join(folder, 'history.db'), remote);
  }

  async function startDemo(): Promise<History> {
    const { startSimulator } = await import('./demo/server.ts');
    const { createTrainingPeaks } = await import('./trainingpeaks/index.ts');
    const simulator = await startSimulator({});
    closeLast(() => simulator.close());
    const { cookie } = simulator;
    const ownCookies = {
      read: () => Promise.resolve({ cookie, origin: 'environment' as const }),
      replace: () => Promise.resolve(),
    };
    const urls = { api: simulator.apiUrl, home: simulator.homeUrl, analysis: simulator.analysisUrl };
    return open(':memory:', createTrainingPeaks({ urls, cookies: ownCookies, log, spacingMs: 0 }));
  }

  async function open(file: string, remote: HistoryRemote): Promise<History> {
    const { openDatabase } = await import('./history/database.ts');
    const { createStore } = await import('./history/store.ts');
    const { createHistory } = await import('./history/history.ts');
    const database = openDatabase(file, log, (damage) => {
      // The next question opens a new file, and loads the history into it.
      started = null;
      history
        .close(damage)
        .catch((error: unknown) => log.error('the damaged history could not be closed', error));
    });
    const history = createHistory({ store: createStore(database), remote, log });
    closeLast(() => history.close());
    return history;
  }

  let started: Promise<History> | null = null;
  const history = () =>
    (started ??= start().catch((error: unknown) => {
      // A full disk or a wrong address can be put right while the process lives.
      started = null;
      throw error;
    }));

  return {
    keychain,
    folder,
    keychainProblem: async () => {
      const state = await keychain.check();
      return state.state === 'ready' ? null : { code: 'keychain_unavailable', message: state.message };
    },
    prove: (cookieText) => prove(parseCookieInput(cookieText), variables, log),
    keepCookie: (cookie) => cookies.save(cookie),
    forgetCookie: async () => {
      await cookies.clear();
      try {
        (await history()).session.forgetAthlete();
      } catch (error) {
        log.error('the history could not be told that somebody signed out', error);
      }
    },
    load: async (onProgress, options) => (await history()).load(onProgress, options),
    localSnapshot: async () => (await history()).snapshot({ local: true }),
    pauseLoad: async () => {
      if (started !== null) await (await history()).pause();
    },
    engine: {
      log,
      now: Date.now,
      snapshot: async (options) => (await history()).snapshot(options),
      session: {
        report: async (signal) => {
          const report = await (await history()).session.report(signal);
          // The simulator's cookie came neither from the keychain nor from the environment.
          return demo ? { ...report, origin: null } : report;
        },
        renew: async (signal) => (await history()).session.renew(signal),
        forget: async () => (await history()).session.forget(),
      },
    },
    close: async () => {
      await started?.catch(() => undefined);
      for (const close of closers.splice(0)) await close();
    },
  };
}

/** Tries a cookie as if it came from the environment, so that nothing is stored yet. */
async function prove(
  cookie: string,
  variables: ServiceOptions['variables'],
  log: Log,
): Promise<{ cookie: string; athleteName: string | null }> {
  const trial = createServices({ variables: { ...variables, TP_AUTH_COOKIE: cookie }, log });
  try {
    const { state, problem, athlete } = await trial.engine.session.report();
    if (state === 'expired') throw new AppError('session_expired', REFUSED_COOKIE);
    if (problem !== null) throw unproven(problem);
    return { cookie, athleteName: athlete?.fullName ?? null };
  } finally {
    await trial.close();
  }
}

/** What keeps a session that is stored is the end of one that is not. */
function unproven({ code, message }: ErrorInfo): AppError {
  const isPassing = code === 'upstream_down' || code === 'rate_limited';
  return new AppError(code, isPassing ? unverifiedAndDropped(message) : message, { cause: message });
}

const REFUSED_COOKIE =
  'TrainingPeaks does not accept this cookie. It has ended, or it was not copied whole. ' +
  'Sign in at https://app.trainingpeaks.com in your browser and copy it again.';
