import { describe, expect, it, vi } from 'vitest';
import { engineForAssistants } from '../../src/app/engine-for-assistants.ts';
import { rounded } from '../../src/mcp/numbers.ts';
import { callsOf, connectClient, recordingLog, TODAY } from '../support/mcp-fixture.ts';
import { isSynced, makeApp, startAccount, until } from './lab.ts';

interface Fitness {
  readonly current: {
    readonly date: string;
    readonly ctl: number;
    readonly atl: number;
    readonly tsb: number;
  };
}

const windowsOf = (requests: readonly { path: string }[]) =>
  requests.map(({ path }) => path).filter((path) => /workouts\/\d{4}-/.test(path));

describe('the first start', () => {
  it('loads the history with progress, and shows the numbers that tp_get_fitness tells', async () => {
    const { openServices } = await startAccount();
    const { app, seen } = makeApp(openServices);
    expect(app.status()).toMatchObject({
      session: { state: 'checking' },
      sync: { state: 'idle', syncedAt: null, workoutCount: 0 },
      today: null,
      version: '1.2.3',
    });
    app.start();
    const { sync, today, session } = await until(app, isSynced);

    const states = seen.map((status) => status.sync.state);
    expect(states.filter((state, index) => state !== states[index - 1])).toEqual(['idle', 'loading', 'idle']);
    const progress = seen.flatMap((status) => status.sync.progress ?? []);
    expect(progress.length).toBeGreaterThan(2);
    expect(progress).toEqual(progress.toSorted((one, other) => one - other));
    expect(Math.max(...progress)).toBeLessThanOrEqual(1);
    const loading = seen.filter((status) => status.sync.state === 'loading' && status.sync.progress !== null);
    expect(new Set(loading.map((status) => status.sync.accountSince))).toEqual(
      new Set([expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]),
    );
    expect(loading.some((status) => status.sync.secondsLeft !== null)).toBe(true);
    const afterwards = seen.slice(seen.findLastIndex((status) => loading.includes(status)) + 1);
    expect(afterwards.length).toBeGreaterThan(0);
    expect(afterwards.filter((status) => status.today === null || status.sync.syncedAt === null)).toEqual([]);

    expect(session).toMatchObject({ state: 'valid', athleteName: 'Dana Demo', cookieFrom: 'keychain' });
    expect(sync).toMatchObject({ progress: null, problem: null });
    expect(sync.workoutCount).toBeGreaterThan(200);
    const client = await connectClient(app.services().engine);
    const { data } = await callsOf(client).call<Fitness>('tp_get_fitness');
    const { data: done } = await callsOf(client).call<{ total: number }>('tp_get_workouts', {
      days: 3650,
      status: 'completed',
    });
    expect(sync.workoutCount).toBe(done.total);
    await client.close();
    expect(today?.stale).toBe(false);
    const { day, ctl, atl, tsb } = today ?? { day: '', ctl: 0, atl: 0, tsb: 0 };
    expect({ date: day, ctl: rounded(ctl), atl: rounded(atl), tsb: rounded(tsb) }).toEqual({
      date: data.current.date,
      ctl: data.current.ctl,
      atl: data.current.atl,
      tsb: data.current.tsb,
    });
    expect(today?.plan).toMatch(/\w/);
  });

  it('says that nobody is signed in, and asks TrainingPeaks nothing', async () => {
    const { openServices, simulator } = await startAccount({ signedIn: false });
    const { app } = makeApp(openServices);
    app.start();
    const { sync, today } = await until(app, ({ session }) => session.state === 'signed_out');
    expect(sync).toMatchObject({ state: 'idle', problem: null });
    expect(today).toBeNull();
    expect(simulator.requests).toEqual([]);
  });
});

/** An account whose history an earlier run of the app loaded, an hour before. */
async function syncedAnHourAgo() {
  const account = await startAccount();
  const first = makeApp(account.openServices);
  first.app.start();
  const before = await until(first.app, isSynced);
  await first.app.close();
  account.clock.now += 60 * 60_000;
  return { ...account, before };
}

