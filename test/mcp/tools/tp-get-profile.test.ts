import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectAthlete, TODAY, type McpFixture } from '../../support/mcp-fixture.ts';
import { roundedTo } from '../../support/rounded-to.ts';
import { amountOf, must, type WireRow } from '../../support/wire-truth.ts';

interface ZoneSet {
  readonly basis: string;
  readonly sport: string;
  readonly threshold: number | null;
  readonly bands: readonly {
    readonly label: string;
    readonly minimum: number;
    readonly maximum: number | null;
  }[];
}
interface Profile extends Readonly<Record<string, unknown>> {
  readonly zones: readonly ZoneSet[];
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = () => athlete.call<Profile>('tp_get_profile');

describe('tp_get_profile', () => {
  it('says who the athlete is', async () => {
    const { data, text } = await ask();
    const user = must(athlete.account).user['user'] as WireRow;
    expect(data).toMatchObject({
      athlete_id: athlete.simulator.athleteId,
      name: user['fullName'],
      user_name: user['userName'],
      email: user['email'],
      age: user['age'],
      gender: user['gender'],
      time_zone: 'Europe/Vienna',
      premium: true,
      coach: false,
    });
    expect(text).toContain(
      `${String(user['fullName'])}, ${String(user['age'])} years, female, Europe/Vienna, premium account`,
    );
    expect(data.about).toMatchObject({ as_of: TODAY, stale: false, partial: false });
  });

  it('gives thresholds and zones in the units athletes use', async () => {
    const { data, text } = await ask();
    const wire = must(athlete.account).settings;
    const [power] = wire['powerZones'] as readonly WireRow[];
    const [heartRate] = wire['heartRateZones'] as readonly WireRow[];
    const ftp = amountOf(must(power), 'threshold');
    const ofPower = must(data.zones.find(({ basis }) => basis === 'power'));
    expect(ofPower).toMatchObject({ sport: 'default', threshold: ftp });
    expect(ofPower.bands).toHaveLength((must(power)['zones'] as readonly unknown[]).length);
    expect(ofPower.bands.at(-1)?.maximum).toBeNull();
    expect(data.zones.find(({ basis }) => basis === 'heart_rate')?.threshold).toBe(
      amountOf(must(heartRate), 'threshold'),
    );
    expect(text).toContain(`FTP: ${String(ftp)} W`);
    expect(text).toContain(`${String(amountOf(must(heartRate), 'threshold'))} bpm`);
  });

  it('says a running threshold as pace', async () => {
    const { data, text } = await ask();
    const speed = (must(athlete.account).settings['speedZones'] as readonly WireRow[])[0];
    const perSecond = amountOf(must(speed), 'threshold');
    expect(data.zones.find(({ basis }) => basis === 'speed')?.threshold).toEqual(roundedTo(perSecond, 2));
    const pace = Math.round(1000 / perSecond);
    expect(text).toContain(`${String(Math.floor(pace / 60))}:${String(pace % 60).padStart(2, '0')} /km`);
  });

  it('takes no parameters', async () => {
    expect(await athlete.refusal('tp_get_profile', { athlete_id: 7 })).toContain(
      'Unknown parameter athlete_id: this tool takes no parameters.',
    );
  });

  it('still answers, marked stale, once the session has died', async () => {
    athlete.simulator.account.revokeCookie();
    athlete.simulator.account.expireTokens();
    athlete.clock.now += 60 * 60_000;
    const { data, text } = await ask();
    expect(data.about.stale).toBe(true);
    expect(text).toMatch(/\[STALE\][^]*Note: Not refreshed: /);
  });
});
