import type { ErrorInfo } from './errors.ts';
import type {
  Athlete,
  AthleteSettings,
  Availability,
  CalendarNote,
  HealthMetric,
  Lap,
  PersonalRecord,
  RaceEvent,
  SetAside,
  Streams,
  Workout,
  WorkoutDetails,
  WorkoutRecords,
} from './workout.ts';

/** The facts of a workout that training load needs; read for the whole history at once. */
export interface SessionFacts {
  readonly workoutId: number;
  readonly day: string;
  readonly sportId: number;
  readonly completed: boolean;
  readonly planned: boolean;
  readonly tss: number | null;
  readonly intensityFactor: number | null;
  readonly durationSeconds: number | null;
  readonly distanceMeters: number | null;
  readonly plannedTss: number | null;
  readonly plannedIntensityFactor: number | null;
  readonly plannedDurationSeconds: number | null;
}

export interface WorkoutFilter {
  readonly from?: string;
  readonly to?: string;
  readonly sportIds?: readonly number[];
  readonly completed?: boolean;
}

/** What an answer rests on. It travels with every answer. */
export interface Provenance {
  /** The athlete's calendar day. */
  readonly asOf: string;
  /** IANA zone in which a day begins and ends. */
  readonly timeZone: string;
  /** When the refresh behind this answer began; ISO 8601 UTC. Null before the first one has ended. */
  readonly syncedAt: string | null;
  /** Why the answer may lag behind TrainingPeaks; null when it is fresh. */
  readonly stale: ErrorInfo | null;
  /** The day back to which the history reaches so far, when a first load still has to go on; else null. */
  readonly loadedBackTo: string | null;
  /** Something else the question needs is not loaded or could not be read; `notes` says what. */
  readonly partial: boolean;
  readonly notes: readonly string[];
}

export interface LoadedDays {
  readonly from: string;
  readonly to: string;
  /** The beginning of the account is reached. */
  readonly complete: boolean;
}

export interface FetchOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What could be had of several workouts within the time a question may take. */
export interface Fetched<T> {
  readonly byWorkoutId: ReadonlyMap<number, T>;
  readonly missingCount: number;
  /** Why some are missing; null when none is. */
  readonly failure: ErrorInfo | null;
}

/** A list of TrainingPeaks as it was when it was last read. */
export interface KeptList<Item> {
  readonly items: readonly Item[];
  /** ISO 8601 UTC. */
  readonly readAt: string;
}

/** What the calendar holds beside workouts. A list that was never read is null, not empty. */
export interface CalendarLists {
  readonly events: KeptList<RaceEvent> | null;
  readonly notes: KeptList<CalendarNote> | null;
  readonly availability: KeptList<Availability> | null;
}

/** One athlete's history at the moment of a question. Reads are local unless they say otherwise. */
export interface Snapshot {
  readonly athlete: Athlete;
  readonly settings: AthleteSettings | null;
  readonly today: string;
  readonly provenance: Provenance;
  readonly loaded: LoadedDays;
  /** Every workout of the loaded history, in the order of days. */
  sessions(): readonly SessionFacts[];
  /** Workouts in the order of the calendar: day, order on the day, start time. */
  workouts(filter: WorkoutFilter): readonly Workout[];
  /** Rows of the range that TrainingPeaks sent and that could not be read. */
  setAside(from: string, to: string): readonly SetAside[];
  /** Races, notes and availability of the days `from` to `to`. Kept up to two years ahead. */
  calendar(from: string, to: string): CalendarLists;
  /** One workout; asks TrainingPeaks when it is not in the history. @throws AppError `not_found` */
  workout(workoutId: number, signal?: AbortSignal): Promise<Workout>;
  /** Zone times and best averages, kept locally once read. */
  details(workouts: readonly Workout[], options?: FetchOptions): Promise<Fetched<WorkoutDetails>>;
  records(workouts: readonly Workout[], options?: FetchOptions): Promise<Fetched<WorkoutRecords>>;
  laps(workouts: readonly Workout[], options?: FetchOptions): Promise<Fetched<readonly Lap[]>>;
  /** Asks TrainingPeaks. */
  sportRecords(
    sport: 'Bike' | 'Run',
    type: string,
    from: string,
    to: string,
    signal?: AbortSignal,
  ): Promise<readonly PersonalRecord[]>;
  /** Asks TrainingPeaks; null when the workout has no recorded streams. */
  streams(workoutId: number, signal?: AbortSignal): Promise<Streams | null>;
  /** Asks TrainingPeaks. */
  healthMetrics(from: string, to: string, signal?: AbortSignal): Promise<readonly HealthMetric[]>;
}
