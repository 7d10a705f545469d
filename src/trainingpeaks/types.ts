import type { Log } from '../shared/log.ts';
import type {
  Athlete,
  AthleteSettings,
  Availability,
  CalendarNote,
  HealthMetric,
  Lap,
  PersonalRecord,
  RaceEvent,
  Streams,
  Workout,
  WorkoutChanges,
  WorkoutDetails,
  WorkoutList,
  WorkoutRecords,
} from '../shared/workout.ts';
import type { Throttle } from './throttle.ts';

/** The sign-in cookie (`Production_tpAuth`) and where it came from. The value is a secret. */
export interface StoredCookie {
  readonly cookie: string;
  readonly origin: 'environment' | 'keychain';
}

/** Where the cookie lives. Implementations decide where a renewed cookie goes. */
export interface CookieStore {
  /** The cookie, or null when nobody is signed in. */
  read(): Promise<StoredCookie | null>;
  /** Called after a sliding renewal, once the new cookie is proven to work. */
  replace(newCookie: string, previous: string): Promise<void>;
}

/** Base URLs, with or without a path, without a query. */
export interface TrainingPeaksUrls {
  readonly api: string;
  readonly home: string;
  readonly analysis: string;
}

export interface TrainingPeaksOptions {
  readonly urls: TrainingPeaksUrls;
  readonly cookies: CookieStore;
  readonly log: Log;
  /** Pause between two request starts, in milliseconds. Default 150. */
  readonly spacingMs?: number;
  /** A throttle shared with another client of the same process; `spacingMs` is then ignored. */
  readonly throttle?: Throttle;
  /** Wall clock in milliseconds since 1970. Only the life of the token depends on it. */
  readonly now?: () => number;
  /** First pause before a retry; the next two are 3 and 9 times as long. Default 500 ms. */
  readonly retryDelayMs?: number;
  /** Longest time a call waits because of "too many requests" before it gives up. Default 60 s. */
  readonly longestWaitMs?: number;
  /** Time for one request, headers and body. Defaults: 30 s, and 60 s for the analysis. */
  readonly timeouts?: { readonly requestMs?: number; readonly analysisMs?: number };
}

/** A row of TrainingPeaks' own performance chart. */
export interface PerformanceDay {
  readonly day: string;
  readonly tssActual: number | null;
  readonly tssPlanned: number | null;
  readonly ctl: number | null;
  readonly atl: number | null;
  readonly tsb: number | null;
}

/** What TrainingPeaks' analysis says about one workout. */
export interface AnalysisSummary {
  /** Aerobic decoupling (Pw:Hr or Pa:Hr), percent. */
  readonly decouplingPercent: number | null;
  readonly efficiencyFactor: number | null;
  readonly variabilityIndex: number | null;
  readonly normalizedPowerWatts: number | null;
  readonly intensityFactor: number | null;
  readonly tss: number | null;
  readonly elapsedSeconds: number | null;
}

export interface TrainingPeaksSession {
  /**
   * Exchanges the cookie for a token now.
   * @throws AppError `signed_out`, `session_expired`, `upstream_down`, `upstream_changed`, `rate_limited`, `cancelled`
   */
  check(signal?: AbortSignal): Promise<void>;
  /** Like `check`, for a cookie that is not stored yet. Nothing is kept. */
  verify(cookie: string, signal?: AbortSignal): Promise<void>;
  /**
   * Sliding renewal: asks for a new cookie, proves it by a token exchange, then hands it to the store.
   * False when TrainingPeaks gave no new cookie or one that does not work; the old one then stays.
   */
  renew(signal?: AbortSignal): Promise<boolean>;
  /** Drops the token and the memory of a dead cookie; the next call reads the cookie again. */
  forget(): void;
  currentCookie(): Promise<StoredCookie | null>;
}

/**
 * TrainingPeaks, read-only. Days are `YYYY-MM-DD`, ranges include both ends, units are SI.
 *
 * Every method may throw an `AppError`: `signed_out`, `session_expired`, `not_permitted`, `rate_limited`,
 * `upstream_down`, `upstream_changed`, `cancelled` (the signal fired; or the `AppError` it was aborted with),
 * `bad_input` (an argument, or a request TrainingPeaks refuses), `not_found`, or what the cookie store throws.
 */
export interface TrainingPeaks {
  readonly session: TrainingPeaksSession;
  user(signal?: AbortSignal): Promise<Athlete>;
  settings(athleteId: number, signal?: AbortSignal): Promise<AthleteSettings>;
  /** At most 90 days. Each workout appears once. */
  workouts(athleteId: number, from: string, to: string, signal?: AbortSignal): Promise<WorkoutList>;
  /** @throws AppError `not_found` when it does not exist or was deleted */
  workout(athleteId: number, workoutId: number, signal?: AbortSignal): Promise<Workout>;
  workoutDetails(athleteId: number, workoutId: number, signal?: AbortSignal): Promise<WorkoutDetails>;
  /** Empty for a workout entered by hand. */
  workoutLaps(athleteId: number, workoutId: number, signal?: AbortSignal): Promise<readonly Lap[]>;
  workoutRecords(athleteId: number, workoutId: number, signal?: AbortSignal): Promise<WorkoutRecords>;
  /** Best first. `prType` is TrainingPeaks' name of a record, such as `power20min` or `speed5K`. */
  sportRecords(
    athleteId: number,
    sport: 'Bike' | 'Run',
    prType: string,
    from: string,
    to: string,
    signal?: AbortSignal,
  ): Promise<readonly PersonalRecord[]>;
  /** Workouts edited or deleted since a day; `page` starts at 1. */
  changedWorkouts(
    athleteId: number,
    since: string,
    page: number,
    signal?: AbortSignal,
  ): Promise<WorkoutChanges>;
  performance(
    athleteId: number,
    from: string,
    to: string,
    signal?: AbortSignal,
  ): Promise<readonly PerformanceDay[]>;
  /** Down-sampled by TrainingPeaks to about a thousand rows; null when there is no recording. */
  streams(workoutId: number, signal?: AbortSignal): Promise<Streams | null>;
  /** Null when the workout cannot be analysed. */
  analysisSummary(workoutId: number, signal?: AbortSignal): Promise<AnalysisSummary | null>;
  healthMetrics(
    athleteId: number,
    from: string,
    to: string,
    signal?: AbortSignal,
  ): Promise<readonly HealthMetric[]>;
  events(athleteId: number, from: string, to: string, signal?: AbortSignal): Promise<readonly RaceEvent[]>;
  calendarNotes(
    athleteId: number,
    from: string,
    to: string,
    signal?: AbortSignal,
  ): Promise<readonly CalendarNote[]>;
  /** Entries that touch the range. */
  availability(
    athleteId: number,
    from: string,
    to: string,
    signal?: AbortSignal,
  ): Promise<readonly Availability[]>;
  /** The uploaded device file, decompressed. `fileId` may be negative. */
  rawFile(athleteId: number, workoutId: number, fileId: string, signal?: AbortSignal): Promise<Uint8Array>;
}
