import { ageInWords, wholeNumbers, type WholeNumbers } from '../src/shared/wording.ts';

const MINUTE_SECONDS = 60;

/** Makes text of numbers and times as the user's country writes them, in the words of the window's language. */
export interface Format extends WholeNumbers {
  /** A share of 0 to 1 as whole percent. */
  readonly percent: (share: number) => string;
  /** A civil day, `YYYY-MM-DD`, as `14 December`; with the year when it is not the present one. */
  readonly day: (day: string) => string;
  /** A civil day with its weekday, `Monday 23 November`. */
  readonly weekday: (day: string) => string;
  /** A civil day for a row of a table: `Mon 23 Nov`; when it is not of the present year, `23 Nov 2025`. */
  readonly dayInRow: (day: string) => string;
  /** A civil day inside its week: `Mon 23`; the first of a month names it, `Tue 1 Dec`. */
  readonly dayInWeek: (day: string) => string;
  /** A civil day beside an axis, `23 Nov`. */
  readonly shortDay: (day: string) => string;
  /** The month of a civil day beside an axis, `Nov`. */
  readonly shortMonth: (day: string) => string;
  /** The month of a civil day, `March 2023`. */
  readonly month: (day: string) => string;
  /** An instant, ISO 8601, as a date and time on this computer's clock. */
  readonly time: (instant: string) => string;
  /** An instant as a time on this computer's clock, `14:05`. */
  readonly timeOfDay: (instant: string) => string;
  /** How long ago an instant was, `2 minutes ago`. */
  readonly age: (instant: string) => string;
  /** About how long something takes, `40 seconds`, `2 minutes`. */
  readonly duration: (seconds: number) => string;
}

/** `language` is a BCP 47 tag such as the browser's, `now` the present instant. */
export function formatFor(language: string, now: Date): Format {
  const words = englishOf(language);
  const { hourCycle } = new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions();
  const clock = { timeStyle: 'short', ...(hourCycle === undefined ? {} : { hourCycle }) } as const;
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const dated = (options: Intl.DateTimeFormatOptions) => dateFormat(words, options);
  const row = { timeZone: 'UTC', day: 'numeric', month: 'short' } as const;
  const shortDay = dated(row);
  const shortMonth = dated({ timeZone: 'UTC', month: 'short' });
  const rowThisYear = dated({ ...row, weekday: 'short' });
  const inWeek = dated({ timeZone: 'UTC', weekday: 'short', day: 'numeric' });
  const rowOtherYear = dated({ ...row, year: 'numeric' });
  return {
    ...wholeNumbers(language),
    percent: (share) => percent.format(share),
    day: (day) => dated({ timeZone: 'UTC', ...dayParts(day, now) }).format(midnight(day)),
    weekday: (day) =>
      dated({ timeZone: 'UTC', weekday: 'long', ...dayParts(day, now) }).format(midnight(day)),
    dayInRow: (day) => (isOfThisYear(day, now) ? rowThisYear : rowOtherYear).format(midnight(day)),
    dayInWeek: (day) => (day.endsWith('-01') ? rowThisYear : inWeek).format(midnight(day)),
    shortDay: (day) => shortDay.format(midnight(day)),
    shortMonth: (day) => shortMonth.format(midnight(day)),
    month: (day) => dated({ timeZone: 'UTC', month: 'long', year: 'numeric' }).format(midnight(day)),
    time: (instant) => dated({ dateStyle: 'medium', ...clock }).format(new Date(instant)),
    timeOfDay: (instant) => dated(clock).format(new Date(instant)),
    age: (instant) => ageInWords(instant, now.getTime()),
    duration: durationOf,
  };
}

/**
 * The window speaks English, so month names are English; their order and the clock are those of the user's
 * country: `en-DE` for `de-DE`. Where English of that country is not described, international English.
 */
function englishOf(language: string): string {
  const { region } = new Intl.Locale(language).maximize();
  const wanted = `en-${region ?? 'US'}`;
  const known = new Intl.DateTimeFormat(wanted).resolvedOptions().locale === wanted;
  return known ? wanted : 'en-001';
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Made once: making one takes longer than all else that is done to write a day. */
function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(language, options);
  dateFormats.set(key, format);
  return format;
}

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function dayParts(day: string, now: Date): Intl.DateTimeFormatOptions {
  return { day: 'numeric', month: 'long', ...(isOfThisYear(day, now) ? {} : { year: 'numeric' }) };
}

function isOfThisYear(day: string, now: Date): boolean {
  return day.startsWith(String(now.getFullYear()));
}

/** Rounded as estimates are spoken: by ten seconds, above a minute and a half by minutes. */
function durationOf(seconds: number): string {
  if (seconds < 10) return 'a few seconds';
  const tens = Math.round(seconds / 10) * 10;
  if (tens <= 1.5 * MINUTE_SECONDS) return `${tens} seconds`;
  return `${Math.round(seconds / MINUTE_SECONDS)} minutes`;
}
