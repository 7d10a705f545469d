import { afterAll, beforeAll, expect, it } from 'vitest';
import { weightsView } from '../../src/views/weights.ts';
import { connectAthlete, TODAY, type McpFixture } from '../support/mcp-fixture.ts';
import { addDays } from '../support/wire-truth.ts';

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const rangesAsked = () =>
  athlete.simulator.requests
    .map(({ path }) => /consolidatedtimedmetrics\/([\d-]+\/[\d-]+)/.exec(path)?.[1])
    .filter((range) => range !== undefined);

it('gives what the athlete weighed, by day', async () => {
  const snapshot = await athlete.engine.snapshot({});
  const weights = await weightsView(snapshot, { from: addDays(TODAY, -60), to: TODAY });
  expect(weights.length).toBeGreaterThan(10);
  expect(weights.map(({ day }) => day)).toEqual(weights.map(({ day }) => day).toSorted());
  for (const { kilograms } of weights)
    expect(kilograms).toSatisfy((value: number) => value > 40 && value < 120);
});

it('asks for two years at a time, without a gap and nothing twice', async () => {
  const snapshot = await athlete.engine.snapshot({});
  const before = rangesAsked().length;
  await weightsView(snapshot, { from: addDays(TODAY, -1460), to: TODAY });
  const [first, second, third] = rangesAsked().slice(before);
  expect([first, second, third]).toEqual([
    `${addDays(TODAY, -1460)}/${addDays(TODAY, -731)}`,
    `${addDays(TODAY, -730)}/${addDays(TODAY, -1)}`,
    `${TODAY}/${TODAY}`,
  ]);
});
