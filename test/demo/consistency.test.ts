import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { Client, numberIn, rowIn, rowsIn, textIn, TODAY } from './client.ts';
import type { Row } from './client.ts';

const account = syntheticAthlete({ seed: 1, today: TODAY });
let client: Client;
let season: Row[];

beforeAll(async () => {
  client = await Client.start();
  season = (await client.list('2026-09-01', TODAY)).filter((row) => row['totalTime'] !== null);
});
afterAll(() => client.simulator.close());

const ofSport = (sportId: number): Row[] => season.filter((row) => row['workoutTypeValueId'] === sportId);
const secondsOf = (row: Row): number => Math.round(numberIn(row, 'totalTime') * 3600);
const detailsOf = (row: Row): Promise<Row> =>
  client.get(`/fitness/v6/athletes/{a}/workouts/${String(row['workoutId'])}/details`);

function streamsOf(row: Row) {
  const workout = account.workouts.find(({ workoutId }) => workoutId === row['workoutId']);
  if (workout?.recording == null) throw new Error('the workout has no recording');
  return workout.recording.streams();
}

/** Best mean over a window, by trying every window. */
function slowBestMean(samples: readonly number[], window: number): number {
  let best = 0;
  for (let start = 0; start + window <= samples.length; start += 1) {
    let sum = 0;
    for (let second = start; second < start + window; second += 1) sum += samples[second] ?? 0;
    best = Math.max(best, sum / window);
  }
  return best;
}

describe('a row agrees with itself', () => {
  it('TSS is hours x IF^2 x 100 for power and pace, IF^3 for swims', () => {
    for (const [sportId, exponent] of [
      [2, 2],
      [3, 2],
      [1, 3],
    ] as const) {
      const rows = ofSport(sportId);
      expect(rows.length).toBeGreaterThan(15);
      for (const row of rows) {
        const expected = numberIn(row, 'totalTime') * numberIn(row, 'if') ** exponent * 100;
        expect(numberIn(row, 'tssActual')).toBeCloseTo(expected, 1);
      }
    }
  });

  it('speed is distance over time, energy is power over time', () => {
    for (const row of season.filter((each) => each['distance'] !== null)) {
      expect(numberIn(row, 'velocityAverage')).toBeCloseTo(numberIn(row, 'distance') / secondsOf(row), 5);
    }
    for (const row of ofSport(2)) {
      const halfWatt = (0.5 * secondsOf(row)) / 1000;
      const fromAverage = (numberIn(row, 'powerAverage') * secondsOf(row)) / 1000;
      expect(Math.abs(numberIn(row, 'energy') - fromAverage)).toBeLessThanOrEqual(halfWatt + 0.001);
    }
  });

  it('compliance is actual over planned in whole percent, and starts lie on the day', () => {
    for (const row of season) {
      const planned = row['tssPlanned'];
      const actual = row['tssActual'];
      if (typeof planned === 'number' && typeof actual === 'number') {
        expect(row['complianceTssPercent']).toBe(Math.round((actual / planned) * 100));
      }
      expect(textIn(row, 'startTime').slice(0, 10)).toBe(textIn(row, 'workoutDay').slice(0, 10));
    }
  });

  it('normalized power over IF is the FTP in force, which rises over the season', () => {
    const ftpOf = (row: Row): number => numberIn(row, 'normalizedPowerActual') / numberIn(row, 'if');
    const rides = account.workouts.map((workout) => workout.row()).filter((row) => row['tssSource'] === 1);
    const ftps = [...new Set(rides.map((row) => Math.round(ftpOf(row))))];
    expect(ftps.length).toBeGreaterThanOrEqual(8);
    expect(Math.round(ftpOf(rides.at(-1) ?? {}))).toBe(Math.max(...ftps));
  });
});

