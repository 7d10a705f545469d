import { Temporal } from 'temporal-polyfill';

const MILLISECONDS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a calendar day `YYYY-MM-DD`. Civil arithmetic: no time zone is involved. */
export function dayNumber(day: string): number {
  return Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / MILLISECONDS_PER_DAY;
}

/** The calendar day `YYYY-MM-DD` of a day number. */
export function dayText(number: number): string {
  return new Date(number * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** `day` moved by a number of calendar days. */
export function addDays(day: string, days: number): string {
  return dayText(dayNumber(day) + days);
}

/** Day of the week of a day number: 1 is Monday, 7 is Sunday. */
export function weekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** Whether a text is an existing calendar day in the form `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const number = dayNumber(text);
  return !Number.isNaN(number) && dayText(number) === text;
}

/** Midnight of a day as TrainingPeaks writes whole days. */
export function midnight(day: string): string {
  return `${day}T00:00:00`;
}

/** Zone-less `YYYY-MM-DDTHH:MM:SS` of a second of a day; seconds past 86,400 run into the next day. */
export function localTime(day: string, secondOfDay: number): string {
  return new Date((dayNumber(day) * 86_400 + Math.round(secondOfDay)) * 1000).toISOString().slice(0, 19);
}

/** The server's zone-less time stamp of an instant (epoch milliseconds), as in `lastModifiedDate`. */
export function serverTime(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString().slice(0, 23);
}

/** Today in the time zone of an account, from an instant in epoch milliseconds. */
export function todayIn(timeZone: string, epochMilliseconds: number): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDate().toString();
}
