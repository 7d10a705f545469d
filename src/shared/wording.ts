/**
 * How numbers and ages are written, for every face that shows them: the tray and the window must not say the same
 * thing in two ways.
 */
const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
const TRUE_MINUS = '−';

export interface WholeNumbers {
  /** A whole number, `1,204`. */
  readonly count: (value: number) => string;
  /** A number with its sign, `+8`, `−12`, `0`; whole unless it is to have decimals. */
  readonly signed: (value: number, digits?: number) => string;
}

/** Writes whole numbers as the country of `language`, a BCP 47 tag, does; with a true minus sign, and never `−0`. */
export function wholeNumbers(language: string): WholeNumbers {
  const count = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  return {
    count: (value) => written(count, value, 0),
    signed: (value, digits = 0) => {
      const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      const signed = new Intl.NumberFormat(language, { ...decimals, signDisplay: 'exceptZero' });
      return written(signed, value, digits);
    },
  };
}

function written(format: Intl.NumberFormat, value: number, digits: number): string {
  const rounded = Number(value.toFixed(digits));
  return format
    .formatToParts(rounded === 0 ? 0 : rounded)
    .map(({ type, value: text }) => (type === 'minusSign' ? TRUE_MINUS : text))
    .join('');
}

/**
 * How long ago an instant was: `just now`, `2 minutes ago`, `38 hours ago`, `5 days ago`. An instant ahead, of a
 * clock that was set back, is `just now`.
 * @param instant ISO 8601
 * @param now epoch milliseconds
 */
export function ageInWords(instant: string, now: number): string {
  const seconds = Math.floor((now - Date.parse(instant)) / 1000);
  if (seconds < MINUTE_SECONDS) return 'just now';
  if (seconds < HOUR_SECONDS) return counted(seconds / MINUTE_SECONDS, 'minute');
  if (seconds < 2 * DAY_SECONDS) return counted(seconds / HOUR_SECONDS, 'hour');
  return counted(seconds / DAY_SECONDS, 'day');
}

function counted(amount: number, unit: string): string {
  const count = Math.floor(amount);
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

/** A length of time as `1:05:09` or `45:30`; unknown is a dash. */
export function clock(seconds: number | null): string {
  if (seconds === null) return '–';
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const pad = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}
