import { z } from 'zod';

/**
 * Building blocks of the tolerant schemas. TrainingPeaks writes an unknown number as null, leaves it out, or
 * sends "NaN"; some numbers come as text. All unknowns become null.
 */

const UNKNOWN_NUMBERS = new Set(['', 'nan', 'null', 'infinity', '-infinity', '+infinity']);
const NUMBER_TEXT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?/;

/** A number, numeric text, or an unknown (null). Anything else makes the field wrong. */
export const looseNumber = z.preprocess(toNumber, z.number().nullable());

/** An amount that cannot be negative; a negative one is an unknown. */
export const looseAmount = looseNumber.transform((value) => (value !== null && value < 0 ? null : value));

/** A number that must be there. */
export const knownNumber = z.preprocess(toNumber, z.number());

/** A heart rate; 0 is a sensor without a reading. */
export const looseHeartRate = looseNumber.transform((value) => (value !== null && value <= 0 ? null : value));

/** Text with something in it, or null. A value of another type is an unknown, never a reason to lose a row. */
export const looseText = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? value : null),
  z.string().nullable(),
);

export const looseBoolean = z.preprocess(
  (value) => (typeof value === 'boolean' ? value : null),
  z.boolean().nullable(),
);

/** A whole number that may be missing; nonsense counts as missing. */
export const looseId = looseNumber
  .transform((value) => (Number.isSafeInteger(value) ? value : null))
  .catch(null);

/** An id without which a row has no identity. */
export const requiredId = z.preprocess(toNumber, z.int());

/** The calendar day of a local date-time: its first ten characters. */
export const requiredDay = z.preprocess(dayOf, z.string());

export const looseDay = z.preprocess(dayOf, z.string().nullable());

/** A local date-time as `YYYY-MM-DDTHH:MM:SS`; fractions and a trailing Z are dropped, never converted. */
export const looseLocalTime = z.preprocess((value) => {
  const match = typeof value === 'string' && dayOf(value) !== null ? LOCAL_TIME.exec(value) : null;
  return match === null ? null : `${match[1] ?? ''}T${match[2] ?? ''}${match[3] ?? ':00'}`;
}, z.string().nullable());

/** An array of anything; null and other types read as empty. */
export const looseArray = z.preprocess(
  (value): unknown => (Array.isArray(value) ? value : []),
  z.array(z.unknown()),
);

/** The calendar day a date or date-time starts with, or null when it is no real day. */
function dayOf(value: unknown): string | null {
  const day = typeof value === 'string' ? value.slice(0, 10) : '';
  return isDay(day) ? day : null;
}

/** Whether text is a real calendar day, `YYYY-MM-DD`, after 1900: .NET writes "no date" as year 1. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Decimal hours as whole seconds. */
export function hoursToSeconds(hours: number | null): number | null {
  return hours === null ? null : Math.round(hours * 3600);
}

/** Reads one value with a schema; null when it does not fit. */
export function readOrNull<T>(schema: z.ZodType<T>, value: unknown): T | null {
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}

/** Reads the rows that fit a schema and drops the others; a value that is no array has no rows. */
export function readRows<T>(schema: z.ZodType<T>, value: unknown): T[] {
  return looseArray.parse(value).flatMap((row) => {
    const result = schema.safeParse(row);
    return result.success ? [result.data] : [];
  });
}

function toNumber(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return isPlausible(value) ? value : null;
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (UNKNOWN_NUMBERS.has(text.toLowerCase())) return null;
  if (!NUMBER_TEXT.test(text)) return value;
  const number = Number(text);
  return isPlausible(number) ? number : null;
}

/** Nothing in a training diary is counted beyond this; it also keeps later arithmetic finite. */
function isPlausible(value: number): boolean {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}
