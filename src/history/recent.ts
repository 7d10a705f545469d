/** A history that was refreshed less than this ago answers without asking TrainingPeaks. */
export const FRESH_MILLISECONDS = 2 * 60_000;

/**
 * Whether the instant `at` lies less than `milliseconds` before `now`. An instant that is ahead of the clock
 * is not recent: the clock was set back since, and nobody knows how long ago it was.
 */
export function isRecent(at: number | null, now: number, milliseconds: number): boolean {
  return at !== null && at <= now && now - at < milliseconds;
}
