import { AppError } from '../shared/errors.ts';
import { isDay } from './wire/primitives.ts';

const DAY_MS = 86_400_000;

/** An id as it goes into a path. Throws AppError `bad_input` when it is no whole number. */
export function idPart(id: number): string {
  if (!Number.isSafeInteger(id)) throw new AppError('bad_input', 'An id must be a whole number.');
  return String(id);
}

/** A file id as it goes into a path; it may be negative. Throws AppError `bad_input` for anything else. */
export function fileIdPart(fileId: string): string {
  if (!/^-?\d+$/.test(fileId)) throw new AppError('bad_input', 'A file id must be a whole number.');
  return fileId;
}

/** A day as it goes into a path. Throws AppError `bad_input` when it is no calendar day. */
export function dayPart(day: string): string {
  if (!isDay(day)) throw new AppError('bad_input', 'A day must be written as YYYY-MM-DD.');
  return day;
}

/**
 * A range of days, both ends included, as it goes into a path.
 * Throws AppError `bad_input` when it runs backwards or holds more than `mostDays` days.
 */
export function rangePart(from: string, to: string, mostDays = Infinity): string {
  const days = (Date.parse(dayPart(to)) - Date.parse(dayPart(from))) / DAY_MS + 1;
  if (days < 1) throw new AppError('bad_input', 'The first day of the range is after its last day.');
  if (days > mostDays) {
    throw new AppError(
      'bad_input',
      `The range holds ${days} days; at most ${mostDays} can be asked for at once.`,
    );
  }
  return `${from}/${to}`;
}
