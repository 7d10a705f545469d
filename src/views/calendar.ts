import { firstWeekday } from '../shared/preferences.ts';
import { addDays, daysBetween, startOfWeek } from '../analytics/calendar.ts';
import { weeklyLoad, type PeriodLoad } from '../analytics/period-load.ts';
import type { LoadConstants } from '../analytics/training-load.ts';
import { withNotes } from '../mcp/about.ts';
import { aboutRange } from '../mcp/coverage.ts';
import { chartOf, firstTrustedDay, projectionEnd } from '../mcp/fitness.ts';
import { AppError } from '../shared/errors.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type {
  CalendarLoad,
  CalendarRequest,
  CalendarView,
  CalendarWeek,
  WeekEnd,
} from '../shared/views/calendar.ts';
import type { Mark } from '../shared/views/marks.ts';
import { daysView } from './days.ts';
import { marksView } from './marks.ts';

const DAYS_PER_WEEK = 7;
/** Further ahead than any race is kept. */
const LAST_DAY = '9999-12-31';

/** Some weeks of the calendar: what is planned and done, what else they hold, and where they lead. */
export function calendarView(snapshot: Snapshot, request: CalendarRequest): CalendarView {
  const { today } = snapshot;
  const weekStart = firstWeekday(request.weekStart);
  const startDay = startOfWeek(request.from ?? addDays(today, -DAYS_PER_WEEK), weekStart);
  const endDay = addDays(startDay, request.weeks * DAYS_PER_WEEK - 1);
  const loads = (from: string, to: string) =>
    weeklyLoad(snapshot.sessions(), { from, to, today, weekStart }).map(loadOf);
  const { entries } = daysView(snapshot, { from: startDay, to: endDay, sportIds: null });
  const { marks, about } = marksView(snapshot, { from: startDay, to: endDay });
  const endOf = weekEnds(snapshot, request);
  const weeks = loads(startDay, endDay).map((load, index): CalendarWeek => {
    const from = addDays(startDay, index * DAYS_PER_WEEK);
    const to = addDays(from, DAYS_PER_WEEK - 1);
    return {
      startDay: from,
      endDay: to,
      entries: entries.filter(({ day }) => day >= from && day <= to),
      marks: marks.filter((mark) => mark.day <= to && (mark.endDay ?? mark.day) >= from),
      load,
      end: endOf(to),
    };
  });
  const thisWeekStart = startOfWeek(today, weekStart);
  const [thisWeek] = loads(thisWeekStart, addDays(thisWeekStart, DAYS_PER_WEEK - 1));
  if (thisWeek === undefined) throw new AppError('internal', 'The running week has no days.');
  return {
    about: withNotes(aboutRange(snapshot, startDay, endDay), about.notes, about.partial),
    today,
    weeks,
    thisWeek,
    nextRace: nextRaceOf(marksView(snapshot, { from: today, to: LAST_DAY }).marks, today),
  };
}

function loadOf(load: PeriodLoad): CalendarLoad {
  return {
    doneTss: load.tss,
    doneSeconds: load.durationSeconds,
    doneSessions: load.sessions,
    unscored: load.unscored,
    plannedTss: load.plannedTss,
    plannedSeconds: load.plannedDurationSeconds,
    isPlanEstimated: load.plannedEstimated,
    remainingTss: load.remainingPlannedTss,
    remainingSessions: load.plannedSessions,
    missedSessions: load.missedSessions,
  };
}

/** Fitness and form of evenings, from the chart that `tp_get_fitness` answers from. */
function weekEnds(snapshot: Snapshot, constants: LoadConstants): (day: string) => WeekEnd | null {
  const { today } = snapshot;
  const { ctlDays, atlDays } = constants;
  const trusted = trustedFrom(snapshot, { ctlDays, atlDays });
  const to = projectionEnd(snapshot);
  const chart = trusted === null ? null : chartOf(snapshot, { constants: { ctlDays, atlDays }, to });
  if (trusted === null || chart === null) return () => null;
  return (day) => {
    if (day < trusted || day > to) return null;
    const point = day === today ? chart.todayIfPlanDone : chart.points[daysBetween(chart.firstDay, day)];
    if (point === undefined) return null;
    const { ctl, tsbEndOfDay } = point;
    return { ctl, form: tsbEndOfDay, isProjected: day >= today };
  };
}

/** Null while not even today's fitness can be given: the plan is worth showing without it. */
function trustedFrom(snapshot: Snapshot, constants: LoadConstants): string | null {
  try {
    return firstTrustedDay(snapshot, constants);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function nextRaceOf(marks: readonly Mark[], today: string): Mark | null {
  const races = marks.filter(({ kind, day }) => kind === 'race' && day >= today);
  return races.find(({ priority }) => priority === 'A') ?? races[0] ?? null;
}
