import { describe, expect, it } from 'vitest';
import { consistency, hoursHitRate, weeklyVariation } from '../../src/analytics/consistency.ts';
import { monotony } from '../../src/analytics/monotony.ts';
import { workloadRatio } from '../../src/analytics/workload-ratio.ts';
import { addDays } from '../../src/analytics/calendar.ts';
import { steady } from './builders.ts';

describe('monotony', () => {
  it('is undefined for identical days, never infinite', () => {
    const result = monotony(steady(0.1 + 0.2, 7));
    expect(result).toMatchObject({ monotony: null, strain: null, standardDeviation: 0 });
    expect(result.reason).toContain('identical');
  });

  it('is unknown for rest alone, for fewer than seven days and for an unknown day', () => {
    expect(monotony(steady(0, 7)).reason).toContain('rest');
    expect(monotony([100, 50]).monotony).toBeNull();
    expect(monotony([100, 50, null, 120, 80, 60, 0]).monotony).toBeNull();
    expect(monotony([100, 50, Number.NaN, 120, 80, 60, 0]).monotony).toBeNull();
    expect(() => monotony(steady(50, 8))).toThrow(RangeError);
  });

  it("warns above Foster's level", () => {
    expect(monotony([100, 100, 100, 100, 100, 100, 10]).high).toBe(true);
    expect(monotony([100, 50, 0, 120, 80, 60, 0]).high).toBe(false);
  });
});

describe('workloadRatio', () => {
  it('is 1 by every definition for an even load', () => {
    expect(workloadRatio(steady(60, 40))).toMatchObject({
      rollingCoupled: 1,
      rollingUncoupled: 1,
      exponentiallyWeighted: 1,
    });
  });

  it('always carries its criticism', () => {
    expect(workloadRatio(steady(60, 28)).caveat).toContain('not an injury predictor');
  });

  it('needs 28 known days and a chronic load', () => {
    expect(workloadRatio(steady(60, 27))).toMatchObject({ rollingCoupled: null });
    expect(workloadRatio([...steady(0, 21), ...steady(60, 7)])).toMatchObject({
      rollingCoupled: 4,
      rollingUncoupled: null,
    });
    expect(() => workloadRatio(steady(Number.NaN, 28))).toThrow(RangeError);
  });
});

describe('consistency', () => {
  const today = '2026-03-10';
  const days = (counts: readonly number[], last = today) =>
    counts.map((completedCount, index) => ({
      day: addDays(last, index + 1 - counts.length),
      completedCount,
    }));

  it('measures activity, gaps and the streak', () => {
    expect(consistency(days([1, 0, 0, 0, 2, 1, 1]), today)).toEqual({
      days: 7,
      activeDays: 4,
      activeDayRatio: 4 / 7,
      longestGapDays: 3,
      currentStreakDays: 3,
    });
  });

  it('does not break a streak because today is not over', () => {
    expect(consistency(days([0, 1, 1, 0]), today)).toMatchObject({ currentStreakDays: 2, longestGapDays: 1 });
    expect(consistency(days([0, 1, 1, 0], '2026-03-09'), today).currentStreakDays).toBe(0);
  });

  it('judges no day after today', () => {
    expect(consistency(days([1, 1, 0, 0], '2026-03-12'), today)).toMatchObject({
      days: 2,
      currentStreakDays: 2,
    });
    expect(consistency([], today)).toMatchObject({ activeDayRatio: null, currentStreakDays: 0 });
  });

  it('has no variation of one week or of nothing', () => {
    expect(weeklyVariation([400])).toBeNull();
    expect(weeklyVariation([0, 0])).toBeNull();
    expect(weeklyVariation([400, 400])).toBe(0);
  });

  it('has a hit rate only where something was planned', () => {
    expect(hoursHitRate(5400, 7200)).toBe(0.75);
    expect(hoursHitRate(5400, 0)).toBeNull();
  });
});