describe('details agree with the recording', () => {
  it('zone seconds add up to the moving time', async () => {
    for (const sportId of [1, 2, 3, 8]) {
      const row = ofSport(sportId)[0] ?? {};
      const details = await detailsOf(row);
      const zoneSets = ['timeInPowerZones', 'timeInHeartRateZones', 'timeInSpeedZones'].filter(
        (key) => details[key] !== null,
      );
      expect(zoneSets.length).toBeGreaterThan(0);
      for (const key of zoneSets) {
        const seconds = rowsIn(rowIn(details, key), 'timeInZones').map((zone) => numberIn(zone, 'seconds'));
        expect(seconds.reduce((sum, value) => sum + value, 0)).toBe(secondsOf(row));
      }
    }
  });

  it('power zones hold the seconds of the stream', async () => {
    const row = ofSport(2)[0] ?? {};
    const power = [...(streamsOf(row).powerWatts ?? [])];
    for (const zone of rowsIn(rowIn(await detailsOf(row), 'timeInPowerZones'), 'timeInZones')) {
      const [low, high] = [numberIn(zone, 'minimum'), numberIn(zone, 'maximum')];
      expect(zone['seconds']).toBe(power.filter((watts) => watts >= low && watts <= high).length);
    }
  });

  it('mean-max values are the best windows of the stream', async () => {
    const row = ofSport(2)[0] ?? {};
    const power = [...(streamsOf(row).powerWatts ?? [])];
    const meanMaxes = rowsIn(rowIn(await detailsOf(row), 'meanMaxPowers'), 'meanMaxes');
    for (const [label, seconds] of [
      ['MM5Seconds', 5],
      ['MM1Minute', 60],
      ['MM20Minutes', 1200],
    ] as const) {
      const entry = meanMaxes.find((each) => each['label'] === label);
      expect(entry?.['value']).toBe(Math.round(slowBestMean(power, seconds)));
    }
    expect(meanMaxes.find((each) => each['label'] === 'MM90Minutes')?.['value']).toBeNull();
  });

  it('the best kilometre covers a kilometre in the fewest seconds', async () => {
    const row = ofSport(3)[0] ?? {};
    const speed = [...streamsOf(row).speedMillimetersPerSecond];
    let best = 0;
    for (let start = 0; start < speed.length; start += 1) {
      let covered = 0;
      for (let end = start; end < speed.length; end += 1) {
        covered += (speed[end] ?? 0) / 1000;
        if (covered >= 1000) {
          best = Math.max(best, covered / (end - start + 1));
          break;
        }
      }
    }
    const byDistance = rowsIn(rowIn(await detailsOf(row), 'meanMaxSpeedsByDistance'), 'meanMaxes');
    const kilometer = byDistance.find((each) => each['label'] === 'MM1Kilometer');
    expect(numberIn(kilometer, 'value')).toBeCloseTo(best, 4);
  });

  it('normalized power is the fourth-power mean of 30 s means', () => {
    const row = ofSport(2)[0] ?? {};
    const power = [...(streamsOf(row).powerWatts ?? [])];
    const means = power
      .map((_, end) => power.slice(Math.max(0, end - 29), end + 1))
      .filter((window) => window.length === 30)
      .map((window) => window.reduce((sum, watts) => sum + watts, 0) / 30);
    const mean = means.reduce((sum, value) => sum + value ** 4, 0) / means.length;
    expect(numberIn(row, 'normalizedPowerActual')).toBeCloseTo(mean ** 0.25, 1);
  });

  it('laps tile the recording', async () => {
    const row = ofSport(2)[0] ?? {};
    const path = `/fitness/v6/athletes/{a}/workouts/${String(row['workoutId'])}/detaildata`;
    const laps = rowsIn(await client.get<Row>(path), 'lapsStats');
    expect(laps.length).toBeGreaterThan(3);
    expect(numberIn(laps.at(-1), 'end')).toBe(secondsOf(row) * 1000);
    laps.slice(1).forEach((lap, index) => {
      expect(lap['begin']).toBe(laps[index]?.['end']);
    });
    const distance = laps.reduce((sum, lap) => sum + numberIn(lap, 'distance'), 0);
    expect(Math.abs(distance - numberIn(row, 'distance'))).toBeLessThan(laps.length * 0.05 + 0.01);
  });
});

