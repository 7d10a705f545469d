/** The best mean over `windowSeconds` consecutive samples, in the unit of the samples; null when too short. */
export function bestMean(prefix: Float64Array, windowSeconds: number): number | null {
  const seconds = prefix.length - 1;
  if (windowSeconds > seconds || windowSeconds <= 0) return null;
  let best = 0;
  for (let end = windowSeconds; end <= seconds; end += 1) {
    const sum = (prefix[end] ?? 0) - (prefix[end - windowSeconds] ?? 0);
    if (sum > best) best = sum;
  }
  return best / windowSeconds;
}

/** Running sums of samples: element n is the sum of the first n. */
export function prefixSums(samples: ArrayLike<number>): Float64Array {
  const prefix = new Float64Array(samples.length + 1);
  let sum = 0;
  for (let second = 0; second < samples.length; second += 1) {
    sum += samples[second] ?? 0;
    prefix[second + 1] = sum;
  }
  return prefix;
}

/**
 * The highest average speed (m/s) over at least `meters`, from running sums of mm/s; null when too short.
 * Whole seconds only: the stretch is the shortest one that covers the distance.
 */
export function bestSpeedOver(distancePrefix: Float64Array, meters: number): number | null {
  const wanted = meters * 1000;
  const seconds = distancePrefix.length - 1;
  if ((distancePrefix[seconds] ?? 0) < wanted) return null;
  let best = 0;
  let begin = 0;
  for (let end = 1; end <= seconds; end += 1) {
    const reached = distancePrefix[end] ?? 0;
    while (reached - (distancePrefix[begin + 1] ?? 0) >= wanted && begin + 1 < end) begin += 1;
    const covered = reached - (distancePrefix[begin] ?? 0);
    if (covered < wanted) continue;
    const speed = covered / (end - begin) / 1000;
    if (speed > best) best = speed;
  }
  return best === 0 ? null : best;
}
