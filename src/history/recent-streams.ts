import type { Streams } from '../shared/workout.ts';

/** A few workouts that are looked at again and again; one of them takes up to a megabyte. */
const KEPT_AT_MOST = 8;

/**
 * Keeps the streams read last, so that an open page and the questions beside it do not fetch them over and over.
 * The key changes when the workout is edited. That there are none is not kept: they may still be on their way.
 */
export function createRecentStreams() {
  const kept = new Map<string, Streams>();
  return async (key: string, fetch: () => Promise<Streams | null>): Promise<Streams | null> => {
    const streams = kept.get(key) ?? (await fetch());
    kept.delete(key);
    if (streams === null) return null;
    kept.set(key, streams);
    for (const oldest of [...kept.keys()].slice(0, -KEPT_AT_MOST)) kept.delete(oldest);
    return streams;
  };
}
