import { describe, expect, it, vi } from 'vitest';
import type { SignInEnd } from '../../src/app/session-keeper.ts';
import type { SessionReport } from '../../src/mcp/tool.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { Snapshot } from '../../src/shared/snapshot.ts';
import { composeEngine, NOW, recordingLog } from '../support/mcp-fixture.ts';
import { fakeServices, validReport } from './fake-services.ts';
import { atTheEnd, held, isSynced, makeApp, startAccount, until } from './lab.ts';

/** A snapshot with numbers, of the simulated athlete. */
async function someSnapshot(): Promise<Snapshot> {
  const { simulator } = await startAccount();
  const { engine, close } = composeEngine(simulator, () => NOW, recordingLog([]));
  atTheEnd(close);
  return engine.snapshot({});
}

function makeFakeApp() {
  const [account, demo] = [fakeServices('Vera Held'), fakeServices('Demo Athlete')];
  const made = makeApp((options) => (options.demo ? demo.services : account.services));
  return { ...made, account: account.world, demo: demo.world };
}

describe('what comes late', () => {
  it('does not show the account while the demo athlete is on', async () => {
    const snapshot = await someSnapshot();
    const { app, account } = makeFakeApp();
    const [numbers, report] = [held<Snapshot>(), held<SessionReport>()];
    account.snapshot = () => numbers.promise;
    account.report = () => report.promise;
    app.refreshInBackground();
    const checking = app.check();
    const demo = await app.showDemo(true);
    expect(demo.session.athleteName).toBe('Demo Athlete');
    numbers.settle(snapshot);
    report.settle(validReport('Vera Held'));
    await checking;
    await new Promise((resolve) => setImmediate(resolve));
    expect(app.status()).toMatchObject({ demo: true, today: null, session: { athleteName: 'Demo Athlete' } });
  });

  it('does not sign somebody in again who has signed out', async () => {
    const { app, account } = makeFakeApp();
    await app.check();
    const report = held<SessionReport>();
    account.report = () => report.promise;
    const checking = app.check();
    account.report = () =>
      Promise.resolve({
        ...validReport(''),
        state: 'signed_out',
        athlete: null,
        origin: null,
        expectedExpiry: null,
      });
    await app.signOut();
    report.settle(validReport('Vera Held'));
    await checking;
    expect(app.status().session).toMatchObject({ state: 'signed_out', athleteName: null });
  });

  it('does not take the sign-in window for closed', async () => {
    const { app, account, user } = makeFakeApp();
    const [report, window] = [held<SessionReport>(), held<SignInEnd>()];
    account.report = () => report.promise;
    const checking = app.check();
    user.signIn = () => window.promise;
    const signingIn = app.signIn();
    report.settle(validReport('Vera Held'));
    await checking;
    expect(app.status().session).toMatchObject({ state: 'valid', signIn: 'open' });
    account.report = () => Promise.resolve(validReport('Vera Held'));
    window.settle({ outcome: 'closed' });
    expect((await signingIn).session).toMatchObject({ state: 'valid', signIn: null });
  });

  it('does not undo a copied cookie that was accepted while the window was open', async () => {
    const { app, account, user } = makeFakeApp();
    account.report = () =>
      Promise.resolve({
        ...validReport(''),
        state: 'signed_out',
        athlete: null,
        origin: null,
        expectedExpiry: null,
      });
    await app.check();
    const window = held<SignInEnd>();
    user.signIn = () => window.promise;
    const signingIn = app.signIn();
    account.report = () => Promise.resolve(validReport('Vera Held'));
    user.copied = 'Production_tpAuth=cookie';
    expect((await app.useCopiedCookie()).session.state).toBe('valid');
    window.settle({ outcome: 'closed' });
    expect((await signingIn).session).toMatchObject({ state: 'valid', athleteName: 'Vera Held' });
  });
});

