import { BIKE, RUN } from '../../shared/sports.ts';
import type { Recording, SimulatedWorkout, WireObject } from '../account.ts';
import { midnight } from '../days.ts';
import { bestMean, bestSpeedOver, prefixSums } from './mean-max.ts';
import { roundTo } from '../athlete/thresholds.ts';

/** A workout that can hold records. */
export type RecordCandidate = SimulatedWorkout & { readonly recording: Recording };

type RecordClass = 'Power' | 'HeartRate' | 'Speed';

interface Measure {
  readonly type: string;
  readonly name: string;
  readonly recordClass: RecordClass;
  /** Seconds for power and heart rate, metres for speed. */
  readonly length: number;
}

interface Effort {
  readonly candidate: RecordCandidate;
  readonly measure: Measure;
  readonly value: number;
}

const MINUTES = [1, 5, 10, 20, 60, 90];
const KEPT_PER_LIST = 10;
const RANKED_AS_RECORD = 3;
const FIRST_RECORD_ID = 91_001;

const SPEED_MEASURES: Measure[] = (
  [
    ['speed400Meter', '400 m', 400],
    ['speed800Meter', '800 m', 800],
    ['speed1K', '1 km', 1000],
    ['speed1Mi', '1 mi', 1609.344],
    ['speed5K', '5 km', 5000],
    ['speed5Mi', '5 mi', 8046.72],
    ['speed10K', '10 km', 10_000],
    ['speed10Mi', '10 mi', 16_093.44],
    ['speedHalfMarathon', 'Half marathon', 21_097.5],
    ['speedMarathon', 'Marathon', 42_195],
    ['speed50K', '50 km', 50_000],
  ] as const
).map(([type, name, length]) => ({ type, name, length, recordClass: 'Speed' }));

const POWER_MEASURES = timeMeasures('power', 'Power');
const HEART_RATE_MEASURES = timeMeasures('hR', 'HeartRate');
const MEASURES_BY_SPORT: ReadonlyMap<number, readonly Measure[]> = new Map([
  [BIKE, [...POWER_MEASURES, ...HEART_RATE_MEASURES]],
  [RUN, [...HEART_RATE_MEASURES, ...SPEED_MEASURES]],
]);

/** Best efforts over a set of workouts, computed once when first asked for. */
export class RecordBook {
  readonly #candidates: readonly RecordCandidate[];
  readonly #effortsByWorkout = new Map<number, readonly Effort[]>();
  #recordsByWorkout: ReadonlyMap<number, readonly WireObject[]> | null = null;

  constructor(candidates: readonly RecordCandidate[]) {
    this.#candidates = candidates;
  }

  /** Whether TrainingPeaks knows a record type for a sport. */
  knows(sportId: number, type: string): boolean {
    return MEASURES_BY_SPORT.get(sportId)?.some((measure) => measure.type === type) ?? false;
  }

  /** The best ten of a type between two days (inclusive), one a workout, best first. */
  best(sportId: number, type: string, firstDay: string, lastDay: string): WireObject[] {
    const inRange = this.#candidates.filter(
      ({ day, recording }) => recording.sportId === sportId && day >= firstDay && day <= lastDay,
    );
    return rank(
      inRange.flatMap((candidate) => this.#effortsOf(candidate).filter((each) => each.measure.type === type)),
    )
      .slice(0, KEPT_PER_LIST)
      .map(({ effort, place }) => wireRecord(effort, place));
  }

  /** The all-time top-three places a workout holds. */
  ofWorkout(workoutId: number): readonly WireObject[] {
    this.#recordsByWorkout ??= this.#rankAll();
    return this.#recordsByWorkout.get(workoutId) ?? [];
  }

  #rankAll(): ReadonlyMap<number, readonly WireObject[]> {
    const byList = new Map<string, Effort[]>();
    for (const candidate of this.#candidates) {
      for (const effort of this.#effortsOf(candidate)) {
        const key = `${String(candidate.recording.sportId)} ${effort.measure.type}`;
        const list = byList.get(key);
        if (list === undefined) byList.set(key, [effort]);
        else list.push(effort);
      }
    }
    const records = new Map<number, WireObject[]>();
    for (const efforts of byList.values()) {
      for (const { effort, place } of rank(efforts).slice(0, RANKED_AS_RECORD)) {
        const { workoutId } = effort.candidate;
        records.set(workoutId, [...(records.get(workoutId) ?? []), wireRecord(effort, place)]);
      }
    }
    return records;
  }

  #effortsOf(candidate: RecordCandidate): readonly Effort[] {
    const known = this.#effortsByWorkout.get(candidate.workoutId);
    if (known !== undefined) return known;
    candidate.row(); // shares the streams with the efforts below; the caller needs both
    const measures = MEASURES_BY_SPORT.get(candidate.recording.sportId) ?? [];
    const efforts = measures.length === 0 ? [] : effortsIn(candidate, measures);
    this.#effortsByWorkout.set(candidate.workoutId, efforts);
    return efforts;
  }
}

function effortsIn(candidate: RecordCandidate, measures: readonly Measure[]): Effort[] {
  const streams = candidate.recording.streams();
  const power = streams.powerWatts === null ? null : prefixSums(streams.powerWatts);
  const heartRate = streams.heartRateBpm === null ? null : prefixSums(streams.heartRateBpm);
  const distance = prefixSums(streams.speedMillimetersPerSecond);
  const efforts: Effort[] = [];
  for (const measure of measures) {
    const value = bestOf(measure, { Power: power, HeartRate: heartRate, Speed: distance });
    if (value !== null) efforts.push({ candidate, measure, value });
  }
  return efforts;
}

function bestOf(measure: Measure, prefixes: Record<RecordClass, Float64Array | null>): number | null {
  const prefix = prefixes[measure.recordClass];
  if (prefix === null) return null;
  if (measure.recordClass === 'Speed') {
    const speed = bestSpeedOver(prefix, measure.length);
    return speed === null ? null : roundTo(speed, 4);
  }
  const mean = bestMean(prefix, measure.length);
  return mean === null ? null : Math.round(mean);
}

function rank(efforts: readonly Effort[]): { effort: Effort; place: number }[] {
  return [...efforts]
    .sort((a, b) => b.value - a.value || a.candidate.workoutId - b.candidate.workoutId)
    .map((effort, index) => ({ effort, place: index + 1 }));
}

function wireRecord({ candidate, measure, value }: Effort, place: number): WireObject {
  const row = candidate.row();
  return {
    id: FIRST_RECORD_ID + (candidate.workoutId % 1_000_000) * 100 + measure.length,
    athleteId: row['athleteId'],
    workoutId: candidate.workoutId,
    workoutDate: midnight(candidate.day),
    workoutTypeId: candidate.recording.sportId,
    workoutTitle: row['title'],
    class: measure.recordClass,
    type: measure.type,
    timeFrame: { name: measure.name },
    value,
    invalid: false,
    rank: place,
    eventName: null,
  };
}

function timeMeasures(prefix: string, recordClass: RecordClass): Measure[] {
  return [
    { type: `${prefix}5sec`, name: '5 sec', recordClass, length: 5 },
    ...MINUTES.map((minutes) => ({
      type: `${prefix}${String(minutes)}min`,
      name: `${String(minutes)} min`,
      recordClass,
      length: minutes * 60,
    })),
  ];
}
