import type { Streams } from './athlete/streams.ts';
import type { Thresholds } from './athlete/thresholds.ts';
import type { WireObject } from './wire-object.ts';

/** A stretch of a recording, in seconds of timer time; `end` is exclusive. */
export interface LapMark {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

/** A device file behind a completed workout. */
export interface Recording {
  /** Unique; overflows 32 bits, so it can be negative. */
  readonly fileId: number;
  readonly fileName: string;
  readonly sportId: number;
  /** Thresholds in force on the day of the workout. */
  readonly thresholds: Thresholds;
  /** Time the device stood still between start and stop; not part of the streams. */
  readonly stoppedSeconds: number;
  readonly laps: readonly LapMark[];
  /** One sample a second of timer time. Computed on each call, always the same. */
  streams(): Streams;
}

export interface SimulatedWorkout {
  readonly workoutId: number;
  /** Calendar day `YYYY-MM-DD`. */
  readonly day: string;
  /** Zone-less server time of the last edit. */
  readonly lastModified: string;
  /** The v6 workout object; made on the first call. */
  row(): WireObject;
  /** Null for planned and manual workouts and for rows that came from a file. */
  readonly recording: Recording | null;
  readonly privateNote: string | null;
}

/** Everything the simulator serves about one athlete. */
export interface SimulatedAccount {
  readonly athleteId: number;
  /** IANA name; decides which calendar day is today. */
  readonly timeZone: string;
  /** Answer of `users/v3/user`. */
  readonly user: WireObject;
  /** Answer of `fitness/v1/athletes/{id}/settings`. */
  readonly settings: WireObject;
  readonly workouts: readonly SimulatedWorkout[];
  readonly events: readonly WireObject[];
  readonly calendarNotes: readonly WireObject[];
  readonly availability: readonly WireObject[];
  /** Weeks of the annual training plan. */
  readonly annualPlan: readonly WireObject[];
  /** Consolidated timed metrics; made on the first call. */
  metrics(): readonly WireObject[];
}
