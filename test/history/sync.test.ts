import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/analytics/calendar.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { SyncProgress } from '../../src/shared/sync-progress.ts';
import {
  ATHLETE,
  openStore,
  OTHER_ATHLETE,
  storedWorkouts,
  syncState,
  temporaryFolder,
  workout,
} from './builders.ts';
import { CREATED, season, syncCase, TODAY, type RefreshOptions } from './sync-setup.ts';

const DAY_MILLISECONDS = 24 * 60 * 60_000;

describe('the first load', () => {
  it('makes the history equal to the account, plans included', async () => {
    const { account, store, clock, refresh } = syncCase();
    await refresh();
    expect(account.all()).not.toHaveLength(0);
    expect(storedWorkouts(store)).toEqual(account.all());
    expect(store.syncState(ATHLETE)).toMatchObject({
      complete: true,
      loadedTo: addDays(TODAY, 365),
      rereadDay: TODAY,
      feedWorks: true,
      syncedAt: clock.now(),
    });
  });

  it('loads the latest weeks first, then the year ahead, then back in time', async () => {
    const { account, refresh } = syncCase();
    await refresh();
    const [first, second, ...others] = account.windows();
    expect(first).toMatchObject({ from: addDays(TODAY, -89), to: TODAY });
    expect(second).toMatchObject({ from: addDays(TODAY, 1) });
    expect(others.at(-1)?.to).toBe(addDays(others.at(-1)?.from ?? '', 89));
    expect(others.at(-1)?.from.localeCompare(CREATED)).toBe(-1);
  });

  it('asks for no day twice', async () => {
    const { account, refresh } = syncCase();
    await refresh();
    const windows = account.windows().toSorted((a, b) => a.from.localeCompare(b.from));
    const gaps = windows.slice(1).map(({ from }, index) => addDays(windows[index]?.to ?? '', 1) === from);
    expect(new Set(gaps)).toEqual(new Set([true]));
  });

  it('finds an account of which nobody knows the age, through a gap of six years', async () => {
    const workouts = [
      ...season('2012-01-01', '2012-03-01'),
      workout(5, '2018-06-01'),
      workout(6, '2026-09-01'),
    ];
    const { account, store, refresh } = syncCase({ workouts });
    await refresh({ createdDay: null });
    expect(storedWorkouts(store)).toEqual(account.all());
  });

  it('finds imported workouts from before the account, after years without any', async () => {
    const workouts = [...season('2018-03-01', '2018-04-20'), workout(6, '2026-09-01')];
    const { account, store, refresh } = syncCase({ workouts });
    await refresh({ createdDay: '2020-01-01' });
    expect(storedWorkouts(store)).toEqual(account.all());
  });

  it('ends for a new account that is empty', async () => {
    const { account, store, refresh } = syncCase({ workouts: [] });
    await refresh({ createdDay: TODAY });
    expect(store.syncState(ATHLETE)).toMatchObject({ complete: true });
    expect(account.windows().length).toBeLessThan(20);
  });

  it('takes a window of unreadable rows for a part of the account', async () => {
    const { account, store, refresh } = syncCase({ workouts: [workout(1, '2010-01-01')] });
    account.unreadable.add(1);
    await refresh({ createdDay: '2010-01-01' });
    expect(store.setAside(ATHLETE, '2000-01-01', TODAY)).toEqual([
      { workoutId: 1, day: '2010-01-01', reason: 'The sport is no number.' },
    ]);
  });

  it('reports how far it is', async () => {
    const { store, refresh } = syncCase();
    const reports: SyncProgress[] = [];
    await refresh({ onProgress: (progress) => reports.push(progress) });
    expect(reports.map(({ windowsDone }) => windowsDone)).toEqual(reports.map((_, index) => index + 1));
    expect(reports.every(({ windowsDone, windowsExpected }) => windowsDone <= (windowsExpected ?? 0))).toBe(
      true,
    );
    expect(reports.at(-1)).toEqual({
      windowsDone: reports.length,
      windowsExpected: reports.at(-1)?.windowsExpected,
      accountSince: CREATED,
      reading: 'past',
      loadedFrom: store.syncState(ATHLETE)?.loadedFrom,
      loadedTo: addDays(TODAY, 365),
      workoutCount: storedWorkouts(store).filter(({ completed }) => completed).length,
    });
  });

  it('tells the plan ahead from the days before', async () => {
    const { refresh } = syncCase();
    const reports: SyncProgress[] = [];
    await refresh({ onProgress: (progress) => reports.push(progress) });
    const ahead = reports.filter(({ reading }) => reading === 'ahead');
    expect(ahead.at(-1)?.loadedTo).toBe(addDays(TODAY, 365));
    expect(new Set(ahead.map(({ loadedTo }) => loadedTo)).size).toBe(ahead.length);
    const past = reports.filter(({ reading }) => reading === 'past');
    expect(new Set(past.map(({ loadedFrom }) => loadedFrom)).size).toBe(past.length);
    expect([...ahead, ...past]).toHaveLength(reports.length);
    const counts = reports.map(({ workoutCount }) => workoutCount);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts[0]).toBeGreaterThan(0);
  });

  it('does not guess how far it is when the age of the account is unknown', async () => {
    const { refresh } = syncCase();
    const expected = new Set<number | null>();
    await refresh({ createdDay: null, onProgress: ({ windowsExpected }) => expected.add(windowsExpected) });
    expect(expected).toEqual(new Set([null]));
  });

  it('keeps athletes apart', async () => {
    const { account, store, refresh } = syncCase();
    store.replaceWindow(
      OTHER_ATHLETE,
      TODAY,
      TODAY,
      { workouts: [workout(1001, TODAY)], setAside: [] },
      syncState({ loadedFrom: TODAY, loadedTo: TODAY }),
    );
    await refresh();
    expect(storedWorkouts(store)).toEqual(account.all());
    expect(storedWorkouts(store, OTHER_ATHLETE)).toEqual([workout(1001, TODAY)]);
    expect(store.syncState(OTHER_ATHLETE)?.loadedFrom).toBe(TODAY);
  });
});

