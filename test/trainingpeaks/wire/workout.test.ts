import { describe, expect, test } from 'vitest';
import {
  parseWorkout,
  parseWorkoutChanges,
  parseWorkoutList,
} from '../../../src/trainingpeaks/wire/workout.ts';
import { realSeason } from '../../support/real-season.ts';
import { ATHLETE, codeOf, RIDE, wireWorkout } from '../support.ts';

test('a whole row becomes a workout in our own units', () => {
  const comment = {
    comment: 'Well done',
    firstName: 'Carl',
    lastName: 'Coach',
    isCoach: true,
    dateCreated: '2026-09-15T07:00:00',
  };
  const workout = parseWorkout(
    wireWorkout({ workoutComments: [comment, { comment: ' ' }], startTimePlanned: '2026-09-14T18:00:00' }),
    ATHLETE,
  );
  expect(workout).toEqual({
    workoutId: RIDE,
    athleteId: ATHLETE,
    day: '2026-09-14',
    startTime: '2026-09-14T17:05:31',
    title: 'Sweet spot 3x12',
    sportId: 2,
    subSportId: 49,
    completed: true,
    planned: true,
    actual: {
      durationSeconds: 4507,
      distanceMeters: 38_210.5,
      tss: 88.4,
      intensityFactor: 0.84,
      normalizedPowerWatts: 208.3,
      averagePowerWatts: 196,
      maximumPowerWatts: null,
      energyKilojoules: 883.3,
      caloriesKilocalories: 905,
      minimumHeartRateBpm: null,
      averageHeartRateBpm: 142,
      maximumHeartRateBpm: null,
      averageCadenceRpm: null,
      maximumCadenceRpm: null,
      averageSpeedMetersPerSecond: 8.478,
      maximumSpeedMetersPerSecond: null,
      normalizedSpeedMetersPerSecond: null,
      elevationGainMeters: null,
      elevationLossMeters: null,
      averageTemperatureCelsius: null,
    },
    plan: {
      durationSeconds: 4500,
      distanceMeters: null,
      tss: 86,
      intensityFactor: 0.83,
      startTime: '2026-09-14T18:00:00',
    },
    tssSource: 'power',
    compliance: { durationPercent: 100, distancePercent: null, tssPercent: null },
    rpe: 6,
    feeling: 3,
    description: 'Hold steady.',
    coachComments: null,
    comments: [{ author: 'Carl Coach', byCoach: true, day: '2026-09-15', text: 'Well done' }],
    tags: ['Cycling', 'CyclingVirtualActivity', 'Virtual'],
    structure: null,
    orderOnDay: 1,
    personalRecordCount: 0,
    lastModified: '2026-09-14T18:40:02.41',
  });
});

test.each([
  ['nothing', {}, false],
  ['a duration', { totalTimePlanned: 1 }, true],
  ['a distance', { distancePlanned: 3200 }, true],
  ['a distance under its other name', { totalDistancePlanned: 3200 }, true],
  ['a load', { tssPlanned: 50 }, true],
  ['steps', { structure: { structure: [{ steps: [] }] } }, true],
  ['zeros', { totalTimePlanned: 0, distancePlanned: 0, tssPlanned: 0, structure: {} }, false],
  ['a day off', { workoutTypeValueId: 7, title: 'Rest' }, false],
])('a plan with %s', (_name, plan, planned) => {
  const row = { workoutId: 1, workoutDay: '2026-09-14T00:00:00', workoutTypeValueId: 2, ...plan };
  expect(parseWorkout(row, ATHLETE)).toMatchObject({ planned, completed: false, athleteId: ATHLETE });
});

test('a planned start at midnight names no time', () => {
  const row = wireWorkout({ startTimePlanned: '2026-09-14T00:00:00' });
  expect(parseWorkout(row, ATHLETE).plan.startTime).toBeNull();
});

test('a bad row is set aside by id, day and field, in our own words, and costs no other row', () => {
  const list = parseWorkoutList(
    [
      wireWorkout({ workoutId: 1 }),
      wireWorkout({ workoutId: 2, workoutDay: 'foreign text' }),
      wireWorkout({ workoutId: 3, totalTime: 'foreign text' }),
      wireWorkout({ workoutId: '4', tssActual: { foreign: 'text' } }),
      wireWorkout({ workoutId: 'foreign text' }),
      wireWorkout({ workoutId: 6, workoutDay: '2026-02-30T00:00:00' }),
      wireWorkout({ workoutId: 7, workoutTypeValueId: null }),
      null,
      'foreign text',
      wireWorkout({ workoutId: 9 }),
    ],
    ATHLETE,
  );
  expect(list.workouts.map(({ workoutId }) => workoutId)).toEqual([1, 9]);
  const wrong = (field: string): string => `The field ${field} is missing or has a wrong form.`;
  expect(list.setAside).toEqual([
    { workoutId: 2, day: null, reason: wrong('workoutDay') },
    { workoutId: 3, day: '2026-09-14', reason: wrong('totalTime') },
    { workoutId: 4, day: '2026-09-14', reason: wrong('tssActual') },
    { workoutId: null, day: '2026-09-14', reason: wrong('workoutId') },
    { workoutId: 6, day: null, reason: wrong('workoutDay') },
    { workoutId: 7, day: '2026-09-14', reason: wrong('workoutTypeValueId') },
    { workoutId: null, day: null, reason: 'The row is no workout.' },
    { workoutId: null, day: null, reason: 'The row is no workout.' },
  ]);
  expect(JSON.stringify(list.setAside)).not.toContain('foreign');
});

