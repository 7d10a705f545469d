import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/analytics/calendar.ts';
import { compareRecentWeeks, monthlyLoad, weeklyLoad } from '../../src/analytics/period-load.ts';
import { sum } from '../../src/analytics/statistics.ts';
import { done, plan, steady } from './builders.ts';

const today = '2026-03-04';
const sessions = [
  done('2026-02-23', 50, {
    distanceMeters: 30_000,
    planned: true,
    plannedTss: 60,
    plannedDurationSeconds: 4000,
  }),
  done('2026-03-01', null, { durationSeconds: null }),
  plan('2026-02-25', 40),
  done('2026-03-03', 70, { distanceMeters: 10_000 }),
  done('2026-03-03', 0, { sportId: 9 }),
  plan('2026-03-06', null, { plannedDurationSeconds: 7200, plannedIntensityFactor: 0.8 }),
];

describe('weeklyLoad', () => {
  const weeks = weeklyLoad(sessions, { from: '2026-02-23', to: '2026-03-15', today });

  it('sums a finished week', () => {
    expect(weeks[0]).toEqual({
      start: '2026-02-23',
      end: '2026-03-01',
      from: '2026-02-23',
      to: '2026-03-01',
      tss: 50,
      plannedTss: 100,
      plannedDurationSeconds: 4000,
      remainingPlannedTss: 0,
      missedTss: 40,
      plannedEstimated: false,
      sessions: 2,
      missedSessions: 1,
      plannedSessions: 0,
      unscored: 1,
      durationSeconds: 3600,
      unknownDurations: 1,
      distanceMeters: 30_000,
      activeDays: 2,
      daysWithLoad: 1,
      days: 7,
      complete: true,
      cutByRange: false,
      cutByToday: false,
    });
  });

  it('marks the running week and the weeks to come', () => {
    expect(weeks[1]).toMatchObject({ tss: 70, complete: false, cutByToday: true, cutByRange: false });
    expect(weeks[1]?.remainingPlannedTss).toBeCloseTo(128, 9);
    expect(weeks[1]?.plannedEstimated).toBe(true);
    expect(weeks[2]).toMatchObject({ sessions: 0, distanceMeters: null, complete: false, cutByToday: true });
  });

  it('keeps a week that ends today open', () => {
    const [week] = weeklyLoad([], { from: '2026-02-23', to: '2026-03-01', today: '2026-03-01' });
    expect(week).toMatchObject({ complete: false, cutByToday: true });
  });

  it('says when the range cuts a week', () => {
    const cut = weeklyLoad(sessions, { from: '2026-02-25', to: '2026-03-02', today });
    expect(cut.map(({ from, to, days, cutByRange }) => [from, to, days, cutByRange])).toEqual([
      ['2026-02-25', '2026-03-01', 5, true],
      ['2026-03-02', '2026-03-02', 1, true],
    ]);
  });

  it('can begin weeks on Sunday', () => {
    const [first] = weeklyLoad(sessions, { from: '2026-03-01', to: '2026-03-07', today, weekStart: 7 });
    expect(first).toMatchObject({
      start: '2026-03-01',
      end: '2026-03-07',
      cutByRange: false,
      tss: 70,
      unscored: 1,
    });
  });
});

describe('monthlyLoad', () => {
  it('follows the calendar and loses nothing against the weeks', () => {
    const range = { from: '2026-01-15', to: '2026-04-10', today };
    const months = monthlyLoad(sessions, range);
    expect(months.map(({ start, end, days }) => [start, end, days])).toEqual([
      ['2026-01-01', '2026-01-31', 17],
      ['2026-02-01', '2026-02-28', 28],
      ['2026-03-01', '2026-03-31', 31],
      ['2026-04-01', '2026-04-30', 10],
    ]);
    const weeks = weeklyLoad(sessions, range);
    for (const key of ['tss', 'plannedTss', 'missedTss', 'sessions', 'durationSeconds', 'days'] as const) {
      expect(sum(months.map((month) => month[key]))).toBeCloseTo(sum(weeks.map((week) => week[key])), 9);
    }
  });

  it('gives nothing for a reversed range', () => {
    expect(monthlyLoad(sessions, { from: today, to: '2026-03-03', today })).toEqual([]);
  });
});

describe('compareRecentWeeks', () => {
  const season = (weeklyTss: readonly number[]) => {
    const first = '2026-01-05';
    const rides = weeklyTss.map((tss, week) => done(addDays(first, week * 7), tss));
    const end = addDays(first, weeklyTss.length * 7);
    return weeklyLoad(rides, { from: first, to: end, today: end });
  };

  it('takes the last four complete weeks against the four before', () => {
    expect(compareRecentWeeks(season([999, ...steady(400, 4), ...steady(500, 4)]))).toEqual({
      recentWeeklyTss: 500,
      previousWeeklyTss: 400,
      change: 100,
      changePercent: 25,
      unscored: 0,
    });
  });

  it('does not divide by an empty month, nor compare too few weeks', () => {
    expect(compareRecentWeeks(season([...steady(0, 4), ...steady(300, 4)]))).toMatchObject({
      change: 300,
      changePercent: null,
    });
    expect(compareRecentWeeks(season(steady(300, 7)))).toMatchObject({ recentWeeklyTss: null, change: null });
    expect(compareRecentWeeks([]).reason).toBeTruthy();
  });
});
