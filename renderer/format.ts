const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
const TRUE_MINUS = '−';

/** Makes text of numbers and times as the user's country writes them, in the words of the window's language. */
export interface Format {
  /** A whole number, `1,204`. */
  readonly count: (value: number) => string;
  /** A whole number with its sign, `+8`, `−12`, `0`. */
  readonly signed: (value: number) => string;
  /** A share of 0 to 1 as whole percent. */
  readonly percent: (share: number) => string;
  /** A civil day, `YYYY-MM-DD`, as `14 December`; with the year when it is not the present one. */
  readonly day: (day: string) => string;
  /** A civil day with its weekday, `Monday 23 November`. */
  readonly weekday: (day: string) => string;
  /** The month of a civil day, `March 2023`. */
  readonly month: (day: string) => string;
  /** An instant, ISO 8601, as a date and time on this computer's clock. */
  readonly time: (instant: string) => string;
  /** How long ago an instant was, `2 minutes ago`. */
  readonly age: (instant: string) => string;
}

/** `language` is a BCP 47 tag such as the browser's, `now` the present instant. */
export function formatFor(language: string, now: Date): Format {
  const words = englishOf(language);
  const { hourCycle } = new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions();
  const count = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(language, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const relative = new Intl.RelativeTimeFormat(words, { numeric: 'auto' });
  const dated = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(words, options);
  return {
    count: (value) => withTrueMinus(count, value),
    signed: (value) => withTrueMinus(signed, value),
    percent: (share) => percent.format(share),
    day: (day) => dated({ timeZone: 'UTC', ...dayParts(day, now) }).format(midnight(day)),
    weekday: (day) =>
      dated({ timeZone: 'UTC', weekday: 'long', ...dayParts(day, now) }).format(midnight(day)),
    month: (day) => dated({ timeZone: 'UTC', month: 'long', year: 'numeric' }).format(midnight(day)),
    time: (instant) =>
      dated({
        dateStyle: 'medium',
        timeStyle: 'short',
        ...(hourCycle === undefined ? {} : { hourCycle }),
      }).format(new Date(instant)),
    age: (instant) => ageOf(relative, (new Date(instant).getTime() - now.getTime()) / 1000),
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

function withTrueMinus(format: Intl.NumberFormat, value: number): string {
  const rounded = Math.round(value);
  return format
    .formatToParts(rounded === 0 ? 0 : rounded)
    .map(({ type, value: text }) => (type === 'minusSign' ? TRUE_MINUS : text))
    .join('');
}

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function dayParts(day: string, now: Date): Intl.DateTimeFormatOptions {
  const thisYear = day.startsWith(String(now.getFullYear()));
  return { day: 'numeric', month: 'long', ...(thisYear ? {} : { year: 'numeric' }) };
}

function ageOf(relative: Intl.RelativeTimeFormat, seconds: number): string {
  const elapsed = Math.abs(seconds);
  if (elapsed < MINUTE_SECONDS) return 'just now';
  if (elapsed < HOUR_SECONDS) return relative.format(Math.trunc(seconds / MINUTE_SECONDS), 'minute');
  if (elapsed < 2 * DAY_SECONDS) return relative.format(Math.trunc(seconds / HOUR_SECONDS), 'hour');
  return relative.format(Math.trunc(seconds / DAY_SECONDS), 'day');
}
