import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currentForm,
  trainingLoad,
  WARM_UP_DAYS,
  seedErrorShare,
  workoutContribution,
} from '../../src/analytics/training-load.ts';
import { daysOf, steady } from './builders.ts';

const loads = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 1, maxLength: 200 });
const start = '2025-11-01';

describe('trainingLoad', () => {
  it('gives nothing for nothing and starts from zero', () => {
    expect(trainingLoad([])).toEqual([]);
    expect(trainingLoad(daysOf(start, [42]))).toEqual([
      { day: start, tss: 42, ctl: 1, atl: 6, tsbMorning: 0, tsbEndOfDay: -5 },
    ]);
  });

  it('refuses a gap, a repeated day and a reversed series', () => {
    for (const days of [
      ['2026-01-01', '2026-01-03'],
      ['2026-01-01', '2026-01-01'],
      ['2026-01-02', '2026-01-01'],
    ]) {
      expect(() => trainingLoad(days.map((day) => ({ day, tss: 50 })))).toThrow(RangeError);
    }
  });

  it('refuses an unknown load, an unknown seed and a constant below one day', () => {
    expect(() => trainingLoad(daysOf(start, [Number.NaN]))).toThrow(RangeError);
    expect(() => trainingLoad(daysOf(start, [1]), { seed: { ctl: Number.NaN, atl: 0 } })).toThrow(RangeError);
    for (const ctlDays of [0, 0.99, -7, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => trainingLoad([], { constants: { ctlDays, atlDays: 7 } })).toThrow(RangeError);
      expect(() => trainingLoad([], { constants: { ctlDays: 42, atlDays: ctlDays } })).toThrow(RangeError);
    }
  });

  it('follows the load exactly with constants of one day', () => {
    const points = trainingLoad(daysOf(start, [10, 90]), { constants: { ctlDays: 1, atlDays: 1 } });
    expect(points.map(({ ctl, atl }) => [ctl, atl])).toEqual([
      [10, 10],
      [90, 90],
    ]);
  });

  it('decays through a gap of 400 days that was rest', () => {
    const points = trainingLoad(daysOf(start, [...steady(100, 300), ...steady(0, 400)]));
    expect(points.at(-1)?.ctl).toBeLessThan(0.01);
    expect(points.at(-1)?.ctl).toBeGreaterThan(0);
  });

  it('is linear in the load: sports add up to the total', () => {
    fc.assert(
      fc.property(loads, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (total, shares) => {
        const ride = total.map((tss) => tss * (shares.next().value ?? 0));
        const run = total.map((tss, index) => tss - (ride[index] ?? 0));
        const [all, first, second] = [total, ride, run].map((each) => trainingLoad(daysOf(start, each)));
        all?.forEach((point, index) => {
          for (const key of ['ctl', 'atl', 'tsbMorning', 'tsbEndOfDay'] as const) {
            const parts = (first?.[index]?.[key] ?? Number.NaN) + (second?.[index]?.[key] ?? Number.NaN);
            expect(parts).toBeCloseTo(point[key], 9);
          }
        });
      }),
      { numRuns: 50 },
    );
  });

  it('scales with the load', () => {
    fc.assert(
      fc.property(loads, fc.double({ min: 0, max: 10, noNaN: true }), (values, factor) => {
        const once = trainingLoad(daysOf(start, values)).at(-1)?.ctl ?? Number.NaN;
        const scaled = trainingLoad(
          daysOf(
            start,
            values.map((tss) => tss * factor),
          ),
        );
        expect(scaled.at(-1)?.ctl).toBeCloseTo(once * factor, 6);
      }),
    );
  });

  it('gives the same when a series is cut and seeded at the cut', () => {
    fc.assert(
      fc.property(loads, fc.nat(), (values, cut) => {
        const days = daysOf(start, values);
        const whole = trainingLoad(days);
        const at = cut % days.length;
        const seed = whole[at - 1] ?? { ctl: 0, atl: 0 };
        expect(trainingLoad(days.slice(at), { seed })).toEqual(whole.slice(at));
      }),
    );
  });

  it('stays between the lowest and the highest load', () => {
    fc.assert(
      fc.property(loads, (values) => {
        for (const { ctl, atl } of trainingLoad(daysOf(start, values))) {
          expect(Math.min(ctl, atl)).toBeGreaterThanOrEqual(0);
          expect(Math.max(ctl, atl)).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        }
      }),
    );
  });

  it("keeps yesterday's end-of-day form as this morning's", () => {
    const points = trainingLoad(daysOf(start, [100, 0, 80, 20]), { seed: { ctl: 30, atl: 40 } });
    expect(points[0]?.tsbMorning).toBe(-10);
    for (const [index, point] of points.entries()) {
      expect(points[index + 1]?.tsbMorning ?? point.tsbEndOfDay).toBe(point.tsbEndOfDay);
    }
  });
});

describe('workoutContribution', () => {
  it('is the exact difference a workout makes', () => {
    fc.assert(
      fc.property(loads, fc.nat(), fc.double({ min: 1, max: 300, noNaN: true }), (values, where, tss) => {
        const at = where % values.length;
        const without = trainingLoad(daysOf(start, values)).at(-1);
        const raised = values.map((load, index) => (index === at ? load + tss : load));
        const withIt = trainingLoad(daysOf(start, raised)).at(-1);
        const contribution = workoutContribution(tss, values.length - 1 - at);
        expect((withIt?.ctl ?? 0) - (without?.ctl ?? 0)).toBeCloseTo(contribution.ctl, 9);
        expect((withIt?.atl ?? 0) - (without?.atl ?? 0)).toBeCloseTo(contribution.atl, 9);
      }),
    );
  });

  it('is nothing before the workout', () => {
    expect(workoutContribution(100, -1)).toEqual({ ctl: 0, atl: 0, tsbEndOfDay: 0 });
  });
});

it('warms up until under a thousandth of a wrong start is left, and not a day longer', () => {
  expect(seedErrorShare(WARM_UP_DAYS)).toBeLessThan(0.001);
  expect(seedErrorShare(WARM_UP_DAYS - 1)).toBeGreaterThan(0.001);
});

it('answers today twice: so far, and if the plan is done', () => {
  const form = currentForm({ ctl: 42, atl: 49 }, { day: start, actualTss: 0, remainingPlannedTss: 84 });
  expect(form.tsbMorning).toBe(-7);
  expect(form.soFar).toMatchObject({ tss: 0, ctl: 41, atl: 42, tsbEndOfDay: -1 });
  expect(form.ifPlanDone).toMatchObject({ tss: 84, ctl: 43, atl: 54, tsbEndOfDay: -11 });
});
