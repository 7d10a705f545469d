/**
 * What the product knows about workouts, in its own units: seconds, metres, watts, kilojoules.
 * The TrainingPeaks wire format ends in `src/trainingpeaks`; everything behind it speaks these types.
 * A `null` is an unknown value, never a zero. A `day` is the athlete's calendar day, `YYYY-MM-DD`.
 */

/** How TrainingPeaks scored a session (`tssSource`). */
export type TssSource = 'none' | 'power' | 'run_pace' | 'swim_pace' | 'heart_rate' | 'other';

export interface WorkoutActual {
  readonly durationSeconds: number | null;
  readonly distanceMeters: number | null;
  readonly tss: number | null;
  readonly intensityFactor: number | null;
  readonly normalizedPowerWatts: number | null;
  readonly averagePowerWatts: number | null;
  readonly maximumPowerWatts: number | null;
  readonly energyKilojoules: number | null;
  readonly caloriesKilocalories: number | null;
  readonly minimumHeartRateBpm: number | null;
  readonly averageHeartRateBpm: number | null;
  readonly maximumHeartRateBpm: number | null;
  readonly averageCadenceRpm: number | null;
  readonly maximumCadenceRpm: number | null;
  readonly averageSpeedMetersPerSecond: number | null;
  readonly maximumSpeedMetersPerSecond: number | null;
  /** Normalized graded pace as a speed; runs only. */
  readonly normalizedSpeedMetersPerSecond: number | null;
  readonly elevationGainMeters: number | null;
  readonly elevationLossMeters: number | null;
  readonly averageTemperatureCelsius: number | null;
}

export interface WorkoutPlan {
  readonly durationSeconds: number | null;
  readonly distanceMeters: number | null;
  readonly tss: number | null;
  readonly intensityFactor: number | null;
  /** Local wall-clock `YYYY-MM-DDTHH:MM:SS`; null when the plan names no time. */
  readonly startTime: string | null;
}

export interface WorkoutComment {
  readonly author: string | null;
  readonly byCoach: boolean;
  readonly day: string | null;
  readonly text: string;
}

/** One step of a structured workout, repeats already counted in `Structure.blocks`. */
export interface StructureStep {
  readonly name: string | null;
  readonly lengthValue: number | null;
  readonly lengthUnit: string | null;
  readonly targetMinimum: number | null;
  readonly targetMaximum: number | null;
  readonly intensityClass: string | null;
}

export interface Structure {
  /** `percentOfFtp`, `percentOfThresholdHr`, ... as TrainingPeaks spells it; unknown values are kept. */
  readonly intensityMetric: string | null;
  readonly blocks: readonly { readonly repeats: number; readonly steps: readonly StructureStep[] }[];
}

export interface Workout {
  readonly workoutId: number;
  readonly athleteId: number;
  readonly day: string;
  /** Actual local start `YYYY-MM-DDTHH:MM:SS`, without a zone. */
  readonly startTime: string | null;
  readonly title: string | null;
  readonly sportId: number;
  readonly subSportId: number | null;
  /** Something was recorded or entered as done (`totalTime` above zero). */
  readonly completed: boolean;
  /** A plan exists: duration, distance, load or steps. A paired workout is both planned and completed. */
  readonly planned: boolean;
  readonly actual: WorkoutActual;
  readonly plan: WorkoutPlan;
  readonly tssSource: TssSource;
  readonly compliance: {
    readonly durationPercent: number | null;
    readonly distancePercent: number | null;
    readonly tssPercent: number | null;
  };
  readonly rpe: number | null;
  readonly feeling: number | null;
  readonly description: string | null;
  readonly coachComments: string | null;
  readonly comments: readonly WorkoutComment[];
  readonly tags: readonly string[];
  readonly structure: Structure | null;
  readonly orderOnDay: number | null;
  readonly personalRecordCount: number;
  /** Server time of the last edit, as TrainingPeaks writes it; compare as text only. */
  readonly lastModified: string | null;
}

/** A row of an answer that could not be read. It never takes the rest of the answer with it. */
export interface SetAside {
  readonly workoutId: number | null;
  readonly day: string | null;
  /** Which field was wrong, in our own words: no foreign text. */
  readonly reason: string;
}

export interface WorkoutList {
  readonly workouts: readonly Workout[];
  readonly setAside: readonly SetAside[];
}

/** One page of the change feed. */
export interface WorkoutChanges extends WorkoutList {
  readonly deletedIds: readonly number[];
  /** Whether another page may follow. */
  readonly more: boolean;
}

export type ZoneBasis = 'power' | 'heart_rate' | 'speed';

