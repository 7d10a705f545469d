import { expect, test } from 'vitest';
import { formatFor } from '../../renderer/format.ts';
import { measuresFor } from '../../renderer/measures.ts';
import { weekTile } from '../../renderer/pages/fitness/plan-tiles.ts';
import { planWords, weekWholeTss } from '../../renderer/week-plan.ts';
import type { WeekView } from '../../src/shared/views/week.ts';

const WEEK: WeekView = {
  startDay: '2026-11-23',
  endDay: '2026-11-29',
  doneTss: 50,
  plannedTss: 60,
  plannedToTodayTss: 60,
  remainingTss: 60,
  unscored: 0,
  plannedEstimated: false,
};

const texts = {
  format: formatFor('en-GB', new Date('2026-11-23T08:00:00Z')),
  measures: measuresFor('en-GB', 'metric'),
};

test.each([
  ['what was not planned leaves the plan open', { doneTss: 50, plannedTss: 60, remainingTss: 60 }, 50 / 110],
  ['half of the plan', { doneTss: 30, plannedTss: 60, remainingTss: 30 }, 0.5],
  ['all that is left after a missed day', { doneTss: 20, plannedTss: 60, remainingTss: 20 }, 20 / 60],
  ['more than planned', { doneTss: 90, plannedTss: 60, remainingTss: 0 }, 1],
])('a bar shows %s', (_name, week, share) => {
  expect(week.doneTss / weekWholeTss(week)).toBeCloseTo(share, 9);
});

test('the plan stands beside what is done, not under it', () => {
  const { value, unit, notes, spoken } = weekTile(WEEK, texts);
  expect([value, unit, ...notes]).toEqual(['50', 'TSS', '60 planned, 60 left']);
  expect(spoken).toBe('This week 50 TSS, 60 planned, 60 left');
  expect(planWords('60', null)).toBe('60 planned');
});
