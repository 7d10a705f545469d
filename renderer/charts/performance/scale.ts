/** The least and the greatest value of an axis. */
export type Domain = readonly [number, number];

/** Steps of a grid that read well, times a power of ten. */
const STEPS = [1, 2, 3, 5, 10];

/** Below this an axis would have fractions. */
const LEAST_TOP = 10;

/** Round values from zero to at least `most`, and to at least ten, in about `count` steps. */
export function ticksFromZero(most: number, count: number): number[] {
  const top = Math.max(most, LEAST_TOP);
  const step = niceStep(top / count);
  const steps = Math.ceil(top / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

/** The round number at or above `least`: 1, 2, 3 or 5 times a power of ten. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return (STEPS.find((step) => step * power >= least - 1e-9) ?? 10) * power;
}

/** The greatest value of a column between two entries; `least` when there is none above it. */
export function greatest(
  values: readonly (number | null)[],
  { from, to }: { readonly from: number; readonly to: number },
  least: number,
): number {
  let most = least;
  for (let index = Math.max(0, from); index <= to; index += 1) most = Math.max(most, values[index] ?? most);
  return most;
}

/** The smallest value of a column between two entries; `most` when there is none below it. */
export function smallest(
  values: readonly (number | null)[],
  { from, to }: { readonly from: number; readonly to: number },
  most: number,
): number {
  let least = most;
  for (let index = Math.max(0, from); index <= to; index += 1)
    least = Math.min(least, values[index] ?? least);
  return least;
}
