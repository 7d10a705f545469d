/** The same session recorded twice, for example by a watch and a bike computer. */
import { dayNumber } from './calendar.ts';

const START_TOLERANCE_SECONDS = 120;
const DURATION_TOLERANCE = 0.05;
const START_PATTERN = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?/;

export interface RecordedSession {
  readonly workoutId: number;
  /** Local wall clock `YYYY-MM-DDTHH:MM:SS`; null when unknown. */
  readonly startTime: string | null;
  readonly durationSeconds: number | null;
  readonly completed: boolean;
}

export interface SuspectedDuplicate<Session extends RecordedSession> {
  /** The session that starts earlier; on a tie the lower id. */
  readonly first: Session;
  readonly second: Session;
  readonly startDifferenceSeconds: number;
  /** Difference of the durations as a percentage of the longer one. */
  readonly durationDifferencePercent: number;
}

/**
 * Pairs of completed sessions that start within 120 s of each other and whose durations differ by at most
 * 5 % of the longer one. Only a suspicion: nothing is removed. Sessions without a start or duration are left
 * out. Sport is not compared, because two devices often name it differently.
 */
export function suspectedDuplicates<Session extends RecordedSession>(
  sessions: readonly Session[],
): SuspectedDuplicate<Session>[] {
  const timed = sessions
    .flatMap((session) => {
      const start = startSeconds(session.startTime);
      const duration = session.durationSeconds;
      return session.completed && start !== null && duration !== null && duration > 0
        ? [{ session, start, duration }]
        : [];
    })
    .sort((a, b) => a.start - b.start || a.session.workoutId - b.session.workoutId);
  return timed.flatMap((earlier, index) => {
    const found: SuspectedDuplicate<Session>[] = [];
    for (const later of timed.slice(index + 1)) {
      const startDifferenceSeconds = later.start - earlier.start;
      if (startDifferenceSeconds > START_TOLERANCE_SECONDS) break;
      const longer = Math.max(earlier.duration, later.duration);
      const difference = Math.abs(earlier.duration - later.duration) / longer;
      if (difference > DURATION_TOLERANCE) continue;
      const durationDifferencePercent = difference * 100;
      found.push({
        first: earlier.session,
        second: later.session,
        startDifferenceSeconds,
        durationDifferencePercent,
      });
    }
    return found;
  });
}

/** The same as groups: all sessions that may be one. The order of the groups and within them is that of the starts. */
export function sessionsRecordedTwice<Session extends RecordedSession>(
  sessions: readonly Session[],
): (readonly Session[])[] {
  return suspectedDuplicates(sessions)
    .reduce<ReadonlySet<Session>[]>((groups, { first, second }) => {
      const touched = groups.filter((group) => group.has(first) || group.has(second));
      const joined = new Set([...touched.flatMap((group) => [...group]), first, second]);
      return [...groups.filter((group) => !touched.includes(group)), joined];
    }, [])
    .map((group) => [...group]);
}

/** Seconds of the local wall clock since 1970-01-01T00:00; null when the text is no such time. */
function startSeconds(startTime: string | null): number | null {
  const match = startTime === null ? null : START_PATTERN.exec(startTime);
  if (match?.[1] === undefined) return null;
  const [, day, hours, minutes, seconds = '0'] = match;
  return ((dayNumber(day) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}
