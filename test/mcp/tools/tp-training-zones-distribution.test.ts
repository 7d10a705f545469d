import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectAthlete, TODAY, type McpFixture } from '../../support/mcp-fixture.ts';
import { roundedTo } from '../../support/rounded-to.ts';
import { addDays, doneBetween, must, numberOf, sumOf } from '../../support/wire-truth.ts';

interface Share {
  readonly name: string;
  readonly sessions: number;
  readonly hours: number | null;
  readonly tss: number;
  readonly percent_of_sessions: number | null;
  readonly percent_of_time: number | null;
}
interface Zones {
  readonly basis: string;
  readonly sessions: number;
  readonly zones: readonly { readonly zone: number; readonly seconds: number; readonly percent: number }[];
  readonly low_middle_high_percent: readonly number[];
  readonly distribution: string | null;
  readonly polarization_index: number | null;
}
interface Distribution {
  readonly sport: string;
  readonly sessions: number;
  readonly by_session_average: readonly Share[];
  readonly sessions_without_intensity: number;
  readonly time_in_zones: readonly Zones[];
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = (input: Record<string, unknown> = {}) =>
  athlete.call<Distribution>('tp_training_zones_distribution', input);
const from = addDays(TODAY, -29);

/** The recordings of a range with power, each with the FTP of its day. */
const powered = (start: string, end: string) =>
  must(athlete.account)
    .workouts.filter(({ day }) => day >= start && day <= end)
    .flatMap(({ recording }) => {
      const samples = recording?.streams().powerWatts;
      return recording && samples
        ? [{ samples: Array.from(samples), ftp: recording.thresholds.ftpWatts }]
        : [];
    });

describe('tp_training_zones_distribution', () => {
  it('counts the sessions of 30 days by their average intensity', async () => {
    const { data, text } = await ask();
    const sessions = doneBetween(athlete.rows, from, TODAY);
    const known = sessions.filter((row) => (numberOf(row, 'if') ?? 0) > 0);
    const edges = [0, 0.75, 0.85, 0.95, 1.05 + 1e-9, 99];
    const names = ['recovery', 'endurance', 'tempo', 'threshold', 'above threshold'];
    expect(data).toMatchObject({
      sport: 'All sports',
      sessions: sessions.length,
      sessions_without_intensity: sessions.length - known.length,
    });
    for (const [index, name] of names.entries()) {
      const mine = known.filter((row) => {
        const factor = numberOf(row, 'if') ?? 0;
        return factor >= must(edges[index]) && factor < must(edges[index + 1]);
      });
      expect(data.by_session_average[index]).toMatchObject({
        name,
        sessions: mine.length,
        tss: roundedTo(sumOf(mine, 'tssActual')),
        percent_of_sessions: roundedTo((mine.length / known.length) * 100),
        percent_of_time: roundedTo((sumOf(mine, 'totalTime') / sumOf(known, 'totalTime')) * 100),
      });
    }
    expect(text).toContain(`${from} to ${TODAY}, ${String(sessions.length)} sessions.`);
    expect(text).toContain('By session average');
    expect(data.about).toMatchObject({ as_of: TODAY, stale: false, partial: false });
  });

  it('sums the real time in power zones over every second recorded', async () => {
    const { data, text } = await ask();
    const power = must(data.time_in_zones.find(({ basis }) => basis === 'power'));
    const rides = powered(from, TODAY);
    const all = rides.reduce((sum, { samples }) => sum + samples.length, 0);
    expect(power.sessions).toBe(rides.length);
    expect(power.zones.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(all);
    const share = (low: number, high: number) =>
      (rides.reduce(
        (sum, { samples, ftp }) =>
          sum + samples.filter((watts) => watts > low * ftp && watts <= high * ftp).length,
        0,
      ) /
        all) *
      100;
    const expected = [share(-1, 0.75), share(0.75, 1.05), share(1.05, 99)];
    for (const [index, percent] of expected.entries()) {
      expect(Math.abs(must(power.low_middle_high_percent[index]) - percent)).toBeLessThan(2);
    }
    const [low = 0, middle = 0, high = 0] = expected;
    expect(power.distribution).toBe(
      low > middle && middle > high ? 'pyramidal' : low > high ? 'polarized' : 'mixed',
    );
    expect(power.polarization_index).toBeCloseTo(Math.log10((low / middle) * high), 0);
    expect(text).toContain('Power zones, ');
    expect(text).toContain('low = zones 1-2');
  });

  it('reduces every basis to three zones by the numbers of its zones', async () => {
    const { data } = await ask();
    expect(data.time_in_zones.map(({ basis }) => basis)).toContain('heart_rate');
    for (const { zones, low_middle_high_percent: shares } of data.time_in_zones) {
      const all = zones.reduce((sum, { seconds }) => sum + seconds, 0);
      const between = (first: number, last: number) =>
        zones.reduce((sum, { zone, seconds }) => (zone >= first && zone <= last ? sum + seconds : sum), 0);
      for (const [index, seconds] of [between(1, 2), between(3, 4), between(5, 99)].entries()) {
        expect(shares[index]).toBeCloseTo((seconds / all) * 100, 0);
      }
    }
  });

  it('keeps what it read: the same question again asks TrainingPeaks nothing', async () => {
    await ask();
    const before = athlete.simulator.requests.length;
    await ask();
    expect(athlete.simulator.requests).toHaveLength(before);
  });

  it('takes dates and one sport', async () => {
    const [start, end] = [addDays(TODAY, -60), addDays(TODAY, -31)];
    const { data } = await ask({ start_date: start, end_date: end, sport: 'Run' });
    expect(data.sport).toBe('Run');
    expect(data.sessions).toBe(doneBetween(athlete.rows, start, end, 3).length);
    expect(data.time_in_zones.map(({ basis }) => basis)).toEqual(['heart_rate', 'speed']);
  });

  it('says how many workouts are missing from the zones when they cannot be read', async () => {
    const [start, end] = [addDays(TODAY, -100), addDays(TODAY, -71)];
    athlete.simulator.faults.set({ serverError: { when: (path) => path.endsWith('/details') } });
    const { data, text } = await ask({ start_date: start, end_date: end });
    athlete.simulator.faults.clear();
    const missing = doneBetween(athlete.rows, start, end).length;
    expect(data.sessions).toBe(missing);
    expect(data.time_in_zones).toEqual([]);
    expect(data.about.partial).toBe(true);
    expect(text).toContain(`Time in zones lacks ${String(missing)} workouts.`);
    expect(text).not.toContain('TrainingPeaks has no time in zones');
    expect(text).not.toContain('cancelled');
  });

  it('has words for a range without sessions and for sessions without a recording', async () => {
    const { data, text } = await ask({ sport: 'Rowing' });
    expect(data).toMatchObject({ sessions: 0, time_in_zones: [], sessions_without_intensity: 0 });
    expect(text).toContain(`No completed sessions from ${from} to ${TODAY}.`);
    const strength = await ask({ sport: 'Strength', days: 365 });
    expect(strength.data.sessions_without_intensity).toBe(strength.data.sessions);
    expect(strength.text).toContain('TrainingPeaks has no time in zones for these sessions.');
  });

  it.each([
    [{ sport: 'Poker' }, 'There is no sport with that name'],
    [
      { start_date: '2026-06-01', end_date: '2026-05-01' },
      'start_date 2026-06-01 is after end_date 2026-05-01',
    ],
  ])('refuses %j in words', async (input, words) => {
    expect(await athlete.refusal('tp_training_zones_distribution', input)).toContain(words);
  });
});
