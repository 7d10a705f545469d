import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectAthlete, TODAY, type McpFixture } from '../support/mcp-fixture.ts';
import { addDays } from '../support/wire-truth.ts';

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

interface Fitness {
  readonly about: { readonly notes: readonly string[] };
}

interface Planned {
  readonly workouts: readonly {
    readonly planned_tss: number | null;
    readonly planned_duration_seconds: number | null;
  }[];
}

test('plans that have a time, yet no intensity, are not said to have no time', async () => {
  const range = { start_date: TODAY, end_date: addDays(TODAY, 40) };
  const { workouts } = (await athlete.call<Planned>('tp_get_planned_workouts', { ...range, limit: 100 }))
    .data;
  const unknown = workouts.filter((plan) => plan.planned_tss === null);
  expect(unknown.some((plan) => plan.planned_duration_seconds !== null)).toBe(true);
  const { notes } = (await athlete.call<Fitness>('tp_get_fitness', range)).data.about;
  expect(notes).toContain(
    `${unknown.length} plans without a TSS, and without a time or an intensity to estimate one from, count as nothing.`,
  );
});
