import { provenanceOf } from '../support/provenance.ts';
import { expect, test } from 'vitest';
import { measuresFor } from '../../renderer/measures.ts';
import { loadSentence, periodsSummary, rampSummary } from '../../renderer/words/load-words.ts';
import type { LoadPeriod, LoadView } from '../../src/shared/views/load.ts';

const measures = measuresFor('en-GB', 'metric');

const period = (change: Partial<LoadPeriod> = {}): LoadPeriod => ({
  startDay: '2026-11-02',
  endDay: '2026-11-08',
  complete: true,
  tss: 400,
  plannedTss: 500,
  remainingPlannedTss: 0,
  missedTss: 100,
  durationSeconds: 8 * 3600,
  plannedDurationSeconds: 10 * 3600,
  sessions: 6,
  unscored: 0,
  bySport: [],
  ctlChange: 1,
  ...change,
});

function view(change: Partial<LoadView>): LoadView {
  const about = provenanceOf('2026-11-23');
  return { about, today: '2026-11-23', periods: [period()], sports: [], recent: null, ...change };
}

test.each<[number, number, number | null, string]>([
  [500, 400, 25, 'You are training more: 500 TSS a week over four weeks, 25% above the four before.'],
  [482, 550, -12.4, 'You are training less: 482 TSS a week over four weeks, 12% below the four before.'],
  [500, 510, -2, 'Your load is steady: 500 TSS a week over four weeks, 510 before.'],
  [500, 0, null, 'You train 500 TSS a week, after four weeks without load.'],
])('%d after %d', (weeklyTss, previousWeeklyTss, changePercent, sentence) => {
  expect(loadSentence(view({ recent: { weeklyTss, previousWeeklyTss, changePercent } }), measures)).toBe(
    sentence,
  );
});

test('what cannot be compared is not compared', () => {
  expect(loadSentence(view({ periods: [] }), measures)).toBe('There is no training load yet.');
  expect(loadSentence(view({}), measures)).toMatch(/eight full weeks are needed/);
});

test('the change of fitness is told of full periods alone, both ways', () => {
  const periods = [
    period({ ctlChange: -8.9 }),
    period({ ctlChange: 5.5 }),
    period({ ctlChange: null }),
    period({ ctlChange: 12, complete: false }),
  ];
  expect(rampSummary(view({ periods }), 'week', measures)).toBe(
    'Over 2 full weeks: at most +5.5 CTL in one, at least −8.9 CTL.',
  );
  expect(rampSummary(view({ periods: [] }), 'week', measures)).toBe(
    'No full week whose change of fitness is known.',
  );
});

test('periods are summed up in the measure in view', () => {
  const periods = [
    period(),
    period({ tss: 600, durationSeconds: 10 * 3600 }),
    period({ tss: 9999, complete: false }),
  ];
  expect(periodsSummary(view({ periods }), 'week', 'tss', measures)).toBe(
    '2 full weeks, 500 TSS a week on average, 600 in the fullest.',
  );
  expect(periodsSummary(view({ periods }), 'month', 'hours', measures)).toBe(
    '2 full months, 9 hours a month on average, 10 in the fullest.',
  );
  expect(periodsSummary(view({ periods: [] }), 'week', 'tss', measures)).toBe('No full week yet.');
});
