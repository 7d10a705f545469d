import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { loadWorkouts } from '../../src/demo/load-workouts.ts';
import { startSimulator } from '../../src/demo/server.ts';
import { AppError } from '../../src/shared/errors.ts';
import { Client, rowsIn, textIn } from './client.ts';
import type { Row } from './client.ts';

describe('two simulators', () => {
  it('with the same seed and day serve the same lists', async () => {
    const lists = await Promise.all(
      [1, 2].map(async () => {
        const client = await Client.start();
        const list = await client.list('2026-10-01', '2026-12-10');
        await client.simulator.close();
        return list;
      }),
    );
    expect(lists[0]?.length).toBeGreaterThan(60);
    expect(lists[1]).toEqual(lists[0]);
  });
});

describe('today', () => {
  it.each([
    ['2026-11-24T22:59:00Z', '2026-11-24'],
    ['2026-11-24T23:01:00Z', '2026-11-25'],
    ['2026-07-01T22:01:00Z', '2026-07-02'],
  ])('at %s is %s in Vienna', async (instant, today) => {
    const client = await Client.start({ now: () => Date.parse(instant), workouts: [] });
    const { user } = await client.get<{ user: Row }>('/users/v3/user');
    expect(textIn(user, 'lastLogon').slice(0, 10)).toBe(today);
    await client.simulator.close();
  });

  it('moves with the clock: a plan of yesterday is no load today', async () => {
    let clock = Date.parse('2026-11-24T22:30:00Z');
    const plan = {
      workoutId: 3_900_000_001,
      workoutDay: '2026-11-25T00:00:00',
      tssPlanned: 42,
      totalTimePlanned: 1,
    };
    const client = await Client.start({ now: () => clock, workouts: [plan] });
    const ctl = async (): Promise<unknown> => {
      const path = '/fitness/v1/athletes/{a}/reporting/performancedata/2026-11-25/2026-11-25';
      return ((await (await client.call(path, 'POST', {})).json()) as Row[])[0]?.['ctl'];
    };
    expect(await ctl()).toBe(1);
    clock += 3_600_000;
    await client.signIn();
    expect(await ctl()).toBe(0);
    await client.simulator.close();
  });
});

describe('given workouts', () => {
  const given = [
    {
      workoutId: 3_900_000_002,
      athleteId: 4_200_002,
      workoutDay: '2020-09-08T00:00:00',
      totalTime: 1,
      orderOnDay: 2,
    },
    {
      workoutId: 3_900_000_001,
      athleteId: 4_200_002,
      workoutDay: '2020-09-08T00:00:00',
      totalTime: 2,
      orderOnDay: 1,
    },
    { workoutId: 3_900_000_003, athleteId: 4_200_002, workoutDay: '2020-09-07T00:00:00', title: null },
  ];

  it('are served as they are, with nothing invented around them', async () => {
    const client = await Client.start({ workouts: given });
    expect(client.simulator.athleteId).toBe(4_200_002);
    expect(await client.list('2020-09-01', '2020-09-30')).toEqual([given[2], given[1], given[0]]);
    const { user } = await client.get<{ user: Row }>('/users/v3/user');
    expect(textIn(user, 'created').slice(0, 10)).toBe('2020-09-07');
    const details = await client.get<Row>('/fitness/v6/athletes/{a}/workouts/3900000001/details');
    expect(details['timeInHeartRateZones']).toBeNull();
    expect(rowsIn(details, 'workoutDeviceFileInfos')).toEqual([]);
    const own = await client.get<Row>('/personalrecord/v2/athletes/{a}/workouts/3900000001');
    expect(own).toMatchObject({ personalRecordCount: 0, personalRecords: [] });
    expect(await client.get('/personalrecord/v2/athletes/{a}/Bike?prType=power5min')).toEqual([]);
    expect((await client.analyze('v2/analyze/summary', 3_900_000_001)).status).toBe(404);
    expect(await client.get('/fitness/v6/athletes/{a}/events/2020-01-01/2027-01-01')).toEqual([]);
    const settings = await client.get<Row>('/fitness/v1/athletes/{a}/settings');
    expect(settings).toMatchObject({ powerZones: [], heartRateZones: [], speedZones: [] });
    await client.simulator.close();
  });

  it('without an id or a day are refused with the index of the row', async () => {
    await expect(startSimulator({ workouts: [given[0], { workoutId: 1 }] })).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining('Row 1') as string,
    });
  });
});

describe('a port in use', () => {
  it('is reported', async () => {
    const first = await startSimulator({ workouts: [] });
    const port = Number(new URL(first.apiUrl).port);
    await expect(startSimulator({ workouts: [], port })).rejects.toBeInstanceOf(AppError);
    await first.close();
  });
});

describe('a file of workouts', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tp-tray-workouts-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is read', async () => {
    const path = join(folder, 'good.json');
    const rows = [{ workoutId: 1, workoutDay: '2026-01-01T00:00:00', anything: [null] }];
    await writeFile(path, JSON.stringify(rows));
    expect(await loadWorkouts(path)).toEqual(rows);
  });

  it.each([
    ['no JSON', '{', /not valid JSON/],
    ['no array', '{}', /JSON array/],
    ['a row without an id', '[{"workoutDay":"2026-01-01"}]', /Row 0 /],
    [
      'a row without a real day',
      '[{"workoutId":1,"workoutDay":"2026-01-01"},{"workoutId":2,"workoutDay":"2026-02-31"}]',
      /Row 1 /,
    ],
  ])('is refused when it holds %s', async (_, content, message) => {
    const path = join(folder, 'bad.json');
    await writeFile(path, content);
    const failure: unknown = await loadWorkouts(path).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: 'bad_input', message: expect.stringMatching(message) as string });
  });

  it('is refused when it is missing', async () => {
    await expect(loadWorkouts(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'bad_input' });
  });
});