describe('the analysis host agrees with the row', () => {
  it('in summary, charts and laps', async () => {
    const row = ofSport(2)[0] ?? {};
    const answer = async (part: string): Promise<Row> =>
      (await (await client.analyze(`v2/analyze/${part}`, row['workoutId'])).json()) as Row;
    const summary = await answer('summary');
    const value = (key: string): number => numberIn(rowIn(rowIn(summary, 'data'), key), 'value');
    expect(summary['startTimestamp']).toBe(row['startTime']);
    expect(value('TotalTimerTime')).toBe(secondsOf(row));
    expect(value('TotalDistance')).toBeCloseTo(numberIn(row, 'distance') / 1000, 3);
    expect(value('TSS')).toBeCloseTo(numberIn(row, 'tssActual'), 0);
    const charts = await answer('charts');
    const samples = rowsIn(charts, 'data');
    const step = Math.ceil(secondsOf(row) / 1000);
    expect(samples.map((sample) => sample['time'])).toEqual(samples.map((_, index) => index * step));
    const power = streamsOf(row).powerWatts ?? [];
    for (const sample of samples) expect(sample['Power']).toBe(power[numberIn(sample, 'time')]);
    expect(rowIn(rowIn(charts, 'metadata'), 'Power')['maximum']).toBe(row['powerMaximum']);
    const laps = rowsIn(await answer('laps'), 'data');
    const seconds = laps.reduce((sum, lap) => sum + numberIn(lap, 'TotalTimerTime'), 0);
    expect(seconds).toBe(secondsOf(row));
  });
});

describe('the fitness chart', () => {
  const chart = async (start: string, end: string, body: object = {}): Promise<Row[]> => {
    const path = `/fitness/v1/athletes/{a}/reporting/performancedata/${start}/${end}`;
    const answer = await client.call(path, 'POST', {
      atlConstant: 7,
      ctlConstant: 42,
      workoutTypes: [],
      ...body,
    });
    return (await answer.json()) as Row[];
  };

  it('is an EWMA over the whole history, one row a day, plans ahead', async () => {
    const load = new Map<string, number>();
    for (const workout of account.workouts) {
      const value = workout.row()[workout.day <= TODAY ? 'tssActual' : 'tssPlanned'];
      if (typeof value === 'number') load.set(workout.day, (load.get(workout.day) ?? 0) + value);
    }
    const expected: Row[] = [];
    let [fitness, fatigue] = [0, 0];
    const first = Date.parse(`${account.workouts[0]?.day ?? ''}T00:00:00Z`);
    for (let time = first; time <= Date.parse('2026-12-20T00:00:00Z'); time += 86_400_000) {
      const day = new Date(time).toISOString().slice(0, 10);
      const form = fitness - fatigue;
      fitness = (fitness * 41 + (load.get(day) ?? 0)) / 42;
      fatigue = (fatigue * 6 + (load.get(day) ?? 0)) / 7;
      if (day >= '2026-11-01') expected.push({ day, ctl: fitness, atl: fatigue, tsb: form });
    }
    const rows = await chart('2026-11-01', '2026-12-20');
    expect(rows).toHaveLength(50);
    rows.forEach((row, index) => {
      expect(row['workoutDay']).toBe(`${String(expected[index]?.['day'])}T00:00:00`);
      for (const key of ['ctl', 'atl', 'tsb']) {
        expect(numberIn(row, key)).toBeCloseTo(numberIn(expected[index], key), 8);
      }
    });
  });

  it('adds up over the sports', async () => {
    const day = ['2026-11-10', '2026-11-10'] as const;
    const all = numberIn((await chart(...day))[0], 'ctl');
    const parts = await Promise.all(
      [[1], [2], [3], [8, 13, 100]].map(async (workoutTypes) =>
        numberIn((await chart(...day, { workoutTypes }))[0], 'ctl'),
      ),
    );
    expect(parts.reduce((sum, ctl) => sum + ctl, 0)).toBeCloseTo(all, 8);
  });
});
