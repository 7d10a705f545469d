import { randomFrom } from './random.ts';
import type { Thresholds } from './thresholds.ts';

export type Discipline = 'bike' | 'run' | 'swim' | 'walk';

/** A stretch of even effort. `intensity` is a fraction of FTP or of threshold speed; 0 is standing still. */
export interface EffortBlock {
  readonly name: string;
  readonly seconds: number;
  readonly intensity: number;
}

/** Everything a recording follows from. The streams are a pure function of it. */
export interface EffortSpec {
  readonly seed: number;
  readonly discipline: Discipline;
  readonly blocks: readonly EffortBlock[];
  readonly thresholds: Thresholds;
  /** Standard slope of the ground, 0 indoors; 0.02 is rolling country. */
  readonly hilliness: number;
  readonly hasPowerMeter: boolean;
}

/** One sample a second; a channel the device lacks is null. Whole units, so sums are exact. */
export interface Streams {
  readonly seconds: number;
  readonly powerWatts: Uint16Array | null;
  readonly heartRateBpm: Uint8Array | null;
  readonly cadenceRpm: Uint8Array | null;
  readonly speedMillimetersPerSecond: Uint16Array;
  readonly altitudeMeters: Float32Array | null;
}

const RIDER_AND_BIKE_KILOGRAMS = 71;
const GRAVITY = 9.81;
const HALF_AIR_DENSITY_TIMES_DRAG_AREA = 0.5 * 1.2 * 0.33;
const ROLLING_RESISTANCE = 0.005;
const HEART_RATE_RESPONSE_PER_SECOND = 1 / 32;
const HEART_RATE_DRIFT_PER_SECOND = 0.025 / 3600;
const GRADE_STEP_SECONDS = 20;

/** Generates the second-by-second recording of an effort. Deterministic in `spec`. */
export function generateStreams(spec: EffortSpec): Streams {
  const effort = effortSeries(spec);
  const grade = gradeSeries(spec, effort.length);
  if (spec.discipline === 'bike') return rideStreams(spec, effort, grade);
  if (spec.discipline === 'swim') return swimStreams(spec, effort);
  return footStreams(spec, effort, grade);
}

/** Length of the recording in seconds, without generating it. */
export function specSeconds(spec: EffortSpec): number {
  return spec.blocks.reduce((sum, block) => sum + block.seconds, 0);
}

/** The target intensity with a slow wander and a quick jitter around it. */
function effortSeries(spec: EffortSpec): Float32Array {
  const effort = new Float32Array(specSeconds(spec));
  const jitter = spec.discipline === 'bike' ? 0.16 : 0.06;
  let state = spec.seed | 1;
  let wander = 0;
  let second = 0;
  for (const block of spec.blocks) {
    for (let left = block.seconds; left > 0; left -= 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const noise = state / 4_294_967_296;
      wander = wander * 0.97 + noise * 0.03;
      effort[second] = block.intensity * (1 + wander + noise * jitter);
      second += 1;
    }
  }
  return effort;
}

/** Slope of the ground (rise over run): three waves, sampled coarsely and joined by straight lines. */
function gradeSeries(spec: EffortSpec, seconds: number): Float32Array {
  const grade = new Float32Array(seconds);
  if (spec.hilliness === 0) return grade;
  const random = randomFrom(spec.seed);
  const phases = [random.next(), random.next(), random.next()].map((turn) => turn * 2 * Math.PI);
  const slopeAt = (second: number): number =>
    spec.hilliness *
    (Math.sin(second / 41 + (phases[0] ?? 0)) * 0.5 +
      Math.sin(second / 97 + (phases[1] ?? 0)) +
      Math.sin(second / 271 + (phases[2] ?? 0)) * 0.8);
  let from = slopeAt(0);
  for (let start = 0; start < seconds; start += GRADE_STEP_SECONDS) {
    const to = slopeAt(start + GRADE_STEP_SECONDS);
    const end = Math.min(seconds, start + GRADE_STEP_SECONDS);
    for (let second = start; second < end; second += 1) {
      grade[second] = from + ((to - from) * (second - start)) / GRADE_STEP_SECONDS;
    }
    from = to;
  }
  return grade;
}

