import { BIKE, RUN } from '../../shared/sports.ts';
import type { Recording, SimulatedWorkout } from '../account.ts';
import { midnight } from '../days.ts';
import { bestMean, bestSpeedOver, prefixSums } from './mean-max.ts';
import { roundTo } from '../athlete/thresholds.ts';
import type { WireObject } from '../wire-object.ts';

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

/** Best efforts over a set of workouts, computed when they are first asked for. */
export class RecordBook {
  readonly #candidates: readonly RecordCandidate[];
  readonly #effortsByWorkout = new Map<number, readonly Effort[]>();
  #recordsByWorkout: ReadonlyMap<number, readonly WireObject[]> | null = null;

  constructor(candidates: readonly RecordCandidate[]) {
    this.#candidates = candidates;
  }

  /** Whether TrainingPeaks knows a record type for a sport. */
  knows(sportId: number, type: string): boolean {
    return measuresOf(sportId).some((measure) => measure.type === type);
  }

  /** The best ten of a type between two days (inclusive), one a workout, best first. */
  best(sportId: number, type: string, firstDay: string, lastDay: string): WireObject[] {
    const efforts = this.#candidates
      .filter(({ day, recording }) => recording.sportId === sportId && day >= firstDay && day <= lastDay)
      .flatMap((candidate) => this.#effortsOf(candidate).filter((effort) => effort.measure.type === type));
    return rank(efforts)
      .slice(0, KEPT_PER_LIST)
      .map(({ effort, place }) => wireRecord(effort, place));
  }

  /** The all-time top-three places a workout holds. */
  ofWorkout(workoutId: number): readonly WireObject[] {
    this.#recordsByWorkout ??= rankAll(this.#candidates);
    return this.#recordsByWorkout.get(workoutId) ?? [];
  }

  #effortsOf(candidate: RecordCandidate): readonly Effort[] {
    const known = this.#effortsByWorkout.get(candidate.workoutId);
    if (known !== undefined) return known;
    const efforts = effortsIn(candidate, () => 0);
    this.#effortsByWorkout.set(candidate.workoutId, efforts);
    return efforts;
  }
}

/** The top three of every list, by workout. Newest first, because the best are recent and spare the rest. */
function rankAll(candidates: readonly RecordCandidate[]): ReadonlyMap<number, readonly WireObject[]> {
  const lists = new Map<string, Effort[]>();
  for (const candidate of [...candidates].reverse()) {
    const keyOf = (measure: Measure): string => `${String(candidate.recording.sportId)} ${measure.type}`;
    const lowest = (measure: Measure): number => {
      const list = lists.get(keyOf(measure)) ?? [];
      return list.length < RANKED_AS_RECORD ? 0 : (list.at(-1)?.value ?? 0);
    };
    for (const effort of effortsIn(candidate, lowest)) {
      const key = keyOf(effort.measure);
      const ranked = rank([...(lists.get(key) ?? []), effort]).slice(0, RANKED_AS_RECORD);
      lists.set(
        key,
        ranked.map((each) => each.effort),
      );
    }
  }
  const records = new Map<number, WireObject[]>();
  for (const efforts of lists.values()) {
    for (const { effort, place } of rank(efforts)) {
      const { workoutId } = effort.candidate;
      records.set(workoutId, [...(records.get(workoutId) ?? []), wireRecord(effort, place)]);
    }
  }
  return records;
}

/** The best efforts in a workout; those that cannot reach `lowest` may be left out. */
function effortsIn(candidate: RecordCandidate, lowest: (measure: Measure) => number): Effort[] {
  const measures = measuresOf(candidate.recording.sportId);
  if (measures.length === 0) return [];
  const row = candidate.row();
  const streams = candidate.recording.streams();
  const channels = {
    Power: channelOf(streams.powerWatts, row['powerMaximum']),
    HeartRate: channelOf(streams.heartRateBpm, row['heartRateMaximum']),
    Speed: channelOf(streams.speedMillimetersPerSecond, row['velocityMaximum']),
  };
  const efforts: Effort[] = [];
  for (const measure of measures) {
    const channel = channels[measure.recordClass];
    if (channel === null || ceilingOf(channel, measure) < lowest(measure)) continue;
    const value = bestOf(measure, channel);
    if (value === null) continue;
    channel.known.push({ length: measure.length, value });
    efforts.push({ candidate, measure, value });
  }
  return efforts;
}

interface Channel {
  readonly samples: ArrayLike<number>;
  readonly maximum: number;
  readonly known: { readonly length: number; readonly value: number }[];
  prefix: Float64Array | null;
}

function channelOf(samples: ArrayLike<number> | null, maximum: unknown): Channel | null {
  if (samples === null || typeof maximum !== 'number') return null;
  return { samples, maximum, known: [], prefix: null };
}

/**
 * No mean over a length is above the best mean over a part that divides it. Speeds are measured over whole seconds,
 * so a stretch may overshoot its distance; one percent covers that.
 */
function ceilingOf(channel: Channel, measure: Measure): number {
  const parts = channel.known.filter(({ length }) => measure.length % length === 0);
  const ceiling = parts.reduce((lowest, { value }) => Math.min(lowest, value), channel.maximum);
  return measure.recordClass === 'Speed' ? ceiling * 1.01 : ceiling;
}

function bestOf(measure: Measure, channel: Channel): number | null {
  channel.prefix ??= prefixSums(channel.samples);
  if (measure.recordClass === 'Speed') {
    const speed = bestSpeedOver(channel.prefix, measure.length);
    return speed === null ? null : roundTo(speed, 4);
  }
  const mean = bestMean(channel.prefix, measure.length);
  return mean === null ? null : Math.round(mean);
}

function measuresOf(sportId: number): readonly Measure[] {
  return MEASURES_BY_SPORT.get(sportId) ?? [];
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
