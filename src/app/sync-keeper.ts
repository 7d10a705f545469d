import { plannedToday, todayOf } from './today.ts';
import type { AppStatus, SyncStatus } from '../shared/app-status.ts';
import { toErrorInfo } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { AppServices } from './services.ts';

interface Options {
  readonly services: () => AppServices;
  readonly log: Log;
  readonly status: () => AppStatus;
  readonly update: (change: Partial<AppStatus>) => void;
}

/** Refreshes the history and shows how far it is, and what today looks like from it. */
export function createSyncKeeper({ services, log, status, update }: Options) {
  let paused = false;
  let running: Promise<void> | null = null;

  const updateSync = (change: Partial<SyncStatus>) => update({ sync: { ...status().sync, ...change } });

  /** One refresh at a time; a caller during a refresh waits for that one. Failures become status. */
  function run(): Promise<void> {
    if (paused) return Promise.resolve();
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  }

  async function work(): Promise<void> {
    const current = services();
    updateSync({ state: status().sync.syncedAt === null ? 'loading' : 'refreshing', problem: null });
    try {
      await current.load(({ windowsDone, windowsExpected, loadedFrom }) => {
        if (services() !== current) return;
        updateSync({
          state: 'loading',
          loadedFrom,
          progress: windowsExpected === null ? null : Math.min(1, windowsDone / windowsExpected),
        });
      });
      if (services() === current) updateSync({ state: 'idle', progress: null });
    } catch (error) {
      if (services() !== current) return;
      const problem = toErrorInfo(error);
      if (problem.code !== 'cancelled') log.error('the history could not be refreshed', error);
      updateSync({
        state: problem.code === 'cancelled' ? 'paused' : 'failed',
        progress: null,
        problem: problem.code === 'cancelled' ? null : problem,
      });
    }
    if (services() === current) await show(current);
  }

  /** Reads today's numbers from what is there; leaves the old ones when that is not enough yet. */
  async function show(current: AppServices): Promise<void> {
    try {
      const snapshot = await current.localSnapshot();
      const { provenance, loaded } = snapshot;
      const sessions = snapshot.sessions();
      update({
        today: todayOf(snapshot, plannedToday(snapshot), status().sync.problem !== null),
        sync: {
          ...status().sync,
          syncedAt: provenance.syncedAt,
          // Windows before the first workout were read too, and hold nothing.
          loadedFrom: loaded.complete ? (sessions[0]?.day ?? loaded.from) : loaded.from,
          workoutCount: sessions.length,
        },
      });
    } catch (error) {
      log.info('no numbers for today yet', { code: toErrorInfo(error).code });
    }
  }

  return {
    run,
    /** Shows what is on this computer, before anything is refreshed. */
    showLocal: () => show(services()),
    resume: () => {
      paused = false;
    },
    /** Stops a refresh that is running; what was loaded is kept and continued later. */
    pause: () => {
      paused = true;
      services()
        .pauseLoad()
        .catch((error: unknown) => log.error('the refresh could not be paused', error));
    },
  };
}
