import { pMapIterable } from 'p-map';
import { addDays } from '../analytics/calendar.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { WorkoutChanges, WorkoutList } from '../shared/workout.ts';
import { holdLease, type Lease } from './lease.ts';
import type { Store, SyncState } from './store.ts';
import { expectedWindows, extend, windowsToLoad, windowsToReread, type DayWindow } from './windows.ts';

/** The part of TrainingPeaks that a sync needs. */
export interface SyncRemote {
  workouts(athleteId: number, from: string, to: string, signal?: AbortSignal): Promise<WorkoutList>;
  changedWorkouts(
    athleteId: number,
    since: string,
    page: number,
    signal?: AbortSignal,
  ): Promise<WorkoutChanges>;
}

/** Whose history, and what day it is for them. */
export interface SyncSubject {
  readonly athleteId: number;
  readonly createdDay: string | null;
  readonly today: string;
}

export interface SyncProgress {
  readonly windowsDone: number;
  /** Null when the age of the account is unknown. */
  readonly windowsExpected: number | null;
  /** Oldest day loaded so far. */
  readonly loadedFrom: string;
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
const MAXIMUM_FEED_PAGES = 100;
const RETRY_BROKEN_FEED_AFTER_MILLISECONDS = 60 * 60_000;
/** Failures that say nothing about the feed itself; reading windows instead would fail the same way. */
const NOT_THE_FEEDS_FAULT = new Set(['cancelled', 'signed_out', 'session_expired', 'rate_limited']);

/**
 * Keeps the local history equal to TrainingPeaks: loads all of it once, in windows, each kept with its
 * place in one transaction, so that it resumes after a kill at any moment; after that it follows the
 * change feed, and reads recent windows again once a day or whenever the feed does not work.
 */
export function createSync({ store, remote, now, log }: SyncOptions) {
  let feedBrokenAt = -Infinity;

  /** @throws AppError as the client does; everything loaded until then is kept. */
  async function run(
    subject: SyncSubject,
    signal: AbortSignal,
    onProgress?: (progress: SyncProgress) => void,
  ): Promise<void> {
    const askedAt = now();
    const lease = await holdLease(store, `sync ${subject.athleteId}`, now, signal);
    try {
      const before = store.syncState(subject.athleteId);
      const otherProcessDidIt = before?.complete === true && (before.syncedAt ?? -Infinity) >= askedAt;
      if (!otherProcessDidIt) await refresh(subject, before, lease, signal, onProgress);
    } finally {
      lease.release();
    }
  }

  async function refresh(
    subject: SyncSubject,
    before: SyncState | null,
    lease: Lease,
    signal: AbortSignal,
    onProgress?: (progress: SyncProgress) => void,
  ): Promise<void> {
    const startedAt = now();
    const changesSince = addDays(utcDay(startedAt), -FEED_OVERLAP_DAYS);
    const followed = before === null ? null : await follow(subject, before, lease, signal);
    const loaded =
      followed?.complete === true
        ? followed
        : await load(subject, followed, changesSince, lease, signal, onProgress);
    store.saveState(subject.athleteId, { ...loaded, changesSince, syncedAt: startedAt });
  }

  async function load(
    subject: SyncSubject,
    before: SyncState | null,
    changesSince: string,
    lease: Lease,
    signal: AbortSignal,
    onProgress?: (progress: SyncProgress) => void,
  ): Promise<SyncState> {
    const windowsExpected = expectedWindows(subject.createdDay, subject.today);
    let state = before;
    let windowsDone = 0;
    for await (const { window, list } of read(subject, windowsToLoad(state, subject.today), signal)) {
      const isEmpty = list.workouts.length === 0 && list.setAside.length === 0;
      state = extend(
        state ?? emptyState(window, changesSince, subject.today),
        window,
        isEmpty,
        subject.createdDay,
      );
      store.replaceWindow(subject.athleteId, window.from, window.to, list, state);
      lease.renew();
      windowsDone += 1;
      onProgress?.({ windowsDone, windowsExpected, loadedFrom: state.loadedFrom });
      if (state.complete) return state;
    }
    throw new AppError('internal', 'The first load of the history ended before the account did.');
  }

  async function follow(
    subject: SyncSubject,
    before: SyncState,
    lease: Lease,
    signal: AbortSignal,
  ): Promise<SyncState> {
    const feedWorks = await followFeed(subject, before, signal);
    let state: SyncState = { ...before, feedWorks };
    if (feedWorks && state.rereadDay === subject.today) return state;
    for await (const { window, list } of read(subject, windowsToReread(state, subject.today), signal)) {
      state = { ...state, loadedTo: window.to > state.loadedTo ? window.to : state.loadedTo };
      store.replaceWindow(subject.athleteId, window.from, window.to, list, state);
      lease.renew();
    }
    return { ...state, rereadDay: subject.today };
  }

  /** Whether the feed could be read; when not, the caller reads windows again instead. */
  async function followFeed(subject: SyncSubject, state: SyncState, signal: AbortSignal): Promise<boolean> {
    if (now() - feedBrokenAt < RETRY_BROKEN_FEED_AFTER_MILLISECONDS) return false;
    try {
      for (let page = 1; page <= MAXIMUM_FEED_PAGES; page += 1) {
        const changes = await remote.changedWorkouts(subject.athleteId, state.changesSince, page, signal);
        store.applyChanges(subject.athleteId, changes, changes.deletedIds, subject.today);
        if (!changes.more) return true;
      }
      throw new AppError('upstream_changed', 'The change feed of TrainingPeaks has no end.');
    } catch (error) {
      if (signal.aborted || (error instanceof AppError && NOT_THE_FEEDS_FAULT.has(error.code))) throw error;
      log.error('the change feed cannot be read; recent weeks are read again instead', error);
      feedBrokenAt = now();
      return false;
    }
  }

  /** Reads windows a few at a time and hands them over in order; leaving the loop stops what is in flight. */
  async function* read(
    subject: SyncSubject,
    windows: Iterable<DayWindow>,
    signal: AbortSignal,
  ): AsyncGenerator<{ window: DayWindow; list: WorkoutList }> {
    const leaving = new AbortController();
    const either = AbortSignal.any([signal, leaving.signal]);
    try {
      yield* pMapIterable(
        windows,
        async (window) => ({
          window,
          list: await remote.workouts(subject.athleteId, window.from, window.to, either),
        }),
        { concurrency: WINDOWS_IN_FLIGHT },
      );
    } finally {
      leaving.abort();
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

function utcDay(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString().slice(0, 10);
}
