import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { FaultSwitches } from '../../src/demo/faults.ts';
import { Client, NOON, numberIn, TODAY } from './client.ts';
import type { Row } from './client.ts';

let clock = NOON;
let client: Client;
const USER = '/users/v3/user';
const LIST = `/fitness/v6/athletes/{a}/workouts/${TODAY}/${TODAY}`;

beforeAll(async () => {
  client = await Client.start({ now: () => clock, workouts: [sample()] });
});
afterEach(() => client.simulator.faults.clear());
afterAll(() => client.simulator.close());

function sample(): Row {
  return {
    workoutId: 3_900_000_777,
    athleteId: 4_100_009,
    workoutDay: `${TODAY}T00:00:00`,
    workoutTypeValueId: 2,
    totalTime: 1.5,
    tssActual: 80,
    tssSource: 1,
    if: 0.73,
  };
}

function turnOn(faults: FaultSwitches): void {
  client.simulator.faults.set(faults);
}

async function statuses(count: number, path = USER): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) found.push((await client.call(path)).status);
  return found;
}

describe('faults', () => {
  it('are off unless given', async () => {
    expect(await client.get(LIST)).toEqual([sample()]);
  });

  it('answer with a status, as often as asked', async () => {
    turnOn({ unauthorized: { times: 1 } });
    expect(await statuses(2)).toEqual([401, 200]);
    turnOn({ forbidden: { times: 1 } });
    expect(await statuses(2)).toEqual([403, 200]);
    turnOn({ serverError: { times: 2 } });
    expect(await statuses(3)).toEqual([500, 500, 200]);
    turnOn({ unauthorized: true });
    expect(await statuses(3)).toEqual([401, 401, 401]);
    client.simulator.faults.clear('unauthorized');
    expect(await statuses(1)).toEqual([200]);
  });

  it('keep to the paths they are limited to', async () => {
    turnOn({ serverError: { when: (path) => path.includes('/workouts/') } });
    expect(await statuses(1)).toEqual([200]);
    expect(await statuses(1, LIST)).toEqual([500]);
  });

  it('limit the rate by the clock and say when to come back', async () => {
    clock += 120_000;
    turnOn({ rateLimit: { requestsPerMinute: 2, retryAfterSeconds: 7 } });
    expect(await statuses(2)).toEqual([200, 200]);
    const refused = await client.call(USER);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('7');
    clock += 61_000;
    expect(await statuses(1)).toEqual([200]);
  });

  it('spoil the body', async () => {
    turnOn({ html: { times: 1 } });
    const page = await client.call(LIST);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    turnOn({ truncatedJson: { times: 1 } });
    const cut = await (await client.call(LIST)).text();
    expect(() => JSON.parse(cut) as unknown).toThrow(SyntaxError);
    turnOn({ nanValues: { times: 1 } });
    expect((await client.get(LIST))[0]).toMatchObject({ if: 'NaN', totalTime: 1.5 });
    turnOn({ numericStrings: { times: 1 } });
    expect((await client.get(LIST))[0]).toMatchObject({ totalTime: '1.5', workoutId: 3_900_000_777 });
    turnOn({ slowBody: { times: 1, bytesPerPiece: 20, pauseMilliseconds: 1 } });
    expect(await client.get(LIST)).toEqual([sample()]);
  });

  it('give "NaN" for the fitness of an athlete', async () => {
    turnOn({ nanValues: true });
    const path = `/fitness/v1/athletes/{a}/reporting/performancedata/${TODAY}/${TODAY}`;
    const rows = (await (await client.call(path, 'POST', {})).json()) as Row[];
    expect(rows[0]).toMatchObject({ ctl: 'NaN', atl: 'NaN', tsb: 'NaN', tssActual: 80 });
  });

  it('take single resources away', async () => {
    turnOn({ deletedWorkout: true, noChangeFeed: true, sportPeaksError: true });
    const gone = await client.call('/fitness/v6/athletes/{a}/workouts/3900000777');
    expect([gone.status, await gone.json()]).toEqual([400, 'Invalid workoutId (3900000777)']);
    const feed = `/fitness/v2/athletes/{a}/workouts/changed?date=${TODAY}&searchDirection=After`;
    expect(await statuses(1, feed)).toEqual([404]);
    expect(await statuses(1, '/personalrecord/v2/athletes/{a}/Bike?prType=power5min')).toEqual([500]);
    expect(await statuses(1, LIST)).toEqual([200]);
  });

  it('break the token exchange apart from the session', async () => {
    turnOn({ tokenError: { times: 1 } });
    const broken = await client.exchange();
    expect([broken.status, await broken.json()]).toEqual([500, { message: 'An error has occurred.' }]);
    expect((await client.exchange()).status).toBe(200);
    expect(await statuses(1)).toEqual([200]);
  });

  it('mix dirty rows into lists that hold today', async () => {
    turnOn({ dirtyRows: true });
    const rows = await client.get(LIST);
    expect(rows[0]).toEqual(sample());
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.some((row) => String(row['workoutDay']).endsWith('Z'))).toBe(true);
    expect(rows.some((row) => row['title'] === null)).toBe(true);
    expect(rows.some((row) => row['workoutTypeValueId'] === 777)).toBe(true);
    expect(await client.list('2026-01-01', '2026-01-31')).toEqual([]);
  });

  it('cut the connection', async () => {
    turnOn({ droppedConnection: { times: 1 } });
    await expect(client.call(USER)).rejects.toThrow(TypeError);
    expect(client.simulator.requests.at(-1)?.status).toBe(0);
    expect(await statuses(1)).toEqual([200]);
  });

  it('wait before the answer, but not past the end of the simulator', async () => {
    const other = await Client.start({ workouts: [] });
    other.simulator.faults.set({ latency: { milliseconds: 600_000 } });
    const pending = other.call(USER);
    const failed = expect(pending).rejects.toThrow(TypeError);
    while (other.simulator.requests.at(-1)?.path !== `/tpapi${USER}`) await new Promise(setImmediate);
    await other.simulator.close();
    await failed;
  });
});

describe('the account behind the faults', () => {
  it('can be signed out and changed', async () => {
    const other = await Client.start({ workouts: [sample()] });
    const { account } = other.simulator;
    account.expireTokens();
    expect((await other.call(USER)).status).toBe(401);
    await other.signIn();
    account.upsertWorkout({ workoutId: 3_900_000_777, tssActual: 99 });
    const row = (await other.get(LIST))[0];
    expect(numberIn(row, 'tssActual')).toBe(99);
    expect(numberIn(row, 'totalTime')).toBe(1.5);
    expect(account.deleteWorkout(3_900_000_777)).toBe(true);
    expect(account.deleteWorkout(3_900_000_777)).toBe(false);
    account.revokeCookie();
    expect((await other.exchange()).status).toBe(401);
    expect((await other.exchange(account.addCookie())).status).toBe(200);
    await other.simulator.close();
  });
});
