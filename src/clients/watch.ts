import { unwatchFile, watchFile } from 'node:fs';

/** How often files are looked at, and how long they must rest before a change is told. */
export interface WatchTiming {
  readonly intervalMilliseconds: number;
  readonly restMilliseconds: number;
}

export const WATCH_TIMING: WatchTiming = { intervalMilliseconds: 2_000, restMilliseconds: 500 };

/**
 * Calls back after any of the files changed, appeared or vanished. The files are polled: that survives replacement
 * by rename, folders that do not exist yet and links, where a watch on the file itself would go blind.
 * @returns a function that ends the watch
 */
export function watchFiles(paths: readonly string[], changed: () => void, timing: WatchTiming): () => void {
  let resting: NodeJS.Timeout | undefined;
  const noticed = () => {
    clearTimeout(resting);
    resting = setTimeout(changed, timing.restMilliseconds).unref();
  };
  const options = { interval: timing.intervalMilliseconds, persistent: false };
  for (const path of paths) watchFile(path, options, noticed);
  return () => {
    clearTimeout(resting);
    for (const path of paths) unwatchFile(path, noticed);
  };
}