describe('a sign-in', () => {
  it('leaves the session there is alone while the login page is open', async () => {
    const { app, account, user } = makeFakeApp();
    await app.check();
    const window = held<SignInEnd>();
    user.signIn = () => window.promise;
    const signingIn = app.signIn();
    await until(app, ({ session }) => session.signIn === 'open');
    expect(app.status().session).toMatchObject({ state: 'valid', athleteName: 'Vera Held' });
    const before = account.loads;
    app.refreshInBackground();
    await until(app, () => account.loads > before);
    window.settle({ outcome: 'closed' });
    expect((await signingIn).session).toMatchObject({ state: 'valid', signIn: null });
  });

  it('is being checked, not open, once the login page is gone', async () => {
    const { app, account, user } = makeFakeApp();
    await app.check();
    const proof = held<{ cookie: string; athleteName: string }>();
    account.prove = () => proof.promise;
    user.signIn = () => Promise.resolve({ outcome: 'cookie', cookie: 'new' });
    const signingIn = app.signIn();
    await until(app, ({ session }) => session.signIn === 'checking');
    await app.check();
    expect(app.status().session.signIn).toBe('checking');
    proof.settle({ cookie: 'new', athleteName: 'Vera Held' });
    expect((await signingIn).session).toMatchObject({ state: 'valid', signIn: null });
  });

  it('is looked at once however many ask at the same time', async () => {
    const { app, account } = makeFakeApp();
    const report = held<SessionReport>();
    let reports = 0;
    account.report = () => {
      reports += 1;
      return report.promise;
    };
    const checks = [app.check(), app.check(), app.check()];
    report.settle(validReport('Vera Held'));
    await Promise.all(checks);
    expect(reports).toBe(1);
    await app.check();
    expect(reports).toBe(2);
  });
});

describe('a refresh that was asked for', () => {
  const NOBODY: SessionReport = { ...validReport(''), state: 'signed_out', athlete: null, origin: null };

  it('is shown before TrainingPeaks has answered anything', async () => {
    const { app, account } = makeFakeApp();
    const report = held<SessionReport>();
    account.report = () => report.promise;
    expect((await app.startSync()).sync.state).toBe('loading');
    expect(account.loads).toBe(0);
    report.settle(validReport('Vera Held'));
    await until(app, ({ sync }) => account.loads === 1 && sync.state !== 'loading');
  });

  it('is taken back when there is no session to refresh with', async () => {
    const { app, account } = makeFakeApp();
    account.report = () => Promise.resolve(NOBODY);
    await app.startSync();
    await until(app, ({ session, sync }) => session.state === 'signed_out' && sync.state === 'idle');
    expect(account.loads).toBe(0);
  });

  it('may be paused before it has begun', async () => {
    const { app, account } = makeFakeApp();
    const report = held<SessionReport>();
    account.report = () => report.promise;
    await app.startSync();
    expect((await app.pauseSync()).sync.state).toBe('paused');
    report.settle(validReport('Vera Held'));
    await until(app, ({ session }) => session.state === 'valid');
    expect(app.status().sync.state).toBe('paused');
    expect(account.loads).toBe(0);
  });
});

describe('another athlete', () => {
  async function withNumbers() {
    const snapshot = await someSnapshot();
    const made = makeFakeApp();
    made.account.snapshot = () => Promise.resolve(snapshot);
    made.app.start();
    await until(made.app, isSynced);
    made.account.snapshot = () => Promise.reject(new AppError('still_loading', 'Nothing yet.'));
    return made;
  }

  it('who signs in does not see the numbers of the one before', async () => {
    const { app, account, user } = await withNumbers();
    account.prove = () => Promise.resolve({ cookie: 'other', athleteName: 'Otto Held' });
    account.report = () => Promise.resolve(validReport('Otto Held'));
    user.copied = 'Production_tpAuth=other';
    expect(await app.useCopiedCookie()).toMatchObject({
      session: { athleteName: 'Otto Held' },
      sync: { workoutCount: 0, syncedAt: null },
      today: null,
    });
  });

  it('who signed in by another program does not either', async () => {
    const { app, account, seen } = await withNumbers();
    account.report = () => Promise.resolve(validReport('Otto Held'));
    expect(await app.check()).toMatchObject({ session: { athleteName: 'Otto Held' }, today: null });
    expect(
      seen.filter(({ session, today }) => session.athleteName === 'Otto Held' && today !== null),
    ).toEqual([]);
  });

  it('is loaded even when a load of the one before was still running', async () => {
    const snapshot = await someSnapshot();
    const { app, account, user } = makeFakeApp();
    account.snapshot = () => Promise.resolve(snapshot);
    const load = held();
    account.load = () => load.promise;
    app.start();
    await until(app, () => account.loads === 1);
    user.copied = 'Production_tpAuth=other';
    account.prove = () => Promise.resolve({ cookie: 'other', athleteName: 'Otto Held' });
    account.report = () => Promise.resolve(validReport('Otto Held'));
    account.load = () => Promise.resolve();
    await app.useCopiedCookie();
    load.refuse(new AppError('cancelled', 'The load was paused.'));
    await until(app, ({ sync }) => account.loads === 2 && sync.state === 'idle');
  });
});

