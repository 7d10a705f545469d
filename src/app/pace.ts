/** Fewer windows tell nothing: the first ones arrive together. */
const WINDOWS_TO_JUDGE = 3;

/**
 * Measures how fast a load goes. Each call tells that `done` of `expected` windows are loaded now, and answers about
 * how many seconds the rest will take; null when that cannot be told.
 * @param now epoch milliseconds
 */
export function createPace(now: () => number): (done: number, expected: number | null) => number | null {
  let first: { readonly done: number; readonly at: number } | null = null;
  return (done, expected) => {
    first ??= { done, at: now() };
    const counted = done - first.done;
    if (expected === null || expected <= done || counted < WINDOWS_TO_JUDGE) return null;
    return ((expected - done) * (now() - first.at)) / counted / 1000;
  };
}
