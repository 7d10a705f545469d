import { describe, expect, it } from 'vitest';
import type { SignInEnd } from '../../src/app/session-keeper.ts';
import type { AppStatus } from '../../src/shared/app-status.ts';
import { isSynced, makeApp, startAccount, until } from './lab.ts';

const DAY_MILLISECONDS = 24 * 60 * 60_000;

async function signedOut() {
  const account = await startAccount({ signedIn: false });
  const made = makeApp(account.openServices);
  made.app.start();
  await until(made.app, ({ session }) => session.state === 'signed_out');
  return { ...account, ...made };
}

async function synced() {
  const account = await startAccount();
  const made = makeApp(account.openServices, () => account.clock.now);
  made.app.start();
  await until(made.app, isSynced);
  return { ...account, ...made };
}

describe('signing in', () => {
  it('takes the cookie of the login page, keeps it, and loads', async () => {
    const { app, user, keychain, simulator, seen } = await signedOut();
    user.signIn = () => Promise.resolve({ outcome: 'cookie', cookie: simulator.cookie });
    const { session } = await app.signIn();
    expect(session).toMatchObject({ state: 'valid', athleteName: 'Dana Demo', signInProblem: null });
    expect(keychain.cookie).toBe(simulator.cookie);
    const steps = seen.map((status) => status.session.signIn);
    expect(steps.filter((step, index) => step !== steps[index - 1])).toEqual([
      null,
      'open',
      'checking',
      null,
    ]);
    const after = await until(app, isSynced);
    expect(after.session).toMatchObject({ cookieFrom: 'keychain', expectedExpiryDay: '2026-07-17' });
    expect(user.notifications).toEqual([]);
  });

  const ends: [string, () => Promise<SignInEnd>, string | null][] = [
    ['the window was closed', () => Promise.resolve({ outcome: 'closed' }), null],
    ['the page failed', () => Promise.resolve({ outcome: 'failed', message: 'No network.' }), 'No network.'],
    [
      'the window broke',
      () => Promise.reject(new Error('secret detail')),
      'Something unexpected went wrong inside TP Tray.',
    ],
    [
      'the cookie was refused',
      () => Promise.resolve({ outcome: 'cookie', cookie: 'A'.repeat(200) }),
      'The TrainingPeaks session has ended. Sign in again.',
    ],
  ];

  it.each(ends)('stores nothing when %s', async (_, end, words) => {
    const { app, user, keychain } = await signedOut();
    user.signIn = end;
    const { session } = await app.signIn();
    expect(session).toMatchObject({ state: 'signed_out', athleteName: null, signInProblem: words });
    expect(keychain.cookie).toBeNull();
    expect(app.status().today).toBeNull();
  });

  it('says what was wrong for as long as nobody is signed in', async () => {
    const { app, user } = await signedOut();
    user.signIn = () => Promise.resolve({ outcome: 'failed', message: 'No network.' });
    await app.signIn();
    expect((await app.check()).session.signInProblem).toBe('No network.');
  });

  it('forgets what was wrong before when it is tried again', async () => {
    const { app, user, simulator } = await signedOut();
    user.signIn = () => Promise.resolve({ outcome: 'failed', message: 'No network.' });
    await app.signIn();
    user.signIn = () => Promise.resolve({ outcome: 'cookie', cookie: simulator.cookie });
    expect((await app.signIn()).session.signInProblem).toBeNull();
  });

  it('may be tried again as soon as it is told what was wrong', async () => {
    const { app, user, simulator } = await signedOut();
    user.signIn = () => Promise.resolve({ outcome: 'failed', message: 'No network.' });
    const again = new Promise<AppStatus>((resolve) => {
      app.onChange(({ session }) => {
        if (session.signInProblem === null) return;
        user.signIn = () => Promise.resolve({ outcome: 'cookie', cookie: simulator.cookie });
        resolve(app.signIn());
      });
    });
    await app.signIn();
    expect((await again).session).toMatchObject({ state: 'valid', signInProblem: null });
  });

  it('opens one window at a time', async () => {
    const { app, user } = await signedOut();
    let windows = 0;
    let close: () => void = () => undefined;
    user.signIn = () => {
      windows += 1;
      return new Promise((resolve) => {
        close = () => resolve({ outcome: 'closed' });
      });
    };
    const first = app.signIn();
    await app.check();
    expect((await app.signIn()).session.signIn).toBe('open');
    close();
    await first;
    expect(windows).toBe(1);
    expect(app.status().session).toMatchObject({ state: 'signed_out', signIn: null });
  });
});

