import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../src/analytics/calendar.ts';
import { performanceChart } from '../../src/analytics/performance-chart.ts';
import { done, plan } from './builders.ts';

const today = '2026-03-01';
const question = { today, to: today, sportIds: null };

describe('performanceChart', () => {
  it('has nothing to draw before the first completed workout', () => {
    expect(performanceChart([], question)).toBeNull();
    expect(performanceChart([plan('2026-02-01', 50)], question)).toBeNull();
  });

  it('begins with a first workout today', () => {
    const chart = performanceChart([done(today, 42)], question);
    expect(chart?.points).toHaveLength(1);
    expect(chart?.today).toMatchObject({ ctl: 1, atl: 6, tsbMorning: 0 });
  });

  it('answers today twice and projects from the plan', () => {
    const sessions = [done('2026-02-01', 100), done(today, 30), plan(today, 40), plan('2026-03-03', 50)];
    const chart = performanceChart(sessions, { ...question, to: '2026-03-04' });
    expect(chart?.today.tss).toBe(30);
    expect(chart?.todayIfPlanDone.tss).toBe(70);
    expect(chart?.todayIfPlanDone.tsbMorning).toBe(chart?.today.tsbMorning);
    const points = chart?.points ?? [];
    expect(points.map(({ tss }) => tss).slice(-4)).toEqual([30, 0, 50, 0]);
    expect(points.at(-3)?.tsbMorning).toBe(chart?.todayIfPlanDone.tsbEndOfDay);
  });

  it('keeps the start of the whole history under a sport filter, so that sports add up', () => {
    const session = fc.record({
      offset: fc.integer({ min: 0, max: 400 }),
      tss: fc.integer({ min: 0, max: 300 }),
      sportId: fc.constantFrom(1, 2, 3, 9, 77),
    });
    fc.assert(
      fc.property(fc.array(session, { minLength: 1, maxLength: 40 }), (drafts) => {
        const sessions = drafts.map(({ offset, tss, sportId }) =>
          done(addDays(today, -offset), tss, { sportId }),
        );
        const ctlOf = (sportIds: readonly number[] | null): number =>
          performanceChart(sessions, { ...question, sportIds })?.today.ctl ?? Number.NaN;
        const parts = [1, 2, 3, 9, 77].map((sportId) => ctlOf([sportId]));
        expect(parts.reduce((sum, ctl) => sum + ctl, 0)).toBeCloseTo(ctlOf(null), 9);
        const chart = performanceChart(sessions, question);
        expect(chart?.points).toHaveLength(daysBetween(chart?.firstDay ?? '', today) + 1);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses to end before today', () => {
    expect(() => performanceChart([], { ...question, to: '2026-02-28' })).toThrow(RangeError);
  });
});
