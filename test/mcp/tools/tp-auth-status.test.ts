import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  composeEngine,
  callsOf,
  connectAthlete,
  connectClient,
  recordingLog,
  TODAY,
  type McpFixture,
} from '../../support/mcp-fixture.ts';

interface Status {
  readonly signed_in: boolean;
  readonly state: string;
  readonly athlete: string | null;
  readonly cookie_from: string | null;
  readonly expected_expiry: string | null;
  readonly problem: string | null;
  readonly next_step: string | null;
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = () => athlete.call<Status>('tp_auth_status');

describe('tp_auth_status', () => {
  it('says who is signed in and how long that should last, without loading anything', async () => {
    const { data, text } = await ask();
    expect(data).toMatchObject({
      signed_in: true,
      state: 'valid',
      athlete: 'Dana Demo',
      cookie_from: 'keychain',
      problem: null,
      next_step: null,
      about: { as_of: TODAY, time_zone: 'Europe/Vienna', synced_at: null },
    });
    expect(data.expected_expiry).toBe('2026-07-17');
    expect(text).toContain(
      'Signed in to TrainingPeaks as Dana Demo. The session should last until about 2026-07-17.',
    );
    expect(
      athlete.simulator.requests.map(({ path }) => path).filter((path) => path.includes('/workouts/')),
    ).toEqual([]);
  });

  it('takes no parameters', async () => {
    expect(await athlete.refusal('tp_auth_status', { verbose: true })).toContain(
      'this tool takes no parameters',
    );
  });

  it('does not call a session dead because TrainingPeaks is down', async () => {
    athlete.simulator.faults.set({ tokenError: true });
    athlete.simulator.account.expireTokens();
    athlete.clock.now += 2 * 60 * 60_000;
    const { data, text } = await ask();
    athlete.simulator.faults.clear();
    expect(data).toMatchObject({ signed_in: false, state: 'unknown', athlete: 'Dana Demo' });
    expect(text).toContain('could not be verified');
    expect(text).not.toMatch(/expired|sign in/i);
  });

  it('says that the session has expired, and what to do', async () => {
    athlete.simulator.account.revokeCookie();
    athlete.simulator.account.expireTokens();
    athlete.clock.now += 2 * 60 * 60_000;
    const { data, text } = await ask();
    expect(data).toMatchObject({ signed_in: false, state: 'expired', expected_expiry: null });
    expect(text).toContain('has expired. Ask the user to sign in to TrainingPeaks again in TP Tray');
  });

  it('says that nobody is signed in, and what to do', async () => {
    const { engine, close } = composeEngine(
      athlete.simulator,
      () => athlete.clock.now,
      recordingLog([]),
      false,
    );
    const client = await connectClient(engine);
    const { data, text } = await callsOf(client).call<Status>('tp_auth_status');
    expect(data).toMatchObject({ signed_in: false, state: 'signed_out', athlete: null, cookie_from: null });
    expect(text).toContain(
      'Nobody is signed in to TrainingPeaks. Ask the user to sign in to TrainingPeaks in TP Tray',
    );
    expect(await callsOf(client).refusal('tp_get_fitness')).toMatch(/^signed_out: .*Ask the user to sign in/);
    await client.close();
    await close();
  });
});
