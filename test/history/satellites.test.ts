import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { addDays } from '../../src/analytics/calendar.ts';
import { createSatellites, type SatelliteRemote } from '../../src/history/satellites.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { Lap, Workout } from '../../src/shared/workout.ts';
import { ATHLETE, openStore, workout } from './builders.ts';
import { TODAY } from './sync-setup.ts';

const LAP: Lap = {
  name: 'Lap 1',
  durationSeconds: 600,
  distanceMeters: 5000,
  averagePowerWatts: 210,
  normalizedPowerWatts: 215,
  averageHeartRateBpm: 150,
  averageCadenceRpm: 90,
  averageSpeedMetersPerSecond: 8.3,
  tss: 10,
  intensityFactor: 0.8,
};
const NO_SUCH_WORKOUT = new AppError('not_found', 'TrainingPeaks has no such workout.');
const OLD = Array.from({ length: 6 }, (_, index) => workout(index + 1, '2026-01-05'));

type Ask = (workoutId: number, signal: AbortSignal | undefined) => Promise<readonly Lap[]>;

function satelliteCase(ask: Ask = () => Promise.resolve([LAP])) {
  const asked: number[] = [];
  const laps: SatelliteRemote['workoutLaps'] = (athleteId, workoutId, signal) => {
    expect(athleteId).toBe(ATHLETE);
    asked.push(workoutId);
    return ask(workoutId, signal);
  };
  const remote: SatelliteRemote = {
    workoutLaps: laps,
    workoutDetails: (_, workoutId) => {
      asked.push(workoutId);
      return Promise.resolve({ workoutId, timeInZones: [], meanMaxes: [], files: [] });
    },
    workoutRecords: (_, workoutId) => {
      asked.push(workoutId);
      return Promise.resolve({ pending: true, records: [] });
    },
  };
  const store = openStore();
  return { asked, store, on: (today: string) => createSatellites({ store, remote, today }) };
}

/** Waits until it is told to stop, as a request does that is never answered. */
function never(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new AppError('cancelled', 'The request was cancelled.'));
    if (signal?.aborted === true) stop();
    signal?.addEventListener('abort', stop);
  });
}

/** Puts timers into the hands of the test. */
function patience(): { end: () => void } {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  return { end: () => void vi.advanceTimersByTime(40_000) };
}

describe('satellites', () => {
  it('are asked once, and answered from the store after that', async () => {
    const { asked, on } = satelliteCase();
    const first = await on(TODAY).laps(OLD);
    expect(first).toEqual({
      byWorkoutId: new Map(OLD.map(({ workoutId }) => [workoutId, [LAP]])),
      missingCount: 0,
      failure: null,
    });
    expect(await on(TODAY).laps(OLD)).toEqual(first);
    expect(asked.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are asked again when the workout was edited', async () => {
    const { asked, on } = satelliteCase();
    const ridden = workout(1, '2026-01-05');
    await on(TODAY).laps([ridden]);
    await on(TODAY).laps([{ ...ridden, lastModified: '2026-09-28T08:00:00.1' }]);
    expect(asked).toEqual([1, 1]);
  });

  it.each<[string, Workout]>([
    ['done lately', workout(1, addDays(TODAY, -2))],
    ['uploaded lately', workout(1, '2026-01-05', { lastModified: `${addDays(TODAY, -1)}T08:00:00.1` })],
  ])('that are empty are asked again while TrainingPeaks may still compute: %s', async (_, ridden) => {
    const { asked, on } = satelliteCase(() => Promise.resolve([]));
    for (const kind of ['laps', 'details', 'records'] as const) {
      asked.length = 0;
      await on(TODAY)[kind]([ridden]);
      await on(TODAY)[kind]([ridden]);
      await on(addDays(TODAY, 3))[kind]([ridden]);
      await on(addDays(TODAY, 3))[kind]([ridden]);
      expect([kind, asked]).toEqual([kind, [1, 1, 1]]);
    }
  });

  it('that have content are kept however recent', async () => {
    const { asked, on } = satelliteCase();
    await on(TODAY).laps([workout(1, TODAY)]);
    await on(TODAY).laps([workout(1, TODAY)]);
    expect(asked).toEqual([1]);
  });

  it('of a workout that is gone are missing, and the others still come', async () => {
    const { on } = satelliteCase((id) =>
      id === 2 ? Promise.reject(NO_SUCH_WORKOUT) : Promise.resolve([LAP]),
    );
    const fetched = await on(TODAY).laps(OLD);
    expect([...fetched.byWorkoutId.keys()].toSorted()).toEqual([1, 3, 4, 5, 6]);
    expect(fetched).toMatchObject({ missingCount: 1, failure: { code: 'not_found' } });
  });

  it('stop at the first failure that concerns all, and keep what came before', async () => {
    const limited = new AppError('rate_limited', 'TrainingPeaks wants fewer requests.');
    const { asked, on } = satelliteCase((id, signal) => {
      if (id === 1) return Promise.resolve([LAP]);
      return id === 2 ? Promise.reject(limited) : never(signal);
    });
    const fetched = await on(TODAY).laps(OLD);
    expect(fetched).toMatchObject({
      byWorkoutId: new Map([[1, [LAP]]]),
      missingCount: 5,
      failure: { code: 'rate_limited', message: limited.message },
    });
    expect(asked).not.toContain(6);
    await on(TODAY).laps(OLD.slice(0, 1));
    expect(asked.filter((id) => id === 1)).toHaveLength(1);
  });

  it('end when the time for an answer ran out, and go on with the next question', async () => {
    const { end } = patience();
    let isFast = false;
    const { asked, on } = satelliteCase((id, signal) => {
      if (isFast || id <= 2) return Promise.resolve([LAP]);
      if (id === 5) end();
      return never(signal);
    });
    const fetched = await on(TODAY).laps(OLD);
    expect(fetched).toMatchObject({ missingCount: 4, failure: { code: 'still_loading' } });
    isFast = true;
    vi.useRealTimers();
    asked.length = 0;
    expect(await on(TODAY).laps(OLD)).toMatchObject({ missingCount: 0, failure: null });
    expect(asked.toSorted()).toEqual([3, 4, 5, 6]);
  });

  it('stop when the question is cancelled', async () => {
    const stop = new AbortController();
    const { asked, on } = satelliteCase((id, signal) => {
      if (id === 2) stop.abort();
      return id === 1 ? Promise.resolve([LAP]) : never(signal);
    });
    await expect(on(TODAY).laps(OLD, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked.length).toBeLessThan(OLD.length);
  });

  it('report how far they are, what was kept included', async () => {
    const { on } = satelliteCase();
    await on(TODAY).laps(OLD.slice(0, 2));
    const reports: [number, number][] = [];
    await on(TODAY).laps(OLD, { onProgress: (done, total) => reports.push([done, total]) });
    expect(reports).toEqual([
      [3, 6],
      [4, 6],
      [5, 6],
      [6, 6],
    ]);
  });
});
