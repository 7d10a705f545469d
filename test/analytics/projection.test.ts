import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysToReach,
  projectConstant,
  projectPlanned,
  projectZero,
  solveDailyLoad,
  solveRampLoad,
} from '../../src/analytics/projection.ts';

const start = { day: '2026-02-27', ctl: 60, atl: 70 };
const ctl = fc.double({ min: 0, max: 150, noNaN: true });
const days = fc.integer({ min: 1, max: 365 });

describe('projections', () => {
  it('begins on the day after the start, from its form', () => {
    const points = projectZero(start, 3);
    expect(points.map(({ day }) => day)).toEqual(['2026-02-28', '2026-03-01', '2026-03-02']);
    expect(points[0]?.tsbMorning).toBe(-10);
    expect(points[0]?.ctl).toBeCloseTo((60 * 41) / 42, 12);
    expect(projectZero(start, 0)).toEqual([]);
    expect(() => projectZero(start, 1.5)).toThrow(RangeError);
    expect(() => projectZero(start, -1)).toThrow(RangeError);
  });

  it('adds what is done and what is planned', () => {
    const planned = [
      { day: '2026-02-28', actualTss: 20, remainingPlannedTss: 22 },
      { day: '2026-03-01', actualTss: 0, remainingPlannedTss: 0 },
    ];
    expect(projectPlanned(start, planned).map(({ tss }) => tss)).toEqual([42, 0]);
    expect(() => projectPlanned(start, planned.slice(1))).toThrow(RangeError);
    expect(projectPlanned(start, [])).toEqual([]);
  });

  it('agrees with the closed form', () => {
    fc.assert(
      fc.property(ctl, ctl, days, (from, tss, count) => {
        const last = projectConstant({ ...start, ctl: from }, tss, count).at(-1);
        expect(last?.ctl).toBeCloseTo(tss + (from - tss) * (41 / 42) ** count, 8);
      }),
    );
  });

  it('solves what it projects: inverse of forward to 1e-9', () => {
    fc.assert(
      fc.property(ctl, fc.double({ min: 0, max: 300, noNaN: true }), days, (from, tss, count) => {
        const reached = projectConstant({ ...start, ctl: from }, tss, count).at(-1)?.ctl ?? Number.NaN;
        const solved = solveDailyLoad({ ctl: from, targetCtl: reached, days: count });
        expect(Math.abs(solved.dailyTss - tss)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe('solvers', () => {
  it('says when even rest leaves fitness above the target', () => {
    const solved = solveDailyLoad({ ctl: 80, targetCtl: 40, days: 7 });
    expect(solved.feasible).toBe(false);
    expect(solved.dailyTss).toBeLessThan(0);
    expect(() => solveDailyLoad({ ctl: 80, targetCtl: 40, days: 0 })).toThrow(RangeError);
  });

  it('takes other constants', () => {
    const constants = { ctlDays: 1, atlDays: 1 };
    expect(solveDailyLoad({ ctl: 10, targetCtl: 90, days: 5, constants }).dailyTss).toBe(90);
    expect(solveRampLoad({ ctl: 10, rampPerWeek: 5, constants }).dailyTss).toBe(15);
    expect(daysToReach({ ctl: 10, targetCtl: 50, dailyTss: 60, constants })?.wholeDays).toBe(1);
  });

  it('reaches a target from above and below, and never when the load stops short', () => {
    expect(daysToReach({ ctl: 60, targetCtl: 60, dailyTss: 0 })).toEqual({ exactDays: 0, wholeDays: 0 });
    expect(daysToReach({ ctl: 60, targetCtl: 30, dailyTss: 0 })?.wholeDays).toBe(29);
    expect(daysToReach({ ctl: 60, targetCtl: 75, dailyTss: 74 })).toBeNull();
    expect(daysToReach({ ctl: 60, targetCtl: 75, dailyTss: 60 })).toBeNull();
    expect(daysToReach({ ctl: 60, targetCtl: 30, dailyTss: 100 })).toBeNull();
    expect(daysToReach({ ctl: 60, targetCtl: 30, dailyTss: 30 })).toBeNull();
  });

  it('finds the first day at or past the target', () => {
    fc.assert(
      fc.property(
        ctl,
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 150.5, max: 400, noNaN: true }),
        (from, count, tss) => {
          const points = projectConstant({ ...start, ctl: from }, tss, count);
          const target = points.at(-1)?.ctl ?? Number.NaN;
          fc.pre(tss - target > 1e-6);
          expect(daysToReach({ ctl: from, targetCtl: target, dailyTss: tss })?.exactDays).toBeCloseTo(
            count,
            5,
          );
        },
      ),
    );
  });
});
