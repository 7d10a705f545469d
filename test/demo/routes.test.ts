import { gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Client, NOON, numberIn, rowIn, rowsIn, textIn, TODAY } from './client.ts';
import type { Row } from './client.ts';

let client: Client;
let season: Row[];
let clock = NOON;

beforeAll(async () => {
  client = await Client.start({ now: () => clock });
  season = await client.list('2026-09-01', '2026-11-30');
});
afterAll(() => client.simulator.close());

const workouts = '/fitness/v6/athletes/{a}/workouts';
const find = (fits: (row: Row) => boolean): Row => {
  const found = season.find(fits);
  if (found === undefined) throw new Error('no such workout in the season');
  return found;
};
const isDone = (row: Row): boolean => row['totalTime'] !== null;
const pathOf = (row: Row): string => `${workouts}/${String(row['workoutId'])}`;

describe('access', () => {
  it('needs a living Bearer on data calls', async () => {
    const guest = new Client(client.simulator);
    expect((await guest.call('/users/v3/user')).status).toBe(401);
    await guest.signIn();
    expect((await guest.call('/users/v3/user')).status).toBe(200);
    clock += 3_599_000;
    expect((await guest.call('/users/v3/user')).status).toBe(200);
    clock += 2000;
    expect((await guest.call('/users/v3/user')).status).toBe(401);
    clock = NOON;
  });

  it('refuses foreign athletes, unknown routes, wrong methods and wrong days', async () => {
    expect((await client.call('/fitness/v6/athletes/77/workouts/2026-01-01/2026-01-02')).status).toBe(403);
    expect((await client.call('/fitness/v9/nothing')).status).toBe(404);
    expect((await client.call('/users/v3/user', 'DELETE')).status).toBe(405);
    expect((await client.call(`${workouts}/2026-02-30/2026-03-02`)).status).toBe(400);
    expect((await client.call(`${workouts}/2026-03-02/2026-03-01`)).status).toBe(400);
  });

  it('sends no CORS header and logs no secrets', async () => {
    const answer = await client.call('/users/v3/user');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const log = JSON.stringify(client.simulator.requests);
    expect(log).toContain('/tpapi/users/v3/user');
    expect(log).not.toContain(client.token);
    expect(log).not.toContain(client.simulator.cookie);
  });
});

describe('user and settings', () => {
  it('introduces Dana, created some weeks before the first workout', async () => {
    const { user } = await client.get<{ user: Row }>('/users/v3/user');
    expect(user).toMatchObject({
      personId: client.simulator.athleteId,
      fullName: 'Dana Demo',
      email: 'demo@example.test',
      timeZone: 'Europe/Vienna',
    });
    const created = textIn(user, 'created').slice(0, 10);
    const early = await client.list(created, '2024-03-31');
    const first = textIn(early[0], 'workoutDay').slice(0, 10);
    const weeks = (Date.parse(first) - Date.parse(created)) / (7 * 86_400_000);
    expect(weeks).toBeGreaterThan(2);
    expect(weeks).toBeLessThan(6);
  });

  it('serves contiguous zones and saves only whole arrays', async () => {
    const settings = await client.get<Row>('/fitness/v1/athletes/{a}/settings');
    const power = rowsIn(settings, 'powerZones')[0];
    const bands = rowsIn(power, 'zones');
    expect(numberIn(bands[0], 'minimum')).toBe(0);
    expect(numberIn(bands.at(-1), 'maximum')).toBe(2000);
    bands.slice(1).forEach((band, index) => {
      expect(numberIn(band, 'minimum')).toBe(numberIn(bands[index], 'maximum') + 1);
    });
    const path = '/fitness/v2/athletes/{a}/powerzones';
    expect((await client.call(path, 'PUT', power)).status).toBe(500);
    const saved = [{ ...power, threshold: 260 }];
    expect((await client.call(path, 'PUT', saved)).status).toBe(204);
    const after = await client.get<Row>('/fitness/v1/athletes/{a}/settings');
    expect(rowsIn(after, 'powerZones')).toEqual(saved);
  });

  it('calculates zones without saving them', async () => {
    const path = '/trainingzones/v1/users/{a}/power/calculate/5';
    const answer = (await (await client.call(path, 'POST', { zoneType: 5, LTPower: 200 })).json()) as Row;
    expect(answer).toMatchObject({ lactateThreshold: 200, calculationMethod: 5 });
    expect(rowsIn(answer, 'zones').map((zone) => zone['maximum'])).toEqual([110, 150, 180, 210, 240, 2000]);
    expect((await client.call(path, 'POST', {})).status).toBe(500);
  });

  it('names the sports', async () => {
    const types = await client.get('/fitness/v6/workouttypes');
    expect(types.find((type) => type['id'] === 2)).toMatchObject({ name: 'Bike' });
    expect((await client.call('/users/v1/user/accessrights')).status).toBe(200);
  });
});

