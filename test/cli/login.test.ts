import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { startSimulator, type Simulator } from '../../src/demo/server.ts';
import { PrivateSession } from '../credentials/private-session.ts';
import { needsDebianPackages } from '../support/debian-packages.ts';
import { addressesOf, bareEnvironment, runProgram } from './program.ts';

let simulator: Simulator;

beforeAll(async () => {
  const today = new Date().toISOString().slice(0, 10);
  simulator = await startSimulator({ athlete: syntheticAthlete({ seed: 1, today, seasons: 1 }) });
});

afterAll(async () => {
  await simulator.close();
});

describe('login, with a real gnome-keyring', () => {
  let session: PrivateSession;

  beforeEach((context) => {
    needsDebianPackages(context, ['dbus', 'gnome-keyring', 'libsecret-1-0']);
    session = new PrivateSession();
    return () => {
      session.remove();
    };
  });

  /** Runs the program in a desktop session of its own, whose keyring is unlocked. */
  function run(words: readonly string[], input = '', more: Readonly<Record<string, string>> = {}) {
    const variables = { ...bareEnvironment(session.home), ...addressesOf(simulator), ...more };
    return runProgram(words, variables, { input, around: session.commandOnBus('unlocked', []) });
  }

  it('stores a cookie that works, which then serves every command, until it is forgotten', async () => {
    expect(await run(['status'])).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(
        /^Nobody is signed in to TrainingPeaks\. Sign in with "tp-tray login"\.\nKeychain: {5}ready\n/,
      ) as string,
    });

    const login = await run(['login'], `Cookie: a=b; Production_tpAuth=${simulator.cookie}; c=d\n`);
    expect(login).toMatchObject({
      status: 0,
      stdout: 'Signed in as Dana Demo. The cookie is in the keychain of this computer.\n',
    });

    expect((await run(['status'])).stdout).toMatch(
      /^Signed in to TrainingPeaks as Dana Demo, with the cookie in the keychain/,
    );
    expect((await run(['call', 'tp_get_profile'])).stdout).toMatch(/^Dana Demo, /);

    const forget = await run(['login', '--forget']);
    expect(forget).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Signed out.*history is kept/) as string,
    });
    expect((await run(['call', 'tp_get_profile'])).stderr).toMatch(
      /^No TrainingPeaks session is stored on this computer\. Sign in with "tp-tray login"/m,
    );
  });

  it('keeps nothing of a text without a cookie, of none at all, and of a cookie TrainingPeaks refuses', async () => {
    const refusals = [
      [
        'my password is hunter2',
        /^This holds no Production_tpAuth cookie\. Sign in to TrainingPeaks in a browser/m,
      ],
      ['', /^Nothing was pasted/m],
      ['Production_tpAuth=', /names Production_tpAuth, but no value follows/],
      [
        'V001DeadSinceLastWinter',
        /^TrainingPeaks does not accept this cookie\. It has ended, or it was not copied whole/m,
      ],
    ] as const;
    for (const [input, words] of refusals) {
      const { status, stdout, stderr } = await run(['login'], input);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(words);
      expect(stderr).not.toMatch(/hunter2|DeadSinceLastWinter/);
    }
    expect((await run(['status', '--json'])).stdout).toContain('"session": "signed_out"');
  });

  it('does not store beside the variable that would win over it', async () => {
    const variable = { TP_AUTH_COOKIE: simulator.cookie };
    const login = await run(['login'], simulator.cookie, variable);
    expect(login.status).toBe(1);
    expect(login.stderr).toMatch(/TP_AUTH_COOKIE is set and wins over every sign-in\. Remove the variable/);
    expect((await run(['login', '--forget'], '', variable)).stdout).toMatch(/TP_AUTH_COOKIE is still set/);
  });

  it('keeps the stored cookie when TrainingPeaks is down', async () => {
    await run(['login'], simulator.cookie);
    simulator.faults.set({ tokenError: true });
    const { status, stderr } = await run(['login'], simulator.cookie);
    simulator.faults.clear();
    expect(status).toBe(1);
    expect(stderr).toMatch(/could not verify the session/);
    expect((await run(['status', '--json'])).stdout).toContain('"session": "valid"');
  });
});

it(
  'does not take a cookie where no keyring could keep it',
  { skip: process.platform !== 'linux' },
  async () => {
    const variables = { ...bareEnvironment(), ...addressesOf(simulator) };
    const { status, stdout, stderr } = await runProgram(['login'], variables, { input: simulator.cookie });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^There is no D-Bus session here.*set TP_AUTH_COOKIE/);
    expect(simulator.cookie.length).toBeGreaterThan(1000);
    expect(stderr).not.toContain(simulator.cookie.slice(0, 20));
  },
);
