import { firstWeekday } from '../shared/preferences.ts';
import { addDays, daysBetween, endOfMonth, startOfMonth, startOfWeek } from '../analytics/calendar.ts';
import { isPlan } from '../analytics/load-session.ts';
import type { PerformanceChart } from '../analytics/performance-chart.ts';
import { compareRecentWeeks, monthlyLoad, weeklyLoad, type PeriodLoad } from '../analytics/period-load.ts';
import { aboutRange } from '../mcp/coverage.ts';
import { chartOf, firstTrustedDay } from '../mcp/fitness.ts';
import { AppError } from '../shared/errors.ts';
import type { SessionFacts, Snapshot } from '../shared/snapshot.ts';
import { sportName } from '../shared/sports.ts';
import type { LoadPeriod, LoadRequest, LoadView, SportLoad } from '../shared/views/load.ts';

/** As `compareRecentWeeks` takes them. */
const COMPARED_WEEKS = 4;
const COMPARED_DAYS = 10 * 7;

/** Load by week or month, by the functions that answer `tp_training_load_summary`. */
export function loadView(snapshot: Snapshot, request: LoadRequest): LoadView {
  const { today, loaded } = snapshot;
  const sessions = snapshot.sessions();
  const firstDay = sessions.find(({ completed }) => completed)?.day;
  if (firstDay === undefined) return nothingDone(snapshot);
  const wanted = bounds(today, request);
  const firstPeriod = boundsOf([firstDay, loaded.from].sort().at(-1) ?? firstDay, request).from;
  const from = wanted.from > firstPeriod ? wanted.from : firstPeriod;
  const range = { from, to: wanted.to, today };
  const weekStart = firstWeekday(request.weekStart);
  const periods =
    request.step === 'week' ? weeklyLoad(sessions, { ...range, weekStart }) : monthlyLoad(sessions, range);
  const chart = trustedChart(snapshot, wanted.to, request);
  const lastPlan = periods.findLastIndex(({ plannedTss, from: day }) => day <= today || plannedTss > 0);
  const loads = periods.slice(0, lastPlan + 1).map((period) => periodOf(period, sessions, today, chart));
  const compared = weeklyLoad(sessions, {
    from: addDays(startOfWeek(today, weekStart), -COMPARED_DAYS),
    to: today,
    today,
    weekStart,
  });
  const weeks = compared.filter(({ from: day }) => day >= firstDay);
  const { recentWeeklyTss, previousWeeklyTss, changePercent } = compareRecentWeeks(weeks);
  const seconds = weeks.filter(({ complete }) => complete).map(({ durationSeconds }) => durationSeconds);
  return {
    about: aboutRange(snapshot, from, wanted.to),
    today,
    periods: loads,
    sports: sportsOf(loads),
    recent:
      recentWeeklyTss === null || previousWeeklyTss === null
        ? null
        : {
            weeklyTss: recentWeeklyTss,
            previousWeeklyTss,
            changePercent,
            weeklySeconds: meanOf(seconds.slice(-COMPARED_WEEKS)),
            previousWeeklySeconds: meanOf(seconds.slice(-2 * COMPARED_WEEKS, -COMPARED_WEEKS)),
          },
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function nothingDone({ provenance, today }: Snapshot): LoadView {
  return { about: provenance, today, periods: [], sports: [], recent: null };
}

/** The period that a day lies in. */
function boundsOf(day: string, request: LoadRequest): { from: string; to: string } {
  if (request.step === 'month') return { from: startOfMonth(day), to: endOfMonth(day) };
  const from = startOfWeek(day, firstWeekday(request.weekStart));
  return { from, to: addDays(from, 6) };
}

function bounds(today: string, request: LoadRequest): { from: string; to: string } {
  let { from, to } = boundsOf(today, request);
  for (let back = 1; back < request.periodsBack; back += 1) ({ from } = boundsOf(addDays(from, -1), request));
  for (let ahead = 0; ahead < request.periodsAhead; ahead += 1) ({ to } = boundsOf(addDays(to, 1), request));
  return { from, to };
}

/** The chart from the day on from which it is right; null while there is none. */
function trustedChart(
  snapshot: Snapshot,
  to: string,
  { ctlDays, atlDays }: LoadRequest,
): { chart: PerformanceChart; from: string } | null {
  const constants = { ctlDays, atlDays };
  try {
    const from = firstTrustedDay(snapshot, constants);
    const chart = chartOf(snapshot, { constants, to: to < snapshot.loaded.to ? to : snapshot.loaded.to });
    return chart === null ? null : { chart, from };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function periodOf(
  load: PeriodLoad,
  sessions: readonly SessionFacts[],
  today: string,
  trusted: ReturnType<typeof trustedChart>,
): LoadPeriod {
  const { start, end } = load;
  const within = sessions.filter(({ day }) => day >= start && day <= end);
  const notDone = within.filter((session) => isPlan(session) && !session.completed);
  return {
    startDay: start,
    endDay: end,
    complete: load.complete,
    tss: load.tss,
    plannedTss: load.plannedTss,
    remainingPlannedTss: load.remainingPlannedTss,
    missedTss: load.missedTss,
    durationSeconds: load.durationSeconds,
    plannedDurationSeconds: load.plannedDurationSeconds,
    remainingPlannedSeconds: plannedSeconds(notDone.filter(({ day }) => day >= today)),
    missedSeconds: plannedSeconds(notDone.filter(({ day }) => day < today)),
    sessions: load.sessions,
    unscored: load.unscored,
    bySport: bySport(within.filter(({ completed }) => completed)),
    ctlChange: trusted === null ? null : ctlChange(trusted, start, end),
  };
}

function plannedSeconds(sessions: readonly SessionFacts[]): number {
  return sessions.reduce((sum, { plannedDurationSeconds }) => sum + (plannedDurationSeconds ?? 0), 0);
}

function bySport(done: readonly SessionFacts[]): SportLoad[] {
  const sums = new Map<number, SportLoad>();
  for (const { sportId, tss, durationSeconds } of done) {
    const sum = sums.get(sportId) ?? { sportId, tss: 0, durationSeconds: 0, sessions: 0 };
    sums.set(sportId, {
      sportId,
      tss: sum.tss + (tss ?? 0),
      durationSeconds: sum.durationSeconds + (durationSeconds ?? 0),
      sessions: sum.sessions + 1,
    });
  }
  return [...sums.values()];
}

function ctlChange(
  { chart: { points, firstDay }, from }: { chart: PerformanceChart; from: string },
  start: string,
  end: string,
): number | null {
  const before = addDays(start, -1);
  if (before < from) return null;
  const last = points.at(-1);
  if (last === undefined || last.day < start) return null;
  const at = points[Math.min(daysBetween(firstDay, end), points.length - 1)];
  // Before the first workout there is no fitness: zero is known.
  const startCtl = before < firstDay ? 0 : points[daysBetween(firstDay, before)]?.ctl;
  return at === undefined || startCtl === undefined ? null : at.ctl - startCtl;
}

function sportsOf(periods: readonly LoadPeriod[]): LoadView['sports'] {
  const sums = new Map<number, number>();
  for (const { sportId, tss } of periods.flatMap((period) => period.bySport))
    sums.set(sportId, (sums.get(sportId) ?? 0) + tss);
  return [...sums].sort(([, one], [, other]) => other - one).map(([id]) => ({ id, name: sportName(id) }));
}
