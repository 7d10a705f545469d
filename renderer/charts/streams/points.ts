/** A point to draw; null breaks the line. */
export interface StreamPoint {
  readonly time: number;
  readonly value: number | null;
}

/** More points than this cannot be told apart on a screen. */
const POINTS_AT_MOST = 1200;
/** A pause of the recording breaks the line; so many steps may be missing before it is one. */
const STEPS_OF_A_PAUSE = 3;
const SHORTEST_PAUSE_SECONDS = 10;

/**
 * The points of a curve to be drawn. Long curves are thinned out for the screen: of each stretch stay the lowest and
 * the highest value, so that no peak is lost. Values under the cursor are read from the samples, not from here.
 */
export function pointsOf(
  timeSeconds: readonly number[],
  values: readonly (number | null)[],
  stepSeconds: number,
): StreamPoint[] {
  const pause = Math.max(SHORTEST_PAUSE_SECONDS, STEPS_OF_A_PAUSE * stepSeconds);
  const all = timeSeconds.flatMap((time, index): StreamPoint[] => {
    const before = timeSeconds[index - 1];
    const point = { time, value: values[index] ?? null };
    return before !== undefined && time - before > pause ? [{ time: before, value: null }, point] : [point];
  });
  if (all.length <= POINTS_AT_MOST) return all;
  const stretch = Math.ceil((2 * all.length) / POINTS_AT_MOST);
  const kept: StreamPoint[] = [];
  for (let from = 0; from < all.length; from += stretch)
    kept.push(...edgesOf(all.slice(from, from + stretch)));
  return kept;
}

/** The lowest and the highest point of a stretch in their order, and a break where it has one. */
function edgesOf(stretch: readonly StreamPoint[]): StreamPoint[] {
  let lowest: StreamPoint | null = null;
  let highest: StreamPoint | null = null;
  let gap: StreamPoint | null = null;
  for (const point of stretch) {
    if (point.value === null) gap ??= point;
    else {
      if (lowest?.value == null || point.value < lowest.value) lowest = point;
      if (highest?.value == null || point.value > highest.value) highest = point;
    }
  }
  const kept = new Set([lowest, highest, gap].filter((point) => point !== null));
  return [...kept].sort((one, other) => one.time - other.time);
}

/** The index of the sample nearest to a time. Times rise. */
export function nearestSample(timeSeconds: readonly number[], time: number): number {
  let low = 0;
  let high = timeSeconds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeSeconds[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  const before = timeSeconds[low - 1];
  const found = timeSeconds[low] ?? 0;
  return before !== undefined && time - before < found - time ? low - 1 : low;
}
