import { addDays } from '../../src/analytics/calendar.ts';
import type { Format } from '../format.ts';
import type { Measures } from '../measures.ts';
import type { RaceOutlook } from '../pages/fitness/facts.ts';

const AFTER_A_WEEK_DAYS = 8;

/** What the morning is that is looked at, `days` days after today: that of the race, or so long from now. */
export function targetWords(days: number, day: string, race: RaceOutlook | null): string {
  if (race?.day === day) return `before ${race.title}`;
  return days === AFTER_A_WEEK_DAYS ? 'after a week' : `in ${String(Math.round(days / 7))} weeks`;
}

/** From when on a morning rests on nothing but rest. */
export function restWords(restFrom: string, today: string, format: Format): string {
  return restFrom === addDays(today, 1)
    ? 'if you rest until then'
    : `if you rest from ${format.day(restFrom)} on`;
}

/** A difference to what the plan leads to, or rest where nothing is planned that far. */
export function differenceWords(difference: number, isPlanned: boolean, { change }: Measures): string {
  if (difference === 0) return isPlanned ? 'as planned' : 'as with rest';
  return `${change(difference)} against ${isPlanned ? 'the plan' : 'rest'}`;
}
