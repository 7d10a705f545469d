import { addDays } from '../../src/analytics/calendar.ts';
import type { PeriodSession } from '../../src/analytics/period-load.ts';

/** A bike session of the calendar with nothing known but what is given. */
export function session(given: Partial<PeriodSession> & { readonly day: string }): PeriodSession {
  return {
    sportId: 2,
    completed: false,
    planned: false,
    tss: null,
    plannedTss: null,
    plannedDurationSeconds: null,
    plannedIntensityFactor: null,
    durationSeconds: null,
    intensityFactor: null,
    distanceMeters: null,
    ...given,
  };
}

export function done(day: string, tss: number | null, more: Partial<PeriodSession> = {}): PeriodSession {
  return session({ day, tss, completed: true, durationSeconds: 3600, ...more });
}

export function plan(
  day: string,
  plannedTss: number | null,
  more: Partial<PeriodSession> = {},
): PeriodSession {
  return session({ day, plannedTss, planned: true, ...more });
}

/** Consecutive days from `firstDay`, one a load. */
export function daysOf(firstDay: string, loads: readonly number[]): { day: string; tss: number }[] {
  return loads.map((tss, index) => ({ day: addDays(firstDay, index), tss }));
}

export function steady<T>(value: T, count: number): T[] {
  return Array.from({ length: count }, () => value);
}

/** Blocks of constant values, in turn, for a whole duration. */
export function alternating(
  values: readonly number[],
  blockSeconds: number,
  durationSeconds: number,
): number[] {
  return Array.from(
    { length: durationSeconds },
    (_, second) => values[Math.floor(second / blockSeconds) % values.length] ?? 0,
  );
}
