import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from '../../src/analytics/statistics.ts';
import {
  COGGAN_HEART_RATE_EDGES,
  COGGAN_POWER_EDGES,
  edgesOfBands,
  THREE_ZONE_HEART_RATE_EDGES,
  threeZoneReduction,
  timeInZones,
  zoneOf,
} from '../../src/analytics/zones.ts';

describe('Coggan zones', () => {
  it.each([
    [0, 1],
    [110, 1],
    [110.1, 2],
    [150, 2],
    [180, 3],
    [210, 4],
    [240, 5],
    [300, 6],
    [301, 7],
  ])('puts %d W at FTP 200 into zone %d', (watts, zone) => {
    expect(zoneOf(watts / 200, COGGAN_POWER_EDGES)).toBe(zone);
  });

  it.each([
    [136, 1],
    [137, 2],
    [166, 2],
    [188, 3],
    [210, 4],
    [211, 5],
  ])('puts %d bpm at threshold 200 into zone %d', (bpm, zone) => {
    expect(zoneOf(bpm / 200, COGGAN_HEART_RATE_EDGES)).toBe(zone);
  });
});

describe('timeInZones', () => {
  it('counts zeros, not dropouts, and states its coverage', () => {
    const samples = [0, 100, null, 250, Number.NaN, 400];
    expect(timeInZones(samples, { upperEdges: COGGAN_POWER_EDGES, threshold: 200 })).toEqual({
      seconds: [2, 0, 0, 0, 0, 1, 1],
      knownSeconds: 4,
      coverage: 4 / 6,
    });
  });

  it('adds up to the recorded time', () => {
    const sample = fc.option(fc.double({ min: 0, max: 900, noNaN: true }));
    fc.assert(
      fc.property(fc.array(sample), fc.integer({ min: 1, max: 10 }), (samples, sampleSeconds) => {
        const result = timeInZones(samples, {
          upperEdges: COGGAN_POWER_EDGES,
          threshold: 250,
          sampleSeconds,
        });
        expect(sum(result.seconds)).toBe(samples.filter((value) => value !== null).length * sampleSeconds);
      }),
    );
  });

  it("takes an athlete's own bands", () => {
    const upperEdges = edgesOfBands([{ maximum: 120 }, { maximum: 150 }, { maximum: null }]);
    expect(timeInZones([120, 120.5, 151], { upperEdges }).seconds).toEqual([1, 1, 1]);
  });

  it('refuses edges that do not rise and a threshold of nothing', () => {
    expect(() => timeInZones([], { upperEdges: [1, 1] })).toThrow(RangeError);
    expect(() => timeInZones([], { upperEdges: [1], threshold: 0 })).toThrow(RangeError);
  });
});

describe('three zones', () => {
  it('folds power zones 1-2, 3-4 and 5-7', () => {
    expect(threeZoneReduction([1, 2, 4, 8, 16, 32, 64])).toMatchObject({
      lowSeconds: 3,
      middleSeconds: 12,
      highSeconds: 112,
      rule: 'low = zones 1-2, middle = zones 3-4, high = above',
    });
    expect(threeZoneReduction([1, 2, 4], { lowThrough: 1, middleThrough: 2 })).toMatchObject({
      highSeconds: 4,
    });
    expect(() => threeZoneReduction([1], { lowThrough: 4 })).toThrow(RangeError);
  });

  it('splits heart rate at 83 and 100 % of threshold', () => {
    const { seconds } = timeInZones([166, 167, 200, 201], {
      upperEdges: THREE_ZONE_HEART_RATE_EDGES,
      threshold: 200,
    });
    expect(seconds).toEqual([1, 2, 1]);
  });
});
