/**
 * Entries of a column that draw the same picture as all of them: of each of `buckets` equal stretches the lowest and
 * the highest, and the first and the last of all. For the screen alone; nothing is computed from them.
 */
export function sampledIndexes(
  values: readonly (number | null)[],
  { from, to }: { readonly from: number; readonly to: number },
  buckets: number,
): number[] {
  const count = to - from + 1;
  if (count <= 2 * buckets) return Array.from({ length: Math.max(0, count) }, (_, index) => from + index);
  const indexes = [from];
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const start = from + Math.floor((bucket * count) / buckets);
    const end = from + Math.floor(((bucket + 1) * count) / buckets);
    indexes.push(...extremes(values, start, end).filter((index) => index !== from && index !== to));
  }
  indexes.push(to);
  return indexes;
}

/** The entries of the lowest and of the highest value in `[start, end)`, in order; one when they are the same. */
function extremes(values: readonly (number | null)[], start: number, end: number): number[] {
  let lowest = start;
  let highest = start;
  for (let index = start + 1; index < end; index += 1) {
    const value = values[index] ?? null;
    if (value === null) continue;
    if (value < (values[lowest] ?? Infinity)) lowest = index;
    if (value > (values[highest] ?? -Infinity)) highest = index;
  }
  if (lowest === highest) return [lowest];
  return lowest < highest ? [lowest, highest] : [highest, lowest];
}
