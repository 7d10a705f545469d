import { todayIn } from '../analytics/calendar.ts';
import { createDeadline, throwIfEnded, waitUntil } from '../shared/deadline.ts';
import { AppError, type ErrorInfo, toErrorInfo } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { Provenance, Snapshot, SessionFacts } from '../shared/snapshot.ts';
import type { SyncProgress } from '../shared/sync-progress.ts';
import type { Athlete, HealthMetric, PersonalRecord, Streams, Workout } from '../shared/workout.ts';
import { createAccount, type AccountRemote, type Identity } from './account.ts';
import { createCalendarLists, type CalendarRemote } from './calendar-lists.ts';
import { FRESH_MILLISECONDS, isRecent } from './recent.ts';
import { createRecentStreams } from './recent-streams.ts';
import { createSatellites, type SatelliteRemote } from './satellites.ts';
import type { Store, SyncState } from './store.ts';
import { createSync, type SyncRemote } from './sync.ts';

/** What the history asks of TrainingPeaks. */
export interface HistoryRemote extends AccountRemote, SyncRemote, SatelliteRemote, CalendarRemote {
  workout(athleteId: number, workoutId: number, signal?: AbortSignal): Promise<Workout>;
  sportRecords(
    athleteId: number,
    sport: 'Bike' | 'Run',
    type: string,
    from: string,
    to: string,
    signal?: AbortSignal,
  ): Promise<readonly PersonalRecord[]>;
  streams(workoutId: number, signal?: AbortSignal): Promise<Streams | null>;
  healthMetrics(
    athleteId: number,
    from: string,
    to: string,
    signal?: AbortSignal,
  ): Promise<readonly HealthMetric[]>;
}

export interface SnapshotOptions {
  readonly signal?: AbortSignal | undefined;
  /** Refresh even when the last one is recent. */
  readonly force?: boolean;
  /** Answer at once from what is there, whatever its age. */
  readonly local?: boolean;
  readonly onProgress?: ((progress: SyncProgress) => void) | undefined;
}

export interface HistoryOptions {
  readonly store: Store;
  readonly remote: HistoryRemote;
  readonly log: Log;
  readonly now?: () => number;
  /** Used when the account names no time zone. */
  readonly machineTimeZone?: string;
}

/** How long a question waits for a refresh before it is answered from what is there. */
const REFRESH_PATIENCE_MILLISECONDS = 8_000;
/** The first load, and finding out whose it is, are worth a longer wait, inside the minute that the strictest host allows a tool. */
const PATIENCE_MILLISECONDS = 40_000;
/** After a failure the next questions are answered at once, without waiting for it again. */
const RETRY_AFTER_FAILURE_MILLISECONDS = 30_000;

export type History = ReturnType<typeof createHistory>;

