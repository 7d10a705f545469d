import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  composeEngine,
  connectAthlete,
  connectClient,
  recordingLog,
  TODAY,
  type About,
  type McpFixture,
} from '../support/mcp-fixture.ts';
import { roundedTo } from '../support/rounded-to.ts';
import { addDays, between, doneBetween, mondayOf, must, numberOf, sumOf } from '../support/wire-truth.ts';

const METRICS = 'trainingpeaks://metrics';
const ATHLETE = 'trainingpeaks://athlete/snapshot';

interface AthleteToday {
  readonly athlete: { readonly name: string };
  readonly today: string;
  readonly fitness: Readonly<Record<string, number | string | null>>;
  readonly this_week: Readonly<Record<string, number | string>>;
  readonly thresholds: readonly { readonly basis: string; readonly threshold: number }[];
  readonly races_ahead?: readonly {
    readonly date: string;
    readonly in_days: number;
    readonly priority: string | null;
  }[];
  readonly latest_health?: readonly { readonly date: string; readonly value: number }[];
  readonly about: About;
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

async function read(uri: string): Promise<{ mimeType: string | undefined; text: string }> {
  const { contents } = await athlete.client.readResource({ uri });
  expect(contents).toHaveLength(1);
  const content = must(contents[0]);
  expect(content.uri).toBe(uri);
  return { mimeType: content.mimeType, text: 'text' in content ? content.text : '' };
}
const today = async () => JSON.parse((await read(ATHLETE)).text) as AthleteToday;

describe('the resources', () => {
  it('are these two', async () => {
    const { resources } = await athlete.client.listResources();
    expect(resources.map(({ uri, mimeType }) => [uri, mimeType])).toEqual([
      [METRICS, 'text/markdown'],
      [ATHLETE, 'application/json'],
    ]);
  });

  it('give the metric dictionary as it stands in the documents', async () => {
    const { mimeType, text } = await read(METRICS);
    expect(mimeType).toBe('text/markdown');
    expect(text).toBe(readFileSync(join(import.meta.dirname, '../../docs/metrics.md'), 'utf8'));
  });

  it('give the athlete of today, with the fitness that the tool gives', async () => {
    const { mimeType } = await read(ATHLETE);
    const snapshot = await today();
    const { data } = await athlete.call<{ current: Record<string, number | string> }>('tp_get_fitness');
    const { ctl, atl, tsb, form, ramp_7_days } = data.current;
    expect(mimeType).toBe('application/json');
    expect(snapshot).toMatchObject({ athlete: { name: 'Dana Demo' }, today: TODAY });
    expect(snapshot.fitness).toEqual({ ctl, atl, tsb, form, ramp_7_days });
    expect(snapshot.about).toEqual(data.about);
  });

  it('sum the week so far and its plan', async () => {
    const monday = mondayOf(TODAY);
    const sunday = addDays(monday, 6);
    expect((await today()).this_week).toEqual({
      start_date: monday,
      tss_done: roundedTo(sumOf(doneBetween(athlete.rows, monday, sunday), 'tssActual')),
      tss_planned: roundedTo(sumOf(between(athlete.rows, monday, sunday), 'tssPlanned')),
      sessions_done: doneBetween(athlete.rows, monday, sunday).length,
    });
  });

  it('list the races ahead with the days until them, and the latest health values', async () => {
    const snapshot = await today();
    const races = must(athlete.account)
      .events.map((event) => String(event['eventDate']).slice(0, 10))
      .filter((day) => day >= TODAY && day <= addDays(TODAY, 365));
    expect(snapshot.races_ahead?.map(({ date }) => date)).toEqual(races.toSorted());
    expect(races.length).toBeGreaterThan(0);
    for (const { date, in_days: days } of must(snapshot.races_ahead)) expect(addDays(TODAY, days)).toBe(date);
    expect(must(snapshot.latest_health).length).toBeGreaterThan(0);
    for (const { date } of must(snapshot.latest_health)) {
      expect(date >= addDays(TODAY, -14) && date <= TODAY).toBe(true);
    }
    const ftp = numberOf(
      (must(athlete.account).settings['powerZones'] as Record<string, unknown>[])[0] ?? {},
      'threshold',
    );
    expect(snapshot.thresholds.find(({ basis }) => basis === 'power')?.threshold).toBe(ftp);
  });

  it('say what TrainingPeaks could not give, and leave the rest as it is', async () => {
    const before = await today();
    athlete.simulator.faults.set({
      serverError: { when: (path) => /Metrics|timedmetrics|events/i.test(path) },
    });
    const snapshot = await today();
    athlete.simulator.faults.clear();
    expect(snapshot.latest_health).toBeUndefined();
    expect(snapshot.about.partial).toBe(true);
    expect(snapshot.about.notes).toContain('Health values could not be read from TrainingPeaks.');
    expect(snapshot.fitness).toEqual(before.fitness);
    expect(snapshot.races_ahead).toEqual(before.races_ahead);
  });

  it('say when the races were never read', async () => {
    athlete.simulator.faults.set({ serverError: { when: (path) => path.includes('/events/') } });
    const { engine, close } = composeEngine(athlete.simulator, () => athlete.clock.now, recordingLog([]));
    const client = await connectClient(engine);
    const [content] = (await client.readResource({ uri: ATHLETE })).contents;
    athlete.simulator.faults.clear();
    await client.close();
    await close();
    const snapshot = JSON.parse(
      content !== undefined && 'text' in content ? content.text : 'null',
    ) as AthleteToday;
    expect(snapshot.races_ahead).toBeUndefined();
    expect(snapshot.about.notes).toContain('Races have not been read from TrainingPeaks yet.');
  });

  it('put a failure into words, without a secret', async () => {
    const signedOut = await connectSignedOut();
    expect(signedOut).toMatchObject({ error: { code: 'signed_out' } });
    expect(JSON.stringify(signedOut)).toContain('Ask the user to sign in');
  });
});

async function connectSignedOut(): Promise<unknown> {
  const { engine, close } = composeEngine(
    athlete.simulator,
    () => athlete.clock.now,
    recordingLog([]),
    false,
  );
  const client = await connectClient(engine);
  const [content] = (await client.readResource({ uri: ATHLETE })).contents;
  await client.close();
  await close();
  return JSON.parse(content !== undefined && 'text' in content ? content.text : 'null');
}
