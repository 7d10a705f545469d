import { pMapIterable } from 'p-map';
import { addDays, isCalendarDay } from '../analytics/calendar.ts';
import { createDeadline } from '../shared/deadline.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { SyncProgress } from '../shared/sync-progress.ts';
import type { WorkoutList } from '../shared/workout.ts';
import { applyFeed, type FeedRemote } from './feed.ts';
import { holdLease } from './lease.ts';
import { FRESH_MILLISECONDS, isRecent } from './recent.ts';
import type { Store, SyncState } from './store.ts';
import {
  expectedWindows,
  extend,
  loadedWindows,
  windowsToLoad,
  windowsToReread,
  type DayWindow,
} from './windows.ts';

/** The part of TrainingPeaks that a sync needs. */
export interface SyncRemote extends FeedRemote {
  workouts(athleteId: number, from: string, to: string, signal?: AbortSignal): Promise<WorkoutList>;
}

/** Whose history, and what day it is for them. */
export interface SyncSubject {
  readonly athleteId: number;
  readonly createdDay: string | null;
  readonly today: string;
}

export interface SyncRun {
  readonly signal: AbortSignal;
  /** Read again even when another process has just done so; only what began after this was asked will do. */
  readonly force?: boolean;
  readonly onProgress?: ((progress: SyncProgress) => void) | undefined;
}

export interface SyncOptions {
  readonly store: Store;
  readonly remote: SyncRemote;
  readonly now: () => number;
  readonly log: Log;
}

/** Windows in flight at once; their starts are still spaced by the client's throttle. */
const WINDOWS_IN_FLIGHT = 3;
/** The feed speaks of days in the server's zone, hours behind UTC: ask for two days more than needed. */
const FEED_OVERLAP_DAYS = 2;
const RETRY_BROKEN_FEED_AFTER_MILLISECONDS = 60 * 60_000;
/** Failures that say nothing about the feed itself; reading windows instead would fail the same way. */
const NOT_THE_FEEDS_FAULT = new Set(['cancelled', 'signed_out', 'session_expired', 'rate_limited']);

/**
 * Keeps the local history equal to TrainingPeaks: loads all of it once, in windows, each kept with its
 * place in one transaction, so that it resumes after a kill at any moment; after that it follows the
 * change feed, and reads recent windows again once a day or whenever the feed does not work.
 */
