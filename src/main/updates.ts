import { createDeadline, waitUntil } from '../shared/deadline.ts';
import { AppError, toErrorInfo } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';

/** The part of electron-updater that is used. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  checkForUpdates(): Promise<{
    readonly isUpdateAvailable: boolean;
    readonly updateInfo: { readonly version: string };
  } | null>;
  downloadUpdate(): Promise<unknown>;
  /**
   * Starts the installer and quits; a failure comes as an `error` event, and the app runs on. On macOS both come later:
   * only now the system's updater takes the loaded file over.
   */
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** `version` is the one that can be had. */
export type UpdateState =
  | { readonly state: 'idle' | 'checking' }
  | { readonly state: 'available' | 'downloading' | 'ready'; readonly version: string };

export interface UpdatesOptions {
  readonly updater: Updater;
  readonly isOnline: () => boolean;
  /** Asks the user whether to restart now. */
  readonly askToRestart: (version: string) => Promise<boolean>;
  readonly notify: (title: string, text: string) => void;
  /** Lets go of everything that the installer or the restarted app needs. Returns what takes it back. */
  readonly letGo: () => Promise<() => Promise<void>>;
  readonly version: string;
  readonly log: Log;
  readonly onChange: () => void;
}

export interface Updates {
  state(): UpdateState;
  /** Begins to look by itself: first when the start is over, then once a day. */
  start(): void;
  /**
   * The next step: looks for an update, loads the one that was found, or restarts with the one that is loaded.
   * @throws AppError `upstream_down` when the feed does not answer, `internal` when the update cannot be installed
   */
  goOn(): Promise<void>;
}

const FIRST_LOOK_MILLISECONDS = 60_000;
const NEXT_LOOK_MILLISECONDS = 24 * 60 * 60_000;
/** macOS copies, unpacks and checks the update in this time; assistants are cut off meanwhile. */
const INSTALL_WITHIN_MILLISECONDS = 2 * 60_000;

/**
 * Updates of the app at the user's pace. By itself it only asks the feed for the newest version, a few hundred bytes;
 * it loads nothing before it is told to, since no system says reliably whether the connection is metered, and it
 * restarts only when the user agrees.
 */
export function createUpdates(options: UpdatesOptions): Updates {
  const { updater, isOnline, askToRestart, notify, letGo, version, log, onChange } = options;
  let state: UpdateState = { state: 'idle' };
  let onFailure: (error: Error) => void = () => undefined;
  let isRestarting = false;
  let announced: string | null = null;
  updater.autoDownload = false;
  // It would end the connections of assistants at a moment that nobody chose.
  updater.autoInstallOnAppQuit = false;
  updater.on('error', (error) => onFailure(error));

  const become = (next: UpdateState) => {
    state = next;
    onChange();
  };

  /** The newest version when it is newer than this one. */
  async function look(): Promise<string | null> {
    become({ state: 'checking' });
    try {
      const found = await updater.checkForUpdates();
      const newest = found?.isUpdateAvailable === true ? found.updateInfo.version : null;
      become(newest === null ? { state: 'idle' } : { state: 'available', version: newest });
      return newest;
    } catch (cause) {
      become({ state: 'idle' });
      throw new AppError('upstream_down', 'The place where updates come from could not be reached.', {
        cause,
      });
    }
  }

  async function lookInBackground(): Promise<void> {
    if (state.state !== 'idle' || !isOnline()) return;
    const newest = await look();
    if (newest === null || newest === announced) return;
    announced = newest;
    notify(
      `TP Tray ${newest} is there`,
      'Choose "Update" in the menu of the tray icon to load it. Nothing is loaded before.',
    );
  }

  async function load(newest: string): Promise<void> {
    become({ state: 'downloading', version: newest });
    try {
      await updater.downloadUpdate();
    } catch (cause) {
      become({ state: 'available', version: newest });
      throw new AppError('upstream_down', 'The update could not be loaded. Try again later.', { cause });
    }
    become({ state: 'ready', version: newest });
    if (await askToRestart(newest)) await restart();
  }

  /** Ends only when the update is not installed: otherwise the process ends first. */
  async function restart(): Promise<void> {
    if (isRestarting) return;
    isRestarting = true;
    try {
      const takeBack = await letGo();
      const cause = await install();
      await takeBack();
      throw new AppError('internal', 'The update could not be installed. TP Tray goes on as it was.', {
        cause,
      });
    } finally {
      isRestarting = false;
    }
  }

  /** Tells why the app is still there. */
  async function install(): Promise<unknown> {
    const limit = createDeadline({ milliseconds: INSTALL_WITHIN_MILLISECONDS });
    const failed = new Promise<Error>((resolve) => (onFailure = resolve));
    try {
      updater.quitAndInstall(true, true);
      return await waitUntil(failed, limit.signal);
    } catch (error) {
      return error;
    } finally {
      limit.release();
      onFailure = () => undefined;
    }
  }

  const lookQuietly = () =>
    void lookInBackground().catch((error: unknown) =>
      log.error(`no look for updates: ${toErrorInfo(error).message}`, error),
    );

  return {
    state: () => state,
    start() {
      setTimeout(() => {
        lookQuietly();
        setInterval(lookQuietly, NEXT_LOOK_MILLISECONDS);
      }, FIRST_LOOK_MILLISECONDS);
    },
    async goOn() {
      switch (state.state) {
        case 'idle':
          if ((await look()) === null)
            notify('TP Tray is up to date', `Version ${version} is the newest one.`);
          return;
        case 'available':
          return load(state.version);
        case 'ready':
          return restart();
        case 'checking':
        case 'downloading':
          return;
      }
    },
  };
}
