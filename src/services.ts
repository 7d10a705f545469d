import { join } from 'node:path';
import { createCookieStore, type CookieStore } from './credentials/cookie-store.ts';
import { createKeychain, type Keychain } from './credentials/keychain.ts';
import { startSimulator } from './demo/server.ts';
import { dataFolder, trainingPeaksAddresses } from './environment.ts';
import { openDatabase } from './history/database.ts';
import { createHistory, type History } from './history/history.ts';
import { createStore } from './history/store.ts';
import type { Engine } from './mcp/tool.ts';
import type { Log } from './shared/log.ts';
import { parseCookieInput } from './trainingpeaks/cookie.ts';
import { createTrainingPeaks } from './trainingpeaks/index.ts';

export interface ServiceOptions {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Answer for the demo athlete: a simulated TrainingPeaks in this process, nothing kept on disk. */
  readonly demo?: boolean;
}

/** The engine behind every face of the product. Parts are made when first needed: starting costs nothing. */
export interface Services {
  readonly engine: Engine;
  readonly keychain: Keychain;
  readonly cookies: CookieStore;
  /** Where the history is kept; null in demo mode. */
  readonly folder: string | null;
  history(): Promise<History>;
  close(): Promise<void>;
}

/** Composes the engine from the environment of the process. */
export function createServices({ variables, log, demo = false }: ServiceOptions): Services {
  const keychain = createKeychain();
  const cookies = createCookieStore({ keychain, environment: variables, parseCookie: parseCookieInput, log });
  const folder = demo ? null : dataFolder(variables);
  const closers: (() => Promise<void>)[] = [];
  const closeLast = (close: () => Promise<void>) => closers.unshift(close);

  async function start(): Promise<History> {
    if (folder === null) return startDemo();
    const remote = createTrainingPeaks({ urls: trainingPeaksAddresses(variables), cookies, log });
    return open(join(folder, 'history.db'), remote);
  }

  async function startDemo(): Promise<History> {
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

  function open(file: string, remote: ReturnType<typeof createTrainingPeaks>): History {
    const history = createHistory({ store: createStore(openDatabase(file, log)), remote, log });
    closeLast(() => history.close());
    return history;
  }

  let started: Promise<History> | null = null;
  const history = () => (started ??= start());

  return {
    keychain,
    cookies,
    folder,
    history,
    engine: {
      log,
      now: Date.now,
      snapshot: async (options) => (await history()).snapshot(options),
      session: {
        report: async (signal) => (await history()).session.report(signal),
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
