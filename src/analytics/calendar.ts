/**
 * Civil dates. A training day is the calendar date TrainingPeaks wrote (`workoutDay`), never an instant:
 * no function here goes through UTC or through milliseconds, so daylight saving cannot move a workout.
 *
 * `Temporal` decides what a date is; its answers are kept per month in a table between texts and day
 * numbers, because a ten-year series asks the same few thousand dates over and over.
 */
import { Temporal } from 'temporal-polyfill';

/** A date of the ISO calendar, `YYYY-MM-DD`. */
export type CalendarDay = string;

const EPOCH = Temporal.PlainDate.from('1970-01-01');
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;
/** About 270 years: no series of an athlete gets there, a hostile list of dates would. */
const TABLE_LIMIT = 100_000;

const numberOfText = new Map<CalendarDay, number>();
const textOfNumber = new Map<number, CalendarDay>();

/** Whether `text` is a date that exists, written `YYYY-MM-DD` (`2023-02-29` is not). */
export function isCalendarDay(text: string): boolean {
  return findDayNumber(text) !== undefined;
}

/** Days since 1970-01-01. Throws RangeError when `day` is no real date. */
export function dayNumber(day: CalendarDay): number {
  const found = findDayNumber(day);
  if (found === undefined) throw new RangeError('A day must be a real date written YYYY-MM-DD.');
  return found;
}

/** The date `number` days after 1970-01-01; the inverse of `dayNumber`. Throws RangeError outside years 0-9999. */
function dayOfNumber(number: number): CalendarDay {
  const known = textOfNumber.get(number);
  if (known !== undefined) return known;
  const date = EPOCH.add({ days: number });
  if (date.year < 0 || date.year > 9999) throw new RangeError('A day must lie between year 0 and year 9999.');
  learnMonth(date.toPlainYearMonth());
  return date.toString();
}

/** The date `count` days later (earlier when negative). */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  return dayOfNumber(dayNumber(day) + count);
}

/** Days from `from` to `to`: positive when `to` is later. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return dayNumber(to) - dayNumber(from);
}

/** Every date from `from` to `to`, both included; empty when `to` is before `from`. */
export function eachDay(from: CalendarDay, to: CalendarDay): CalendarDay[] {
  const days: CalendarDay[] = [];
  const last = dayNumber(to);
  for (let number = dayNumber(from); number <= last; number += 1) days.push(dayOfNumber(number));
  return days;
}

/** First day of the week that holds `day`. `weekStart` is the ISO weekday it begins on: 1 Monday, 7 Sunday. */
export function startOfWeek(day: CalendarDay, weekStart: 1 | 7 = 1): CalendarDay {
  const number = dayNumber(day);
  const firstMonday = -3; // 1970-01-01 was a Thursday
  const firstStart = weekStart === 1 ? firstMonday : firstMonday - 1;
  return dayOfNumber(number - modulo(number - firstStart, 7));
}

/** First day of the month that holds `day`. */
export function startOfMonth(day: CalendarDay): CalendarDay {
  dayNumber(day);
  return `${day.slice(0, 8)}01`;
}

/** Last day of the month that holds `day`. */
export function endOfMonth(day: CalendarDay): CalendarDay {
  dayNumber(day);
  return `${day.slice(0, 8)}${twoDigits(Temporal.PlainYearMonth.from(day.slice(0, 7)).daysInMonth)}`;
}

/**
 * The date an athlete's wall calendar shows at an instant.
 * `timeZone` is an IANA name; throws RangeError when it is unknown.
 */
export function todayIn(timeZone: string, epochMilliseconds: number): CalendarDay {
  const instant = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds);
  return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/**
 * The instant, in milliseconds since 1970, at which the day after the one of `epochMilliseconds` begins on an
 * athlete's wall clock. `timeZone` is an IANA name; throws RangeError when it is unknown.
 */
export function nextMidnight(timeZone: string, epochMilliseconds: number): number {
  const now = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(timeZone);
  return now.startOfDay().add({ days: 1 }).startOfDay().epochMilliseconds;
}

function findDayNumber(text: string): number | undefined {
  const known = numberOfText.get(text);
  if (known !== undefined || !DAY_PATTERN.test(text)) return known;
  const month = Number(text.slice(5, 7));
  if (month < 1 || month > 12) return undefined;
  learnMonth(Temporal.PlainYearMonth.from({ year: Number(text.slice(0, 4)), month }));
  return numberOfText.get(text);
}

function learnMonth(month: Temporal.PlainYearMonth): void {
  if (textOfNumber.size > TABLE_LIMIT) {
    numberOfText.clear();
    textOfNumber.clear();
  }
  const first = EPOCH.until(month.toPlainDate({ day: 1 })).days;
  const prefix = month.toString();
  for (let day = 1; day <= month.daysInMonth; day += 1) {
    const text = `${prefix}-${twoDigits(day)}`;
    numberOfText.set(text, first + day - 1);
    textOfNumber.set(first + day - 1, text);
  }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function modulo(value: number, base: number): number {
  return ((value % base) + base) % base;
}
