/** The weight behind a number per kilogram. */
import { daysBetween, type CalendarDay } from './calendar.ts';

export interface Weighing {
  readonly day: CalendarDay;
  readonly kilograms: number;
}

/** A weight older than this says little about the day. */
const LONGEST_AGE_DAYS = 30;

/**
 * What an athlete weighed on a day: the last weighing up to it, else the first after it, at most 30 days away.
 * Null when there is none, or when it is no weight of a person.
 */
export function weightOn(weighings: readonly Weighing[], day: CalendarDay): number | null {
  let before: Weighing | null = null;
  let after: Weighing | null = null;
  for (const weighing of weighings) {
    if (!(weighing.kilograms > 0)) continue;
    const distance = daysBetween(weighing.day, day);
    if (distance >= 0 && distance <= LONGEST_AGE_DAYS) {
      if (before === null || weighing.day > before.day) before = weighing;
    } else if (distance < 0 && -distance <= LONGEST_AGE_DAYS) {
      if (after === null || weighing.day < after.day) after = weighing;
    }
  }
  return (before ?? after)?.kilograms ?? null;
}