/** The local history as a source of answers: refreshed before a question when it is older than two minutes. */
export function createHistory({
  store,
  remote,
  log,
  now = Date.now,
  machineTimeZone = localTimeZone(),
}: HistoryOptions) {
  const closing = new AbortController();
  const account = createAccount({ store, remote, now, log, closing: closing.signal });
  const sync = createSync({ store, remote, now, log });
  const calendar = createCalendarLists({ store, remote, now, log });
  const recentStreams = createRecentStreams();
  const listeners = new Set<(progress: SyncProgress) => void>();
  const failures = new Map<number, { at: number; error: ErrorInfo }>();
  const facts = new Map<number, { revision: number; sessions: readonly SessionFacts[] }>();
  let pauses = 0;
  const running = new Map<number, { readonly done: Promise<void>; readonly stop: AbortController }>();
  let closed: Promise<void> | null = null;

  const timeZoneOf = (athlete: Athlete) => usableZone(athlete.timeZone) ?? machineTimeZone;

  /**
   * The signed-in athlete's history, refreshed when due. When the refresh fails or takes too long the
   * snapshot still comes, and says that it is stale or partial; so it does when the keychain cannot be asked.
   * It comes, or fails, within 40 s, however slow TrainingPeaks is.
   * @throws AppError when there is nothing to answer from: signed out, nothing loaded and the load failed, or
   *   `still_loading`; `cancelled` by `signal`
   */
  async function snapshot({
    signal,
    force = false,
    local = false,
    onProgress,
  }: SnapshotOptions = {}): Promise<Snapshot> {
    const question = createDeadline({
      milliseconds: PATIENCE_MILLISECONDS,
      reason: tooSlow(),
      signals: [closing.signal, signal],
    });
    try {
      const { identity, problem: unreadable } = await account.identifyOrRecall(question.signal);
      const { athleteId } = identity.athlete;
      const state = store.syncState(athleteId);
      const isDue = force || !isFresh(state);
      let problem = isDue ? unreadable : null;
      if (isDue && unreadable === null && !local)
        problem = await waitForRefresh(identity, state, force, question.signal, onProgress);
      throwIfEnded(closing.signal);
      throwIfEnded(signal);
      const snapshot = view(store.athlete(athleteId) ?? identity, problem);
      return unreadable === null ? snapshot : recalled(snapshot);
    } finally {
      question.release();
    }
  }

  function isFresh(state: SyncState | null): boolean {
    return state?.complete === true && isRecent(state.syncedAt, now(), FRESH_MILLISECONDS);
  }

  async function waitForRefresh(
    identity: Identity,
    state: SyncState | null,
    force: boolean,
    question: AbortSignal,
    onProgress?: (progress: SyncProgress) => void,
  ): Promise<ErrorInfo | null> {
    const { athleteId } = identity.athlete;
    const failure = failures.get(athleteId);
    if (!force && failure !== undefined && isRecent(failure.at, now(), RETRY_AFTER_FAILURE_MILLISECONDS))
      return failure.error;
    if (onProgress !== undefined) listeners.add(onProgress);
    const patience = createDeadline({
      milliseconds: state?.complete === true ? REFRESH_PATIENCE_MILLISECONDS : undefined,
      reason: tooSlow(),
      signals: [question],
    });
    try {
      await waitUntil(refresh(identity, force), patience.signal);
      failures.delete(athleteId);
      return null;
    } catch (error) {
      return toErrorInfo(error);
    } finally {
      patience.release();
      if (onProgress !== undefined) listeners.delete(onProgress);
    }
  }

  /** One refresh of an athlete at a time; it goes on when the question that began it stops waiting. */
  function refresh({ athlete }: Identity, force: boolean): Promise<void> {
    const begun = running.get(athlete.athleteId);
    if (begun !== undefined) return begun.done;
    const stop = new AbortController();
    const { signal, release } = createDeadline({ signals: [closing.signal, stop.signal] });
    const subject = {
      athleteId: athlete.athleteId,
      createdDay: athlete.createdDay,
      today: todayIn(timeZoneOf(athlete), now()),
    };
    const job = async () => {
      try {
        const onProgress = (progress: SyncProgress) => listeners.forEach((listen) => listen(progress));
        await sync.run(subject, { signal, force, onProgress });
        await calendar.refresh(subject, { signal, force });
        await account.maintain(signal).catch((error: unknown) => {
          if (!signal.aborted) log.error('the profile or the session could not be renewed', error);
        });
      } catch (error) {
        if (!signal.aborted) {
          log.error('the refresh failed', error);
          failures.set(athlete.athleteId, { at: now(), error: toErrorInfo(error) });
        }
        throw error;
      } finally {
        release();
        running.delete(athlete.athleteId);
      }
    };
    const done = job();
    done.catch(() => undefined);
    running.set(athlete.athleteId, { done, stop });
    return done;
  }

  /**
   * Refreshes to the end when due, however long that takes, for the app that shows progress.
   * With `force`, which is for a person who asks, even when the last one is recent.
   * @throws AppError as the client does; `cancelled` after `pause`
   */
  async function load(
    onProgress: (progress: SyncProgress) => void,
    { force = false }: { readonly force?: boolean } = {},
  ): Promise<void> {
    const pausesBefore = pauses;
    listeners.add(onProgress);
    try {
      const identity = await account.identify(closing.signal);
      if (pauses !== pausesBefore) throw pausedLoad();
      const { athleteId } = identity.athlete;
      if (force || !isFresh(store.syncState(athleteId))) await refresh(identity, force);
      failures.delete(athleteId);
    } finally {
      listeners.delete(onProgress);
    }
  }

  function view({ athlete, settings }: Identity, problem: ErrorInfo | null): Snapshot {
    const { athleteId } = athlete;
    const state = store.syncState(athleteId);
    if (state === null) {
      throw problem === null
        ? new AppError('still_loading', 'The first load of your TrainingPeaks history has just begun.')
        : new AppError(problem.code, problem.message);
    }
    const today = todayIn(timeZoneOf(athlete), now());
    return {
      athlete,
      settings,
      today,
      provenance: provenance(today, timeZoneOf(athlete), state, problem),
      loaded: { from: state.loadedFrom, to: state.loadedTo, complete: state.complete },
      sessions: () => sessions(athleteId),
      workouts: (filter) => store.workouts(athleteId, filter),
      setAside: (from, to) => store.setAside(athleteId, from, to),
      workout: async (workoutId, signal) =>
        store.workout(athleteId, workoutId) ?? (await remote.workout(athleteId, workoutId, signal)),
      ...createSatellites({ store, remote, today }),
      sportRecords: (...question) => remote.sportRecords(athleteId, ...question),
      streams: (workoutId, signal) => {
        const lastModified = store.workout(athleteId, workoutId)?.lastModified ?? '';
        const key = [athleteId, workoutId, lastModified].join(' ');
        return recentStreams(key, () => remote.streams(workoutId, signal));
      },
      calendar: (from, to) => calendar.lists(athleteId, from, to),
      healthMetrics: (from, to, signal) => remote.healthMetrics(athleteId, from, to, signal),
    };
  }

  function sessions(athleteId: number): readonly SessionFacts[] {
    const revision = store.revision(athleteId);
    const kept = facts.get(athleteId);
    if (kept?.revision === revision) return kept.sessions;
    const fresh = store.sessionFacts(athleteId);
    facts.set(athleteId, { revision, sessions: fresh });
    return fresh;
  }

  /** The state of the session, with what the local history holds for it. Refreshes nothing. */
  async function report(signal?: AbortSignal) {
    const session = await account.report(signal);
    const timeZone = session.athlete === null ? machineTimeZone : timeZoneOf(session.athlete);
    const state = session.athlete === null ? null : store.syncState(session.athlete.athleteId);
    const today = todayIn(timeZone, now());
    const about: Provenance =
      state === null
        ? {
            asOf: today,
            timeZone,
            syncedAt: null,
            stale: session.problem,
            loadedBackTo: null,
            partial: false,
            notes: [],
          }
        : provenance(today, timeZone, state, session.problem);
    return { ...session, about };
  }

  return {
    session: {
      report,
      renew: (signal?: AbortSignal) => account.renew(signal),
      /** Looks at the stored cookie anew, and no longer holds an earlier failure against it. */
      forget: () => {
        failures.clear();
        account.forget();
      },
      /** Nobody is signed in any more, whether or not the keychain can be asked. */
      forgetAthlete: () => account.forgetAthlete(),
    },
    snapshot,
    load,
    /** Stops a load that is running; what was loaded is kept, and the next question goes on from there. */
    async pause(): Promise<void> {
      pauses += 1;
      const jobs = [...running.values()];
      for (const { stop } of jobs) stop.abort(pausedLoad());
      await Promise.allSettled(jobs.map(({ done }) => done));
    },
    /** Stops what is running and closes the file; questions still waiting fail with `reason`. Safe to call twice. */
    close(reason = new AppError('cancelled', 'TP Tray is closing.')): Promise<void> {
      closing.abort(reason);
      return (closed ??= Promise.allSettled([...running.values()].map(({ done }) => done)).then(() =>
        store.close(),
      ));
    },
  };
}