describe('a copied cookie', () => {
  it.each([
    ['the bare value', (cookie: string) => cookie],
    ['a whole header', (cookie: string) => `Cookie: a=b; Production_tpAuth=${cookie}; c=d`],
  ])('is taken as %s', async (_, text) => {
    const { app, user, keychain, simulator } = await signedOut();
    user.copied = text(simulator.cookie);
    expect((await app.useCopiedCookie()).session.state).toBe('valid');
    expect(keychain.cookie).toBe(simulator.cookie);
    await until(app, isSynced);
  });

  it.each([
    ['nothing', '', /^Nothing was pasted/],
    ['a password', 'hunter2', /^What you copied is not the cookie/],
    ['a shopping list', 'milk, eggs & bread', /^This holds no Production_tpAuth cookie/],
    [
      'a cookie that has ended',
      `Production_tpAuth=${'B'.repeat(200)}`,
      /^The TrainingPeaks session has ended/,
    ],
  ])('is refused when it is %s, in words, without repeating it', async (_, copied, words) => {
    const { app, user, keychain, logged } = await signedOut();
    user.copied = copied;
    const { session } = await app.useCopiedCookie();
    expect(session.state).toBe('signed_out');
    expect(session.signInProblem).toMatch(words);
    expect(keychain.cookie).toBeNull();
    if (copied !== '') expect(JSON.stringify([logged, session])).not.toContain(copied);
  });

  it('that is refused leaves a living session alone', async () => {
    const { app, user, keychain, simulator } = await synced();
    user.copied = 'C'.repeat(200);
    const { session, today } = await app.useCopiedCookie();
    expect(session).toMatchObject({ state: 'valid', athleteName: 'Dana Demo' });
    expect(session.signInProblem).not.toBeNull();
    expect(today?.stale).toBe(false);
    expect(keychain.cookie).toBe(simulator.cookie);
    expect((await app.check()).session).toMatchObject({ state: 'valid', signInProblem: null });
  });
});

describe('a session that ages', () => {
  it('is told of once, five days before its end, however often the network comes and goes', async () => {
    const { app, user, clock, simulator } = await synced();
    simulator.faults.set({ refreshFails: true });
    clock.now += 24.9 * DAY_MILLISECONDS;
    expect((await app.check()).session.state).toBe('valid');
    clock.now += 0.2 * DAY_MILLISECONDS;
    expect((await app.check()).session.state).toBe('expiring');
    expect(user.notifications).toEqual(['TrainingPeaks session ends soon']);
    await app.check();
    simulator.faults.set({ tokenError: true });
    clock.now += 2 * 60 * 60_000;
    expect((await app.check()).session.state).toBe('unknown');
    simulator.faults.clear('tokenError');
    expect((await app.check()).session.state).toBe('expiring');
    expect(user.notifications).toEqual(['TrainingPeaks session ends soon']);
  });

  it('is renewed by itself', async () => {
    const { app, clock, keychain, simulator, user } = await synced();
    clock.now += 26 * DAY_MILLISECONDS;
    app.refreshInBackground();
    await until(app, () => keychain.cookie !== simulator.cookie);
    await until(app, isSynced);
    expect((await app.check()).session).toMatchObject({ state: 'valid', expectedExpiryDay: '2026-08-12' });
    expect(user.notifications.length).toBeLessThanOrEqual(1);
  });

  it('ends with one word; the numbers stay, marked, until somebody signs in again', async () => {
    const { app, user, simulator, keychain, clock } = await synced();
    const before = app.status();
    simulator.account.revokeCookie();
    simulator.account.expireTokens();
    clock.now += 3 * 60 * 60_000;
    app.refreshInBackground();
    const ended = await until(
      app,
      ({ today, session }) => today?.stale === true && session.state === 'expired',
    );
    expect(ended).toMatchObject({
      session: { athleteName: 'Dana Demo', problem: { code: 'session_expired' } },
      sync: { state: 'failed', syncedAt: before.sync.syncedAt, workoutCount: before.sync.workoutCount },
    });
    await app.check();
    expect(user.notifications).toEqual(['TrainingPeaks session ended']);

    const fresh = simulator.account.addCookie();
    user.signIn = () => Promise.resolve({ outcome: 'cookie', cookie: fresh });
    expect((await app.signIn()).today).not.toBeNull();
    const mended = await until(app, (status) => isSynced(status) && status.today?.stale === false);
    expect(mended).toMatchObject({ session: { state: 'valid', problem: null }, sync: { problem: null } });
    expect(keychain.cookie).toBe(fresh);

    simulator.account.revokeCookie();
    simulator.account.expireTokens();
    clock.now += 3 * 60 * 60_000;
    expect((await app.check()).session.state).toBe('expired');
    expect(user.notifications).toHaveLength(2);
  });
});

