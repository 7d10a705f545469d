import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  callsOf,
  composeEngine,
  connectAthlete,
  connectClient,
  recordingLog,
  TODAY,
  type McpFixture,
} from '../support/mcp-fixture.ts';
import {
  addDays,
  dayOf,
  doneBetween,
  fitnessByDay,
  isDone,
  isOpenPlan,
  must,
  sumOf,
} from '../support/wire-truth.ts';

interface Point {
  readonly date: string;
  readonly ctl: number;
  readonly atl: number;
  readonly tsb: number;
}
interface Fitness {
  readonly current: Point | null;
  readonly days: readonly Point[];
}
interface List {
  readonly total: number;
  readonly completed_total: number;
  readonly workouts: readonly {
    readonly workout_id: number;
    readonly sport: string;
    readonly status: string;
  }[];
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete({ seasons: 3 });
});
afterAll(() => athlete.close());

/** The faults measured in the Python server this one replaces, one test or more for each. */
describe('the nine faults', () => {
  it('1: fitness of a day does not depend on how many days were asked for', async () => {
    const june = '2025-06-10';
    const truth = fitnessByDay(athlete.rows, TODAY, TODAY).days;
    for (const day of [TODAY, june]) {
      const answers = await Promise.all(
        [1, 7, 30, 90, 365].map(async (days) => {
          const input = { start_date: addDays(day, 1 - days), end_date: day, step: 'day' };
          return (await athlete.call<Fitness>('tp_get_fitness', input)).data;
        }),
      );
      const { ctl, atl, tsb } = must(truth.get(day));
      for (const { current, days } of answers) {
        expect(current).toMatchObject({ date: day });
        expect(Math.abs(must(current).ctl - ctl)).toBeLessThan(0.051);
        expect(Math.abs(must(current).atl - atl)).toBeLessThan(0.051);
        expect(Math.abs(must(current).tsb - tsb)).toBeLessThan(0.051);
        expect(days.at(-1)).toMatchObject({ date: day, ctl: must(current).ctl, tsb: must(current).tsb });
      }
    }
    const counted = await Promise.all(
      [7, 30, 90, 365].map(
        async (days) => (await athlete.call<Fitness>('tp_get_fitness', { days })).data.current,
      ),
    );
    expect(new Set(counted.map((current) => JSON.stringify(current))).size).toBe(1);
  });

  it('2: ranges older than 180 days and lists longer than 90 days are answered', async () => {
    const old = { start_date: '2024-09-01', end_date: '2024-09-30' };
    const { data } = await athlete.call<Fitness>('tp_get_fitness', old);
    const truth = must(fitnessByDay(athlete.rows, TODAY, TODAY).days.get('2024-09-30'));
    expect(data.days).toHaveLength(30);
    expect(Math.abs(must(data.current).ctl - truth.ctl)).toBeLessThan(0.051);
    const years = { start_date: '2023-01-01', end_date: TODAY };
    const list = await athlete.call<List>('tp_get_workouts', years);
    expect(list.data.completed_total).toBe(athlete.rows.filter(isDone).length);
  });

  it.each([
    ['Strength', 9],
    ['Mountain bike', 8],
    ['Walk', 13],
    ['Brick', 4],
    ['Race', 6],
    ['XC-Ski', 11],
    ['Rowing', 12],
    ['Other', 100],
  ])('3: %s is sport %d: named so, and found by that name', async (name, sport) => {
    const row = athlete.simulator.account.upsertWorkout({
      workoutDay: `${TODAY}T00:00:00`,
      workoutTypeValueId: sport,
      totalTime: 0.5,
    });
    athlete.clock.now += 3 * 60_000;
    const { data } = await athlete.call<List>('tp_get_workouts', { workout_type: name, days: 1 });
    expect(data.workouts.find(({ workout_id: id }) => id === row['workoutId'])?.sport).toBe(name);
    athlete.simulator.account.deleteWorkout(Number(row['workoutId']));
  });

  it('4: a failed request in a long range is told, and the total is not passed off as whole', async () => {
    const { simulator, clock } = athlete;
    const { engine, close } = composeEngine(simulator, () => clock.now, recordingLog([]));
    const client = await connectClient(engine);
    const failing = addDays(TODAY, -400);
    const isInWindow = (path: string) => {
      const [, from = '', to = ''] = /workouts\/(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/.exec(path) ?? [];
      return from <= failing && failing <= to;
    };
    simulator.faults.set({ serverError: { when: isInWindow } });
    const { data, text } = await callsOf(client).call<{ overall: { tss: number } }>(
      'tp_training_load_summary',
      {
        days: 730,
      },
    );
    simulator.faults.clear();
    const whole = sumOf(doneBetween(athlete.rows, addDays(TODAY, -729), TODAY), 'tssActual');
    expect(data.overall.tss).toBeLessThan(whole - 1000);
    expect(data.about).toMatchObject({ partial: true, stale: true });
    expect(text).toMatch(
      /\[STALE, PARTIAL\][^]*Note: Days before \d{4}-\d\d-\d\d are not loaded yet and not counted\./,
    );
    await client.close();
    await close();
  });

  it('5: a sport without a power maximum is summarized', async () => {
    const { data } = await athlete.call<{ period: { sessions: number; maximum_power_watts: number | null } }>(
      'tp_performance_summary',
      { sport: 'Swim' },
    );
    expect(data.period.maximum_power_watts).toBeNull();
    expect(data.period.sessions).toBe(doneBetween(athlete.rows, addDays(TODAY, -89), TODAY, 1).length);
  });

  it('5: what was only planned does not count as training, what was done is no longer planned', async () => {
    const summary = await athlete.call<{ period: { sessions: number; days_with_sport: number } }>(
      'tp_performance_summary',
      { days: 60 },
    );
    const rides = doneBetween(athlete.rows, addDays(TODAY, -59), TODAY, 2);
    expect(summary.data.period).toMatchObject({
      sessions: rides.length,
      days_with_sport: new Set(rides.map(dayOf)).size,
    });
    const range = { start_date: addDays(TODAY, -30), end_date: addDays(TODAY, 14), limit: 100 };
    const plans = await athlete.call<List>('tp_get_planned_workouts', range);
    const ids = new Set(athlete.rows.filter(isOpenPlan).map((row) => row['workoutId']));
    expect(plans.data.workouts.length).toBeGreaterThan(0);
    expect(plans.data.workouts.every(({ workout_id: id }) => ids.has(id))).toBe(true);
  });

  it('6: bests of a period are found though none is an all-time record', async () => {
    const { data } = await athlete.call<{ peaks: { workout_id: number; class: string; over: string }[] }>(
      'tp_get_peaks',
      { days: 21, pr_class: 'Power' },
    );
    const five = must(data.peaks.find(({ over }) => over === '5 min'));
    const records = await athlete.call<{ records: { class: string; over: string; rank: number }[] }>(
      'tp_get_workout_prs',
      { workout_id: five.workout_id },
    );
    expect(
      records.data.records.filter(
        (each) => each.class === 'Power' && each.over === '5 min' && each.rank === 1,
      ),
    ).toEqual([]);
  });

  it('7: every tool answers first thing in a new session', async () => {
    const ride = must(doneBetween(athlete.rows, addDays(TODAY, -30), TODAY, 2)[0])['workoutId'];
    for (const { name, inputSchema } of (await athlete.client.listTools()).tools) {
      const { engine, close } = composeEngine(athlete.simulator, () => athlete.clock.now, recordingLog([]));
      const client = await connectClient(engine);
      const needsWorkout = inputSchema.required?.includes('workout_id') === true;
      const { text } = await callsOf(client).call(name, needsWorkout ? { workout_id: ride } : {});
      expect(text, name).not.toMatch(/tp_get_profile first/);
      await client.close();
      await close();
    }
  });

  it('8: a second question within two minutes asks TrainingPeaks nothing', async () => {
    await athlete.call('tp_get_fitness');
    const before = athlete.simulator.requests.length;
    athlete.clock.now += 110_000;
    await athlete.call('tp_get_fitness', { days: 3650 });
    await athlete.call('tp_training_load_summary');
    await athlete.call('tp_get_workouts', { days: 700 });
    expect(athlete.simulator.requests).toHaveLength(before);
  });

  it('8: a refusal for too many requests and a passing failure are tried again', async () => {
    athlete.clock.now += 3 * 60_000;
    athlete.simulator.faults.set({ serverError: { times: 1 } });
    const { data } = await athlete.call<Fitness>('tp_get_fitness');
    athlete.simulator.faults.clear();
    expect(data.about).toMatchObject({ stale: false, partial: false });
  });

  it('9: the parts it is built on are pinned to a major version, and locked to an exact one', () => {
    const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { version: string }>;
    };
    for (const [name, range] of Object.entries(dependencies)) {
      expect(range, name).toMatch(/^(npm:@?[\w/-]+@)?[\^~]?\d+\.\d+\.\d+$/);
      expect(packages[`node_modules/${name}`]?.version, name).toMatch(/^\d+\.\d+\.\d+$/);
    }
    expect(Object.keys(dependencies)).toContain('@modelcontextprotocol/server');
  });
});
