const MINUTE_MILLISECONDS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/**
 * How long ago an instant was: "just now", "2 minutes ago", "3 hours ago", "5 days ago".
 * @param instant ISO 8601
 * @param now epoch milliseconds
 */
export function agoInWords(instant: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(instant)) / MINUTE_MILLISECONDS);
  if (minutes < 1) return 'just now';
  if (minutes < HOUR_MINUTES) return counted(minutes, 'minute');
  if (minutes < DAY_MINUTES) return counted(Math.floor(minutes / HOUR_MINUTES), 'hour');
  return counted(Math.floor(minutes / DAY_MINUTES), 'day');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-12-14` as "14 Dec". */
export function dayInWords(day: string): string {
  const [, month = 1, date = 1] = day.split('-').map(Number);
  return `${date} ${MONTHS[month - 1] ?? ''}`;
}

/** A number as athletes say it: whole, with a true minus sign, and never "−0". */
export function signedWhole(value: number): string {
  const whole = Math.round(value);
  return whole < 0 ? `−${-whole}` : `${Math.abs(whole)}`;
}
