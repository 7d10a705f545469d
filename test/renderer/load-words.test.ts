import { provenanceOf } from '../support/provenance.ts';
import { describe, expect, test } from 'vitest';
import { formatFor } from '../../renderer/format.ts';
import { measuresFor } from '../../renderer/measures.ts';
import {
  loadSentence,
  periodsSummary,
  rampSummary,
  type LoadMeasure,
  type Step,
} from '../../renderer/words/load-words.ts';
import type { LoadPeriod, LoadView } from '../../src/shared/views/load.ts';

const measures = measuresFor('en-GB', 'metric');
const format = formatFor('en-GB', new Date('2026-11-23T08:00:00Z'));
const HOURS = { weeklySeconds: 7.5 * 3600, previousWeeklySeconds: 10 * 3600 };

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
  remainingPlannedSeconds: 0,
  missedSeconds: 2 * 3600,
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

const sentence = (load: LoadView, step: Step = 'week', measure: LoadMeasure = 'tss') =>
  loadSentence(load, step, measure, measures, format);

test.each<[number, number, number | null, string]>([
  [500, 400, 25, 'You are training more: 500 TSS a week over four weeks, 25% above the four before.'],
  [482, 550, -12.4, 'You are training less: 482 TSS a week over four weeks, 12% below the four before.'],
  [500, 510, -2, 'Your load is steady: 500 TSS a week over four weeks, 510 before.'],
  [500, 0, null, 'You train again: 500 TSS a week over four weeks, after four weeks without training.'],
])('%d after %d', (weeklyTss, previousWeeklyTss, changePercent, words) => {
  expect(sentence(view({ recent: { ...HOURS, weeklyTss, previousWeeklyTss, changePercent } }))).toBe(words);
});

test('the sentence follows the measure in view', () => {
  const recent = { ...HOURS, weeklyTss: 500, previousWeeklyTss: 400, changePercent: 25 };
  expect(sentence(view({ recent }), 'week', 'hours')).toBe(
    'You are training less: 7:30 h a week over four weeks, 25% below the four before.',
  );
});

describe('without recent training', () => {
  const recent = {
    weeklyTss: 0,
    previousWeeklyTss: 0,
    changePercent: null,
    weeklySeconds: 0,
    previousWeeklySeconds: 0,
  };
  const rest = { tss: 0, durationSeconds: 0, sessions: 0 };

  test('it says so, and when the last was', () => {
    const periods = [period({ startDay: '2026-08-03' }), period(rest), period(rest)];
    expect(sentence(view({ recent, periods }))).toBe(
      'No training load in the last eight full weeks. The last was in the week of 3 August.',
    );
    expect(sentence(view({ recent, periods }), 'month', 'hours')).toBe(
      'No training in the last eight full weeks. The last was in August 2026.',
    );
    expect(
      sentence(view({ recent: { ...recent, previousWeeklyTss: 90, changePercent: -100 }, periods })),
    ).toBe('No training load in the last four full weeks. The last was in the week of 3 August.');
  });

  test('it says for how long when the last is out of view', () => {
    const periods = [period(rest), period(rest), period({ ...rest, complete: false })];
    expect(sentence(view({ recent, periods }), 'month')).toBe('No training load in the last 2 full months.');
  });

  test('a beginning is no pause', () => {
    const periods = [period(rest), period({ tss: 120, complete: false })];
    expect(sentence(view({ recent, periods }))).toBe(
      'You train again: 120 TSS this week so far. The last eight full weeks had none.',
    );
  });

  test('neither chart speaks of a fullest week, or of a gain of nothing', () => {
    const periods = [period({ ...rest, ctlChange: 0 }), period({ ...rest, ctlChange: -0.01 })];
    expect(rampSummary(view({ periods }), 'week', measures)).toBe(
      'Over 2 full weeks: none brought fitness, none took any.',
    );
    expect(periodsSummary(view({ periods }), 'week', 'tss', measures)).toBe(
      '2 full weeks without training load.',
    );
  });
});

test('what cannot be compared is not compared', () => {
  expect(sentence(view({ periods: [] }))).toBe('There is no training load yet.');
  expect(sentence(view({}))).toMatch(/eight full weeks are needed/);
});

test('the change of fitness is told of full periods alone, both ways', () => {
  const periods = [
    period({ ctlChange: -8.9 }),
    period({ ctlChange: 5.5 }),
    period({ ctlChange: null }),
    period({ ctlChange: 12, complete: false }),
  ];
  expect(rampSummary(view({ periods }), 'week', measures)).toBe(
    'Over 2 full weeks: the most gained in one is 5.5 CTL, the most lost is 8.9 CTL. The running week and those ahead follow your plan.',
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
    '2 full weeks, 500 TSS a week on average, 600 TSS in the fullest.',
  );
  expect(periodsSummary(view({ periods }), 'month', 'hours', measures)).toBe(
    '2 full months, 9:00 h a month on average, 10:00 h in the fullest.',
  );
  expect(periodsSummary(view({ periods: [] }), 'week', 'tss', measures)).toBe('No full week yet.');
});
