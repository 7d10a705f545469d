/** Best efforts: the highest mean over a duration within a recording, and the bests over many workouts. */
import type { CalendarDay } from './calendar.ts';
import { continuousSegments, prefixSums, type Samples } from './samples.ts';

/** The best mean over a duration, and where it starts. */
export interface BestEffort {
  readonly seconds: number;
  /** Unit of the samples. */
  readonly value: number;
  readonly startSeconds: number;
}

/**
 * Mean maximal value: the highest mean over `seconds` in a row, in time linear in the samples. Dropouts of up
 * to 3 s are bridged, longer ones split the recording. null when no stretch is long enough. On a tie the
 * earliest window wins. Throws RangeError unless `seconds` is a positive whole multiple of `sampleSeconds`.
 */
export function meanMax(samples: Samples, seconds: number, sampleSeconds = 1): BestEffort | null {
  const width = seconds / sampleSeconds;
  if (!(width >= 1) || !Number.isInteger(width)) {
    throw new RangeError('A duration must be a whole number of samples.');
  }
  let best: BestEffort | null = null;
  for (const { startIndex, values } of continuousSegments(samples, sampleSeconds)) {
    const prefix = prefixSums(values);
    for (let end = width; end <= values.length; end += 1) {
      const value = ((prefix[end] ?? 0) - (prefix[end - width] ?? 0)) / width;
      if (best === null || value > best.value) {
        best = { seconds, value, startSeconds: (startIndex + end - width) * sampleSeconds };
      }
    }
  }
  return best;
}

const HIGHEST_WATTS = 2500;
const SPIKE_FACTOR = 3;

/** Power without impossible samples, and how many were removed. */
export interface Despiked {
  readonly samples: Samples;
  readonly removedCount: number;
}

/**
 * Power with implausible samples turned into dropouts: above 2,500 W, or one or two samples more than three
 * times as high as both neighbours that surround them.
 */
export function removePowerSpikes(samples: Samples): Despiked {
  const cleaned = samples.map((value) => (value !== null && value > HIGHEST_WATTS ? null : value));
  const isSpike = (from: number, to: number): boolean => {
    const around = Math.max(cleaned[from - 1] ?? Number.NaN, cleaned[to + 1] ?? Number.NaN);
    return (
      around > 0 &&
      cleaned.slice(from, to + 1).every((value) => value !== null && value > SPIKE_FACTOR * around)
    );
  };
  const spikes = new Set<number>();
  cleaned.forEach((_, index) => {
    if (isSpike(index, index)) spikes.add(index);
    if (isSpike(index, index + 1)) spikes.add(index).add(index + 1);
  });
  const result = cleaned.map((value, index) => (spikes.has(index) ? null : value));
  const removedCount = result.filter((value, index) => value === null && samples[index] !== null).length;
  return { samples: result, removedCount };
}

/** One effort of one workout, from whichever source; `key` names what is compared, e.g. `power20min`. */
export interface PeakEntry {
  readonly key: string;
  readonly value: number;
  readonly workoutId: number;
  readonly day: CalendarDay;
  readonly title: string | null;
}

export interface Peak<Entry extends PeakEntry> {
  readonly key: string;
  readonly best: Entry;
  /** The highest entries, at most one a workout, best first; the first of them is `best`. */
  readonly top: readonly Entry[];
}

/**
 * The best of every key, in the order the keys first appear. Entries from several sources may overlap: a
 * workout counts once a key, with its highest value. Of equal values the earliest day wins.
 * Entries whose value is not finite are ignored.
 */
export function bestBy<Entry extends PeakEntry>(
  entries: readonly Entry[],
  options: { readonly top?: number } = {},
): Peak<Entry>[] {
  const size = options.top ?? 3;
  if (!(size >= 1)) throw new RangeError('At least one entry a key must be asked for.');
  const byKey = new Map<string, Map<number, Entry>>();
  for (const entry of entries) {
    if (!Number.isFinite(entry.value)) continue;
    const workouts = byKey.get(entry.key) ?? new Map<number, Entry>();
    const known = workouts.get(entry.workoutId);
    if (known === undefined || entry.value > known.value) workouts.set(entry.workoutId, entry);
    byKey.set(entry.key, workouts);
  }
  return [...byKey].flatMap(([key, workouts]) => {
    const top = [...workouts.values()].sort(better).slice(0, size);
    return top[0] === undefined ? [] : [{ key, best: top[0], top }];
  });
}

function better(a: PeakEntry, b: PeakEntry): number {
  if (a.value !== b.value) return b.value - a.value;
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.workoutId - b.workoutId;
}