export interface ZoneBand {
  readonly label: string;
  readonly minimum: number;
  /** null for the open-ended top zone (the sentinels of the wire format end here). */
  readonly maximum: number | null;
}

/** The zones of one basis for one sport (0 = the athlete's default). Unit: W, bpm or m/s. */
export interface ZoneSet {
  readonly basis: ZoneBasis;
  readonly sportId: number;
  /** FTP (W), threshold heart rate (bpm) or threshold speed (m/s); null when not configured. */
  readonly threshold: number | null;
  readonly maximumHeartRateBpm: number | null;
  readonly restingHeartRateBpm: number | null;
  readonly bands: readonly ZoneBand[];
}

export interface TimeInZones {
  readonly basis: ZoneBasis;
  /** Threshold in force on the day of the workout. */
  readonly threshold: number | null;
  readonly zones: readonly (ZoneBand & { readonly seconds: number })[];
}

/** A workout's best average over a duration (seconds) or a distance (metres). Unit of `value`: W, bpm or m/s. */
export interface MeanMax {
  readonly basis: ZoneBasis;
  readonly durationSeconds: number | null;
  readonly distanceMeters: number | null;
  readonly value: number;
}

export interface WorkoutDetails {
  readonly workoutId: number;
  readonly timeInZones: readonly TimeInZones[];
  readonly meanMaxes: readonly MeanMax[];
  readonly files: readonly { readonly fileId: string; readonly fileName: string }[];
}

export interface Lap {
  readonly name: string | null;
  readonly durationSeconds: number | null;
  readonly distanceMeters: number | null;
  readonly averagePowerWatts: number | null;
  readonly normalizedPowerWatts: number | null;
  readonly averageHeartRateBpm: number | null;
  readonly averageCadenceRpm: number | null;
  readonly averageSpeedMetersPerSecond: number | null;
  readonly tss: number | null;
  readonly intensityFactor: number | null;
}

export type RecordClass = 'Power' | 'HeartRate' | 'Speed';

export interface PersonalRecord {
  readonly workoutId: number;
  readonly workoutTitle: string | null;
  readonly day: string;
  readonly recordClass: RecordClass;
  /** TrainingPeaks' name: `power20min`, `hR5min`, `speed5K`; unknown names are kept. */
  readonly type: string;
  readonly timeFrame: string | null;
  /** W, bpm or m/s by class. */
  readonly value: number;
  readonly rank: number | null;
}

export interface WorkoutRecords {
  /** TrainingPeaks has not finished computing them. */
  readonly pending: boolean;
  readonly records: readonly PersonalRecord[];
}

/** Down-sampled streams of a workout, one row a sample. Missing samples are null. */
export interface Streams {
  readonly stepSeconds: number;
  readonly timeSeconds: readonly number[];
  readonly powerWatts: readonly (number | null)[] | null;
  readonly heartRateBpm: readonly (number | null)[] | null;
  readonly speedMetersPerSecond: readonly (number | null)[] | null;
  readonly cadenceRpm: readonly (number | null)[] | null;
  readonly altitudeMeters: readonly (number | null)[] | null;
}

export interface Athlete {
  readonly athleteId: number;
  readonly fullName: string | null;
  readonly userName: string | null;
  readonly email: string | null;
  readonly age: number | null;
  readonly gender: 'm' | 'f' | null;
  /** IANA name; null when the account has none. */
  readonly timeZone: string | null;
  readonly isPremium: boolean | null;
  readonly isCoach: boolean;
  /** Day the account was created, when TrainingPeaks says so. */
  readonly createdDay: string | null;
}

export interface AthleteSettings {
  readonly zones: readonly ZoneSet[];
}

/** A race or event of the calendar. */
export interface RaceEvent {
  readonly eventId: number;
  readonly day: string;
  readonly name: string | null;
  readonly eventType: string | null;
  readonly priority: 'A' | 'B' | 'C' | null;
  readonly distanceMeters: number | null;
}

/** A note that the athlete or the coach put on a day. */
export interface CalendarNote {
  readonly noteId: number;
  readonly day: string;
  readonly title: string | null;
  readonly text: string | null;
}

/** Days on which the athlete cannot train, or only in some sports. */
export interface Availability {
  readonly availabilityId: number;
  /** Both included. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** The sports that are possible all the same; null when none is. */
  readonly possibleSportIds: readonly number[] | null;
  /** `Sick`, `Injury`, `Vacation`... as TrainingPeaks spells it. */
  readonly reason: string | null;
  readonly description: string | null;
}

/** A daily health value, duplicates by upload client already resolved. */
export interface HealthMetric {
  readonly day: string;
  readonly typeId: number;
  readonly label: string | null;
  readonly value: number;
}
