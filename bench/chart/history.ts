import { columnsOf } from '../../test/support/performance-columns.ts';
import { addDays } from '../../src/analytics/calendar.ts';
import { trainingLoad } from '../../src/analytics/training-load.ts';
import type { Provenance } from '../../src/shared/snapshot.ts';
import type { MarksView } from '../../src/shared/views/marks.ts';
import type { PerformanceView } from '../../src/shared/views/performance.ts';
import type { WeekView } from '../../src/shared/views/week.ts';

const TODAY = '2026-11-23';
const DONE_DAYS = 3652;
const PLANNED_DAYS = 120;

const ABOUT: Provenance = {
  asOf: TODAY,
  timeZone: 'Europe/Berlin',
  syncedAt: `${TODAY}T07:58:00Z`,
  stale: null,
  loadedBackTo: null,
  partial: false,
  notes: [],
};

/** Ten years of made-up training, the same each time, and a plan of four months. */
export function tenYears(): PerformanceView {
  const firstDay = addDays(TODAY, -DONE_DAYS + 1);
  const load = Array.from({ length: DONE_DAYS + PLANNED_DAYS }, (_, index) => ({
    day: addDays(firstDay, index),
    tss: tssOf(index),
  }));
  const points = trainingLoad(load);
  const todayIndex = DONE_DAYS - 1;
  const today = points[todayIndex];
  const weekAgo = points[todayIndex - 7];
  if (today === undefined || weekAgo === undefined) throw new RangeError('The history ends before today.');
  return {
    about: ABOUT,
    today: TODAY,
    firstDay,
    todayIndex,
    firstTrustedIndex: 0,
    ...columnsOf(points),
    remainingPlannedTss: points.map(({ tss }, index) => (index > todayIndex ? tss : 0)),
    todayIfPlanDone: today,
    rampPerWeek: today.ctl - weekAgo.ctl,
    sports: [{ id: 2, name: 'Bike', sessions: DONE_DAYS }],
  };
}

/** Seasons, weeks with a long ride, days off, and chance without a random number. */
function tssOf(index: number): number {
  const season = 65 + 25 * Math.sin((index / 365) * 2 * Math.PI);
  const share = [0.3, 0.9, 1.2, 0.8, 0, 1.9, 1.6][index % 7] ?? 0;
  const chance = Math.abs(Math.sin(index * 12.9898) * 43758.5453) % 1;
  return season * share * (0.6 + 0.8 * chance);
}

/** An A race each year, and one to come. */
export function races(): MarksView {
  const marks = Array.from({ length: 11 }, (_, year) => ({
    id: `race ${String(year)}`,
    day: `${String(2016 + year)}-12-27`,
    endDay: null,
    kind: 'race' as const,
    priority: 'A' as const,
    title: 'Alpine middle distance',
    detail: null,
    distanceMeters: null,
  }));
  return { about: ABOUT, today: TODAY, marks };
}

export const WEEK: WeekView = {
  startDay: TODAY,
  endDay: addDays(TODAY, 6),
  doneTss: 0,
  plannedTss: 420,
  plannedToTodayTss: 0,
  remainingTss: 420,
  unscored: 0,
  plannedEstimated: false,
};
