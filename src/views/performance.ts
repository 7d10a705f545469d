import { daysBetween } from '../analytics/calendar.ts';
import { rampRate } from '../analytics/ramp-rate.ts';
import { aboutFitness, chartOf, firstTrustedDay, projectionEnd } from '../mcp/fitness.ts';
import type { PerformanceRequest, PerformanceView } from '../shared/views/performance.ts';
import { sportName } from '../shared/sports.ts';
import type { SessionFacts, Snapshot } from '../shared/snapshot.ts';

/**
 * The chart that `tp_get_fitness` answers from, for all days up to the end of the plan at once; null when nothing
 * was ever completed.
 * @throws AppError `still_loading` when not even today's fitness can be given yet
 */
export function performanceView(
  snapshot: Snapshot,
  { sportIds, ctlDays, atlDays }: PerformanceRequest,
): PerformanceView | null {
  const { today } = snapshot;
  const constants = { ctlDays, atlDays };
  const trusted = firstTrustedDay(snapshot, constants);
  const to = projectionEnd(snapshot, sportIds);
  const chart = chartOf(snapshot, { sportIds, constants, to });
  if (chart === null) return null;
  const { points, days, firstDay, todayIfPlanDone } = chart;
  const todayIndex = daysBetween(firstDay, today);
  return {
    about: aboutFitness(snapshot, chart, { askedFrom: firstDay, trusted, to, sportIds }),
    today,
    firstDay,
    todayIndex,
    firstTrustedIndex: Math.max(0, daysBetween(firstDay, trusted)),
    tss: points.map(({ tss }, index) => (days[index]?.state === 'unscored' ? null : tss)),
    ctl: points.map(({ ctl }) => ctl),
    atl: points.map(({ atl }) => atl),
    tsbMorning: points.map(({ tsbMorning }) => tsbMorning),
    tsbEndOfDay: points.map(({ tsbEndOfDay }) => tsbEndOfDay),
    remainingPlannedTss: days.map(({ remainingPlannedTss }) => remainingPlannedTss),
    todayIfPlanDone,
    rampPerWeek: rampRate(points, today),
    sports: sportsOf(snapshot.sessions()),
  };
}

function sportsOf(sessions: readonly SessionFacts[]): PerformanceView['sports'] {
  const counts = new Map<number, number>();
  for (const { completed, sportId } of sessions)
    if (completed) counts.set(sportId, (counts.get(sportId) ?? 0) + 1);
  return [...counts]
    .map(([id, count]) => ({ id, name: sportName(id), sessions: count }))
    .sort((one, other) => other.sessions - one.sessions);
}
