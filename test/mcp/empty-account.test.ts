import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectAthlete, TODAY, type McpFixture } from '../support/mcp-fixture.ts';

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete({ workouts: [] });
});
afterAll(() => athlete.close());

describe('an account in which nothing was ever done', () => {
  it.each([
    ['tp_get_fitness', 'There is no completed workout in this account yet, so there is no fitness to show.'],
    ['tp_get_workouts', `No entries from 2026-05-19 to ${TODAY}.`],
    ['tp_get_planned_workouts', `Nothing planned and undone from ${TODAY} to 2026-07-01.`],
    ['tp_get_peaks', 'No best efforts are known for Bike'],
    ['tp_training_load_summary', '0 sessions'],
    ['tp_performance_summary', '0 sessions'],
    ['tp_training_zones_distribution', 'No completed sessions from 2026-05-19'],
    ['tp_get_profile', 'Dana Demo'],
    ['tp_auth_status', 'Signed in to TrainingPeaks as Dana Demo.'],
    ['tp_refresh_auth', 'Signed in to TrainingPeaks as Dana Demo.'],
  ])('%s answers in words', async (tool, words) => {
    const { text, data } = await athlete.call(tool);
    expect(text).toContain(words);
    expect(text).not.toMatch(/NaN|undefined|Infinity|null/);
    expect(data.about).toMatchObject({ as_of: TODAY, partial: false });
  });

  it('has no trend, and that is no failure to retry', async () => {
    const refusal = await athlete.refusal('tp_fitness_trend');
    expect(refusal).toMatch(/^no_data: There is no completed workout in this account yet\./);
    expect(refusal).toContain('retrying will not help');
  });

  it.each(['tp_get_workout', 'tp_get_workout_prs', 'tp_workout_analysis'])(
    '%s finds no workout',
    async (tool) => {
      expect(await athlete.refusal(tool, { workout_id: 1 })).toMatch(/^not_found: /);
    },
  );

  it('gives the athlete of today without a fitness', async () => {
    const [content] = (await athlete.client.readResource({ uri: 'trainingpeaks://athlete/snapshot' }))
      .contents;
    const snapshot = JSON.parse(
      content !== undefined && 'text' in content ? content.text : 'null',
    ) as unknown;
    expect(snapshot).toMatchObject({ today: TODAY, fitness: null, races_ahead: [] });
  });
});