describe('lists of workouts', () => {
  it('are inclusive, sorted, and the same in v1 and v7', async () => {
    const days = season.map((row) => textIn(row, 'workoutDay').slice(0, 10));
    expect(days).toEqual([...days].sort());
    expect(days[0]).toBe('2026-09-01');
    expect(days).toContain('2026-11-29');
    for (const version of ['v1', 'v7']) {
      const path = `/fitness/${version}/athletes/{a}/workouts/2026-09-01/2026-11-30`;
      expect(await client.get(path)).toEqual(season);
    }
  });

  it('carry every key in wire order, completed null, ids beyond 32 bits', () => {
    const keys = Object.keys(season[0] ?? {});
    expect(keys.slice(0, 5)).toEqual(['workoutId', 'athleteId', 'title', 'workoutTypeValueId', 'code']);
    expect(keys.length).toBeGreaterThanOrEqual(74);
    for (const row of season) {
      expect(Object.keys(row)).toEqual(keys);
      expect(row['completed']).toBeNull();
      expect(numberIn(row, 'workoutId')).toBeGreaterThan(2 ** 31);
    }
  });

  it('serve the same object alone', async () => {
    const row = find((each) => each['structure'] !== null);
    expect(await client.get<Row>(pathOf(row))).toEqual(row);
  });

  it('answer 400 for an unknown workout', async () => {
    const answer = await client.call(`${workouts}/123`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toBe('Invalid workoutId (123)');
  });
});

describe('what hangs on a workout', () => {
  it('is an empty shell for plans and manual entries', async () => {
    const plan = find((row) => !isDone(row) && row['structure'] !== null);
    const details = await client.get<Row>(`${pathOf(plan)}/details`);
    expect(details['timeInPowerZones']).toBeNull();
    expect(details['workoutDeviceFileInfos']).toEqual([]);
    expect((await client.call(`${pathOf(plan)}/detaildata`)).status).toBe(400);
    for (const part of ['summary', 'charts', 'laps']) {
      expect((await client.analyze(`v2/analyze/${part}`, plan['workoutId'])).status).toBe(404);
    }
  });

  it('has a gzipped device file under its file id', async () => {
    const ride = find((row) => row['workoutTypeValueId'] === 2 && isDone(row));
    const details = await client.get<Row>(`${pathOf(ride)}/details`);
    const file = rowsIn(details, 'workoutDeviceFileInfos')[0];
    const answer = await client.call(`${pathOf(ride)}/rawfiledata/${String(file?.['fileId'])}`);
    expect(answer.headers.get('content-disposition')).toContain(textIn(file, 'fileName'));
    const text = gunzipSync(Buffer.from(await answer.arrayBuffer())).toString('utf8');
    expect(text.match(/<Watts>/g)).toHaveLength(Math.round(numberIn(ride, 'totalTime') * 3600));
    expect((await client.call(`${pathOf(ride)}/rawfiledata/1`)).status).toBe(404);
  });

  it('includes comments, which a workout write does not touch', async () => {
    const row = find(isDone);
    const path = pathOf(row).replace('/v6/', '/v2/') + '/comments';
    const before = rowsIn(row, 'workoutComments').length;
    const added = (await (await client.call(path, 'POST', { value: 'Nice' })).json()) as Row[];
    expect(added).toHaveLength(before + 1);
    const changed = { ...row, workoutComments: [], title: 'Renamed' };
    const saved = (await (
      await client.call(pathOf(row), 'PUT', { ...changed, structure: JSON.stringify(row['structure']) })
    ).json()) as Row;
    expect(saved['title']).toBe('Renamed');
    expect(saved['structure']).toEqual(row['structure']);
    expect(rowsIn(saved, 'workoutComments')).toHaveLength(before + 1);
    expect((await client.call(`${path}/${String(added.at(-1)?.['id'])}`, 'DELETE')).status).toBe(204);
    expect(await client.get(path)).toHaveLength(before);
    expect((await client.call(path.replace('/v2/', '/v6/'))).status).toBe(404);
  });

  it('includes a private note', async () => {
    const row = find((each) => each['hasPrivateWorkoutNoteForCaller'] === true);
    const path = `/fitness/v6/workouts/${String(row['workoutId'])}/privateWorkoutNote`;
    expect(textIn(await client.get<Row>(path), 'note')).toContain('knee');
    expect((await client.call(path, 'PUT', { note: 'better' })).status).toBe(200);
    expect(textIn(await client.get<Row>(path), 'note')).toBe('better');
  });
});

describe('the change feed', () => {
  const feed = (query: string, from = client): Promise<Response> =>
    from.call(`/fitness/v2/athletes/{a}/workouts/changed?${query}`);

  it('pages what was modified on a day or later and names what is gone', async () => {
    const later = await Client.start({ now: () => NOON + 40 * 86_400_000 });
    const ids = [1, 2, 3].map((number) => {
      const saved = later.simulator.account.upsertWorkout({
        workoutDay: `${TODAY}T00:00:00`,
        title: `New ${String(number)}`,
      });
      return numberIn(saved, 'workoutId');
    });
    later.simulator.account.deleteWorkout(ids[2] ?? 0);
    const query = 'date=2027-01-03&searchDirection=After&pageSize=1';
    const pages = await Promise.all(
      [1, 2, 3].map(
        async (page) => (await (await feed(`${query}&page=${String(page)}`, later)).json()) as Row,
      ),
    );
    expect(pages.map((page) => rowsIn(page, 'modified').map((row) => row['workoutId']))).toEqual([
      [ids[0]],
      [ids[1]],
      [],
    ]);
    expect(pages[0]?.['deleted']).toEqual([ids[2]]);
    await later.simulator.close();
  });

  it('refuses questions without a day or a direction', async () => {
    expect((await feed('searchDirection=After')).status).toBe(400);
    expect((await feed('date=2026-11-01')).status).toBe(400);
  });
});

describe('writes', () => {
  const plan = {
    athleteId: 4_100_001,
    workoutDay: '2026-12-02T00:00:00',
    workoutTypeValueId: 2,
    title: 'Added',
    totalTimePlanned: 1,
    userTags: 'a,b',
  };

  it('create, then delete', async () => {
    const created = (await (await client.call(workouts, 'POST', plan)).json()) as Row;
    expect(created).toMatchObject({ title: 'Added', totalTime: null, completed: null });
    expect((await client.list('2026-12-02', '2026-12-02')).map((row) => row['workoutId'])).toContain(
      created['workoutId'],
    );
    expect(await (await client.call(pathOf(created), 'DELETE')).json()).toBe(true);
    expect((await client.call(pathOf(created))).status).toBe(400);
    expect((await client.list('2026-12-02', '2026-12-02')).map((row) => row['title'])).not.toContain('Added');
  });

  it('see no workout in a body with a wrong type', async () => {
    const bodies = [
      { ...plan, userTags: ['a'] },
      { ...plan, athleteId: '4100001' },
      { ...plan, structure: {} },
      'no',
    ];
    for (const body of bodies) {
      const answer = await client.call(workouts, 'POST', body);
      expect(answer.status).toBe(400);
      expect(JSON.stringify(await answer.json())).toContain('No workout sent');
    }
  });

  it('split a workout in two and combine them again', async () => {
    const row = find(
      (each) => isDone(each) && each['tssPlanned'] !== null && each['workoutTypeValueId'] === 2,
    );
    const commands = '/fitness/v6/athletes/{a}/commands/workouts';
    const parts = (await (
      await client.call(`${commands}/${String(row['workoutId'])}/split`, 'POST')
    ).json()) as Row;
    const done = rowsIn(parts, 'completedWorkouts')[0];
    const planned = rowIn(parts, 'plannedWorkout');
    expect(done).toMatchObject({ tssActual: row['tssActual'], tssPlanned: null, complianceTssPercent: null });
    expect(planned).toMatchObject({
      workoutId: row['workoutId'],
      totalTime: null,
      tssPlanned: row['tssPlanned'],
    });
    const merged = (await (
      await client.call(`${commands}/combine`, 'POST', {
        athleteId: client.simulator.athleteId,
        completedWorkoutId: done?.['workoutId'],
        plannedWorkoutId: planned['workoutId'],
      })
    ).json()) as Row;
    expect(merged).toMatchObject({
      tssActual: row['tssActual'],
      tssPlanned: row['tssPlanned'],
      complianceTssPercent: row['complianceTssPercent'],
    });
    const details = await client.get<Row>(`${pathOf(merged)}/details`);
    expect(rowsIn(details, 'workoutDeviceFileInfos')).toHaveLength(1);
    expect((await client.call(pathOf(planned))).status).toBe(400);
  });
});
