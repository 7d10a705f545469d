/**
 * Recorded samples: a list of values a fixed number of seconds apart. `null` (or NaN) is a dropout, zero is
 * a real value (coasting). Short dropouts are bridged by a straight line, longer ones split the recording.
 */

/** One channel of a recording, W or bpm or m/s. */
export type Samples = readonly (number | null)[];

/** A stretch without dropouts, and where it begins. */
export interface Segment {
  readonly startIndex: number;
  readonly values: readonly number[];
}

/** Longest dropout that is bridged. */
const BRIDGED_SECONDS = 3;
/** Longest time between two records over which the first one holds. */
const HELD_SECONDS = 5;

/** The stretches between dropouts of more than 3 s; shorter ones are filled linearly. */
export function continuousSegments(samples: Samples, sampleSeconds = 1): Segment[] {
  const bridge = Math.floor(BRIDGED_SECONDS / sampleSeconds);
  const segments: { startIndex: number; values: number[] }[] = [];
  let lastKnown = -1;
  samples.forEach((value, index) => {
    if (value === null || !Number.isFinite(value)) return;
    const current = segments.at(-1);
    const missing = index - lastKnown - 1;
    if (current === undefined || missing > bridge) {
      segments.push({ startIndex: index, values: [value] });
    } else {
      const before = current.values.at(-1) ?? value;
      for (let step = 1; step <= missing; step += 1) {
        current.values.push(before + ((value - before) * step) / (missing + 1));
      }
      current.values.push(value);
    }
    lastKnown = index;
  });
  return segments;
}

/** Share of samples with a recorded value, 0 to 1; 0 for none at all. */
export function coverage(samples: Samples): number {
  return samples.length === 0 ? 0 : knownSamples(samples).length / samples.length;
}

/** The recorded values, dropouts left out. */
export function knownSamples(samples: Samples): number[] {
  return samples.filter((value): value is number => value !== null && Number.isFinite(value));
}

/**
 * Irregular records on a grid of one second. A value holds for gaps of up to 5 s; a longer gap is a pause of
 * the timer: its seconds are left out and the recording splits there (one `Samples` list a piece).
 * `timeSeconds` must rise; records that do not are skipped.
 */
export function resampleToSeconds(timeSeconds: readonly number[], values: Samples): Samples[] {
  const pieces: (number | null)[][] = [];
  let lastTime = Number.NEGATIVE_INFINITY;
  timeSeconds.forEach((time, index) => {
    const second = Math.round(time);
    const gap = second - lastTime;
    if (gap <= 0) return;
    const value = values[index] ?? null;
    const piece = pieces.at(-1);
    if (piece === undefined || gap > HELD_SECONDS) {
      pieces.push([value]);
    } else {
      const held = piece.at(-1) ?? null;
      for (let step = 1; step < gap; step += 1) piece.push(held);
      piece.push(value);
    }
    lastTime = second;
  });
  return pieces;
}

/** Sums of the first n values: the sum of [a, b) is `prefix[b] - prefix[a]`. */
export function prefixSums(values: readonly number[]): Float64Array {
  const prefix = new Float64Array(values.length + 1);
  values.forEach((value, index) => {
    prefix[index + 1] = (prefix[index] ?? 0) + value;
  });
  return prefix;
}
