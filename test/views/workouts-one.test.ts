import { afterAll, beforeAll, expect, test } from 'vitest';
import { performanceChart } from '../../src/analytics/performance-chart.ts';
import { workoutView } from '../../src/views/workout.ts';
import { workoutsView } from '../../src/views/workouts.ts';
import { connectAthlete, type McpFixture } from '../support/mcp-fixture.ts';

const CONSTANTS = { ctlDays: 42, atlDays: 7 };

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

test.each([CONSTANTS, { ctlDays: 50, atlDays: 10 }])(
  'without the workout the chart of today would be lower by its contribution (%o)',
  async (constants) => {
    const snapshot = await athlete.engine.snapshot({});
    const sessions = snapshot.sessions();
    const recent = sessions.filter(
      ({ day, tss, completed }) => completed && tss !== null && day < snapshot.today,
    );
    const workout = recent.at(-5);
    const today = (of: typeof sessions) => {
      const question = { today: snapshot.today, to: snapshot.today, sportIds: null, constants };
      return performanceChart(of, question)?.points.at(-1);
    };
    const [all, without] = [today(sessions), today(sessions.filter((one) => one !== workout))];
    const { contribution } = await workoutView(snapshot, {
      workoutId: workout?.workoutId ?? 0,
      ...constants,
    });
    expect(contribution?.ctl).toBeGreaterThan(0);
    expect(contribution?.ctl).toBeCloseTo((all?.ctl ?? 0) - (without?.ctl ?? 0), 9);
    expect(contribution?.atl).toBeCloseTo((all?.atl ?? 0) - (without?.atl ?? 0), 9);
  },
);

test('what is not done, or has no TSS, is nothing in the chart', async () => {
  const snapshot = await athlete.engine.snapshot({});
  const { workouts } = workoutsView(snapshot);
  const missed = workouts.find(({ status }) => status === 'missed');
  const unscored = workouts.find(({ status, tss }) => status === 'completed' && tss === null);
  for (const entry of [missed, unscored]) {
    const { contribution } = await workoutView(snapshot, {
      workoutId: entry?.workoutId ?? 0,
      ...CONSTANTS,
    });
    expect(contribution).toBeNull();
  }
});

test('its neighbours are those of the list, without notes and days off', async () => {
  const snapshot = await athlete.engine.snapshot({});
  const shown = workoutsView(snapshot).workouts.filter(
    ({ status }) => status !== 'note' && status !== 'day_off',
  );
  for (const place of [0, 1, 40, shown.length - 1]) {
    const workoutId = shown[place]?.workoutId ?? 0;
    const { previous, next } = await workoutView(snapshot, { workoutId, ...CONSTANTS });
    expect(previous?.workoutId).toBe(shown[place + 1]?.workoutId);
    expect(next?.workoutId).toBe(shown[place - 1]?.workoutId);
  }
});

test('the steps are those of the plan', async () => {
  const snapshot = await athlete.engine.snapshot({});
  const structured = snapshot.workouts({}).find(({ structure }) => structure !== null);
  const { structure } = await workoutView(snapshot, {
    workoutId: structured?.workoutId ?? 0,
    ...CONSTANTS,
  });
  expect(structure?.blocks.length).toBeGreaterThan(0);
  expect(structure).toEqual(structured?.structure);
});

test('a workout that is nowhere is not found', async () => {
  const snapshot = await athlete.engine.snapshot({});
  await expect(workoutView(snapshot, { workoutId: 123, ...CONSTANTS })).rejects.toMatchObject({
    code: 'not_found',
  });
});
