import { z } from 'zod';
import { addDays, daysBetween, isCalendarDay } from '../analytics/calendar.ts';
import { AppError } from '../shared/errors.ts';
import { findSport, SPORTS, type Sport } from '../shared/sports.ts';

/** A calendar day parameter; a short pattern, since every parameter is paid for in the tool list. */
export const day = (description: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .describe(description);

/** A number of days counted back from today, today included. */
export const days = (fallback: number) =>
  z.number().int().min(1).max(MAXIMUM_DAYS).default(fallback).describe('Days back from the last day');

export const workoutId = z.number().int().positive().describe('Id from tp_get_workouts');

const MAXIMUM_DAYS = 20_000;
const OLDEST_DAY = '1900-01-01';
const NEWEST_DAY = '2199-12-31';

export interface DayRange {
  readonly from: string;
  readonly to: string;
  readonly dayCount: number;
}

/** Turns `start_date`, `end_date` and `days` into a range: the dates win, `days` counts back from the end. */
export function resolveRange(
  {
    start_date: start,
    end_date: end,
    days: dayCount,
  }: { start_date?: string | undefined; end_date?: string | undefined; days: number },
  today: string,
): DayRange {
  const to = end === undefined ? today : realDay('end_date', end);
  const from = start === undefined ? addDays(to, 1 - dayCount) : realDay('start_date', start);
  if (from > to) {
    throw new AppError(
      'bad_input',
      `start_date ${from} is after ${end === undefined ? `today, ${to}` : `end_date ${to}`}.`,
    );
  }
  return { from, to, dayCount: daysBetween(from, to) + 1 };
}

/** The sport ids a word stands for; null (all sports) when no word is given. */
export function resolveSport(word: string | undefined): { name: string; ids: readonly number[] } | null {
  if (word === undefined || /^\s*(all( sports)?|any)?\s*$/i.test(word)) return null;
  const sport = namedSport(word);
  return { name: sport.name, ids: [sport.id] };
}

/** The one sport a word names. @throws AppError `bad_input` with the sports there are */
export function namedSport(word: string): Sport {
  const sport = findSport(word);
  if (sport === null) {
    throw new AppError(
      'bad_input',
      `There is no sport with that name. The sports are ${SPORTS.map(({ name }) => name).join(', ')}.`,
    );
  }
  return sport;
}

/** A day of the calendar. @throws AppError `bad_input` for a 30 February */
export function realDay(parameter: string, text: string): string {
  if (!isCalendarDay(text)) throw new AppError('bad_input', `${parameter} is not a day of the calendar.`);
  if (text >= OLDEST_DAY && text <= NEWEST_DAY) return text;
  throw new AppError('bad_input', `${parameter} must lie between ${OLDEST_DAY} and ${NEWEST_DAY}.`);
}
