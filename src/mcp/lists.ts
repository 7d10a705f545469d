/** Cuts a list into runs of neighbours with the same key, in order. */
export function runsOf<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const runs: T[][] = [];
  let key: string | undefined;
  for (const item of items) {
    const next = keyOf(item);
    if (next === key) runs.at(-1)?.push(item);
    else runs.push([item]);
    key = next;
  }
  return runs;
}
