import { nextMidnight, todayIn } from '../analytics/calendar.ts';
import type { AppStatus, SyncStatus } from '../shared/app-status.ts';
import { toErrorInfo } from '../shared/errors.ts';
import { logFailure } from '../shared/log-failure.ts';
import type { Log } from '../shared/log.ts';
import type { SyncProgress } from '../shared/sync-progress.ts';
import { createPace } from './pace.ts';
import type { AppServices } from './services.ts';
import { plannedToday, todayOf } from './today.ts';

/** Before anything is known of a history. */
export const NOTHING_SYNCED: SyncStatus = {
  state: 'idle',
  syncedAt: null,
  loadedFrom: null,
  progress: null,
  secondsLeft: null,
  accountSince: null,
  workoutCount: 0,
  problem: null,
};

interface Options {
  readonly services: () => AppServices;
  readonly log: Log;
  readonly now: () => number;
  readonly status: () => AppStatus;
  readonly update: (change: Partial<AppStatus>) => void;
}

/** Refreshes the history and shows how far it is, and what today looks like from it. */
export function createSyncKeeper({ services, log, now, status, update }: Options) {
  let paused = false;
  let running: Promise<void> | null = null;
  /** What was shown before a refresh was announced that has not begun. */
  let announced: SyncStatus | null = null;
  let stopping: Promise<void> = Promise.resolve();
  /** Grows when another history is shown: what belongs to the one before must not appear any more. */
  let epoch = 0;
  /** IANA zone of the athlete whose numbers are shown. */
  let timeZone: string | null = null;
  let midnight: NodeJS.Timeout | undefined;

  const updateSync = (change: Partial<SyncStatus>) => update({ sync: { ...status().sync, ...change } });

  /**
   * One refresh at a time; a caller during a refresh waits for that one. Failures become status. While it is paused,
   * only shows what is there. `force` refreshes even what is fresh.
   */
  async function run({ force }: { readonly force: boolean }): Promise<void> {
    await stopping;
    if (paused) {
      await show(services());
      return;
    }
    announced = null;
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

  function showBegun(): void {
    updateSync({ state: status().sync.syncedAt === null ? 'loading' : 'refreshing', problem: null });
  }

  /** A refresh that was announced does not come. */
  function takeBack(): void {
    if (announced === null) return;
    updateSync({ state: paused ? 'paused' : announced.state, problem: announced.problem });
    announced = null;
  }

  async function work(force: boolean): Promise<void> {
    const current = services();
    const begun = epoch;
    showBegun();
    const end = await load(current, force, () => epoch === begun);
    if (epoch === begun) await show(current, end);
  }

  /** Loads to the end, telling how far it is; answers with how it ended. */
  async function load(
    current: AppServices,
    force: boolean,
    isWanted: () => boolean,
  ): Promise<Partial<SyncStatus>> {
    const secondsLeft = createPace(now);
    const onProgress = (progress: SyncProgress) => {
      if (!isWanted()) return;
      const { windowsDone, windowsExpected, accountSince, loadedFrom, workoutCount } = progress;
      updateSync({
        state: 'loading',
        loadedFrom,
        workoutCount,
        accountSince,
        progress: windowsExpected === null ? null : Math.min(1, windowsDone / windowsExpected),
        secondsLeft: secondsLeft(windowsDone, windowsExpected),
      });
    };
    try {
      await current.load(onProgress, { force });
      return { state: 'idle', progress: null, secondsLeft: null };
    } catch (error) {
      const problem = toErrorInfo(error);
      if (problem.code === 'cancelled') return { state: 'paused', secondsLeft: null, problem: null };
      logFailure(log, 'the history could not be refreshed', error);
      return { state: 'failed', secondsLeft: null, problem };
    }
  }

  /**
   * Reads today's numbers from what is there, and shows them at once with how a refresh ended. Leaves the old numbers
   * when what is there is not enough.
   */
  async function show(current: AppServices, end: Partial<SyncStatus> = {}): Promise<void> {
    const begun = epoch;
    try {
      const snapshot = await current.localSnapshot();
      if (epoch !== begun) return;
      const { provenance, loaded } = snapshot;
      const sessions = snapshot.sessions();
      const sync = { ...status().sync, ...end };
      // An assistant's question may have loaded what the user had paused: nothing is left to go on with.
      const isOver = sync.state === 'paused' && loaded.complete && provenance.syncedAt !== null;
      if (isOver) paused = false;
      update({
        today: todayOf(snapshot, plannedToday(snapshot), sync.problem !== null || provenance.stale !== null),
        sync: {
          ...sync,
          ...(isOver ? { state: 'idle', progress: null } : {}),
          syncedAt: provenance.syncedAt,
          // Windows before the first workout were read too, and hold nothing.
          loadedFrom: loaded.complete ? (sessions[0]?.day ?? loaded.from) : loaded.from,
          workoutCount: sessions.filter(({ completed }) => completed).length,
        },
      });
      stepAtMidnight(provenance.timeZone);
    } catch (error) {
      if (epoch !== begun) return;
      const problem = toErrorInfo(error);
      log.info('no numbers for today yet', { code: problem.code });
      updateSync(end.state === 'idle' ? { ...end, state: 'failed', problem } : end);
    }
  }

  /** The numbers of today are those of a new day when the athlete's day ends, whether or not anything is loaded then. */
  function stepAtMidnight(zone: string): void {
    timeZone = zone;
    clearTimeout(midnight);
    midnight = setTimeout(() => void show(services()), nextMidnight(zone, now()) - now());
    midnight.unref();
  }

  /** Whether the numbers of the athlete's present day are shown. */
  function isOfToday(): boolean {
    return timeZone !== null && status().today?.day === todayIn(timeZone, now());
  }

  /** What is shown no longer counts. */
  function forget(): void {
    epoch += 1;
    announced = null;
    timeZone = null;
    clearTimeout(midnight);
    stop();
  }

  return {
    run,
    /** Shows at once that a refresh was asked for; `run` or `takeBack` follows. */
    announce: () => {
      if (running !== null || announced !== null) return;
      announced = status().sync;
      showBegun();
    },
    takeBack,
    /** Shows what is on this computer, before anything is refreshed, unless today is shown already. */
    showLocal: async () => {
      if (!isOfToday()) await show(services());
    },
    resume: () => {
      paused = false;
    },
    /** Stops a refresh that is running; what was loaded is kept and continued later. */
    pause: () => {
      paused = true;
      takeBack();
      stop();
    },
    /** Clears what is shown, because the next history is another one. Call it before the services change. */
    startOver: () => {
      paused = false;
      forget();
      update({ today: null, sync: NOTHING_SYNCED });
    },
    /** Stops everything, for good. */
    end: () => {
      paused = true;
      forget();
    },
  };
}
