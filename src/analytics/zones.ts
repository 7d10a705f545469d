/** Intensity zones and the time spent in them. */
import { coverage, knownSamples, type Samples } from './samples.ts';
import { sum } from './statistics.ts';

/**
 * Coggan's classic power zones as upper edges of the ratio to FTP; zone 7 is open. A value on an edge
 * belongs to the lower zone: [0, .55], (.55, .75], ... An athlete's own zones go first where known.
 */
export const COGGAN_POWER_EDGES: readonly number[] = [0.55, 0.75, 0.9, 1.05, 1.2, 1.5];

/** Coggan's heart rate zones as upper edges of the ratio to threshold heart rate; zone 5 is open. */
export const COGGAN_HEART_RATE_EDGES: readonly number[] = [0.68, 0.83, 0.94, 1.05];

/** Three heart rate zones: low up to 83 % of threshold heart rate, middle up to 100 %, high above. */
export const THREE_ZONE_HEART_RATE_EDGES: readonly number[] = [0.83, 1];

/** The zone of a ratio to the threshold, counted from 1. Ratios compare exactly where products of edges would not. */
export function zoneOf(ratio: number, upperEdges: readonly number[]): number {
  const index = upperEdges.findIndex((edge) => ratio <= edge);
  return index === -1 ? upperEdges.length + 1 : index + 1;
}

/** The upper edges of an athlete's own bands, in their unit, to use with a threshold of 1. */
export function edgesOfBands(bands: readonly { readonly maximum: number | null }[]): number[] {
  return bands
    .slice(0, -1)
    .map(({ maximum }) => maximum)
    .filter((maximum) => maximum !== null);
}

export interface ZoneTime {
  /** Seconds in zone 1, 2, ...; one more entry than edges. */
  readonly seconds: readonly number[];
  /** Seconds with a recorded value. */
  readonly knownSeconds: number;
  /** Share of the samples with a recorded value, 0 to 1. */
  readonly coverage: number;
}

/**
 * Seconds in each zone. Zeros count (coasting is zone 1), dropouts do not. `upperEdges` are ratios to
 * `threshold`, or absolute values when the threshold is 1. Throws RangeError unless it is above zero and
 * the edges rise.
 */
export function timeInZones(
  samples: Samples,
  options: {
    readonly upperEdges: readonly number[];
    readonly threshold?: number;
    readonly sampleSeconds?: number;
  },
): ZoneTime {
  const { upperEdges, threshold = 1, sampleSeconds = 1 } = options;
  if (!(threshold > 0)) throw new RangeError('A threshold must be above zero.');
  if (upperEdges.some((edge, index) => edge <= (upperEdges[index - 1] ?? Number.NEGATIVE_INFINITY))) {
    throw new RangeError('The edges of zones must rise.');
  }
  const seconds = Array.from({ length: upperEdges.length + 1 }, () => 0);
  for (const value of knownSamples(samples)) {
    const index = zoneOf(value / threshold, upperEdges) - 1;
    seconds[index] = (seconds[index] ?? 0) + sampleSeconds;
  }
  return { seconds, knownSeconds: sum(seconds), coverage: coverage(samples) };
}

export interface ThreeZones {
  readonly lowSeconds: number;
  readonly middleSeconds: number;
  readonly highSeconds: number;
  /** Which zones went where, in words, to print beside the numbers. */
  readonly rule: string;
}

/** The last zones that count as low and as middle, of Coggan's power zones. */
export const LOW_THROUGH = 2;
export const MIDDLE_THROUGH = 4;

/**
 * Folds zone times into low, middle and high. The defaults are for Coggan's power zones: 1-2, 3-4, 5-7.
 * Heart rate zone 4 straddles the threshold: use THREE_ZONE_HEART_RATE_EDGES on the samples instead.
 */
export function threeZoneReduction(
  zoneSeconds: readonly number[],
  options: { readonly lowThrough?: number; readonly middleThrough?: number } = {},
): ThreeZones {
  const { lowThrough = LOW_THROUGH, middleThrough = MIDDLE_THROUGH } = options;
  if (!(lowThrough >= 1 && middleThrough > lowThrough)) {
    throw new RangeError('The middle zones must follow the low zones.');
  }
  return {
    lowSeconds: sum(zoneSeconds.slice(0, lowThrough)),
    middleSeconds: sum(zoneSeconds.slice(lowThrough, middleThrough)),
    highSeconds: sum(zoneSeconds.slice(middleThrough)),
    rule: `low = zones 1-${lowThrough}, middle = zones ${lowThrough + 1}-${middleThrough}, high = above`,
  };
}
