import { describe, expect, test } from 'vitest';
import { channelsOf } from '../../renderer/charts/streams/channels.ts';
import { nearestSample, pointsOf } from '../../renderer/charts/streams/points.ts';
import { paceTicks, ticksBetween, timeTicks } from '../../renderer/charts/streams/ticks.ts';
import { measuresFor } from '../../renderer/measures.ts';
import { BIKE, RUN } from '../../src/shared/sports.ts';
import type { Streams } from '../../src/shared/workout.ts';

const times = (count: number, step = 1) => Array.from({ length: count }, (_, index) => index * step);

describe('points to draw', () => {
  test('a short curve is drawn sample by sample', () => {
    expect(pointsOf([0, 4, 8], [1, null, 3], 4)).toEqual([
      { time: 0, value: 1 },
      { time: 4, value: null },
      { time: 8, value: 3 },
    ]);
  });

  test('a pause breaks the line, a missing sample or two does not', () => {
    const values = pointsOf([0, 4, 12, 60, 64], [1, 2, 3, 4, 5], 4).map(({ value }) => value);
    expect(values).toEqual([1, 2, 3, null, 4, 5]);
  });

  test('a long curve is thinned out, and keeps its peaks, its lows and its breaks', () => {
    const samples = times(20_000);
    const values = samples.map((time): number | null => 200 + 50 * Math.sin(time / 60));
    values[7_777] = 1200;
    values[12_345] = 1;
    values[15_000] = null;
    const points = pointsOf(samples, values, 1);
    expect(points.length).toBeLessThanOrEqual(2000);
    expect(points).toContainEqual({ time: 7_777, value: 1200 });
    expect(points).toContainEqual({ time: 12_345, value: 1 });
    expect(points).toContainEqual({ time: 15_000, value: null });
    expect(points.every(({ time }, index) => index === 0 || time > (points[index - 1]?.time ?? 0))).toBe(
      true,
    );
  });

  test.each([
    [-5, 0],
    [0, 0],
    [1.9, 0],
    [2.1, 1],
    [7, 2],
    [400, 3],
  ])('the sample nearest to second %f is number %i', (time, index) => {
    expect(nearestSample([0, 4, 8, 12], time)).toBe(index);
  });
});

describe('lines of a scale', () => {
  test.each([
    [0, 350, 1, [0, 100, 200, 300]],
    [91, 186, 1, [100, 150]],
    [48, 53, 1, [48, 50, 52]],
    [5, 5, 1, []],
  ])('are round from %f to %f', (low, high, unit, expected) => {
    expect(ticksBetween(low, high, unit)).toEqual(expected);
  });

  test('are round in the unit that is shown', () => {
    const shown = ticksBetween(0, 11.4, 1 / 3.6).map((speed) => Math.round(speed * 3.6 * 1e6) / 1e6);
    expect(shown).toEqual([0, 20, 40]);
  });

  test('of a pace are whole minutes or parts of them', () => {
    const paces = paceTicks([2.3, 4.8], 1000).map((speed) => Math.round(1000 / speed));
    expect(paces).toEqual([240, 360]);
    expect(paceTicks([0, 4], 1000)).toEqual([]);
  });

  test.each([600, 4680, 18_000, 90_000])('of %i seconds are eight at most, and begin at zero', (last) => {
    const ticks = timeTicks(last);
    expect(ticks[0]).toBe(0);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.length).toBeLessThanOrEqual(9);
    expect(ticks.at(-1)).toBeLessThanOrEqual(last);
  });
});

describe('curves', () => {
  const streams: Streams = {
    stepSeconds: 4,
    timeSeconds: times(5, 4),
    powerWatts: [200, 210, 0, null, 190],
    heartRateBpm: null,
    speedMetersPerSecond: [0, 8, 9, 8, 10],
    cadenceRpm: [null, null, null, null, null],
    altitudeMeters: [100, 101, 99, 100, 100],
  };

  test('that were not recorded are left out; the others have names and units', () => {
    const channels = channelsOf(streams, BIKE, measuresFor('en-GB', 'metric'));
    expect(channels.map(({ title, unit }) => [title, unit])).toEqual([
      ['Power', 'W'],
      ['Speed', 'km/h'],
      ['Elevation', 'm'],
    ]);
    expect(channels.map(({ text, values }) => values.map(text))).toEqual([
      ['200', '210', '0', '–', '190'],
      ['0.0', '28.8', '32.4', '28.8', '36.0'],
      ['100', '101', '99', '100', '100'],
    ]);
  });

  test('of a run are paces, in the units of the user', () => {
    const run = { ...streams, powerWatts: null, speedMetersPerSecond: [0, 3, 3.2, 3.1, 4] };
    const [pace] = channelsOf(run, RUN, measuresFor('en-US', 'imperial'));
    expect([pace?.title, pace?.unit, pace?.text(4)]).toEqual(['Pace', '/mi', '6:42']);
    // The stop lies below the panel and does not press the rest together.
    expect(pace?.domain[0]).toBeGreaterThan(2);
  });

  test('lie inside their panels', () => {
    for (const { domain, values, name } of channelsOf(streams, BIKE, measuresFor('en-GB', 'metric'))) {
      const known = values.filter((value) => value !== null);
      expect({ name, low: domain[0] <= Math.min(...known), high: domain[1] >= Math.max(...known) }).toEqual({
        name,
        low: true,
        high: true,
      });
    }
  });
});
