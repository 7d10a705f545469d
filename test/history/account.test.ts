import { describe, expect, it, vi } from 'vitest';
import { createAccount } from '../../src/history/account.ts';
import { waitUntil } from '../../src/shared/deadline.ts';
import { AppError } from '../../src/shared/errors.ts';
import { athlete, ATHLETE, clockAt, openStore, OTHER_ATHLETE, QUIET } from './builders.ts';
import { DEAD_SESSION, FakeRemote, NO_NETWORK, SETTINGS } from './fake-remote.ts';
import { NOON } from './sync-setup.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const BEA = athlete({ athleteId: OTHER_ATHLETE, fullName: 'Bea Example' });

function accountCase(store = openStore()) {
  const clock = clockAt(NOON);
  const remote = new FakeRemote(clock.now);
  remote.athletes.set('cookie of bea', BEA);
  const account = createAccount({
    store,
    remote,
    now: clock.now,
    log: QUIET,
    closing: new AbortController().signal,
  });
  const signIn = (cookie: string) => (remote.stored = { cookie, origin: 'keychain' });
  const maintain = () => account.maintain(new AbortController().signal);
  return { clock, remote, store, account, signIn, maintain };
}

const LOCKED = new AppError('keychain_unavailable', 'The keychain is locked.');

describe('while the keychain cannot be asked', () => {
  function lockable() {
    const known = accountCase();
    const { remote } = known;
    const lock = () => vi.spyOn(remote.session, 'currentCookie').mockRejectedValue(LOCKED);
    return { ...known, lock };
  }

  it('whoever was signed in last is recalled, in another process too', async () => {
    const { account, store, remote, clock, lock } = lockable();
    await account.identify();
    lock();
    const other = createAccount({
      store,
      remote,
      now: clock.now,
      log: QUIET,
      closing: new AbortController().signal,
    });
    expect(await other.identifyOrRecall()).toMatchObject({
      identity: { athlete: athlete() },
      problem: { code: 'keychain_unavailable', message: LOCKED.message },
    });
    expect(await other.report()).toMatchObject({ state: 'unknown', athlete: athlete() });
    await expect(other.identify()).rejects.toBe(LOCKED);
  });

  it('that is the last of several', async () => {
    const { account, signIn, lock } = lockable();
    await account.identify();
    signIn('cookie of bea');
    await account.identify();
    lock();
    expect((await account.identifyOrRecall()).identity.athlete).toEqual(BEA);
  });

  it.each<[string, (known: ReturnType<typeof lockable>) => unknown]>([
    ['nobody ever was', () => undefined],
    [
      'the keychain was found empty since',
      async ({ account, remote }) => {
        await account.identify();
        remote.stored = null;
        await account.report();
      },
    ],
    [
      'they signed out',
      async ({ account }) => {
        await account.identify();
        account.forgetAthlete();
      },
    ],
  ])('nobody is recalled when %s', async (_when, happen) => {
    const known = lockable();
    await happen(known);
    known.lock();
    await expect(known.account.identifyOrRecall()).rejects.toBe(LOCKED);
    expect(await known.account.report()).toMatchObject({ state: 'unknown', athlete: null });
  });

  it('nobody is recalled for another fault', async () => {
    const { account, remote } = lockable();
    await account.identify();
    vi.spyOn(remote.session, 'currentCookie').mockRejectedValue(DEAD_SESSION);
    await expect(account.identifyOrRecall()).rejects.toBe(DEAD_SESSION);
  });

  it('a question is answered although it cannot be written down who asks', async () => {
    const { account, store } = lockable();
    vi.spyOn(store, 'rememberAthlete').mockImplementation(() => {
      throw new AppError('storage_failed', 'The disk is full.');
    });
    expect((await account.identify()).athlete).toEqual(athlete());
  });
});