describe('signing out', () => {
  it('removes the cookie and the numbers, also in the middle of a load', async () => {
    const { openServices, simulator, keychain } = await startAccount();
    simulator.faults.set({ latency: { milliseconds: 30, when: (path) => /workouts\/\d{4}-/.test(path) } });
    const { app, user } = makeApp(openServices);
    app.start();
    await until(app, ({ sync }) => sync.progress !== null);
    const gone = await app.signOut();
    expect(gone).toMatchObject({
      session: { state: 'signed_out', athleteName: null, expectedExpiryDay: null, cookieFrom: null },
      sync: { state: 'idle', workoutCount: 0, syncedAt: null },
      today: null,
    });
    expect(keychain.cookie).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(app.status()).toEqual({ ...gone, clients: app.status().clients });
    expect(user.notifications).toEqual([]);
  });

  it('does not keep somebody who signs in elsewhere from being loaded', async () => {
    const { app, keychain, simulator, clock } = await synced();
    const before = app.status().sync.syncedAt;
    await app.signOut();
    keychain.cookie = simulator.cookie;
    clock.now += 60 * 60_000;
    app.refreshInBackground();
    await until(app, (status) => isSynced(status) && status.sync.syncedAt !== before);
  });

  it('shows the same numbers again after signing in again', async () => {
    const { app, user, simulator } = await synced();
    const before = app.status();
    await app.signOut();
    user.signIn = () => Promise.resolve({ outcome: 'cookie', cookie: simulator.cookie });
    await app.signIn();
    expect((await until(app, isSynced)).today).toEqual(before.today);
  });
});

describe('the demo athlete', () => {
  it('comes and goes without touching the account', async () => {
    const { app, keychain, simulator } = await synced();
    const before = app.status();
    const requests = simulator.requests.length;
    const demo = await app.showDemo(true);
    expect(demo.demo).toBe(true);
    expect(demo.session.state).toBe('valid');
    expect(demo.today).not.toBeNull();
    expect(demo.today?.ctl).not.toBe(before.today?.ctl);
    expect(simulator.requests).toHaveLength(requests);
    expect(keychain.cookie).toBe(simulator.cookie);
    expect(await app.showDemo(true)).toBe(demo);

    const after = await app.showDemo(false);
    expect(after.demo).toBe(false);
    expect(after.today).toEqual(before.today);
    expect(after.session).toEqual(before.session);
  });

  it('is there for somebody who is not signed in, and leaves no trace', async () => {
    const { app, keychain } = await signedOut();
    expect((await app.showDemo(true)).today).not.toBeNull();
    const after = await app.showDemo(false);
    expect(after).toMatchObject({ today: null, session: { state: 'signed_out', athleteName: null } });
    expect(after.sync.workoutCount).toBe(0);
    expect(keychain.cookie).toBeNull();
  });

  it('makes room for the account when somebody signs in', async () => {
    const { app, user, simulator } = await signedOut();
    await app.showDemo(true);
    user.signIn = () => Promise.resolve({ outcome: 'cookie', cookie: simulator.cookie });
    expect((await app.signIn()).demo).toBe(false);
    await until(app, isSynced);
  });

  it('cannot be signed out: that would be the account behind it', async () => {
    const { app, keychain, simulator } = await synced();
    await app.showDemo(true);
    await expect(app.signOut()).rejects.toMatchObject({ code: 'bad_input' });
    expect(keychain.cookie).toBe(simulator.cookie);
  });
});
