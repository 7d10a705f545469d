import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectAthlete, NOW, type McpFixture } from '../../support/mcp-fixture.ts';

interface Refreshed {
  readonly signed_in: boolean;
  readonly state: string;
  readonly renewed: boolean;
  readonly athlete: string | null;
  readonly expected_expiry: string | null;
}

const DAY = 24 * 60 * 60_000;

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = () => athlete.call<Refreshed>('tp_refresh_auth');

describe('tp_refresh_auth', () => {
  it('extends the session: the new one lasts from today', async () => {
    await athlete.call('tp_auth_status');
    athlete.clock.now = NOW + 20 * DAY;
    const { data, text } = await ask();
    expect(data).toMatchObject({ signed_in: true, state: 'valid', renewed: true, athlete: 'Dana Demo' });
    expect(data.expected_expiry).toBe(new Date(NOW + 50 * DAY).toISOString().slice(0, 10));
    expect(text).toContain('TrainingPeaks extended the session. Signed in to TrainingPeaks as Dana Demo.');
    expect(text).not.toContain(athlete.simulator.cookie);
  });

  it('says it truthfully when TrainingPeaks does not extend it', async () => {
    athlete.simulator.faults.set({ refreshFails: true });
    const { data, text } = await ask();
    athlete.simulator.faults.clear();
    expect(data).toMatchObject({ signed_in: true, renewed: false });
    expect(text).not.toContain('extended');
    expect(text).toContain('Signed in to TrainingPeaks as Dana Demo.');
  });

  it('cannot raise a dead session', async () => {
    athlete.simulator.account.revokeCookie();
    athlete.simulator.account.expireTokens();
    const { data, text } = await ask();
    expect(data).toMatchObject({ signed_in: false, state: 'expired', renewed: false });
    expect(text).toContain('Ask the user to sign in to TrainingPeaks again');
  });

  it('takes no parameters', async () => {
    expect(await athlete.refusal('tp_refresh_auth', { cookie: 'x' })).toContain(
      'this tool takes no parameters',
    );
  });
});