describe('identify', () => {
  it('asks TrainingPeaks once, and keeps only a fingerprint of the cookie', async () => {
    const { account, remote, store, clock } = accountCase();
    expect(await account.identify()).toEqual({ athlete: athlete(), settings: SETTINGS });
    await account.identify();
    expect(remote.calls.user).toBe(1);
    expect(store.athleteOfCookie('cookie one')).toBeNull();
    expect(store.athlete(ATHLETE)?.fetchedAt).toBe(clock.now());
  });

  it('works offline, and in another process, with a cookie seen before', async () => {
    const { account, remote, store, clock } = accountCase();
    await account.identify();
    remote.outage = NO_NETWORK;
    const other = createAccount({
      store,
      remote,
      now: clock.now,
      log: QUIET,
      closing: new AbortController().signal,
    });
    expect((await other.identify()).athlete).toEqual(athlete());
  });

  it('fails offline with a cookie it has never seen, whoever was signed in before', async () => {
    const { account, remote, signIn } = accountCase();
    await account.identify();
    remote.outage = NO_NETWORK;
    signIn('cookie of bea');
    await expect(account.identify()).rejects.toBe(NO_NETWORK);
  });

  it('says when nobody is signed in', async () => {
    const { account, remote } = accountCase();
    remote.stored = null;
    await expect(account.identify()).rejects.toMatchObject({ code: 'signed_out' });
  });

  it('keeps the cookies of two athletes apart', async () => {
    const { account, signIn } = accountCase();
    const asked = [];
    for (const cookie of ['cookie one', 'cookie of bea', 'cookie one', 'cookie two', 'cookie of bea']) {
      signIn(cookie);
      asked.push((await account.identify()).athlete.athleteId);
    }
    expect(asked).toEqual([ATHLETE, OTHER_ATHLETE, ATHLETE, ATHLETE, OTHER_ATHLETE]);
  });

  it('goes on when nobody waits any more, unless everything ends', async () => {
    const closing = new AbortController();
    const { store, remote, clock } = accountCase();
    const account = createAccount({ store, remote, now: clock.now, log: QUIET, closing: closing.signal });
    const ask = vi.fn((signal?: AbortSignal) => waitUntil(new Promise<never>(() => undefined), signal));
    remote.user = ask;
    const stop = new AbortController();
    const asked = account.identify(stop.signal);
    await expect.poll(() => ask.mock.calls.length).toBe(1);
    stop.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect(ask.mock.calls[0]?.[0]?.aborted).toBe(false);
    const later = account.identify();
    closing.abort(new AppError('cancelled', 'TP Tray is closing.'));
    await expect(later).rejects.toThrow('TP Tray is closing.');
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('drops the token of the athlete before when another process has signed somebody in', async () => {
    const { account, remote, signIn } = accountCase();
    await account.identify();
    signIn('cookie of bea');
    expect((await account.identify()).athlete).toEqual(BEA);
    expect(remote.calls.forget).toBe(1);
  });

  it('never writes down whose cookie it is when somebody signs in during the question', async () => {
    const { account, remote, signIn } = accountCase();
    remote.beforeProfile = () => {
      remote.beforeProfile = () => undefined;
      signIn('cookie of bea');
    };
    await account.identify();
    expect((await account.identify()).athlete).toEqual(BEA);
    signIn('cookie one');
    expect((await account.identify()).athlete).toEqual(athlete());
  });

  it('gets by without settings, and asks for them again at the next refresh', async () => {
    const { account, remote, maintain } = accountCase();
    remote.settingsFailure = new AppError('upstream_down', 'Not now.');
    expect((await account.identify()).settings).toBeNull();
    remote.settingsFailure = null;
    await maintain();
    expect((await account.identify()).settings).toEqual(SETTINGS);
  });
});

describe('maintain', () => {
  it('reads the profile again after a day, not before', async () => {
    const { account, remote, clock, maintain } = accountCase();
    remote.stored = { cookie: 'cookie one', origin: 'environment' };
    await account.identify();
    clock.advance(DAY - 1);
    await maintain();
    expect(remote.calls.user).toBe(1);
    remote.athletes.set('cookie one', athlete({ timeZone: 'Pacific/Auckland' }));
    clock.advance(1);
    await maintain();
    expect((await account.identify()).athlete.timeZone).toBe('Pacific/Auckland');
  });

  it('reads the profile again when the clock was set back', async () => {
    const { account, remote, clock, maintain } = accountCase();
    await account.identify();
    clock.advance(-30 * DAY);
    await maintain();
    expect(remote.calls.user).toBe(2);
  });

  it('renews a session from the keychain after a day, and knows whose the new cookie is', async () => {
    const { account, remote, clock, maintain } = accountCase();
    await account.identify();
    clock.advance(DAY - 1);
    await maintain();
    expect(remote.calls.renew).toBe(0);
    clock.advance(1);
    await maintain();
    expect(remote.calls.renew).toBe(1);
    expect(remote.stored?.cookie).toBe('cookie two');
    remote.outage = NO_NETWORK;
    expect((await account.identify()).athlete).toEqual(athlete());
    remote.outage = null;
    clock.advance(DAY - 1);
    await maintain();
    expect(remote.calls.renew).toBe(1);
  });

  it('counts the age of a session anew when it was renewed to the same cookie', async () => {
    const { account, remote, clock, maintain } = accountCase();
    await account.identify();
    remote.renewsTo = 'cookie one';
    clock.advance(DAY);
    await maintain();
    clock.advance(2 * HOUR);
    await maintain();
    expect(remote.calls.renew).toBe(1);
  });

  it('tries a renewal that did not work once an hour', async () => {
    const { account, remote, clock, maintain } = accountCase();
    await account.identify();
    remote.renewsTo = null;
    clock.advance(DAY);
    for (let minutes = 0; minutes < 60; minutes += 2) {
      await maintain();
      clock.advance(2 * 60_000);
    }
    expect(remote.calls.renew).toBe(1);
    await maintain();
    expect(remote.calls.renew).toBe(2);
  });

  it('never renews a cookie of the environment', async () => {
    const { account, remote, clock, maintain } = accountCase();
    remote.stored = { cookie: 'cookie one', origin: 'environment' };
    await account.identify();
    clock.advance(40 * DAY);
    await maintain();
    expect(await account.renew()).toBe(false);
    expect(remote.calls.renew).toBe(0);
  });

  it('does not take the renewed cookie for the wrong athlete when somebody signs in meanwhile', async () => {
    const { account, remote, clock, maintain, signIn } = accountCase();
    await account.identify();
    clock.advance(DAY);
    const renew = remote.session.renew;
    remote.session.renew = async () => {
      const renewed = await renew();
      signIn('cookie of bea');
      return renewed;
    };
    await maintain();
    expect((await account.identify()).athlete).toEqual(BEA);
  });

  it('counts a session as renewed when only the check afterwards fails', async () => {
    const { account, remote } = accountCase();
    await account.identify();
    remote.beforeProfile = () => {
      throw NO_NETWORK;
    };
    expect(await account.renew()).toBe(true);
    remote.beforeProfile = () => undefined;
    expect((await account.identify()).athlete).toEqual(athlete());
  });

  it('does nothing when nobody is signed in', async () => {
    const { remote, maintain } = accountCase();
    remote.stored = null;
    await maintain();
    expect(remote.calls).toMatchObject({ user: 0, renew: 0 });
  });
});

describe('report', () => {
  it('describes a living session', async () => {
    const { account, clock } = accountCase();
    expect(await account.report()).toEqual({
      state: 'valid',
      problem: null,
      origin: 'keychain',
      athlete: athlete(),
      since: clock.now(),
      expectedExpiry: clock.now() + 30 * DAY,
    });
  });

  it.each([
    ['expired', DEAD_SESSION],
    ['unknown', NO_NETWORK],
  ])('says %s, and still who it was', async (state, outage) => {
    const { account, remote } = accountCase();
    await account.identify();
    remote.outage = outage;
    expect(await account.report()).toMatchObject({
      state,
      problem: { code: outage.code },
      athlete: { athleteId: ATHLETE },
    });
  });

  it('says when nobody is signed in, and when the keychain does not open', async () => {
    const { account, remote } = accountCase();
    remote.stored = null;
    expect(await account.report()).toMatchObject({ state: 'signed_out', problem: { code: 'signed_out' } });
    remote.session.currentCookie = () =>
      Promise.reject(new AppError('keychain_unavailable', 'The keychain is locked.'));
    expect(await account.report()).toMatchObject({
      state: 'unknown',
      problem: { code: 'keychain_unavailable' },
      athlete: null,
    });
  });

  it('stops when it is told to', async () => {
    const { account, remote } = accountCase();
    const stop = new AbortController();
    stop.abort();
    remote.outage = new AppError('cancelled', 'The question was cancelled.');
    await expect(account.report(stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
