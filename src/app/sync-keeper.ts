import { plannedToday, todayOf } from './today.ts';
import type { AppStatus, SyncStatus } from '../shared/app-status.ts';
import { toErrorInfo } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { SyncProgress } from '../shared/sync-progress.ts';
import type { AppServices } from './services.ts';

/** Before anything is known of a history. */
export const NOTHING_SYNCED: SyncStatus = {
  state: 'idle',
  syncedAt: null,
  loadedFrom: null,
  progress: null,
  workoutCount: 0,
  problem: null,
};

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
  let stopping: Promise<void> = Promise.resolve();
  /** Grows when another history is shown: what belongs to the one before must not appear any more. */
  let epoch = 0;

  const updateSync = (change: Partial<SyncStatus>) => update({ sync: { ...status().sync, ...change } });

  /**
   * One refresh at a time; a caller during a refresh waits for that one. Failures become status.
   * `force` refreshes even what is fresh.
   */
  async function run({ force }: { readonly force: boolean }): Promise<void> {
    await stopping;
    if (paused) return;
    running ??= work(force).finally(() => {
      running = null;
    });
    await running;
  }

  function stop(): void {
    const stopped = running;
    stopping = services()
      .pauseLoad()
      .catch((error: unknown) => log.error('the refresh could not be stopped', error))
      .then(() => stopped ?? undefined);
  }

  async function work(force: boolean): Promise<void> {
    const current = services();
    const begun = epoch;
    updateSync({ state: status().sync.syncedAt === null ? 'loading' : 'refreshing', problem: null });
    try {
      const onProgress = ({ windowsDone, windowsExpected, loadedFrom, workoutCount }: SyncProgress) => {
        if (epoch !== begun) return;
        updateSync({
          state: 'loading',
          loadedFrom,
          workoutCount,
          progress: windowsExpected === null ? null : Math.min(1, windowsDone / windowsExpected),
        });
      };
      await current.load(onProgress, { force });
      if (epoch === begun) updateSync({ state: 'idle', progress: null });
    } catch (error) {
      if (epoch !== begun) return;
      const problem = toErrorInfo(error);
      if (problem.code !== 'cancelled') log.error('the history could not be refreshed', error);
      updateSync({
        state: problem.code === 'cancelled' ? 'paused' : 'failed',
        progress: null,
        problem: problem.code === 'cancelled' ? null : problem,
      });
    }
    if (epoch === begun) await show(current);
  }

  /** Reads today's numbers from what is there; leaves the old ones when that is not enough yet. */
  async function show(current: AppServices): Promise<void> {
    const begun = epoch;
    try {
      const snapshot = await current.localSnapshot();
      if (epoch !== begun) return;
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
      stop();
    },
    /** Clears what is shown, because the next history is another one. Call it before the services change. */
    startOver: () => {
      epoch += 1;
      paused = false;
      stop();
      update({ today: null, sync: NOTHING_SYNCED });
    },
  };
}