export function createSync({ store, remote, now, log }: SyncOptions) {
  let feedBrokenAt: number | null = null;

  /** @throws AppError as the client does; everything loaded until then is kept. */
  async function run(subject: SyncSubject, { signal, force = false, onProgress }: SyncRun): Promise<void> {
    const askedAt = now();
    const syncedBefore = store.syncState(subject.athleteId)?.syncedAt;
    const lease = await holdLease(store, `sync ${subject.athleteId}`, now, signal);
    const either = createDeadline({ signals: [signal, lease.lost] });
    try {
      const before = store.syncState(subject.athleteId);
      const syncedAt = before?.syncedAt ?? -Infinity;
      const isRecentEnough = force ? syncedAt >= askedAt : syncedAt > askedAt - FRESH_MILLISECONDS;
      const otherProcessDidIt = before?.complete === true && syncedAt !== syncedBefore && isRecentEnough;
      if (!otherProcessDidIt) await refresh(subject, before, { signal: either.signal, onProgress });
    } finally {
      either.release();
      lease.release();
    }
  }

  async function refresh(
    subject: SyncSubject,
    before: SyncState | null,
    { signal, onProgress }: SyncRun,
  ): Promise<void> {
    const startedAt = now();
    const followed = before === null ? null : await followFeed(subject, before, startedAt, signal);
    const isDue = followed?.feedWorks === false || followed?.rereadDay !== subject.today;
    const reread = followed !== null && isDue ? await rereadWindows(subject, followed, signal) : followed;
    const loaded =
      reread?.complete === true ? reread : await load(subject, reread, startedAt, { signal, onProgress });
    const hasReadWindows = loaded !== followed;
    // What was moved meanwhile, from a window not yet read to one read already, was in neither.
    const state =
      hasReadWindows && followed?.feedWorks !== false
        ? await followFeed(subject, loaded, startedAt, signal)
        : loaded;
    if (!state.feedWorks && !feedWasBrokenLately()) feedBrokenAt = now();
    store.saveState(subject.athleteId, { ...state, syncedAt: startedAt });
  }

  async function load(
    subject: SyncSubject,
    before: SyncState | null,
    startedAt: number,
    { signal, onProgress }: SyncRun,
  ): Promise<SyncState> {
    const windowsExpected = expectedWindows(subject.createdDay, subject.today);
    let state = before;
    for await (const { window, list } of read(subject, windowsToLoad(state, subject.today), signal)) {
      const isEmpty = list.workouts.length === 0 && list.setAside.length === 0;
      state = extend(
        state ?? emptyState(window, feedDay(startedAt), subject.today),
        window,
        isEmpty,
        subject.createdDay,
      );
      store.replaceWindow(subject.athleteId, window.from, window.to, list, state);
      onProgress?.({
        windowsDone: loadedWindows(state, subject.today),
        windowsExpected,
        accountSince: subject.createdDay,
        reading: window.from > subject.today ? 'ahead' : 'past',
        loadedFrom: state.loadedFrom,
        loadedTo: state.loadedTo,
        workoutCount: store.completedCount(subject.athleteId),
      });
      if (state.complete) return state;
    }
    throw new AppError('internal', 'The first load of the history ended before the account did.');
  }

  async function rereadWindows(
    subject: SyncSubject,
    before: SyncState,
    signal: AbortSignal,
  ): Promise<SyncState> {
    let state = before;
    for await (const { window, list } of read(subject, windowsToReread(state, subject.today), signal)) {
      state = { ...state, loadedTo: window.to > state.loadedTo ? window.to : state.loadedTo };
      store.replaceWindow(subject.athleteId, window.from, window.to, list, state);
    }
    state = { ...state, rereadDay: subject.today };
    store.saveState(subject.athleteId, state);
    return state;
  }

  /**
   * Applies what changed, and moves the day from which the feed is read next time only when nothing can have
   * been missed. When the feed cannot be read, the caller reads windows again instead.
   */
  async function followFeed(
    subject: SyncSubject,
    state: SyncState,
    startedAt: number,
    signal: AbortSignal,
  ): Promise<SyncState> {
    if (feedWasBrokenLately()) return { ...state, feedWorks: false };
    const { athleteId, today } = subject;
    try {
      const since = changesSince(athleteId, state, startedAt);
      const isWhole = await applyFeed(store, remote, { athleteId, since, today }, signal);
      return { ...state, feedWorks: true, changesSince: isWhole ? feedDay(startedAt) : since };
    } catch (error) {
      if (signal.aborted || (error instanceof AppError && NOT_THE_FEEDS_FAULT.has(error.code))) throw error;
      log.error('the change feed cannot be read; recent weeks are read again instead', error);
      return { ...state, feedWorks: false };
    }
  }

  /** A day in the future was written by a clock that has been set back; the last known edit then tells instead. */
  function changesSince(athleteId: number, state: SyncState, startedAt: number): string {
    const byClock = feedDay(startedAt);
    if (state.changesSince <= byClock) return state.changesSince;
    const latestEdit = store.latestEdit(athleteId)?.slice(0, 10) ?? '';
    if (!isCalendarDay(latestEdit)) return byClock;
    const byEdit = addDays(latestEdit, -FEED_OVERLAP_DAYS);
    return byEdit < byClock ? byEdit : byClock;
  }

  function feedWasBrokenLately(): boolean {
    return isRecent(feedBrokenAt, now(), RETRY_BROKEN_FEED_AFTER_MILLISECONDS);
  }

  /** Reads windows a few at a time and hands them over in order; leaving the loop stops what is in flight. */
  async function* read(
    subject: SyncSubject,
    windows: Iterable<DayWindow>,
    signal: AbortSignal,
  ): AsyncGenerator<{ window: DayWindow; list: WorkoutList }> {
    const leaving = new AbortController();
    const either = createDeadline({ signals: [signal, leaving.signal] });
    try {
      yield* pMapIterable(
        windows,
        async (window) => ({
          window,
          list: await remote.workouts(subject.athleteId, window.from, window.to, either.signal),
        }),
        { concurrency: WINDOWS_IN_FLIGHT },
      );
    } finally {
      leaving.abort();
      either.release();
    }
  }

  return { run };
}

function emptyState(window: DayWindow, changesSince: string, today: string): SyncState {
  return {
    loadedFrom: window.from,
    loadedTo: window.to,
    emptyWindows: 0,
    complete: false,
    changesSince,
    rereadDay: today,
    feedWorks: true,
    syncedAt: null,
  };
}

/** The day from which a feed that is read completely now has to be read next time. */
function feedDay(epochMilliseconds: number): string {
  return addDays(new Date(epochMilliseconds).toISOString().slice(0, 10), -FEED_OVERLAP_DAYS);
}
