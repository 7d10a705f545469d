import { describe, expect, it } from 'vitest';
import { heartRateStressEstimate, runStress, swimStress, trimp } from '../../src/analytics/stress-scores.ts';
import { steady } from './builders.ts';

const profile = { restingHeartRateBpm: 50, maximumHeartRateBpm: 190, thresholdHeartRateBpm: 168 };

describe('stress scores', () => {
  it('give 100 for an hour at threshold', () => {
    const threshold = { thresholdSpeedMetersPerSecond: 4 };
    expect(runStress({ durationSeconds: 3600, normalizedSpeedMetersPerSecond: 4, ...threshold }).tss).toBe(
      100,
    );
    expect(swimStress({ durationSeconds: 3600, distanceMeters: 14_400, ...threshold }).tss).toBe(100);
    expect(heartRateStressEstimate(steady(168, 3600), profile)).toBeCloseTo(100, 9);
    expect(heartRateStressEstimate(steady(168, 720), { ...profile, weights: 'women' }, 5)).toBeCloseTo(
      100,
      9,
    );
  });

  it('leave dropouts out and take nothing off below resting heart rate', () => {
    expect(trimp([150, null, Number.NaN, 150], profile)).toBeCloseTo(trimp([150, 150], profile), 12);
    expect(trimp(steady(40, 60), profile)).toBe(0);
  });

  it('refuse thresholds that cannot be', () => {
    expect(() => trimp([], { ...profile, restingHeartRateBpm: 170 })).toThrow(RangeError);
    expect(() => trimp([], { ...profile, maximumHeartRateBpm: 160 })).toThrow(RangeError);
    const run = { durationSeconds: 3600, normalizedSpeedMetersPerSecond: 4 };
    expect(() => runStress({ ...run, thresholdSpeedMetersPerSecond: 0 })).toThrow(RangeError);
    expect(() =>
      swimStress({ durationSeconds: 0, distanceMeters: 100, thresholdSpeedMetersPerSecond: 1 }),
    ).toThrow(RangeError);
  });
});
