import { firstWeekday } from '../shared/preferences.ts';
import { addDays, startOfWeek } from '../analytics/calendar.ts';
import { filterSports } from '../analytics/daily-load.ts';
import { weeklyLoad } from '../analytics/period-load.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { WeekRequest, WeekView } from '../shared/views/week.ts';

/** The running week as `tp_training_load_summary` sums it up, which begins it on Monday. */
export function weekView(snapshot: Snapshot, { sportIds, weekStart }: WeekRequest): WeekView {
  const { today } = snapshot;
  const sessions = filterSports(snapshot.sessions(), sportIds);
  const firstDay = firstWeekday(weekStart);
  const startDay = startOfWeek(today, firstDay);
  const endDay = addDays(startDay, 6);
  const load = (to: string) => weeklyLoad(sessions, { from: startDay, to, today, weekStart: firstDay })[0];
  const week = load(endDay);
  return {
    startDay,
    endDay,
    doneTss: week?.tss ?? 0,
    plannedTss: week?.plannedTss ?? 0,
    plannedToTodayTss: load(today)?.plannedTss ?? 0,
    remainingTss: week?.remainingPlannedTss ?? 0,
    unscored: week?.unscored ?? 0,
    plannedEstimated: week?.plannedEstimated ?? false,
  };
}
