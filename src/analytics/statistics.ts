/** Small statistics every subject shares. All take finite numbers and compute in double precision. */

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Arithmetic mean; null for no values. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

/** Middle value, the mean of the two middle ones for an even count; null for no values. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (lower + upper) / 2;
}

/** Which divisor a standard deviation uses: n - 1 (`sample`) or n (`population`). */
export type DeviationKind = 'sample' | 'population';

/** Standard deviation; null when there are too few values for the divisor. Exactly 0 for identical values. */
export function standardDeviation(values: readonly number[], kind: DeviationKind = 'sample'): number | null {
  const divisor = kind === 'sample' ? values.length - 1 : values.length;
  const average = mean(values);
  if (average === null || divisor < 1) return null;
  if (values.every((value) => value === values[0])) return 0;
  return Math.sqrt(sum(values.map((value) => (value - average) ** 2)) / divisor);
}

/** A value that is known: a finite number at or above zero. `null` and NaN are unknown, never zero. */
export function isKnown(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