/** A ride: power follows effort and slope, speed follows from power by the forces on the rider. */
function rideStreams(spec: EffortSpec, effort: Float32Array, grade: Float32Array): Streams {
  const seconds = effort.length;
  const ftp = spec.thresholds.ftpWatts;
  const power = new Uint16Array(seconds);
  const cadence = new Uint8Array(seconds);
  const speed = new Uint16Array(seconds);
  const altitude = spec.hilliness > 0 ? new Float32Array(seconds) : null;
  let velocity = 5;
  let height = 240;
  for (let second = 0; second < seconds; second += 1) {
    const wanted = effort[second] ?? 0;
    const slope = grade[second] ?? 0;
    const coasting = slope < -0.035 && wanted < 0.75;
    const push = coasting ? 0 : wanted * Math.min(1.3, Math.max(0.7, 1 + slope * 4));
    const watts = Math.max(0, whole(push * ftp));
    power[second] = watts;
    cadence[second] = watts === 0 ? 0 : whole(84 + 10 * (wanted - 0.6) - slope * 90);
    const force =
      (watts * 0.97) / Math.max(2, velocity) -
      HALF_AIR_DENSITY_TIMES_DRAG_AREA * velocity * velocity -
      RIDER_AND_BIKE_KILOGRAMS * GRAVITY * (ROLLING_RESISTANCE + slope);
    velocity = Math.min(19, Math.max(1.5, velocity + force / RIDER_AND_BIKE_KILOGRAMS));
    speed[second] = whole(velocity * 1000);
    height += slope * velocity;
    if (altitude !== null) altitude[second] = height;
  }
  return {
    seconds,
    powerWatts: spec.hasPowerMeter ? power : null,
    heartRateBpm: heartRate(spec, power, 1 / ftp),
    cadenceRpm: cadence,
    speedMillimetersPerSecond: speed,
    altitudeMeters: altitude,
  };
}

/** A run or a walk: speed is the effort, given back a little uphill. */
function footStreams(spec: EffortSpec, effort: Float32Array, grade: Float32Array): Streams {
  const seconds = effort.length;
  const threshold = spec.thresholds.runThresholdMetersPerSecond;
  const cadence = new Uint8Array(seconds);
  const speed = new Uint16Array(seconds);
  const altitude = spec.hilliness > 0 ? new Float32Array(seconds) : null;
  let height = 240;
  for (let second = 0; second < seconds; second += 1) {
    const wanted = effort[second] ?? 0;
    const slope = grade[second] ?? 0;
    const velocity = wanted * threshold * (1 - slope * 2.5);
    speed[second] = Math.max(0, whole(velocity * 1000));
    cadence[second] = wanted === 0 ? 0 : whole(72 + 16 * wanted);
    height += slope * velocity;
    if (altitude !== null) altitude[second] = height;
  }
  return {
    seconds,
    powerWatts: null,
    heartRateBpm: heartRate(spec, effort, 1),
    cadenceRpm: cadence,
    speedMillimetersPerSecond: speed,
    altitudeMeters: altitude,
  };
}

/** A pool swim: no heart rate, no altitude; the rests at the wall are zeros. */
function swimStreams(spec: EffortSpec, effort: Float32Array): Streams {
  const seconds = effort.length;
  const threshold = spec.thresholds.swimThresholdMetersPerSecond;
  const cadence = new Uint8Array(seconds);
  const speed = new Uint16Array(seconds);
  for (let second = 0; second < seconds; second += 1) {
    const wanted = effort[second] ?? 0;
    speed[second] = Math.max(0, whole(wanted * threshold * 1000));
    cadence[second] = wanted === 0 ? 0 : whole(20 + 12 * wanted);
  }
  return {
    seconds,
    powerWatts: null,
    heartRateBpm: null,
    cadenceRpm: cadence,
    speedMillimetersPerSecond: speed,
    altitudeMeters: null,
  };
}

/**
 * Heart rate trails the output, reaches the threshold heart rate at the threshold, and drifts upwards.
 * `output` times `perThreshold` is the intensity.
 */
function heartRate(spec: EffortSpec, output: Uint16Array | Float32Array, perThreshold: number): Uint8Array {
  const { restingHeartRateBpm, thresholdHeartRateBpm, maximumHeartRateBpm } = spec.thresholds;
  const reserve = thresholdHeartRateBpm - restingHeartRateBpm;
  const floor = restingHeartRateBpm + reserve * 0.28;
  const slope = reserve * 0.72 * perThreshold;
  const beats = new Uint8Array(output.length);
  let rate = restingHeartRateBpm + reserve * 0.35;
  let drift = 1;
  for (let second = 0; second < output.length; second += 1) {
    const target = (floor + slope * (output[second] ?? 0)) * drift;
    rate += (Math.min(target, maximumHeartRateBpm) - rate) * HEART_RATE_RESPONSE_PER_SECOND;
    drift += HEART_RATE_DRIFT_PER_SECOND;
    beats[second] = whole(rate);
  }
  return beats;
}

/** Rounds a small positive number; several times faster than Math.round, which decides the start-up time. */
function whole(value: number): number {
  return (value + 0.5) | 0;
}
