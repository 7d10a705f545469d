/** How training divides over intensities: by session average, and by time in three zones. */
import { isKnown, sum } from './statistics.ts';

export type SessionClassName = 'recovery' | 'endurance' | 'tempo' | 'threshold' | 'above threshold';

export interface SessionClass {
  readonly name: SessionClassName;
  /** IF from `lowerEdge` (included) to `upperEdge`; null is open. */
  readonly lowerEdge: number | null;
  readonly upperEdge: number | null;
  readonly count: number;
  /** Sum of the known durations. */
  readonly seconds: number;
  /** Sum of the known scores. */
  readonly tss: number;
  /** Share of the classified sessions, 0 to 1; null when there are none. */
  readonly countShare: number | null;
  /** Share of the classified time, 0 to 1; null when there is none. */
  readonly secondsShare: number | null;
}

export interface SessionDistribution {
  readonly classes: readonly SessionClass[];
  /** Sessions without an IF, counted apart. */
  readonly unknown: { readonly count: number; readonly seconds: number; readonly tss: number };
  /** What the method cannot see, to print beside the numbers. */
  readonly caveat: string;
}

/** A completed session; `null` is unknown. */
export interface IntensitySession {
  readonly intensityFactor: number | null;
  readonly durationSeconds: number | null;
  readonly tss: number | null;
}

const CLASS_EDGES: readonly { name: SessionClassName; lower: number | null; upper: number | null }[] = [
  { name: 'recovery', lower: null, upper: 0.75 },
  { name: 'endurance', lower: 0.75, upper: 0.85 },
  { name: 'tempo', lower: 0.85, upper: 0.95 },
  { name: 'threshold', lower: 0.95, upper: 1.05 },
  { name: 'above threshold', lower: 1.05, upper: null },
];

/** The class of a session by its IF: < 0.75, 0.75 to 0.85, to 0.95, 0.95 to 1.05 included, > 1.05. */
export function intensityClass(intensityFactor: number): SessionClassName {
  if (intensityFactor < 0.75) return 'recovery';
  if (intensityFactor < 0.85) return 'endurance';
  if (intensityFactor < 0.95) return 'tempo';
  return intensityFactor <= 1.05 ? 'threshold' : 'above threshold';
}

/**
 * Completed sessions by the average intensity of the whole session (Coggan's IF guide). A session of hard
 * intervals with easy recoveries counts by its average: time in zones needs samples.
 */
export function sessionDistribution(sessions: readonly IntensitySession[]): SessionDistribution {
  const groups = new Map<SessionClassName, IntensitySession[]>();
  const unknown: IntensitySession[] = [];
  for (const session of sessions) {
    const { intensityFactor } = session;
    if (!isKnown(intensityFactor) || intensityFactor === 0) {
      unknown.push(session);
      continue;
    }
    const name = intensityClass(intensityFactor);
    groups.set(name, [...(groups.get(name) ?? []), session]);
  }
  const totals = CLASS_EDGES.map(({ name, lower, upper }) => ({
    name,
    lowerEdge: lower,
    upperEdge: upper,
    ...total(groups.get(name) ?? []),
  }));
  const count = sum(totals.map((each) => each.count));
  const seconds = sum(totals.map((each) => each.seconds));
  return {
    classes: totals.map((each) => ({
      ...each,
      countShare: count > 0 ? each.count / count : null,
      secondsShare: seconds > 0 ? each.seconds / seconds : null,
    })),
    unknown: total(unknown),
    caveat: 'By session average: intervals inside a session do not show.',
  };
}

/** Time (or any amount) in three zones; only the proportions matter. */
export interface ThreeShares {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

export type IntensityName = 'base' | 'polarized' | 'pyramidal' | 'threshold' | 'high-intensity' | 'mixed';

/**
 * The name of an intensity distribution: base when low >= 95 %, polarized when low > high > middle, pyramidal
 * when low > middle > high, threshold when the middle is largest, high intensity when the high zone is.
 * Ties are mixed. null when there is no time at all. Throws RangeError for a negative or unknown amount.
 */
export function intensityName(amounts: ThreeShares): IntensityName | null {
  const shares = toShares(amounts);
  if (shares === null) return null;
  const { low, middle, high } = shares;
  if (low >= 0.95) return 'base';
  if (low > high && high > middle) return 'polarized';
  if (low > middle && middle > high) return 'pyramidal';
  if (middle > low && middle > high) return 'threshold';
  return high > low && high > middle ? 'high-intensity' : 'mixed';
}

export interface PolarizationIndex {
  readonly index: number | null;
  /** low > high > middle and an index above 2.00. */
  readonly polarized: boolean;
  readonly reason?: string;
}

/**
 * Polarization index PI = log10(low / middle x high x 100) of the shares of time (Treff 2019, Front Physiol
 * 10:707). No high time gives 0; no middle time takes 0.01 from high to middle. Not defined (null with a
 * reason) when high exceeds low, and without any time.
 */
export function polarizationIndex(amounts: ThreeShares): PolarizationIndex {
  const shares = toShares(amounts);
  if (shares === null) return { index: null, polarized: false, reason: 'There is no time in any zone.' };
  const { low, middle, high } = shares;
  if (high === 0) return { index: 0, polarized: false };
  if (high > low) {
    return {
      index: null,
      polarized: false,
      reason: 'Not defined: more time in the high zone than in the low zone.',
    };
  }
  const shift = middle === 0 ? 0.01 : 0;
  if (high <= shift) {
    return {
      index: null,
      polarized: false,
      reason: 'Not defined: no middle time and at most 1 % high time.',
    };
  }
  const index = Math.log10((low / (middle + shift)) * (high - shift) * 100);
  return { index, polarized: low > high && high > middle && index > 2 };
}

function toShares({ low, middle, high }: ThreeShares): ThreeShares | null {
  if (![low, middle, high].every(isKnown)) throw new RangeError('Time in a zone must be zero or more.');
  const all = low + middle + high;
  return all === 0 ? null : { low: low / all, middle: middle / all, high: high / all };
}

function total(sessions: readonly IntensitySession[]): { count: number; seconds: number; tss: number } {
  const known = (value: number | null): number => (isKnown(value) ? value : 0);
  return {
    count: sessions.length,
    seconds: sum(sessions.map(({ durationSeconds }) => known(durationSeconds))),
    tss: sum(sessions.map(({ tss }) => known(tss))),
  };
}
