import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/analytics/calendar.ts';
import { AppError } from '../../src/shared/errors.ts';
import { ATHLETE, listeningLog, storedWorkouts, workout } from './builders.ts';
import { season, syncCase, TODAY, type SyncCase } from './sync-setup.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FEED_GONE = new AppError('upstream_changed', 'TrainingPeaks answered with 404.');
/** A day of the account that no daily rereading reaches. */
const LONG_AGO = '2025-02-01';

/** A case whose history is loaded, some minutes ago. */
async function loadedCase(options?: Parameters<typeof syncCase>[0]): Promise<SyncCase> {
  const loaded = syncCase(options);
  await loaded.refresh();
  loaded.clock.advance(5 * MINUTE);
  loaded.account.requests.length = 0;
  return loaded;
}

function idOf(loaded: SyncCase, fromDay: string): number {
  const found = loaded.account.all().find(({ day }) => day >= fromDay);
  if (found === undefined) throw new Error('The season has no such day.');
  return found.workoutId;
}

describe('the change feed', () => {
  it('follows what is new, edited, moved and deleted, with one request', async () => {
    const loaded = await loadedCase();
    const { account, store, refresh } = loaded;
    account.put(workout(1, LONG_AGO));
    account.edit(idOf(loaded, '2025-06-01'), { title: 'Renamed' });
    account.edit(idOf(loaded, '2024-08-01'), { day: '2026-09-27' });
    account.edit(idOf(loaded, '2026-09-01'), { day: LONG_AGO });
    account.delete(idOf(loaded, '2024-06-01'));
    await refresh();
    expect(storedWorkouts(store)).toEqual(account.all());
    expect(account.requests).toHaveLength(1);
  });

  it('is read to its last page', async () => {
    const loaded = await loadedCase();
    const { account, store, refresh } = loaded;
    account.pageSize = 3;
    for (const { workoutId } of account.all().slice(0, 20)) account.edit(workoutId, { title: 'Renamed' });
    for (const { workoutId } of account.all().slice(40, 70)) account.delete(workoutId);
    await refresh();
    expect(storedWorkouts(store)).toEqual(account.all());
  });

  it.each(['edited', 'deleted'])(
    'misses nothing when an earlier row is %s while it is paged',
    async (how) => {
      const loaded = await loadedCase();
      const { account, store, clock, refresh } = loaded;
      account.pageSize = 4;
      const changed = account.all().slice(0, 12);
      for (const { workoutId } of changed) {
        account.edit(workoutId, { title: 'Renamed' });
        clock.advance(1000);
      }
      // The next refresh comes a week later: whatever this one misses is out of the reach of the next but one.
      clock.advance(7 * DAY);
      account.beforeAnswer = ({ to: page }) => {
        if (page !== '2') return;
        account.beforeAnswer = () => undefined;
        const first = changed[0]?.workoutId ?? 0;
        if (how === 'edited') account.edit(first, { title: 'Renamed again' });
        else account.delete(first);
      };
      const today = addDays(TODAY, 7);
      await refresh({ today });
      clock.advance(5 * MINUTE);
      await refresh({ today });
      expect(storedWorkouts(store)).toEqual(account.all());
    },
  );

  it('does not lose what changed while it was never at rest', async () => {
    const loaded = await loadedCase();
    const { account, store, clock, refresh } = loaded;
    account.pageSize = 4;
    const changed = account.all().slice(0, 30);
    for (const { workoutId } of changed) account.edit(workoutId, { title: 'Renamed' });
    clock.advance(7 * DAY);
    account.beforeAnswer = ({ kind, to: page }) => {
      if (kind === 'feed' && page === '3') account.delete(account.all()[0]?.workoutId ?? 0);
    };
    const today = addDays(TODAY, 7);
    await refresh({ today });
    account.beforeAnswer = () => undefined;
    clock.advance(7 * DAY);
    await refresh({ today: addDays(today, 7) });
    expect(storedWorkouts(store)).toEqual(account.all());
  });

  it('ends when the deletions of an unpaged list come again', async () => {
    const loaded = await loadedCase();
    const { account, store, refresh } = loaded;
    const paged = account.changedWorkouts.bind(account);
    account.changedWorkouts = async (athleteId, since, page, signal) => ({
      ...(await paged(athleteId, since, page, signal)),
      workouts: [],
      deletedIds: [1000, 1001],
      more: true,
    });
    await refresh();
    expect(store.workout(ATHLETE, 1000)).toBeNull();
    expect(store.syncState(ATHLETE)?.feedWorks).toBe(true);
    expect(account.requests.length).toBeLessThan(10);
  });

  it('finds a workout that was moved behind the back of the first load', async () => {
    const { account, store, refresh } = syncCase();
    const old = workout(1, '2024-06-15');
    account.put(old);
    account.beforeAnswer = ({ kind, from }) => {
      // The latest weeks are read already, the weeks it comes from are not.
      if (kind === 'window' && from < '2026-01-01' && from > '2025-10-01')
        account.edit(1, { day: '2026-09-20' });
    };
    await refresh();
    expect(store.workout(ATHLETE, 1)?.day).toBe('2026-09-20');
  });

  it('corrects a workout that moved to a newer window while both were in flight', async () => {
    const { account, store, refresh } = syncCase();
    const older = { from: addDays(TODAY, 1 - 3 * 90), to: addDays(TODAY, -2 * 90) };
    const newer = { from: addDays(TODAY, 1 - 2 * 90), to: addDays(TODAY, -90) };
    account.put(workout(1, older.to));
    let olderIsAnswered = (): void => undefined;
    const olderAnswered = new Promise<void>((resolve) => (olderIsAnswered = resolve));
    account.beforeAnswer = async ({ from }) => {
      if (from === newer.from) await olderAnswered;
    };
    account.beforeDelivery = ({ from }) => {
      if (from !== older.from) return;
      account.edit(1, { day: newer.from });
      olderIsAnswered();
    };
    await refresh();
    expect(store.workout(ATHLETE, 1)?.day).toBe(newer.from);
  });

  it('is followed from where it was last read when it comes back after an outage', async () => {
    const loaded = await loadedCase();
    const { account, store, clock, refresh } = loaded;
    account.feedFailure = FEED_GONE;
    account.edit(idOf(loaded, LONG_AGO), { title: 'Edited during the outage' });
    for (let day = 1; day <= 10; day += 1) {
      clock.advance(DAY);
      await refresh({ today: addDays(TODAY, day) });
    }
    expect(store.syncState(ATHLETE)?.feedWorks).toBe(false);
    account.feedFailure = null;
    clock.advance(DAY);
    await refresh({ today: addDays(TODAY, 11) });
    expect(store.syncState(ATHLETE)?.feedWorks).toBe(true);
    expect(storedWorkouts(store)).toEqual(account.all());
  });

  it('is not held to be broken when nothing at all could be reached', async () => {
    const loaded = await loadedCase();
    const { account, store, clock, refresh } = loaded;
    const down = new AppError('upstream_down', 'TrainingPeaks does not answer.');
    account.feedFailure = down;
    account.windowFailure = down;
    await expect(refresh()).rejects.toThrow('TrainingPeaks does not answer.');
    account.feedFailure = null;
    account.windowFailure = null;
    account.requests.length = 0;
    clock.advance(MINUTE);
    await refresh();
    expect(store.syncState(ATHLETE)?.feedWorks).toBe(true);
    expect(account.requests).toHaveLength(1);
  });

  it('misses nothing that changed while the clock was ahead', async () => {
    const loaded = await loadedCase();
    const { account, store, clock, refresh } = loaded;
    const edited = idOf(loaded, LONG_AGO);
    clock.set('2026-10-18T12:00:00Z');
    await refresh({ today: '2026-10-18' });
    clock.set('2026-09-29T12:00:00Z');
    account.edit(edited, { title: 'Edited after the clock was set right' });
    clock.set('2026-10-04T12:00:00Z');
    await refresh({ today: '2026-10-04' });
    expect(store.workout(ATHLETE, edited)?.title).toBe('Edited after the clock was set right');
  });

  it('is asked again when the clock was set back behind the last refresh', async () => {
    const loaded = await loadedCase();
    const { account, store, clock, refresh } = loaded;
    clock.advance(3 * HOUR);
    await refresh();
    clock.advance(-2 * HOUR);
    const edited = idOf(loaded, LONG_AGO);
    account.edit(edited, { title: 'Edited' });
    await refresh();
    expect(store.workout(ATHLETE, edited)?.title).toBe('Edited');
  });
});

