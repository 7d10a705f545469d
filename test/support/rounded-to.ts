import { expect } from 'vitest';

/** Matches the value rounded to some decimals, by whichever rule a tie is rounded. */
export function roundedTo(value: number, digits = 1): number {
  // A hair less than the digits, because a tie lies exactly half a unit away.
  return expect.closeTo(value, digits - 1e-6) as number;
}