test('odd decoration never costs a row', () => {
  const row = wireWorkout({
    title: 12,
    userTags: ['a'],
    workoutComments: 'none',
    structure: '{"cut":',
    startTime: 'yesterday',
    description: {},
    workoutSubTypeId: 'x',
    heartRateAverage: 0,
    distance: -1,
  });
  const [workout] = parseWorkoutList([row], ATHLETE).workouts;
  expect(workout).toMatchObject({
    title: null,
    tags: [],
    comments: [],
    structure: null,
    startTime: null,
    description: null,
    subSportId: null,
  });
  expect(workout?.actual).toMatchObject({ averageHeartRateBpm: null, distanceMeters: null, tss: 88.4 });
});

test('one workout may come as a list of one, or not at all', async () => {
  expect(parseWorkout([wireWorkout()], ATHLETE).workoutId).toBe(RIDE);
  const parse = async (answer: unknown): Promise<unknown> => Promise.resolve(parseWorkout(answer, ATHLETE));
  expect(await codeOf(parse([]))).toBe('not_found');
  expect(await codeOf(parse(null))).toBe('not_found');
  expect(await codeOf(parse({ workoutId: 1 }))).toBe('upstream_changed');
});

test('steps: repeats, ramps, cadence targets, missing parts', () => {
  const structure = {
    primaryIntensityMetric: 'percentOfFtp',
    polyline: null,
    structure: [
      {
        type: 'rampUp',
        length: { value: 1 },
        steps: [{ name: '', length: { value: 300, unit: 'second' }, targets: [] }],
      },
      {
        type: 'repetition',
        length: { value: '4', unit: 'repetition' },
        steps: [
          {
            name: 'Spin',
            length: { value: 1, unit: 'kilometer' },
            targets: [{ minValue: 85, maxValue: 95, unit: 'roundOrStridePerMinute' }, { minValue: 60 }],
            intensityClass: 'active',
          },
          null,
        ],
      },
      'no block',
      { type: 'step', steps: null },
    ],
  };
  expect(parseWorkout(wireWorkout({ structure }), ATHLETE).structure).toEqual({
    intensityMetric: 'percentOfFtp',
    blocks: [
      {
        repeats: 1,
        steps: [
          {
            name: null,
            lengthValue: 300,
            lengthUnit: 'second',
            targetMinimum: null,
            targetMaximum: null,
            intensityClass: null,
          },
        ],
      },
      {
        repeats: 4,
        steps: [
          {
            name: 'Spin',
            lengthValue: 1,
            lengthUnit: 'kilometer',
            targetMinimum: 60,
            targetMaximum: null,
            intensityClass: 'active',
          },
        ],
      },
      { repeats: 1, steps: [] },
    ],
  });
});

describe('the change feed', () => {
  const rows = (count: number): unknown[] =>
    Array.from({ length: count }, (_, index) => wireWorkout({ workoutId: index + 1 }));

  test.each([
    ['an empty page', 0, 0, false],
    ['a page with room', 1, 1, false],
    ['a page full of edits', 3, 0, true],
    ['a page full of both', 1, 2, true],
    ['a page full of deletions', 0, 3, true],
    ['deletions that are not paged', 1, 5, false],
    ['edits filling a page next to unpaged deletions', 3, 5, true],
  ])('%s', (_name, modified, deleted, more) => {
    const ids = Array.from({ length: deleted }, (_, index) => 100 + index);
    const page = parseWorkoutChanges({ modified: rows(modified), deleted: ids }, ATHLETE, 3);
    expect(page.workouts).toHaveLength(modified);
    expect(page.deletedIds).toEqual(ids);
    expect(page.more).toBe(more);
  });

  test('reads ids in any form and sets bad rows aside', async () => {
    const page = parseWorkoutChanges(
      { modified: [wireWorkout(), {}], deleted: [5, '6', { workoutId: 7 }, 'x', null] },
      ATHLETE,
      20,
    );
    expect(page.deletedIds).toEqual([5, 6, 7]);
    expect(page.workouts).toHaveLength(1);
    expect(page.setAside).toHaveLength(1);
    for (const wrong of [[], 'text', {}, { deleted: [1] }]) {
      expect(await codeOf((async () => Promise.resolve(parseWorkoutChanges(wrong, ATHLETE, 20)))())).toBe(
        'upstream_changed',
      );
    }
  });
});

test('every row of a real season is read, and the numbers are those of the wire', (context) => {
  const rows = realSeason(context);
  const { workouts, setAside } = parseWorkoutList(rows, ATHLETE);
  expect(setAside).toEqual([]);
  expect(workouts).toHaveLength(rows.length);
  for (const [index, workout] of workouts.entries()) {
    const row = rows[index] ?? {};
    const hours = row['totalTime'] as number | null;
    expect(workout.workoutId).toBe(row['workoutId']);
    expect(workout.day).toBe((row['workoutDay'] as string).slice(0, 10));
    expect(workout.sportId).toBe(row['workoutTypeValueId']);
    expect(workout.completed).toBe(hours !== null);
    expect(workout.actual.tss).toBe(row['tssActual']);
    expect(workout.actual.durationSeconds).toBe(hours === null ? null : Math.round(hours * 3600));
    expect(workout.structure === null).toBe(row['structure'] === null);
  }
  expect(workouts.filter(({ completed }) => completed)).toHaveLength(131);
  expect(workouts.filter(({ completed }) => !completed)).toHaveLength(39);
});
