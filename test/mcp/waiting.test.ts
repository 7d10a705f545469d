import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { connectAthlete, type McpFixture } from '../support/mcp-fixture.ts';

let athlete: McpFixture | undefined;
afterEach(async () => {
  await athlete?.close();
  athlete = undefined;
});

interface Told {
  readonly progress: number;
  readonly total?: number | undefined;
  readonly message?: string | undefined;
}

const isWindow = (path: string) => /\/workouts\/\d{4}-\d\d-\d\d\//.test(path);
const windowsRead = ({ simulator }: McpFixture) =>
  simulator.requests.filter(({ path }) => isWindow(path)).length;

/** Waits until something is so; fails by the time limit of the test. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(10);
}

describe('a first load', () => {
  it('tells a client that asked how far it has come, and only ever grows', async () => {
    athlete = await connectAthlete();
    const told: Told[] = [];
    await athlete.call('tp_get_fitness', {}, { onprogress: (progress) => told.push(progress) });
    expect(told.length).toBeGreaterThan(5);
    const steps = told.map(({ progress }) => progress);
    expect(steps).toEqual([...new Set(steps)].sort((one, other) => one - other));
    expect(told.every(({ progress, total }) => total === undefined || progress <= total)).toBe(true);
    expect(told[0]?.message).toMatch(/^Loading your TrainingPeaks history: back to \d{4}-\d\d-\d\d$/);
    expect(told[1]?.message).toMatch(/^Loading your plan ahead: up to \d{4}-\d\d-\d\d$/);
    expect(told.at(-1)?.message).toMatch(/^Loading your TrainingPeaks history: back to/);
    const messages = told.map(({ message }) => message);
    expect(new Set(messages).size).toBe(messages.length);
    const again: Told[] = [];
    await athlete.call('tp_get_fitness', {}, { onprogress: (progress) => again.push(progress) });
    expect(again).toEqual([]);
  });

  it('never steps back when reading workout by workout follows on loading the history', async () => {
    athlete = await connectAthlete();
    const told: Told[] = [];
    await athlete.call(
      'tp_training_zones_distribution',
      { days: 365 },
      { onprogress: (progress) => told.push(progress) },
    );
    expect(told[0]?.message).toMatch(/^Loading your TrainingPeaks history/);
    expect(told.at(-1)?.message).toBe('Reading the zones of each workout');
    const steps = told.map(({ progress }) => progress);
    expect(steps).toEqual([...new Set(steps)].sort((one, other) => one - other));
  });

  it('stops keeping a question waiting when it is cancelled, and goes on loading', async () => {
    athlete = await connectAthlete({ faults: { latency: { milliseconds: 40, when: isWindow } } });
    const impatient = new AbortController();
    const asked = athlete.client.callTool({ name: 'tp_get_fitness', arguments: {} }, undefined, {
      signal: impatient.signal,
      onprogress: () => impatient.abort('The user pressed stop.'),
    });
    await expect(asked).rejects.toThrow();
    const readSoFar = windowsRead(athlete);
    expect(readSoFar).toBeLessThan(10);
    const { data } = await athlete.call('tp_get_fitness');
    expect(data.about).toMatchObject({ stale: false, partial: false });
    const read = athlete.simulator.requests.filter(({ path }) => isWindow(path)).map(({ path }) => path);
    expect(read.length).toBeGreaterThan(readSoFar);
    expect(new Set(read).size).toBe(read.length);
  });

  it('is shared by questions that arrive together', async () => {
    athlete = await connectAthlete();
    const [one, other] = await Promise.all([
      athlete.call('tp_get_fitness'),
      athlete.call('tp_fitness_trend'),
      athlete.call('tp_get_workouts'),
    ]);
    expect(one.data.about.synced_at).toBe(other.data.about.synced_at);
    const read = athlete.simulator.requests.filter(({ path }) => isWindow(path)).map(({ path }) => path);
    expect(new Set(read).size).toBe(read.length);
  });
});

describe('reading workout by workout', () => {
  it('tells how many are done, and a cancelled question leaves the rest unread', async () => {
    athlete = await connectAthlete();
    await athlete.call('tp_get_workouts');
    athlete.simulator.faults.set({
      latency: { milliseconds: 30, when: (path) => path.endsWith('/details') },
    });
    const reads = ({ simulator }: McpFixture) =>
      simulator.requests.filter(({ path }) => path.endsWith('/details')).length;
    const impatient = new AbortController();
    const told: Told[] = [];
    const asked = athlete.client.callTool(
      { name: 'tp_training_zones_distribution', arguments: { days: 365 } },
      undefined,
      {
        signal: impatient.signal,
        onprogress: (progress) => {
          told.push(progress);
          if (told.length === 3) impatient.abort('The user pressed stop.');
        },
      },
    );
    await expect(asked).rejects.toThrow();
    expect(told[0]?.message).toBe('Reading the zones of each workout');
    expect(told[0]?.total).toBeGreaterThan(100);
    await until(async () => {
      const before = reads(must(athlete));
      await sleep(120);
      return reads(must(athlete)) === before;
    });
    expect(reads(athlete)).toBeLessThan(40);
  });
});

function must(fixture: McpFixture | undefined): McpFixture {
  if (fixture === undefined) throw new Error('The test has no athlete.');
  return fixture;
}
