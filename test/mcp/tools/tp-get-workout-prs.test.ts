import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectAthlete, TODAY, type McpFixture } from '../../support/mcp-fixture.ts';
import { addDays, bestMean, doneBetween, idOf, must } from '../../support/wire-truth.ts';

interface PersonalRecord {
  readonly class: string;
  readonly type: string;
  readonly over: string;
  readonly value: number;
  readonly unit: string;
  readonly rank: number | null;
  readonly time_frame: string | null;
}
interface Records {
  readonly workout_id: number;
  readonly sport: string;
  readonly calculation_pending: boolean;
  readonly records: readonly PersonalRecord[];
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = (workoutId: number) => athlete.call<Records>('tp_get_workout_prs', { workout_id: workoutId });

describe('tp_get_workout_prs', () => {
  it('gives records of every rank, as the recordings of all rides hold them', async () => {
    const ranked = must(athlete.account)
      .workouts.filter(({ recording }) => recording?.sportId === 2)
      .flatMap(({ workoutId, recording }) => {
        const power = recording?.streams().powerWatts;
        return power ? [{ workoutId, watts: Math.round(bestMean(power, 1200)) }] : [];
      })
      .sort((one, other) => other.watts - one.watts || one.workoutId - other.workoutId);
    for (const [index, place] of ranked.slice(0, 3).entries()) {
      const { data, text } = await ask(place.workoutId);
      expect(data).toMatchObject({ workout_id: place.workoutId, sport: 'Bike', calculation_pending: false });
      expect(data.records).toContainEqual({
        class: 'Power',
        type: 'power20min',
        over: '20 min',
        value: place.watts,
        unit: 'W',
        rank: index + 1,
        time_frame: expect.any(String) as string,
      });
      expect(text).toContain(`Power 20 min: ${String(place.watts)} W, rank ${String(index + 1)}`);
      expect(text).toMatch(/^\d+ records? in \d{4}-\d\d-\d\d Bike/);
      expect(data.about).toMatchObject({ as_of: TODAY, partial: false });
    }
  });

  it('orders by class, best rank first', async () => {
    const list = await athlete.call<{ workouts: { workout_id: number; personal_records: number }[] }>(
      'tp_get_workouts',
      { days: 365, limit: 100 },
    );
    const holder = must(list.data.workouts.find((row) => row.personal_records > 2));
    const { data } = await ask(holder.workout_id);
    expect(data.records).toHaveLength(holder.personal_records);
    const keys = data.records.map((record) => `${record.class} ${String(record.rank)}`);
    expect(keys).toEqual(keys.toSorted());
  });

  it('has words for a workout without records', async () => {
    const strength = must(doneBetween(athlete.rows, addDays(TODAY, -365), TODAY, 9)[0]);
    const { data, text } = await ask(idOf(strength));
    expect(data.records).toEqual([]);
    expect(text).toMatch(/^No records in \d{4}-\d\d-\d\d Strength/);
  });

  it('does not say "no records" when they could not be read', async () => {
    const ride = must(doneBetween(athlete.rows, addDays(TODAY, -5), TODAY, 2).at(-1));
    athlete.simulator.faults.set({ serverError: { when: (path) => path.includes('/personalrecord/') } });
    const refusal = await athlete.refusal('tp_get_workout_prs', { workout_id: idOf(ride) });
    athlete.simulator.faults.clear();
    expect(refusal).toMatch(/^upstream_down: /);
  });

  it('refuses what is no workout, in words', async () => {
    expect(await athlete.refusal('tp_get_workout_prs', { workout_id: 42 })).toMatch(/^not_found: /);
    expect(await athlete.refusal('tp_get_workout_prs')).toContain('workout_id is missing');
  });
});
