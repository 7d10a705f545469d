import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { startSimulator, type Simulator } from '../../src/demo/server.ts';
import { addressesOf, bareEnvironment, runProgram } from './program.ts';

let simulator: Simulator;

beforeAll(async () => {
  const today = new Date().toISOString().slice(0, 10);
  simulator = await startSimulator({ athlete: syntheticAthlete({ seed: 1, today, seasons: 1 }) });
});

afterAll(async () => {
  await simulator.close();
});

function environment(cookie?: string) {
  return { ...bareEnvironment(), ...addressesOf(simulator), TP_AUTH_COOKIE: cookie };
}

describe('status', () => {
  it('names the athlete, where the cookie is from, how long it lasts and where data is kept', async () => {
    const variables = environment(simulator.cookie);
    const { status, stdout } = await runProgram(['status'], variables);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^Signed in to TrainingPeaks as Dana Demo, with the cookie of the variable TP_AUTH_COOKIE\. It should work until about \d{4}-\d\d-\d\d\.\n/,
    );
    expect(stdout).toContain(`Data folder:  ${variables.TP_TRAY_HOME}`);
  });

  it('gives the same facts to scripts', async () => {
    const { status, stdout } = await runProgram(['status', '--json'], environment(simulator.cookie));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      session: 'valid',
      athlete: 'Dana Demo',
      cookie_from: 'environment',
      problem: null,
    });
  });

  it('says that the session has ended, and what to do', async () => {
    const { status, stdout } = await runProgram(['status'], environment('V001LongGone'));
    expect(status).toBe(1);
    expect(stdout).toMatch(/^The TrainingPeaks session has ended\. Put a new cookie into the variable/);
  });

  it('says that TrainingPeaks cannot be asked, and does not call that signed out', async () => {
    simulator.faults.set({ tokenError: true });
    const { status, stdout } = await runProgram(['status', '--json'], environment(simulator.cookie));
    simulator.faults.clear();
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      session: 'unknown',
      problem: expect.stringMatching(/could not verify the session.*The sign-in is kept/) as string,
    });
  });

  it('says what a variable without a cookie in it lacks', async () => {
    const { status, stdout } = await runProgram(['status'], environment('this is no cookie'));
    expect(status).toBe(1);
    expect(stdout).toMatch(/not known whether the session is alive\. This holds no Production_tpAuth cookie/);
    expect(stdout).not.toContain('this is no cookie');
  });

  it(
    'says which part of the system is missing where there is no keyring',
    { skip: process.platform !== 'linux' },
    async () => {
      const { status, stdout } = await runProgram(['status'], environment());
      expect(status).toBe(1);
      expect(stdout).toMatch(/^Keychain: {5}There is no D-Bus session here.*set TP_AUTH_COOKIE/m);
    },
  );
});
