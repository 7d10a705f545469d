import { daysBetween } from '../../src/analytics/calendar.ts';
import type { CalendarLoad, CalendarView, CalendarWeek } from '../../src/shared/views/calendar.ts';
import type { Mark } from '../../src/shared/views/marks.ts';
import type { Format } from '../format.ts';

/** What is left of the running week, and how far the next race is. */
export function calendarSentence(
  { thisWeek, nextRace, today }: Pick<CalendarView, 'thisWeek' | 'nextRace' | 'today'>,
  format: Format,
): string {
  const parts = [
    weekPart(thisWeek, format),
    ...(nextRace === null ? [] : [racePart(nextRace, today, format)]),
  ];
  return `${parts.join(', ')}.`;
}

function weekPart({ remainingSessions, doneSessions, plannedTss }: CalendarLoad, format: Format): string {
  if (remainingSessions > 0) return `${workouts(remainingSessions, format)} left this week`;
  if (doneSessions === 0) return 'Nothing planned this week';
  return plannedTss > 0
    ? 'Everything planned for this week is behind you'
    : `${workouts(doneSessions, format)} done this week, nothing more planned`;
}

function racePart({ day, title }: Mark, today: string, format: Format): string {
  const days = daysBetween(today, day);
  if (days === 0) return `${title} is today`;
  return days === 1 ? `${title} is tomorrow` : `${format.count(days)} days to ${title}`;
}

function workouts(count: number, format: Format): string {
  return `${format.count(count)} ${count === 1 ? 'workout' : 'workouts'}`;
}

/** What a week is called, seen from today; null when only its date tells. */
export function weekName(week: Pick<CalendarWeek, 'startDay' | 'endDay'>, today: string): string | null {
  const daysAhead = daysBetween(today, week.startDay);
  if (today >= week.startDay && today <= week.endDay) return 'This week';
  if (daysAhead > 0 && daysAhead <= 7) return 'Next week';
  if (daysAhead < 0 && daysBetween(week.endDay, today) <= 7) return 'Last week';
  return null;
}

/** What a week leaves out, in a few words; empty when it leaves out nothing. */
export function weekRemarks(
  { missedSessions, unscored, isPlanEstimated }: CalendarLoad,
  format: Format,
): readonly string[] {
  return [
    ...(missedSessions > 0 ? [`${format.count(missedSessions)} missed`] : []),
    ...(unscored > 0 ? [`${format.count(unscored)} without a score`] : []),
    ...(isPlanEstimated ? ['plan partly estimated'] : []),
  ];
}

/** A race in a line: its priority, then what it is called. */
export function raceName({ priority, title }: Pick<Mark, 'priority' | 'title'>): string {
  return priority === null ? title : `${priority} race: ${title}`;
}

export const ENTRY_STATUS = {
  completed: 'Done',
  planned: 'Planned',
  missed: 'Missed',
  day_off: 'Day off',
  note: 'Note',
} as const;
