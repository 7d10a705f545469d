import { wholeNumbers } from '../shared/wording.ts';

/** The tray speaks English, and so do its numbers. */
export const NUMBERS = wholeNumbers('en');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-12-14` as "14 Dec": short, because a menu is narrow. */
export function dayInWords(day: string): string {
  const [, month = 1, date = 1] = day.split('-').map(Number);
  return `${date} ${MONTHS[month - 1] ?? ''}`;
}
