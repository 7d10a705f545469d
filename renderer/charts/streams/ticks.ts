const TICKS_AT_MOST = 3;
const PACE_STEPS_SECONDS = [5, 10, 15, 30, 60, 120, 300, 600];
const TIME_STEPS_SECONDS = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600];
const TIMES_AT_MOST = 8;

/**
 * Round values between two others, three at most: multiples of 1, 2 or 5 times a power of ten.
 * @param unit the size of what the values are written in, in the unit of the edges
 */
export function ticksBetween(low: number, high: number, unit = 1): number[] {
  const rough = (high - low) / unit / (TICKS_AT_MOST + 0.5);
  if (!(rough > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * unit;
  return multiples(step, low, high);
}

/**
 * Speeds at which the pace is round.
 * @param domain edges in metres per second
 * @param meters the distance over which the pace is said
 */
export function paceTicks([low, high]: readonly [number, number], meters: number): number[] {
  if (!(low > 0)) return [];
  const [fast, slow] = [meters / high, meters / low];
  const fits = (step: number) => multiples(step, fast, slow).length <= TICKS_AT_MOST;
  return multiples(PACE_STEPS_SECONDS.find(fits) ?? slow - fast, fast, slow).map((pace) => meters / pace);
}

/** Times of a workout at which its axis is named, in seconds from its start. */
export function timeTicks(lastSecond: number): number[] {
  const step = TIME_STEPS_SECONDS.find((seconds) => lastSecond / seconds <= TIMES_AT_MOST) ?? 43_200;
  return multiples(step, 0, lastSecond);
}

/** The multiples of a step from `low` to `high`. */
function multiples(step: number, low: number, high: number): number[] {
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}
