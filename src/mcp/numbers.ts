import { clock } from '../shared/wording.ts';
import { RUN, SWIM, WALK } from '../shared/sports.ts';

/** Numbers are computed in full precision and rounded here, where an answer is made. */
export function rounded(value: number, digits?: number): number;
export function rounded(value: number | null, digits?: number): number | null;
export function rounded(value: number | null, digits = 1): number | null {
  if (value === null) return null;
  const factor = 10 ** digits;
  // Adding 0 turns -0 into 0.
  return Math.round(value * factor) / factor + 0;
}

/** A number for a sentence; an unknown value reads as a dash, never as 0. */
export function shown(value: number | null, digits = 1): string {
  return value === null ? '–' : rounded(value, digits).toFixed(digits);
}

/** The same with its sign, for changes. */
export function signed(value: number | null, digits = 1): string {
  const text = shown(value, digits);
  return value !== null && rounded(value, digits) > 0 ? `+${text}` : text;
}

/** A speed as the sport's athletes say it: `4:05 /km` on foot, `1:35 /100 m` in water, `33.4 km/h` otherwise. */
export function speedText(metersPerSecond: number, sportId: number): string {
  if (!(metersPerSecond > 0)) return 'no speed';
  if (sportId === SWIM) return `${clock(100 / metersPerSecond)} /100 m`;
  return sportId === RUN || sportId === WALK
    ? `${clock(1000 / metersPerSecond)} /km`
    : `${shown(metersPerSecond * 3.6)} km/h`;
}

export function kilometers(meters: number | null): number | null {
  return meters === null ? null : rounded(meters / 1000, 2);
}

export function hours(seconds: number | null): number | null {
  return seconds === null ? null : rounded(seconds / 3600, 2);
}

/** `3 workouts`, `1 workout`. */
export function count(amount: number, singular: string, plural = `${singular}s`): string {
  return `${amount} ${amount === 1 ? singular : plural}`;
}

/** A value derived from two others; unknown when either is. */
export function both<Result>(
  one: number | null,
  other: number | null,
  combine: (one: number, other: number) => Result,
): Result | null {
  return one === null || other === null ? null : combine(one, other);
}

/** The sum of the known values; null when none is known. */
export function total(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