function pausedLoad(): AppError {
  return new AppError('cancelled', 'The load was paused.');
}

/** Says whose history it is, since nobody could be asked. */
function recalled(snapshot: Snapshot): Snapshot {
  const { athlete, provenance } = snapshot;
  const note = `This is the history of ${athlete.fullName ?? 'the athlete'} who was signed in last.`;
  return { ...snapshot, provenance: { ...provenance, notes: [...provenance.notes, note] } };
}

function provenance(
  today: string,
  timeZone: string,
  state: SyncState,
  problem: ErrorInfo | null,
): Provenance {
  const notes: string[] = [];
  if (!state.feedWorks) {
    notes.push(
      'TrainingPeaks does not report changes at the moment: edits to workouts older than six weeks may be missing.',
    );
  }
  return {
    asOf: today,
    timeZone,
    syncedAt: state.syncedAt === null ? null : new Date(state.syncedAt).toISOString(),
    stale: problem,
    loadedBackTo: state.complete ? null : state.loadedFrom,
    partial: false,
    notes,
  };
}

/** Why a question waits no longer. The refresh goes on. */
function tooSlow(): AppError {
  return new AppError('still_loading', 'A refresh from TrainingPeaks is still running.');
}

function usableZone(timeZone: string | null): string | null {
  if (timeZone === null) return null;
  try {
    todayIn(timeZone, 0);
    return timeZone;
  } catch {
    return null;
  }
}

function localTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