describe('a load that is interrupted', () => {
  it('goes on where it stopped, at every single request', async () => {
    const undisturbed = syncCase();
    await undisturbed.refresh();
    const requests = undisturbed.account.requests.length;
    expect(requests).toBeGreaterThan(10);
    for (let failing = 1; failing <= requests; failing += 1) {
      const { account, store, refresh, windowsRead } = syncCase();
      account.beforeAnswer = () => {
        if (account.requests.length >= failing) throw new AppError('session_expired', 'The session is over.');
      };
      const first = await refresh().then(
        () => 'done',
        (error: unknown) => (error instanceof AppError ? error.code : error),
      );
      // The last requests of an undisturbed load are windows past the end, in flight when it was reached.
      expect(['session_expired', 'done']).toContain(first);
      const before = store.syncState(ATHLETE);
      account.requests.length = 0;
      account.beforeAnswer = () => undefined;
      await refresh();
      expect(storedWorkouts(store), `stopped at request ${failing}`).toEqual(account.all());
      const readAgain = windowsRead().filter(
        (window) => before !== null && window > before.loadedFrom && window < before.loadedTo,
      );
      expect(readAgain).toEqual([]);
    }
  });

  it('ends the same when the interruptions come on different days in different zones', async () => {
    const { account, store, clock, refresh } = syncCase();
    const days = ['2026-09-28', '2026-09-29', '2026-09-28', '2026-10-20', '2026-10-21'];
    let allowed = 0;
    account.beforeAnswer = () => {
      allowed -= 1;
      if (allowed < 0) throw new AppError('session_expired', 'The session is over.');
    };
    for (const today of days) {
      clock.set(`${today}T11:00:00Z`);
      account.put(workout(5000 + clock.now() / DAY_MILLISECONDS, addDays(today, -200)));
      allowed = 6;
      await expect(refresh({ today })).rejects.toThrow('The session is over.');
    }
    allowed = Infinity;
    await refresh({ today: '2026-10-21' });
    expect(storedWorkouts(store)).toEqual(account.all());
  });

  it('stops when it is told to, and keeps what it has', async () => {
    const { account, store, refresh } = syncCase();
    const stop = new AbortController();
    const refreshing = refresh({
      signal: stop.signal,
      onProgress: ({ windowsDone }) => {
        if (windowsDone === 4) stop.abort();
      },
    });
    await expect(refreshing).rejects.toThrow('cancelled');
    const state = store.syncState(ATHLETE);
    expect(state).toMatchObject({ complete: false, syncedAt: null });
    const kept = account
      .all()
      .filter(({ day }) => day >= (state?.loadedFrom ?? '') && day <= (state?.loadedTo ?? ''));
    expect(storedWorkouts(store)).toEqual(kept);
  });

  it('leaves no request running behind a failure', async () => {
    const { account, refresh } = syncCase();
    const signals: AbortSignal[] = [];
    account.beforeAnswer = (request, signal) => {
      if (signal !== undefined) signals.push(signal);
      if (request.from < '2026-01-01') throw new AppError('session_expired', 'The session is over.');
    };
    await expect(refresh()).rejects.toThrow('The session is over.');
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });

  it('reports how far it is from where it was, not from the beginning', async () => {
    const { refresh } = syncCase();
    const stop = new AbortController();
    const counts: number[] = [];
    const count = ({ windowsDone }: SyncProgress) => {
      counts.push(windowsDone);
      if (windowsDone === 8) stop.abort();
    };
    await expect(refresh({ signal: stop.signal, onProgress: count })).rejects.toThrow('cancelled');
    const countedBefore = counts.length;
    await refresh({ onProgress: count });
    expect(counts.length).toBeGreaterThan(countedBefore);
    expect(counts).toEqual(counts.map((_, index) => index + 1));
  });

  it('is free for the next one after it failed', async () => {
    const { account, store, refresh } = syncCase();
    account.windowFailure = new AppError('upstream_down', 'TrainingPeaks does not answer.');
    await expect(refresh()).rejects.toThrow('TrainingPeaks does not answer.');
    expect(store.takeLease(`sync ${ATHLETE}`, 'somebody else', 0, 1000, () => true)).toBe(true);
  });
});

