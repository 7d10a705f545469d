import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../src/history/database.ts';
import { createStore, type Store, type SyncState } from '../../src/history/store.ts';
import type { Log } from '../../src/shared/log.ts';
import type { Athlete, Workout } from '../../src/shared/workout.ts';

export const ATHLETE = 4_100_001;
export const OTHER_ATHLETE = 4_100_002;

export const QUIET: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A log that remembers what was said. */
export function listeningLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const say = (message: string) => void lines.push(message);
  return { lines, info: say, warn: say, error: say };
}

/** A clock that stands still until it is moved. */
export function clockAt(time: string) {
  let now = Date.parse(time);
  return {
    now: () => now,
    set: (to: string) => void (now = Date.parse(to)),
    advance: (milliseconds: number) => void (now += milliseconds),
  };
}

export type Clock = ReturnType<typeof clockAt>;

export function athlete(given: Partial<Athlete> = {}): Athlete {
  return {
    athleteId: ATHLETE,
    fullName: 'Ada Example',
    userName: null,
    email: null,
    age: 39,
    gender: 'f',
    timeZone: 'Europe/Zurich',
    isPremium: true,
    isCoach: false,
    createdDay: '2024-05-01',
    ...given,
  };
}

/** A done ride of one hour. */
export function workout(workoutId: number, day: string, given: Partial<Workout> = {}): Workout {
  return {
    workoutId,
    athleteId: ATHLETE,
    day,
    startTime: `${day}T07:00:00`,
    title: `Ride ${workoutId}`,
    sportId: 2,
    subSportId: null,
    completed: true,
    planned: false,
    actual: {
      durationSeconds: 3600,
      distanceMeters: 30_000,
      tss: 50,
      intensityFactor: 0.7,
      normalizedPowerWatts: null,
      averagePowerWatts: null,
      maximumPowerWatts: null,
      energyKilojoules: null,
      caloriesKilocalories: null,
      minimumHeartRateBpm: null,
      averageHeartRateBpm: null,
      maximumHeartRateBpm: null,
      averageCadenceRpm: null,
      maximumCadenceRpm: null,
      averageSpeedMetersPerSecond: null,
      maximumSpeedMetersPerSecond: null,
      normalizedSpeedMetersPerSecond: null,
      elevationGainMeters: null,
      elevationLossMeters: null,
      averageTemperatureCelsius: null,
    },
    plan: { durationSeconds: null, distanceMeters: null, tss: null, intensityFactor: null, startTime: null },
    tssSource: 'power',
    compliance: { durationPercent: null, distancePercent: null, tssPercent: null },
    rpe: null,
    feeling: null,
    description: null,
    coachComments: null,
    comments: [],
    tags: [],
    structure: null,
    orderOnDay: null,
    personalRecordCount: 0,
    lastModified: `${day}T09:00:00.0`,
    ...given,
  };
}

export function syncState(given: Partial<SyncState> = {}): SyncState {
  return {
    loadedFrom: '2026-07-01',
    loadedTo: '2026-09-28',
    emptyWindows: 0,
    complete: false,
    changesSince: '2026-09-26',
    rereadDay: '2026-09-28',
    feedWorks: true,
    syncedAt: null,
    ...given,
  };
}

/** An empty folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tp-tray-history-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store in memory, or on a file that another store may open as well. */
export function openStore(path = ':memory:'): Store {
  const database = openDatabase(path, QUIET);
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  return createStore(database);
}

/** All workouts of an athlete, in a fixed order. */
export function storedWorkouts(store: Store, athleteId = ATHLETE): Workout[] {
  return store.workouts(athleteId, {}).toSorted((a, b) => a.workoutId - b.workoutId);
}
