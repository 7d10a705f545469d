import { formBand } from '../analytics/form-bands.ts';
import { isNearZero } from '../analytics/training-load.ts';
import { chartOf, firstTrustedDay } from '../mcp/fitness.ts';
import { clock } from '../shared/wording.ts';
import { statusOf } from '../mcp/workout-row.ts';
import type { TodayStatus } from '../shared/app-status.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import { sportName } from '../shared/sports.ts';

/**
 * Today's fitness as the tray and the window show it; the same numbers as `tp_get_fitness`.
 * Null when nothing was ever completed. `stale`: the last refresh failed. @throws AppError `still_loading` when too little is loaded
 */
export function todayOf(snapshot: Snapshot, plan: string | null, stale: boolean): TodayStatus | null {
  firstTrustedDay(snapshot);
  const chart = chartOf(snapshot);
  if (chart === null) return null;
  const { day, ctl, atl, tsbMorning } = chart.today;
  return {
    day,
    ctl,
    atl,
    tsb: tsbMorning,
    formLabel: isNearZero({ ctl, atl }) ? 'Close to zero' : formBand(tsbMorning).label,
    plan,
    stale,
  };
}

/** The plan of today that is not done yet, in a line. */
export function plannedToday(snapshot: Snapshot): string | null {
  const { today } = snapshot;
  const open = snapshot
    .workouts({ from: today, to: today })
    .filter((workout) => statusOf(workout, today) === 'planned');
  const words = open.map(({ title, sportId, plan }) => {
    const name = title === null || title === '' ? sportName(sportId) : title;
    return plan.durationSeconds === null ? name : `${name}, ${clock(plan.durationSeconds)}`;
  });
  return words.length === 0 ? null : words.join('; ');
}
