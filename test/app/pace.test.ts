import { expect, test } from 'vitest';
import { createPace } from '../../src/app/pace.ts';

/** Tells a pace that one window more is loaded, `seconds` after the one before; answers what is left after each. */
function leftAfter(windows: readonly number[], expected: number | null, begin = 0): (number | null)[] {
  let now = 1_000_000;
  const secondsLeft = createPace(() => now);
  return windows.map((seconds, index) => {
    now += seconds * 1000;
    return secondsLeft(begin + index + 1, expected);
  });
}

test('the time left follows from the windows so far, and is not told from too few', () => {
  expect(leftAfter([5, 2, 2, 2, 2], 10)).toEqual([null, null, null, 12, 10]);
});

test('what an earlier run loaded does not count as fast', () => {
  expect(leftAfter([1, 3, 3, 3], 100, 50).at(-1)).toBe(3 * (100 - 54));
});

test('nobody guesses without knowing how much there is, or beyond it', () => {
  expect(leftAfter([1, 1, 1, 1, 1], null)).toEqual([null, null, null, null, null]);
  expect(leftAfter([1, 1, 1, 1, 1], 4)).toEqual([null, null, null, null, null]);
});