describe('a failure', () => {
  it('of the history file is told, not hidden behind "checking"', async () => {
    const { app, account } = makeFakeApp();
    const broken = new AppError('storage_failed', 'The disk is full.');
    account.report = () => Promise.reject(broken);
    account.load = () => Promise.reject(broken);
    app.start();
    const problem = { code: 'storage_failed', message: 'The disk is full.' };
    expect(await until(app, ({ sync }) => sync.state === 'failed')).toMatchObject({
      session: { state: 'unknown', problem },
      sync: { problem },
    });
  });

  it('to close the account does not keep the demo athlete away', async () => {
    const { app, account, logged } = makeFakeApp();
    account.close = () => Promise.reject(new AppError('storage_failed', 'The file is gone.'));
    expect(await app.showDemo(true)).toMatchObject({ demo: true, session: { athleteName: 'Demo Athlete' } });
    expect(logged.join()).toContain('closing failed: storage_failed');
  });

  it('to read what was just loaded is told: nobody waits for numbers that do not come', async () => {
    const { app, account } = makeFakeApp();
    const problem = { code: 'storage_failed', message: 'The history file cannot be read.' } as const;
    account.snapshot = () => Promise.reject(new AppError(problem.code, problem.message));
    app.start();
    expect(await until(app, ({ sync }) => sync.state === 'failed')).toMatchObject({ sync: { problem } });
  });

  it('to sign out, because the cookie is in the environment, is told; loading goes on', async () => {
    const snapshot = await someSnapshot();
    const { app, account } = makeFakeApp();
    account.snapshot = () => Promise.resolve(snapshot);
    account.report = () => Promise.resolve({ ...validReport('Vera Held'), origin: 'environment' });
    app.start();
    await until(app, ({ sync }) => account.loads === 1 && sync.state === 'idle');
    await expect(app.signOut()).rejects.toMatchObject({
      code: 'bad_input',
      message: 'The variable TP_AUTH_COOKIE still holds a session. Remove it to sign out.',
    });
    await until(app, () => account.loads === 2);
    expect(app.status().session).toMatchObject({ state: 'valid', cookieFrom: 'environment' });
  });
});

describe('the keychain', () => {
  const problem = { code: 'keychain_unavailable', message: 'No keyring service runs here.' } as const;
  const nobody: SessionReport = {
    ...validReport(''),
    state: 'signed_out',
    problem: { code: 'signed_out', message: 'No session is stored.' },
    athlete: null,
    origin: null,
    expectedExpiry: null,
  };

  it('that cannot be used is told before anybody signs in, and nobody is sent to the login page', async () => {
    const { app, account, user } = makeFakeApp();
    account.report = () => Promise.resolve(nobody);
    account.keychainProblem = () => Promise.resolve(problem);
    const signIn = vi.fn(user.signIn);
    user.signIn = signIn;
    app.start();
    await until(app, ({ session }) => session.state === 'signed_out');
    expect(app.status().session.problem).toEqual(problem);

    expect((await app.signIn()).session).toMatchObject({ state: 'signed_out', problem });
    expect(signIn).not.toHaveBeenCalled();

    account.keychainProblem = () => Promise.resolve(null);
    expect((await app.check()).session).toMatchObject({ problem: nobody.problem, signInProblem: null });
    await app.signIn();
    expect(signIn).toHaveBeenCalledOnce();
  });

  it('that is locked leaves the numbers that are there, marked as old', async () => {
    const snapshot = await someSnapshot();
    const { app, account } = makeFakeApp();
    account.report = () => Promise.resolve({ ...nobody, state: 'unknown', problem });
    const provenance = { ...snapshot.provenance, stale: problem };
    account.snapshot = () => Promise.resolve({ ...snapshot, provenance });
    app.start();
    expect(await until(app, ({ today }) => today !== null)).toMatchObject({ today: { stale: true } });
  });

  it('that is locked stops no refresh that could have succeeded, and is told once', async () => {
    const { app, account } = makeFakeApp();
    account.report = () => Promise.resolve({ ...nobody, state: 'unknown', problem });
    account.load = () => Promise.reject(new AppError(problem.code, problem.message));
    app.start();
    await until(app, ({ session }) => session.state === 'unknown');
    await app.check();
    expect(app.status()).toMatchObject({
      session: { state: 'unknown', problem },
      sync: { state: 'idle', problem: null },
    });
    expect(account.loads).toBe(0);
  });
});