describe('two stores on one file', () => {
  const path = () => join(temporaryFolder(), 'history.db');

  it('take turns: the second finds what the first has loaded', async () => {
    const file = path();
    const first = syncCase({ store: openStore(file) });
    const second = syncCase({ store: openStore(file) });
    await Promise.all([first.refresh(), second.refresh()]);
    const windows = [...first.windowsRead(), ...second.windowsRead()];
    expect(new Set(windows).size).toBe(windows.length);
    expect(storedWorkouts(second.store)).toEqual(first.account.all());
  });

  it('take over when the first one fails half way', async () => {
    const file = path();
    const first = syncCase({ store: openStore(file) });
    const second = syncCase({ store: openStore(file) });
    first.account.beforeAnswer = ({ from }) => {
      if (from < '2025-10-01') throw new AppError('session_expired', 'The session is over.');
    };
    const outcomes = await Promise.allSettled([first.refresh(), second.refresh()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(storedWorkouts(second.store)).toEqual(second.account.all());
    expect(second.windowsRead()).not.toContain(first.windowsRead()[0]);
  });

  /** One store refreshes; while it does, and a second after it began, the other one is asked. */
  async function asIfTogether(options: RefreshOptions) {
    const file = path();
    const first = syncCase({ store: openStore(file) });
    const second = syncCase({ store: openStore(file) });
    await first.refresh();
    first.clock.advance(DAY_MILLISECONDS);
    second.clock.advance(DAY_MILLISECONDS + 1000);
    first.account.requests.length = 0;
    let asked: Promise<void> | undefined;
    first.account.beforeAnswer = () => {
      asked ??= second.refresh(options);
    };
    await first.refresh();
    await asked;
    expect(first.account.requests).not.toEqual([]);
    return second.account.requests;
  }

  it('read once when the second is asked while the first refreshes', async () => {
    expect(await asIfTogether({})).toEqual([]);
  });

  it('both read when a person asks the second to', async () => {
    expect(await asIfTogether({ force: true })).not.toEqual([]);
  });

  it('both read when the first began long before the second was asked', async () => {
    const file = path();
    const first = syncCase({ store: openStore(file) });
    const second = syncCase({ store: openStore(file) });
    second.clock.advance(DAY_MILLISECONDS);
    await Promise.all([first.refresh(), second.refresh()]);
    expect(second.account.feedPages()).not.toEqual([]);
  });

  it('both read when one is asked after the other is done', async () => {
    const file = path();
    const first = syncCase({ store: openStore(file) });
    await first.refresh();
    const second = syncCase({ store: openStore(file) });
    second.clock.advance(1000);
    await second.refresh();
    expect(second.account.requests).toHaveLength(1);
  });
});
