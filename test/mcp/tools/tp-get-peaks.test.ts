import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectAthlete, TODAY, type McpFixture } from '../../support/mcp-fixture.ts';
import { addDays, bestMean, doneBetween, must } from '../../support/wire-truth.ts';

interface Peak {
  readonly class: string;
  readonly over: string;
  readonly duration_seconds: number | null;
  readonly distance_meters: number | null;
  readonly unit: string;
  readonly value: number;
  readonly workout_id: number;
  readonly date: string;
  readonly next_best: readonly { readonly value: number; readonly workout_id: number }[];
}
interface Peaks {
  readonly range: { readonly start_date: string; readonly end_date: string };
  readonly sport: string;
  readonly source: string;
  readonly workouts_in_range: number;
  readonly workouts_read: number | null;
  readonly peaks: readonly Peak[];
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = (input: Record<string, unknown> = {}) => athlete.call<Peaks>('tp_get_peaks', input);
const ofDuration = (peaks: readonly Peak[], name: string, seconds: number) =>
  must(
    peaks.find((peak) => peak.class === name && peak.duration_seconds === seconds),
    `no ${name} ${String(seconds)} s`,
  );

/** The best means of a sport's recordings since a day, highest first. */
function bestMeans(
  channel: 'powerWatts' | 'heartRateBpm',
  sport: number,
  from: string,
  seconds: number,
): { workoutId: number; day: string; value: number }[] {
  return must(athlete.account)
    .workouts.filter(({ day, recording }) => day >= from && day <= TODAY && recording?.sportId === sport)
    .flatMap(({ workoutId, day, recording }) => {
      const samples = recording?.streams()[channel];
      return samples && samples.length >= seconds
        ? [{ workoutId, day, value: Math.round(bestMean(samples, seconds)) }]
        : [];
    })
    .sort((one, other) => other.value - one.value || (one.day < other.day ? -1 : 1));
}

describe('tp_get_peaks', () => {
  it('finds the best averages of every ride of 90 days in the recordings', async () => {
    const { data, text } = await ask();
    const from = addDays(TODAY, -89);
    expect(data).toMatchObject({
      sport: 'Bike',
      source: 'workouts',
      range: { start_date: from, end_date: TODAY },
    });
    expect(data.workouts_in_range).toBe(doneBetween(athlete.rows, from, TODAY, 2).length);
    expect(data.workouts_read).toBe(data.workouts_in_range);
    for (const seconds of [5, 300, 1200, 3600]) {
      const [best, ...next] = bestMeans('powerWatts', 2, from, seconds);
      expect(ofDuration(data.peaks, 'Power', seconds)).toMatchObject({
        unit: 'W',
        value: must(best).value,
        workout_id: must(best).workoutId,
        date: must(best).day,
        next_best: next.slice(0, 2).map(({ workoutId: workout_id, value }) => ({ workout_id, value })),
      });
      expect(ofDuration(data.peaks, 'HeartRate', seconds).value).toBe(
        must(bestMeans('heartRateBpm', 2, from, seconds)[0]).value,
      );
    }
    const twenty = ofDuration(data.peaks, 'Power', 1200);
    expect(text).toContain(
      `Power 20 min: ${String(twenty.value)} W on ${twenty.date} (workout ${String(twenty.workout_id)})`,
    );
    expect(data.about).toMatchObject({ as_of: TODAY, stale: false, partial: false });
  });

  it('answers the same question again without asking TrainingPeaks', async () => {
    const before = athlete.simulator.requests.length;
    await ask();
    expect(athlete.simulator.requests).toHaveLength(before);
  });

  it('gives one class alone', async () => {
    const { data } = await ask({ pr_class: 'HeartRate' });
    expect(data.peaks.length).toBeGreaterThan(0);
    expect(new Set(data.peaks.map((peak) => peak.class))).toEqual(new Set(['HeartRate']));
  });

  it('gives runs by distance, as pace in the text', async () => {
    const { data, text } = await ask({ sport: 'running', days: 30 });
    const five = must(data.peaks.find((peak) => peak.distance_meters === 5000));
    expect(five).toMatchObject({ class: 'Speed', unit: 'm/s', over: '5 km' });
    const pace = Math.round(1000 / five.value);
    expect(text).toContain(
      `Speed 5 km: ${String(Math.floor(pace / 60))}:${String(pace % 60).padStart(2, '0')} /km`,
    );
  });

  it('asks the record lists for very many rides, and reads the rides when these fail', async () => {
    const year = { days: 365, pr_class: 'Power' };
    const lists = await ask(year);
    expect(lists.data).toMatchObject({ source: 'trainingpeaks', workouts_read: null });
    expect(lists.data.workouts_in_range).toBeGreaterThan(80);

    athlete.simulator.faults.set({ sportPeaksError: true });
    const read = await ask(year);
    athlete.simulator.faults.clear();
    expect(read.data).toMatchObject({ source: 'workouts', workouts_read: lists.data.workouts_in_range });
    for (const seconds of [5, 60, 1200]) {
      const expected = bestMeans('powerWatts', 2, addDays(TODAY, -364), seconds)[0];
      expect(ofDuration(lists.data.peaks, 'Power', seconds).value).toBe(must(expected).value);
      expect(ofDuration(read.data.peaks, 'Power', seconds).value).toBe(must(expected).value);
    }
    expect(read.data.about.partial).toBe(false);
  });

  it('gives the miles of runs, which only the record lists hold, in a short period too', async () => {
    const { data } = await ask({ sport: 'Run' });
    const ever = await ask({ sport: 'Run', days: 365 });
    expect([data.source, ever.data.source]).toEqual(['workouts', 'trainingpeaks']);
    const fiveMiles = ({ peaks }: Peaks) => peaks.find(({ over }) => over === '5 mi');
    const best = must(fiveMiles(data));
    const fiveKilometers = must(data.peaks.find(({ over }) => over === '5 km'));
    expect(best.value).toBeLessThanOrEqual(fiveKilometers.value);
    expect(best.date >= data.range.start_date).toBe(true);
    expect(must(fiveMiles(ever.data)).value).toBeGreaterThanOrEqual(best.value);
    expect(data.about.partial).toBe(false);
  });

  it('asks the lists for no distance that nobody ran, and for none when heart rates are wanted', async () => {
    const listsAsked = async (input: Record<string, unknown>) => {
      const before = athlete.simulator.requests.length;
      await ask({ sport: 'Run', ...input });
      return athlete.simulator.requests
        .slice(before)
        .map(({ path }) => /speed\w+/.exec(path)?.[0])
        .filter((type) => type !== undefined);
    };
    expect(await listsAsked({})).toEqual(['speed5Mi', 'speed10Mi']);
    expect(await listsAsked({ pr_class: 'HeartRate' })).toEqual([]);
  });

  it('says so when the lists that hold the miles cannot be read', async () => {
    await ask({ sport: 'Run' });
    athlete.simulator.faults.set({ sportPeaksError: true });
    const { data } = await ask({ sport: 'Run' });
    athlete.simulator.faults.clear();
    expect(data.peaks.some(({ over }) => over === '5 km')).toBe(true);
    expect(data.peaks.some(({ over }) => over === '5 mi')).toBe(false);
    expect(data.about.partial).toBe(true);
    expect(data.about.notes.join()).toMatch(/The bests over 5 mi.* could not be read for this period/);
  });

  it('says which rides it could not read', async () => {
    athlete.simulator.faults.set({ serverError: { when: (path) => path.endsWith('/details') } });
    const { data, text } = await ask({ sport: 'Swim', days: 60 });
    athlete.simulator.faults.clear();
    expect(data.about.partial).toBe(true);
    expect(data.workouts_read).toBe(0);
    expect(text).toMatch(/\[PARTIAL\][^]*Note: \d+ workouts could not be read/);
    expect(text).not.toContain('cancelled');
    expect(text).not.toContain('without a device file');
  });

  it('has words for workouts without a device file and for a sport never done', async () => {
    const strength = await ask({ sport: 'Strength', days: 365 });
    expect(strength.data.workouts_in_range).toBe(
      doneBetween(athlete.rows, addDays(TODAY, -364), TODAY, 9).length,
    );
    expect(strength.data.peaks).toEqual([]);
    expect(strength.text).toContain('no best averages for workouts without a device file');
    const rowing = await ask({ sport: 'Rowing' });
    expect(rowing.text).toContain('No best efforts are known for Rowing');
    expect(rowing.text).not.toContain('device file');
  });

  it.each([
    [{ sport: 'Quidditch' }, 'There is no sport with that name'],
    [{ pr_class: 'Watts' }, 'pr_class must be one of Power, HeartRate, Speed'],
    [{ days: 30_000 }, 'days must be at most 20000'],
  ])('refuses %j in words', async (input, words) => {
    expect(await athlete.refusal('tp_get_peaks', input)).toContain(words);
  });
});
