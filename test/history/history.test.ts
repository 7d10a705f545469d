import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../src/history/database.ts';
import { createHistory } from '../../src/history/history.ts';
import { createStore } from '../../src/history/store.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { Athlete } from '../../src/shared/workout.ts';
import {
  athlete,
  ATHLETE,
  clockAt,
  listeningLog,
  openStore,
  OTHER_ATHLETE,
  QUIET,
  workout,
} from './builders.ts';
import { DEAD_SESSION, FakeRemote, NO_NETWORK } from './fake-remote.ts';
import { NOON, season, TODAY } from './sync-setup.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

function historyCase({ person = athlete(), at = NOON }: { person?: Athlete; at?: string } = {}) {
  const clock = clockAt(at);
  const store = openStore();
  const log = listeningLog();
  const remote = new FakeRemote(clock.now, season('2024-05-03', '2027-03-01'), person);
  const open = () =>
    createHistory({ store, remote, log, now: clock.now, machineTimeZone: 'America/Los_Angeles' });
  const history = open();
  onTestFinished(() => history.close());
  return { clock, store, log, remote, history, open };
}

/** A case whose history is loaded, and `minutes` old. */
async function loadedCase(minutes = 5) {
  const loaded = historyCase();
  await loaded.history.snapshot();
  loaded.clock.advance(minutes * MINUTE);
  loaded.remote.requests.length = 0;
  return loaded;
}

/** Puts timers into the hands of the test. */
function patience(): { end: () => void } {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  return { end: () => void vi.advanceTimersByTime(40_000) };
}

