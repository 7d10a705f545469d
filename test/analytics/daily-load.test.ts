import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/analytics/calendar.ts';
import { dailyLoad, estimateUnscored, filterSports } from '../../src/analytics/daily-load.ts';
import { sum } from '../../src/analytics/statistics.ts';
import { done, plan } from './builders.ts';

const today = '2026-03-01';
const range = { from: today, to: today, today };

describe('dailyLoad', () => {
  it('gives every day of the range, rest by default, and nothing outside it', () => {
    const days = dailyLoad([done('2026-02-26', 50), done('2026-03-03', 60)], {
      from: '2026-02-27',
      to: '2026-03-02',
      today,
    });
    expect(days.map(({ day, state }) => [day, state])).toEqual([
      ['2026-02-27', 'rest'],
      ['2026-02-28', 'rest'],
      ['2026-03-01', 'rest'],
      ['2026-03-02', 'rest'],
    ]);
    expect(sum(days.map(({ actualTss }) => actualTss))).toBe(0);
  });

  it('adds several workouts of a day', () => {
    expect(dailyLoad([done(today, 40), done(today, 30.5), done(today, null)], range)[0]).toMatchObject({
      actualTss: 70.5,
      completedCount: 3,
      unscoredCount: 1,
      state: 'scored',
    });
  });

  it('stays scored whichever of a scored and an unscored session comes first', () => {
    for (const sessions of [
      [done(today, 40), done(today, null)],
      [done(today, null), done(today, 40)],
    ]) {
      expect(dailyLoad(sessions, range)[0]?.state).toBe('scored');
    }
  });

  it('keeps what is done today apart from what is left to do', () => {
    expect(dailyLoad([done(today, 40), plan(today, 55)], range)[0]).toMatchObject({
      actualTss: 40,
      remainingPlannedTss: 55,
      remainingPlannedEstimated: false,
      plannedCount: 1,
      completedCount: 1,
    });
  });

  it('counts a completed workout that lies in the future as done', () => {
    const tomorrow = addDays(today, 1);
    expect(dailyLoad([done(tomorrow, 33)], { from: tomorrow, to: tomorrow, today })[0]).toMatchObject({
      actualTss: 33,
      remainingPlannedTss: 0,
    });
  });

  it('does not lend the planned score to a done session without one', () => {
    expect(dailyLoad([done(today, null, { planned: true, plannedTss: 90 })], range)[0]).toMatchObject({
      actualTss: 0,
      remainingPlannedTss: 0,
      unscoredCount: 1,
      state: 'unscored',
    });
  });

  it("estimates a bare duration with the sport's median IF of the 90 days before today", () => {
    const sessions = [
      done('2026-02-01', 60, { intensityFactor: 0.7 }),
      done('2026-02-02', 60, { intensityFactor: 0.8 }),
      done('2026-02-03', 60, { intensityFactor: 1 }),
      done('2025-11-30', 60, { intensityFactor: 0.1 }),
      done('2026-02-04', 60, { intensityFactor: 0.2, sportId: 3 }),
      plan('2026-03-05', null, { plannedDurationSeconds: 7200 }),
    ];
    const [day] = dailyLoad(sessions, { from: '2026-03-05', to: '2026-03-05', today });
    expect(day?.remainingPlannedTss).toBeCloseTo(2 * 0.8 ** 2 * 100, 9);
    expect(day?.remainingPlannedEstimated).toBe(true);
  });

  it('estimates a planned swim with the cube of its intensity', () => {
    const swim = plan(today, null, {
      sportId: 1,
      plannedDurationSeconds: 3600,
      plannedIntensityFactor: 0.9,
    });
    expect(dailyLoad([swim], range)[0]?.remainingPlannedTss).toBeCloseTo(72.9, 9);
  });

  it('says when a plan names too little to be estimated', () => {
    const sessions = [plan(today, null), plan(today, null, { plannedDurationSeconds: 3600 })];
    expect(dailyLoad(sessions, range)[0]).toMatchObject({
      remainingPlannedTss: 0,
      remainingPlannedEstimated: false,
      plannedCount: 2,
      unknownPlanCount: 2,
    });
  });

  it('refuses a range that is no range of dates', () => {
    expect(() => dailyLoad([], { from: '2026-02-30', to: today, today })).toThrow(RangeError);
    expect(dailyLoad([], { from: addDays(today, 1), to: today, today })).toEqual([]);
  });

  it('counts every session exactly once, whatever the day', () => {
    const anySession = fc.record({
      offset: fc.integer({ min: -10, max: 10 }),
      completed: fc.boolean(),
      planned: fc.boolean(),
      tss: fc.option(fc.integer({ min: 0, max: 300 })),
      plannedTss: fc.option(fc.integer({ min: 0, max: 300 })),
    });
    fc.assert(
      fc.property(fc.array(anySession), (drafts) => {
        const sessions = drafts.map(({ offset, ...draft }) => plan(addDays(today, offset), null, draft));
        const days = dailyLoad(sessions, { from: addDays(today, -10), to: addDays(today, 10), today });
        const count = sum(days.map((day) => day.completedCount + day.missedCount + day.plannedCount));
        expect(count).toBe(sessions.filter(({ completed, planned }) => completed || planned).length);
        const scored = sessions.filter(({ completed }) => completed).map(({ tss }) => tss ?? 0);
        expect(sum(days.map((day) => day.actualTss))).toBe(sum(scored));
      }),
    );
  });

  it('splits by sport without loss', () => {
    const sessions = [done(today, 40), done(today, 30, { sportId: 3 }), done(today, 20, { sportId: 1 })];
    const load = (sports: readonly number[] | null) =>
      dailyLoad(filterSports(sessions, sports), range)[0]?.actualTss;
    expect([load([2]), load([3]), load([1]), load(null), load([])]).toEqual([40, 30, 20, 90, 0]);
  });
});

describe('estimateUnscored', () => {
  it('uses the intensity of the session itself', () => {
    const [estimate, swim] = estimateUnscored([
      done(today, null, { durationSeconds: 7200, intensityFactor: 0.8 }),
      done(today, Number.NaN, { sportId: 1, intensityFactor: 0.9 }),
    ]);
    expect(estimate).toMatchObject({ day: today, sportId: 2, method: 'intensity' });
    expect(estimate?.estimatedTss).toBeCloseTo(128, 9);
    expect(swim?.estimatedTss).toBeCloseTo(72.9, 9);
  });

  it("uses the sport's median TSS per hour of the 90 days before", () => {
    const sessions = [
      done('2026-02-01', 60, { durationSeconds: 3600 }),
      done('2026-02-02', 160, { durationSeconds: 7200 }),
      done('2024-02-02', 500, { durationSeconds: 3600 }),
      done(today, null, { durationSeconds: 1800 }),
    ];
    expect(estimateUnscored(sessions)).toEqual([
      { day: today, sportId: 2, estimatedTss: 35, method: 'median_per_hour' },
    ]);
  });

  it('falls back to all sessions of the sport, and then to no estimate', () => {
    const sessions = [
      done('2024-02-02', 50, { durationSeconds: 3600 }),
      done(today, null),
      done(today, null, { sportId: 9 }),
      done(today, null, { durationSeconds: null, intensityFactor: 0.8 }),
    ];
    expect(estimateUnscored(sessions).map(({ estimatedTss }) => estimatedTss)).toEqual([50, null, null]);
  });

  it('leaves scored and planned sessions alone', () => {
    expect(estimateUnscored([done(today, 0), plan(today, null)])).toEqual([]);
  });
});