describe('without the change feed', () => {
  it('recent and coming weeks are read again, and it is written down', async () => {
    const log = listeningLog();
    const loaded = await loadedCase({ log });
    const { account, store, refresh, windowsRead } = loaded;
    account.feedFailure = FEED_GONE;
    account.edit(idOf(loaded, '2026-09-10'), { title: 'Renamed' });
    account.delete(idOf(loaded, '2026-09-20'));
    account.put(workout(1, '2027-01-05', { completed: false, planned: true }));
    await refresh();
    expect(storedWorkouts(store)).toEqual(account.all());
    expect(store.syncState(ATHLETE)?.feedWorks).toBe(false);
    expect(windowsRead()[0]?.startsWith(addDays(TODAY, -42))).toBe(true);
    expect(log.lines).toContain('the change feed cannot be read; recent weeks are read again instead');
  });

  it('asks for the feed again after an hour, not before', async () => {
    const { account, clock, refresh } = await loadedCase();
    account.feedFailure = FEED_GONE;
    await refresh();
    clock.advance(59 * MINUTE);
    await refresh();
    expect(account.feedPages()).toHaveLength(1);
    clock.advance(2 * MINUTE);
    account.feedFailure = null;
    await refresh();
    expect(account.feedPages()).toHaveLength(2);
  });

  it('asks for the feed again when the clock was set back', async () => {
    const { account, clock, refresh } = await loadedCase();
    account.feedFailure = FEED_GONE;
    await refresh();
    clock.advance(-5 * HOUR);
    await refresh();
    expect(account.feedPages()).toHaveLength(2);
  });

  it.each(['session_expired', 'rate_limited', 'signed_out', 'cancelled'] as const)(
    'reads no windows instead when the failure is %s',
    async (code) => {
      const { account, refresh, windowsRead } = await loadedCase();
      account.feedFailure = new AppError(code, 'Not now.');
      await expect(refresh()).rejects.toThrow('Not now.');
      expect(windowsRead()).toEqual([]);
    },
  );

  it('treats a feed without an end as broken', async () => {
    const loaded = await loadedCase();
    const { account, store, refresh } = loaded;
    const paged = account.changedWorkouts.bind(account);
    account.changedWorkouts = async (athleteId, since, page, signal) => ({
      ...(await paged(athleteId, since, 1, signal)),
      workouts: [workout(7_000_000 + page, TODAY)],
      more: true,
    });
    await refresh();
    expect(store.syncState(ATHLETE)?.feedWorks).toBe(false);
    expect(storedWorkouts(store)).toEqual(account.all());
  });
});