describe('a later start', () => {
  it('shows what is on this computer before it asks TrainingPeaks anything', async () => {
    const { openServices, simulator, before } = await syncedAnHourAgo();
    const asked = simulator.requests.length;
    const { app, seen } = makeApp(openServices);
    const askedWhenShown: number[] = [];
    app.onChange(({ today }) => {
      if (today !== null) askedWhenShown.push(simulator.requests.length - asked);
    });
    app.start();
    await until(app, (status) => isSynced(status) && status.sync.syncedAt !== before.sync.syncedAt);
    expect(askedWhenShown[0]).toBe(0);
    expect(seen.find(({ today }) => today !== null)?.today).toMatchObject({ ctl: before.today?.ctl });
    expect(seen.map(({ sync }) => sync.state)).toContain('refreshing');
    expect(seen.map(({ sync }) => sync.state)).not.toContain('loading');
  });

  it('keeps the numbers of the computer, marked, when TrainingPeaks is down', async () => {
    const { openServices, simulator, before } = await syncedAnHourAgo();
    simulator.faults.set({ serverError: true });
    const { app } = makeApp(openServices);
    app.start();
    const { today, sync } = await until(app, (status) => status.sync.state === 'failed');
    expect(sync.problem?.code).toBe('upstream_down');
    expect(sync.syncedAt).toBe(before.sync.syncedAt);
    expect(await until(app, (status) => status.today?.stale === true)).toMatchObject({
      today: { ctl: before.today?.ctl },
    });
    expect(today).not.toBeNull();

    simulator.faults.clear();
    await app.startSync();
    const after = await until(app, isSynced);
    expect(after).toMatchObject({ today: { stale: false }, sync: { problem: null } });
  });
});

describe('a pause', () => {
  it('keeps what was loaded, and going on loads the rest only', async () => {
    const { openServices, simulator } = await startAccount();
    simulator.faults.set({ latency: { milliseconds: 30, when: (path) => /workouts\/\d{4}-/.test(path) } });
    const { app, seen } = makeApp(openServices);
    app.start();
    await until(app, ({ sync }) => sync.progress !== null);
    await app.pauseSync();
    const paused = await until(app, ({ sync }) => sync.state === 'paused' && sync.workoutCount > 0);
    expect(paused.sync).toMatchObject({ problem: null, syncedAt: null, secondsLeft: null });
    expect(paused.sync.progress).toBeGreaterThan(0);
    const loadedFrom = paused.sync.loadedFrom ?? '';

    const loadedBefore = windowsOf(simulator.requests).length;
    app.refreshInBackground();
    await app.check();
    expect(windowsOf(simulator.requests).length).toBe(loadedBefore);
    expect(app.status().sync.state).toBe('paused');

    simulator.faults.clear();
    const asked = simulator.requests.length;
    await app.startSync();
    const { sync } = await until(app, isSynced);
    expect(sync.workoutCount).toBeGreaterThan(paused.sync.workoutCount);
    const progress = seen.flatMap((status) => status.sync.progress ?? []);
    expect(progress).toEqual(progress.toSorted((one, other) => one - other));
    const read = windowsOf(simulator.requests.slice(asked));
    expect(read.length).toBeGreaterThan(0);
    const alreadyThere = read
      .map((path) => path.match(/\d{4}-\d\d-\d\d/)?.[0] ?? '')
      .filter((day) => day >= loadedFrom && day <= TODAY);
    expect(alreadyThere).toEqual([]);
  });

  it('is over when an assistant’s question has loaded everything meanwhile', async () => {
    const { openServices, simulator } = await startAccount();
    simulator.faults.set({ latency: { milliseconds: 30, when: (path) => /workouts\/\d{4}-/.test(path) } });
    const { app } = makeApp(openServices);
    app.start();
    await until(app, ({ sync }) => sync.progress !== null);
    await app.pauseSync();
    await until(app, ({ sync }) => sync.state === 'paused');
    simulator.faults.clear();

    const engine = engineForAssistants(app, recordingLog([]));
    const { provenance } = await engine.snapshot({});
    expect(provenance.syncedAt).not.toBeNull();

    const { sync, today } = await until(app, isSynced);
    expect(sync).toMatchObject({ syncedAt: provenance.syncedAt, progress: null });
    expect(today?.stale).toBe(false);
  });

  it('that is taken back at once does not stop the load', async () => {
    const { openServices, simulator } = await startAccount();
    simulator.faults.set({ latency: { milliseconds: 30, when: (path) => /workouts\/\d{4}-/.test(path) } });
    const { app } = makeApp(openServices);
    app.start();
    await until(app, ({ sync }) => sync.progress !== null);
    await app.pauseSync();
    await app.startSync();
    simulator.faults.clear();
    expect((await until(app, isSynced)).sync.syncedAt).not.toBeNull();
  });

  it('stops a load that is still asking who is signed in', async () => {
    const { openServices, simulator } = await startAccount();
    const { app } = makeApp(openServices);
    simulator.faults.set({ latency: { milliseconds: 100, when: (path) => path.includes('/user') } });
    const asking = app.services().load(() => undefined);
    await app.pauseSync();
    await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
    expect(windowsOf(simulator.requests)).toEqual([]);
  });
});

