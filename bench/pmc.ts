import { eachDay } from '../src/analytics/calendar.ts';
import { dailyLoad, type LoadSession } from '../src/analytics/daily-load.ts';
import { trainingLoad } from '../src/analytics/training-load.ts';

const FROM = '2016-01-01';
const TO = '2025-12-31';
const WARM_UP_RUNS = 50;
const MEASURED_RUNS = 101;

/** Ten years of workouts to CTL, ATL and TSB of every day: sums per day, then the recursion. Warm median. */
export function benchPmc(): { label: string; medianMs: number } {
  const sessions = tenYears();
  const chart = (): number => {
    const days = dailyLoad(sessions, { from: FROM, to: TO, today: TO });
    return trainingLoad(days.map(({ day, actualTss }) => ({ day, tss: actualTss }))).length;
  };
  for (let run = 0; run < WARM_UP_RUNS; run += 1) chart();
  let dayCount = 0;
  const times = Array.from({ length: MEASURED_RUNS }, () => {
    const start = performance.now();
    dayCount = chart();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const label = `PMC of ${dayCount} days from ${sessions.length} workouts`;
  return { label, medianMs: times[Math.floor(MEASURED_RUNS / 2)] ?? Number.NaN };
}

function tenYears(): LoadSession[] {
  return eachDay(FROM, TO).flatMap((day, index) =>
    index % 7 === 0
      ? []
      : Array.from({ length: index % 3 === 0 ? 2 : 1 }, (_, part) => ({
          day,
          sportId: 1 + ((index + part) % 3),
          completed: true,
          planned: index % 2 === 0,
          tss: 30 + ((index * 37) % 120),
          plannedTss: null,
          plannedDurationSeconds: 3600,
          plannedIntensityFactor: null,
          durationSeconds: 3600,
          intensityFactor: 0.7,
        })),
  );
}
