import type { Recording } from '../account.ts';
import { empty, json, message } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { jsonObject } from '../router.ts';
import type { Route } from '../router.ts';
import type { SimulatorState } from '../state.ts';
import { analysisCharts, analysisLaps, analysisSummary } from '../wire/analysis.ts';

/** The analysis host: v2 for recorded workouts, 404 for the rest; v1 is gone. */
export function analysisRoutes(state: SimulatorState): Route[] {
  const analysis = (part: string, make: (recording: Recording, startTime: unknown) => unknown): Route => ({
    method: 'POST',
    pattern: `/peaksware/workout-analysis/v2/analyze/${part}`,
    handler: (request): Reply => {
      const workout = state.workouts.find(Number(jsonObject(request)['workoutId']));
      const recording = workout?.recording ?? null;
      if (workout === undefined || recording === null) return message(404, 'Not found.');
      return json(make(recording, workout.row()['startTime']));
    },
  });
  return [
    analysis('summary', (recording, startTime) => analysisSummary(startTime, recording)),
    analysis('charts', analysisCharts),
    analysis('laps', analysisLaps),
    { method: 'POST', pattern: '/peaksware/workout-analysis/v1/analyze', handler: () => empty(404) },
  ];
}
