import { columnsOf } from '../support/performance-columns.ts';
import { provenanceOf } from '../support/provenance.ts';
import { addDays } from '../../src/analytics/calendar.ts';
import { DEFAULT_CONSTANTS, trainingLoad } from '../../src/analytics/training-load.ts';
import type { Mark } from '../../src/shared/views/marks.ts';
import type { PerformanceView } from '../../src/shared/views/performance.ts';

export const TODAY = '2026-11-23';

/** A view of made-up loads: `done` ends with today, `planned` begins with what is still to be done today. */
export function viewOf(done: readonly number[], planned: readonly number[] = [0]): PerformanceView {
  const todayIndex = done.length - 1;
  const firstDay = addDays(TODAY, -todayIndex);
  const past = trainingLoad(done.map((tss, index) => ({ day: addDays(firstDay, index), tss })));
  const seed = past[todayIndex - 1] ?? { ctl: 0, atl: 0 };
  const [todayIfPlanDone, ...ahead] = trainingLoad(
    planned.map((tss, index) => ({
      day: addDays(TODAY, index),
      tss: tss + (index === 0 ? (done[todayIndex] ?? 0) : 0),
    })),
    { seed, constants: DEFAULT_CONSTANTS },
  );
  if (todayIfPlanDone === undefined) throw new Error('A view holds at least today.');
  const points = [...past, ...ahead];
  return {
    about: provenanceOf(TODAY),
    today: TODAY,
    firstDay,
    todayIndex,
    firstTrustedIndex: 0,
    ...columnsOf(points),
    remainingPlannedTss: [...done.slice(0, -1).map(() => 0), ...planned],
    todayIfPlanDone,
    rampPerWeek: null,
    sports: [],
  };
}

/** The same load on each of so many days. */
export function days(count: number, tss: number): number[] {
  return Array.from({ length: count }, () => tss);
}

export function aRace(day: string, title = 'Alpine triathlon'): Mark {
  return {
    id: `race ${day}`,
    day,
    endDay: null,
    kind: 'race',
    priority: 'A',
    title,
    detail: null,
    distanceMeters: null,
  };
}