describe('midnight', () => {
  /** A moment before the athlete's day ends. */
  const LATE = Date.parse('2026-06-17T21:59:59.700Z');
  const NEXT_DAY = '2026-06-18';
  const SECOND = 1000;

  it('of the athlete brings the numbers of the new day, although nothing is loaded', async () => {
    const { openServices, simulator, clock } = await startAccount();
    clock.now = LATE;
    const { app } = makeApp(openServices, () => clock.now);
    app.start();
    const { today } = await until(app, isSynced);
    expect(today?.day).toBe(TODAY);
    await app.pauseSync();
    const asked = simulator.requests.length;
    clock.now += SECOND;
    const after = await until(app, (status) => status.today?.day === NEXT_DAY);
    expect(simulator.requests).toHaveLength(asked);
    expect(after.today?.ctl).toBeLessThan(today?.ctl ?? 0);
    expect(after.today?.plan).not.toBe(today?.plan);
  });

  it('that the computer slept through is made up for when it wakes up', async () => {
    const { openServices, simulator, clock } = await startAccount();
    const { app } = makeApp(openServices, () => clock.now);
    app.start();
    await until(app, isSynced);
    await app.pauseSync();
    simulator.faults.set({ serverError: true });
    clock.now = LATE + SECOND;
    app.refreshInBackground();
    await until(app, (status) => status.today?.day === NEXT_DAY);
  });

  it('means nothing to an app that was closed', async () => {
    const { openServices, clock } = await startAccount();
    clock.now = LATE;
    const { app } = makeApp(openServices, () => clock.now);
    app.start();
    await until(app, isSynced);
    await app.close();
    clock.now += SECOND;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(app.status().today?.day).toBe(TODAY);
  });
});

describe('the end', () => {
  it('may come in the middle of a load, twice, and nobody is told any more', async () => {
    const { openServices, simulator } = await startAccount();
    simulator.faults.set({ latency: { milliseconds: 30, when: (path) => /workouts\/\d{4}-/.test(path) } });
    const { app, clients, seen } = makeApp(openServices);
    app.start();
    await until(app, ({ sync }) => sync.progress !== null);
    const told = seen.length;
    await Promise.all([app.close(), app.close()]);
    expect(clients.changed).toBeNull();
    expect(seen).toHaveLength(told);
    const report = vi.spyOn(app.services().engine.session, 'report');
    app.refreshInBackground();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(report).not.toHaveBeenCalled();
    expect(seen).toHaveLength(told);

    const next = makeApp(openServices);
    simulator.faults.clear();
    next.app.start();
    await until(next.app, isSynced);
  });
});