describe('the end of a session', () => {
  it.each([
    ['Pacific/Auckland', '2026-07-18'],
    ['Europe/Vienna', '2026-07-17'],
    ['America/Los_Angeles', '2026-07-17'],
  ])('is a day of the athlete: %s', async (timeZone, day) => {
    const { app, account } = makeFakeApp();
    const report = validReport('Vera Held');
    account.report = () =>
      Promise.resolve({
        ...report,
        expectedExpiry: Date.parse('2026-07-17T20:00:00Z'),
        about: { ...report.about, timeZone },
      });
    expect((await app.check()).session.expectedExpiryDay).toBe(day);
  });
});

describe('the clients', () => {
  const claude = (app: ReturnType<typeof makeFakeApp>['app']) =>
    app.status().clients.find(({ id }) => id === 'claude-desktop')?.state;

  it('are at work until they are done, whatever the watch sees meanwhile', async () => {
    const { app, clients } = makeFakeApp();
    await app.check();
    const work = held();
    clients.act = () => work.promise;
    const connecting = app.connect('claude-desktop', true);
    expect(claude(app)).toBe('working');
    clients.state = 'connected';
    await app.check();
    expect(claude(app)).toBe('working');
    work.settle();
    const { clients: listed } = await connecting;
    expect(listed.map(({ state }) => state)).toEqual(['verified', 'not_installed']);
    expect(clients.asked).toEqual(['connect claude-desktop true']);

    await app.disconnect('claude-desktop');
    expect(claude(app)).toBe('not_connected');
  });

  it.each(['connect', 'disconnect'] as const)('are listed anew after a failed %s', async (action) => {
    const { app, clients, seen } = makeFakeApp();
    await app.check();
    clients.act = () => {
      clients.state = 'foreign_entry';
      return Promise.reject(new AppError('bad_input', 'Not ours.'));
    };
    const acting =
      action === 'connect' ? app.connect('claude-desktop', false) : app.disconnect('claude-desktop');
    await expect(acting).rejects.toMatchObject({ message: 'Not ours.' });
    expect(seen.some((status) => status.clients[0]?.state === 'working')).toBe(true);
    expect(claude(app)).toBe('foreign_entry');
  });

  it('are looked at when a file changed by another hand', async () => {
    const { app, clients } = makeFakeApp();
    app.start();
    await until(app, () => claude(app) === 'not_connected');
    clients.state = 'moved';
    clients.changed?.();
    await until(app, () => claude(app) === 'moved');
  });

  it('whose entry vanishes are told once', async () => {
    const { app, clients, user } = makeFakeApp();
    clients.state = 'verified';
    await app.check();
    clients.state = 'vanished';
    await app.check();
    await app.check();
    expect(user.notifications).toEqual(['Claude Desktop is no longer connected']);
  });
});

describe('start at login', () => {
  it('follows what the system says', async () => {
    const { app, user } = makeFakeApp();
    expect((await app.setStartAtLogin(true)).startAtLogin).toBe(true);
    expect(user.startsAtLogin).toBe(true);
    expect((await app.setStartAtLogin(false)).startAtLogin).toBe(false);
  });

  it('says so when the system refuses', async () => {
    const { app, user } = makeFakeApp();
    user.acceptsStartAtLogin = false;
    await expect(app.setStartAtLogin(true)).rejects.toMatchObject({ code: 'storage_failed' });
    expect(app.status().startAtLogin).toBe(false);
  });
});

describe('listeners', () => {
  it('get every change, and none after they left', async () => {
    const { app } = makeFakeApp();
    const [staying, leaving] = [vi.fn(), vi.fn()];
    app.onChange(staying);
    const leave = app.onChange(leaving);
    await app.setStartAtLogin(true);
    expect(staying).toHaveBeenLastCalledWith(app.status());
    expect(leaving).toHaveBeenCalledTimes(1);
    leave();
    await app.setStartAtLogin(false);
    expect(staying).toHaveBeenCalledTimes(2);
    expect(leaving).toHaveBeenCalledTimes(1);
  });

  it('that fail do not keep others, or the app, from going on', async () => {
    const { app, logged } = makeFakeApp();
    app.onChange(() => {
      throw new Error('The tray is gone.');
    });
    const later = vi.fn();
    app.onChange(later);
    expect((await app.setStartAtLogin(true)).startAtLogin).toBe(true);
    expect(later).toHaveBeenCalledOnce();
    expect(logged.join()).toContain('a change could not be shown');
  });
});