describe('the daily rereading', () => {
  it('happens once a day, and finds what the feed never said', async () => {
    const loaded = await loadedCase();
    const { account, store, clock, refresh, windowsRead } = loaded;
    const silent = account.changedWorkouts.bind(account);
    account.changedWorkouts = async (...question) => ({
      ...(await silent(...question)),
      workouts: [],
      deletedIds: [],
    });
    account.edit(idOf(loaded, '2026-09-15'), { title: 'Renamed' });
    account.delete(idOf(loaded, '2026-09-20'));
    await refresh();
    expect(windowsRead()).toEqual([]);
    clock.advance(DAY);
    const today = addDays(TODAY, 1);
    await refresh({ today });
    expect(windowsRead()).not.toEqual([]);
    expect(storedWorkouts(store)).toEqual(account.all());
    expect(store.syncState(ATHLETE)).toMatchObject({ rereadDay: today, loadedTo: addDays(today, 365) });
    account.requests.length = 0;
    await refresh({ today });
    expect(windowsRead()).toEqual([]);
  });

  it('covers all the days that nobody asked on, plans a year ahead included', async () => {
    const loaded = await loadedCase();
    const { account, store, clock, refresh } = loaded;
    const silent = account.changedWorkouts.bind(account);
    account.changedWorkouts = async (...question) => ({ ...(await silent(...question)), workouts: [] });
    for (const workout of season('2026-09-29', '2028-11-01')) {
      account.put({ ...workout, workoutId: workout.workoutId + 100_000 });
    }
    clock.set('2028-05-01T12:00:00Z');
    await refresh({ today: '2028-05-01' });
    expect(storedWorkouts(store)).toEqual(account.all());
  });

  it('loses no workout that is moved between its windows while it reads them', async () => {
    const loaded = await loadedCase();
    const { account, store, clock, refresh } = loaded;
    const planned = idOf(loaded, '2027-01-20');
    clock.advance(DAY);
    const today = addDays(TODAY, 1);
    account.beforeDelivery = ({ kind, from, to }) => {
      if (kind === 'window' && from <= today && today <= to) account.edit(planned, { day: today });
    };
    await refresh({ today });
    expect(store.workout(ATHLETE, planned)?.day).toBe(today);
    expect(storedWorkouts(store)).toEqual(account.all());
  });

  it('leaves no hole when a kill in its middle is followed by a longer pause', async () => {
    const loaded = await loadedCase();
    const { account, store, clock, refresh } = loaded;
    for (const workout of season('2026-09-29', '2029-11-01')) {
      account.put({ ...workout, workoutId: workout.workoutId + 100_000 });
    }
    clock.set('2027-12-01T12:00:00Z');
    let windows = 0;
    account.beforeAnswer = ({ kind }) => {
      windows += kind === 'window' ? 1 : 0;
      if (windows > 3) throw new AppError('session_expired', 'The session is over.');
    };
    await expect(refresh({ today: '2027-12-01' })).rejects.toThrow('The session is over.');
    account.beforeAnswer = () => undefined;
    clock.set('2029-06-01T12:00:00Z');
    await refresh({ today: '2029-06-01' });
    expect(storedWorkouts(store)).toEqual(account.all());
  });

  it('reads rows that could be read again, and forgets that they could not', async () => {
    const loaded = await loadedCase();
    const { account, store, clock, refresh } = loaded;
    const broken = idOf(loaded, '2026-09-10');
    account.unreadable.add(broken);
    account.edit(broken, { title: 'Unreadable' });
    for (let times = 0; times < 3; times += 1) {
      clock.advance(5 * MINUTE);
      await refresh();
    }
    expect(store.setAside(ATHLETE, '2000-01-01', '2100-01-01')).toHaveLength(1);
    expect(store.workout(ATHLETE, broken)?.title).not.toBe('Unreadable');
    account.unreadable.clear();
    clock.advance(DAY);
    await refresh({ today: addDays(TODAY, 1) });
    expect(store.setAside(ATHLETE, '2000-01-01', '2100-01-01')).toEqual([]);
    expect(storedWorkouts(store)).toEqual(account.all());
  });
});