function untilStopped(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('a keychain that cannot be asked', () => {
  const LOCKED = new AppError('keychain_unavailable', 'The keychain is locked.');
  const lock = (remote: FakeRemote) => vi.spyOn(remote.session, 'currentCookie').mockRejectedValue(LOCKED);

  it('leaves the loaded history to answer, marked stale, with whose it is', async () => {
    const { remote, open } = await loadedCase();
    lock(remote);
    const history = open();
    const snapshot = await history.snapshot();
    expect(snapshot.sessions().length).toBeGreaterThan(100);
    expect(snapshot.provenance).toMatchObject({
      stale: { code: 'keychain_unavailable', message: LOCKED.message },
      syncedAt: '2026-09-28T12:00:00.000Z',
      notes: ['This is the history of Ada Example who was signed in last.'],
    });
    expect(remote.requests).toEqual([]);
    expect((await history.snapshot({ local: true })).provenance.stale).not.toBeNull();
    expect((await history.session.report()).about.syncedAt).toBe('2026-09-28T12:00:00.000Z');
    await expect(history.load(() => undefined)).rejects.toBe(LOCKED);
  });

  it('makes nothing stale that the app has just refreshed', async () => {
    const { remote, history } = await loadedCase(1);
    lock(remote);
    expect((await history.snapshot()).provenance.stale).toBeNull();
  });

  it('is what a question fails with when nothing was ever loaded', async () => {
    const { remote, history } = historyCase();
    lock(remote);
    await expect(history.snapshot()).rejects.toBe(LOCKED);
  });
});

describe('a fresh history', () => {
  it('asks TrainingPeaks nothing within two minutes', async () => {
    const { history, remote, clock } = await loadedCase(0);
    clock.advance(2 * MINUTE - 1);
    const { provenance } = await history.snapshot();
    expect(remote.requests).toEqual([]);
    expect(provenance).toEqual({
      asOf: TODAY,
      timeZone: 'Europe/Zurich',
      syncedAt: '2026-09-28T12:00:00.000Z',
      stale: null,
      loadedBackTo: null,
      partial: false,
      notes: [],
    });
  });

  it('is refreshed after two minutes, or when it is told to', async () => {
    const { history, remote, clock } = await loadedCase(0);
    await history.snapshot({ force: true });
    expect(remote.feedPages()).toHaveLength(1);
    clock.advance(2 * MINUTE);
    remote.put(workout(1, TODAY));
    const snapshot = await history.snapshot();
    expect(remote.feedPages()).toHaveLength(2);
    expect(snapshot.workouts({ from: TODAY, to: TODAY }).map(({ workoutId }) => workoutId)).toContain(1);
  });

  it('is refreshed when the clock was set back', async () => {
    const { history, remote, clock } = await loadedCase(0);
    clock.advance(-DAY);
    await history.snapshot();
    expect(remote.requests).not.toEqual([]);
  });

  it('gives every workout of the account, and the facts of each', async () => {
    const { history, remote } = await loadedCase(0);
    const snapshot = await history.snapshot();
    expect(snapshot.workouts({}).toSorted((a, b) => a.workoutId - b.workoutId)).toEqual(remote.all());
    expect(snapshot.sessions()).toHaveLength(remote.all().length);
    expect(snapshot.loaded).toMatchObject({ complete: true });
  });

  it('reads the facts anew when another process has written', async () => {
    const { history, store } = await loadedCase(0);
    const snapshot = await history.snapshot();
    const before = snapshot.sessions();
    expect(snapshot.sessions()).toBe(before);
    store.applyChanges(ATHLETE, { workouts: [workout(1, TODAY)], setAside: [] }, [], TODAY);
    expect(snapshot.sessions()).toHaveLength(before.length + 1);
  });

  it('shares one refresh between questions that come together', async () => {
    const { history, remote } = await loadedCase();
    await Promise.all([history.snapshot(), history.snapshot(), history.snapshot()]);
    expect(remote.requests).toHaveLength(1);
  });

  it('asks TrainingPeaks for a workout that is not in it', async () => {
    const { history, remote } = await loadedCase(0);
    const snapshot = await history.snapshot();
    remote.put(workout(7, '1990-01-01'));
    expect(await snapshot.workout(7)).toMatchObject({ workoutId: 7 });
    await expect(snapshot.workout(8)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('an answer that lags behind', () => {
  it.each([
    ['the network is down', NO_NETWORK],
    ['the cookie is dead', DEAD_SESSION],
    ['TrainingPeaks limits', new AppError('rate_limited', 'TrainingPeaks wants fewer requests.')],
  ])('still comes when %s, and says so', async (_, outage) => {
    const { history, remote } = await loadedCase();
    remote.outage = outage;
    const snapshot = await history.snapshot();
    expect(snapshot.provenance).toMatchObject({
      stale: { code: outage.code, message: outage.message },
      syncedAt: '2026-09-28T12:00:00.000Z',
    });
    expect(snapshot.workouts({})).toHaveLength(remote.all().length);
  });

  it('comes at once for 30 seconds after a failure, then TrainingPeaks is tried again', async () => {
    const { history, remote, clock } = await loadedCase();
    remote.outage = NO_NETWORK;
    await history.snapshot();
    remote.outage = null;
    remote.requests.length = 0;
    clock.advance(30 * SECOND - 1);
    expect((await history.snapshot()).provenance.stale).toMatchObject({ code: 'upstream_down' });
    expect(remote.requests).toEqual([]);
    clock.advance(1);
    expect((await history.snapshot()).provenance.stale).toBeNull();
    expect(remote.requests).not.toEqual([]);
  });

  it.each(['a forced refresh', 'a new sign-in'])('is not held against %s', async (what) => {
    const { history, remote } = await loadedCase();
    remote.outage = NO_NETWORK;
    await history.snapshot();
    remote.outage = null;
    if (what === 'a new sign-in') history.session.forget();
    const { provenance } = await history.snapshot({ force: what === 'a forced refresh' });
    expect(provenance.stale).toBeNull();
  });

  it('comes when the refresh takes too long, and the refresh goes on', async () => {
    const { history, remote } = await loadedCase();
    remote.put(workout(1, TODAY));
    const { end } = patience();
    const { opened, open } = gate();
    remote.beforeAnswer = () => {
      end();
      return opened;
    };
    const late = await history.snapshot();
    expect(late.provenance.stale).toMatchObject({ code: 'still_loading' });
    vi.useRealTimers();
    open();
    const next = await history.snapshot();
    expect(next.provenance.stale).toBeNull();
    expect(next.workouts({ from: TODAY, to: TODAY }).map(({ workoutId }) => workoutId)).toContain(1);
    expect(remote.feedPages()).toHaveLength(1);
  });

  it('is not called stale when only the profile could not be read', async () => {
    const { history, remote, log } = await loadedCase(26 * 60);
    remote.beforeProfile = () => {
      throw NO_NETWORK;
    };
    remote.settingsFailure = NO_NETWORK;
    expect((await history.snapshot()).provenance.stale).toBeNull();
    expect(log.lines).toContain('the renewed session could not be verified; the next question tries again');
  });

  it('says when changes cannot be followed', async () => {
    const { history, remote } = await loadedCase();
    remote.feedFailure = new AppError('upstream_changed', 'TrainingPeaks answered with 404.');
    const { provenance } = await history.snapshot();
    expect(provenance.stale).toBeNull();
    expect(provenance.notes).toEqual([expect.stringContaining('older than six weeks may be missing')]);
  });
});

describe('the first load', () => {
  it('throws when there is nothing to answer from, and is not tried again for 30 seconds', async () => {
    const { history, remote, clock } = historyCase();
    remote.windowFailure = NO_NETWORK;
    await expect(history.snapshot()).rejects.toMatchObject({ code: 'upstream_down' });
    const tried = remote.requests.length;
    clock.advance(30 * SECOND - 1);
    await expect(history.snapshot()).rejects.toMatchObject({ code: 'upstream_down' });
    expect(remote.requests).toHaveLength(tried);
    remote.windowFailure = null;
    clock.advance(1);
    expect((await history.snapshot()).loaded.complete).toBe(true);
  });

  it('answers from what is there when it stops half way, and says how far it came', async () => {
    const { history, remote } = historyCase();
    remote.beforeAnswer = ({ from }) => {
      if (from < '2025-09-01') throw DEAD_SESSION;
    };
    const snapshot = await history.snapshot();
    expect(snapshot.loaded.complete).toBe(false);
    expect(snapshot.provenance).toMatchObject({
      stale: { code: 'session_expired' },
      loadedBackTo: snapshot.loaded.from,
      syncedAt: null,
    });
  });

  it('throws "still loading" when it takes too long to have anything', async () => {
    const { history, remote } = historyCase();
    const { end } = patience();
    remote.beforeAnswer = (_, signal) => {
      end();
      return untilStopped(signal);
    };
    await expect(history.snapshot()).rejects.toMatchObject({ code: 'still_loading' });
  });

  it('counts finding out who asks towards its time, and that goes on for the next question', async () => {
    const { history, remote } = historyCase();
    const { end } = patience();
    const { opened, open } = gate();
    remote.beforeProfile = () => {
      end();
      return opened;
    };
    await expect(history.snapshot()).rejects.toMatchObject({ code: 'still_loading' });
    vi.useRealTimers();
    const next = history.snapshot();
    open();
    expect((await next).loaded.complete).toBe(true);
    expect(remote.calls.user).toBe(1);
  });

  it('reports progress to everybody who waits', async () => {
    const { history } = historyCase();
    const reports: string[] = [];
    await Promise.all(
      ['one', 'two'].map((who) =>
        history.snapshot({ onProgress: ({ windowsDone }) => reports.push(`${who} ${windowsDone}`) }),
      ),
    );
    expect(reports.filter((report) => report.startsWith('one'))).toHaveLength(reports.length / 2);
    expect(reports).toContain('two 5');
  });

  it('ends the question, not the load, when the question is cancelled', async () => {
    const { history, remote } = historyCase();
    const stop = new AbortController();
    const { opened, open } = gate();
    remote.beforeAnswer = () => {
      stop.abort();
      return opened;
    };
    await expect(history.snapshot({ signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
    open();
    expect((await history.snapshot()).loaded.complete).toBe(true);
    const windows = remote.windows().map(({ from }) => from);
    expect(new Set(windows).size).toBe(windows.length);
  });
});

describe('a damaged file', () => {
  it('is named to a question that waits for a refresh when the refresh meets it', async () => {
    const clock = clockAt(NOON);
    const remote = new FakeRemote(clock.now, season('2026-01-01', TODAY));
    const database = openDatabase(':memory:', QUIET, (damage) => void history.close(damage));
    const history = createHistory({ store: createStore(database), remote, log: QUIET, now: clock.now });
    remote.beforeAnswer = ({ from }) => {
      if (from < '2025-09-01') database.giveUp(new Error('A page is spoiled.'));
    };
    const damage = { code: 'storage_failed', message: expect.stringContaining('was damaged') as string };
    await expect(history.snapshot()).rejects.toMatchObject(damage);
    await expect(history.snapshot()).rejects.toMatchObject(damage);
  });
});

describe('the athlete', () => {
  it('is told when nobody is signed in', async () => {
    const { history, remote } = await loadedCase();
    remote.stored = null;
    await expect(history.snapshot()).rejects.toMatchObject({ code: 'signed_out' });
  });

  it('never gets the history of another one', async () => {
    const { history, remote, store, clock } = await loadedCase();
    const bea = athlete({ athleteId: OTHER_ATHLETE, fullName: 'Bea Example' });
    remote.athletes.set('cookie of bea', bea);
    remote.stored = { cookie: 'cookie of bea', origin: 'keychain' };
    // The account behind the cookie is another one now; it refuses questions about Ada.
    await expect(history.snapshot()).rejects.toMatchObject({ code: 'not_permitted' });
    expect(store.workouts(OTHER_ATHLETE, {})).toEqual([]);
    remote.stored = { cookie: 'cookie one', origin: 'keychain' };
    clock.advance(MINUTE);
    expect((await history.snapshot()).athlete.athleteId).toBe(ATHLETE);
  });

  it.each([
    ['Pacific/Kiritimati', '2026-09-28T09:59:00Z', '2026-09-28'],
    ['Pacific/Kiritimati', '2026-09-28T10:00:00Z', '2026-09-29'],
    ['Pacific/Pago_Pago', '2026-09-28T10:59:00Z', '2026-09-27'],
    ['Pacific/Pago_Pago', '2026-09-28T11:00:00Z', '2026-09-28'],
    ['Europe/Zurich', '2026-10-25T22:59:00Z', '2026-10-25'],
    ['Europe/Zurich', '2026-10-25T23:00:00Z', '2026-10-26'],
    ['Mars/Olympus', '2026-09-28T06:59:00Z', '2026-09-27'],
    ['', '2026-09-28T07:00:00Z', '2026-09-28'],
    [null, '2026-09-28T06:59:00Z', '2026-09-27'],
  ])('in %s has the day of their own calendar at %s: %s', async (timeZone, at, today) => {
    const { history } = historyCase({ person: athlete({ timeZone }), at });
    const snapshot = await history.snapshot();
    expect(snapshot.today).toBe(today);
    expect(snapshot.provenance.asOf).toBe(today);
    const isKnown = timeZone?.includes('Olympus') === false && timeZone !== '';
    expect(snapshot.provenance.timeZone).toBe(isKnown ? timeZone : 'America/Los_Angeles');
  });

  it('has a new day at midnight, without a refresh', async () => {
    const { history, clock, remote } = historyCase({ at: '2026-09-28T21:59:30Z' });
    expect((await history.snapshot()).today).toBe('2026-09-28');
    remote.requests.length = 0;
    clock.advance(MINUTE);
    expect((await history.snapshot()).today).toBe('2026-09-29');
    expect(remote.requests).toEqual([]);
  });
});

describe('load', () => {
  it('asks TrainingPeaks nothing within two minutes, unless a person wants it', async () => {
    const { history, remote, clock } = await loadedCase(0);
    await history.load(() => undefined);
    expect(remote.requests).toEqual([]);
    await history.load(() => undefined, { force: true });
    expect(remote.feedPages()).toHaveLength(1);
    clock.advance(2 * MINUTE);
    await history.load(() => undefined);
    expect(remote.feedPages()).toHaveLength(2);
  });
});

describe('report', () => {
  it('tells how the session and the history are, and refreshes nothing', async () => {
    const { history, remote } = await loadedCase();
    const report = await history.session.report();
    expect(report).toMatchObject({
      state: 'valid',
      about: { syncedAt: '2026-09-28T12:00:00.000Z', stale: null, partial: false },
    });
    expect(remote.requests).toEqual([]);
  });

  it('works before anything was loaded, and signed out', async () => {
    const { history, remote } = historyCase();
    expect((await history.session.report()).about).toMatchObject({
      syncedAt: null,
      timeZone: 'Europe/Zurich',
    });
    remote.stored = null;
    expect(await history.session.report()).toMatchObject({
      state: 'signed_out',
      about: { stale: { code: 'signed_out' }, timeZone: 'America/Los_Angeles' },
    });
  });
});

describe('close', () => {
  it('stops a running load, keeps what it has, and may be called twice', async () => {
    const { history, remote, store, log } = historyCase();
    let requests = 0;
    const question = gate();
    remote.beforeAnswer = async (_, signal) => {
      requests += 1;
      if (requests < 5) return;
      question.open();
      await untilStopped(signal);
    };
    const save = vi.spyOn(store, 'replaceWindow');
    const asked = history.snapshot();
    const outcome = expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    await question.opened;
    await Promise.all([history.close(), history.close()]);
    await outcome;
    await history.close();
    expect(save).toHaveBeenCalled();
    expect(() => store.syncState(ATHLETE)).toThrow();
    expect(log.lines).toEqual([]);
  });

  it('refuses questions that come later', async () => {
    const { history } = await loadedCase();
    await history.close();
    await expect(history.snapshot()).rejects.toMatchObject({ code: 'cancelled' });
  });
});
