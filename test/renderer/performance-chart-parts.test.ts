import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayNumber, daysBetween } from '../../src/analytics/calendar.ts';
import type { PerformanceView } from '../../src/shared/views/performance.ts';
import { axesOf } from '../../renderer/charts/performance/axes.ts';
import { chartSummary, chartTable } from '../../renderer/charts/performance/chart-words.ts';
import { dayFacts, spokenDay } from '../../renderer/charts/performance/day-facts.ts';
import { dateTicks } from '../../renderer/charts/performance/date-ticks.ts';
import { spread } from '../../renderer/charts/performance/end-labels.ts';
import { geometryOf } from '../../renderer/charts/performance/geometry.ts';
import { barUnitOf, loadBars } from '../../renderer/charts/performance/load-bars.ts';
import { markLabels } from '../../renderer/charts/performance/mark-labels.ts';
import { placedMarks } from '../../renderer/charts/performance/placed-marks.ts';
import { sampledIndexes } from '../../renderer/charts/performance/sampling.ts';
import { niceStep, ticksFromZero } from '../../renderer/charts/performance/scale.ts';
import { bandAt, hasBandIn, placed, timelineOf } from '../../renderer/charts/performance/timeline.ts';
import type { ChartMark, ChartProjection } from '../../renderer/charts/performance/types.ts';
import {
  moved,
  rangeOf,
  SHORTEST_DAYS,
  showing,
  windowOf,
  withFrom,
  withTo,
  zoomed,
} from '../../renderer/charts/performance/window.ts';
import { formatFor } from '../../renderer/format.ts';
import { measuresFor } from '../../renderer/measures.ts';
import { days, TODAY, viewOf } from './fitness-view.ts';

const FIRST_DAY = '2025-01-01';
const DONE = daysBetween(FIRST_DAY, TODAY) + 1;
const PLANNED = 60;
const WEEK = [0, 80, 50, 110, 30, 160, 90];

const loads = (count: number) => Array.from({ length: count }, (_, index) => WEEK[index % 7] ?? 0);

/** On one day nothing that was done has a score; today 20 TSS are still to be done. */
function history(): PerformanceView {
  const view = viewOf(loads(DONE), [20, ...loads(PLANNED)]);
  return { ...view, firstTrustedIndex: 10, tss: view.tss.map((tss, index) => (index === 20 ? null : tss)) };
}

const VIEW = history();
const LAST = VIEW.ctl.length - 1;
const TEXTS = {
  format: formatFor('en-GB', new Date('2026-11-23T08:00:00Z')),
  measures: measuresFor('en-GB', 'metric'),
};
const TIMELINE = timelineOf(VIEW, 'morning', null, VIEW.today);

describe('the days in view', () => {
  const bounds = { firstIndex: 10, lastIndex: LAST };
  const index = fc.integer({ min: -100, max: 600 });

  test('stay inside what may be shown and never become too few, whatever is done to them', () => {
    fc.assert(
      fc.property(
        index,
        index,
        index,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (from, to, by, factor) => {
          const start = windowOf(TIMELINE, { from: addDays(FIRST_DAY, from), to: addDays(FIRST_DAY, to) });
          const results = [
            start,
            moved(bounds, start, by),
            withFrom(bounds, start, by),
            withTo(bounds, start, by),
            zoomed(bounds, start, by, factor),
            showing(bounds, start, Math.max(10, Math.min(LAST, by))),
          ];
          for (const result of results) {
            expect(result.from).toBeGreaterThanOrEqual(bounds.firstIndex);
            expect(result.to).toBeLessThanOrEqual(bounds.lastIndex);
            expect(result.to - result.from + 1).toBeGreaterThanOrEqual(SHORTEST_DAYS);
          }
        },
      ),
    );
  });

  test('keep their number when they are moved, and stop at the ends', () => {
    expect(moved(bounds, { from: 100, to: 200 }, 30)).toEqual({ from: 130, to: 230 });
    expect(moved(bounds, { from: 100, to: 200 }, -500)).toEqual({ from: 10, to: 110 });
    expect(moved(bounds, { from: 100, to: 200 }, 5000)).toEqual({ from: LAST - 100, to: LAST });
  });

  test('are zoomed around the day under the pointer', () => {
    expect(zoomed(bounds, { from: 100, to: 200 }, 100, 0.5)).toEqual({ from: 100, to: 150 });
    expect(zoomed(bounds, { from: 100, to: 200 }, 200, 0.5)).toEqual({ from: 150, to: 200 });
    expect(zoomed(bounds, { from: 100, to: 200 }, 150, 100)).toEqual({ from: 10, to: LAST });
  });

  test('are the days of an address', () => {
    const range = { from: '2025-03-01', to: '2025-04-30' };
    expect(rangeOf(TIMELINE, windowOf(TIMELINE, range))).toEqual(range);
  });
});

describe('another future', () => {
  const projection: ChartProjection = {
    label: 'what if',
    firstDay: addDays(VIEW.today, 1),
    tss: [1, 2],
    ctl: [3, 4],
    atl: [5, 6],
    tsbMorning: [7, 8],
    tsbEndOfDay: [9, 10],
  };

  test('takes the place of the plan and leaves the past as it is', () => {
    const timeline = timelineOf(VIEW, 'end_of_day', projection, VIEW.today);
    expect(timeline.ctl).toEqual([...VIEW.ctl.slice(0, DONE), 3, 4]);
    expect(timeline.tsb).toEqual([...VIEW.tsbEndOfDay.slice(0, DONE), 9, 10]);
    expect(timeline.tss.slice(-2)).toEqual([1, 2]);
    expect(timeline.lastIndex).toBe(TIMELINE.lastIndex);
    expect(timeline.futureLabel).toBe('what if');
  });

  test('may begin later than tomorrow', () => {
    const later = timelineOf(
      VIEW,
      'morning',
      { ...projection, firstDay: addDays(VIEW.today, 3) },
      VIEW.today,
    );
    expect(later.ctl).toEqual([...VIEW.ctl.slice(0, DONE + 2), 3, 4]);
  });
});

test('an earlier season lies at the days it is drawn at', () => {
  const earlier = placed(TIMELINE, {
    label: 'a year earlier',
    firstDay: addDays(FIRST_DAY, 365),
    days: ['2025-01-01', '2025-01-02'],
    ctl: [40, null],
    tsb: [-5, 5],
  });
  expect(earlier.ctl).toHaveLength(VIEW.ctl.length);
  expect(earlier.ctl.slice(364, 368)).toEqual([null, 40, null, null]);
  expect(earlier.days.slice(364, 368)).toEqual([undefined, '2025-01-01', '2025-01-02', undefined]);
  expect(earlier.tsb[366]).toBe(5);
});

describe('what is left out of a long curve', () => {
  test('is never its ends, its peaks or its valleys', () => {
    const values = fc.array(fc.option(fc.double({ min: -100, max: 200, noNaN: true })), {
      minLength: 30,
      maxLength: 300,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), (column, buckets) => {
        const to = column.length - 1;
        const indexes = sampledIndexes(column, { from: 0, to }, buckets);
        expect(indexes).toEqual([...new Set(indexes)].sort((one, other) => one - other));
        expect([indexes[0], indexes.at(-1)]).toEqual([0, to]);
        expect(indexes.length).toBeLessThanOrEqual(Math.min(column.length, 2 * buckets + 2));
        const known = (some: readonly (number | null | undefined)[]) => some.filter((value) => value != null);
        const drawn = known(indexes.map((index) => column[index]));
        expect(Math.max(...drawn)).toBe(Math.max(...known(column)));
        expect(Math.min(...drawn)).toBe(Math.min(...known(column)));
      }),
    );
  });

  test('is nothing while each day has its place', () => {
    expect(sampledIndexes(VIEW.ctl, { from: 5, to: 9 }, 100)).toEqual([5, 6, 7, 8, 9]);
  });
});

describe('what is heard of the chart', () => {
  const view = windowOf(TIMELINE, { from: '2026-10-01', to: addDays(TODAY, 5) });

  test('says which future it tells of', () => {
    expect(chartSummary(TIMELINE, view, TEXTS)).toMatch(/\. As planned, on 28 November: fitness \d+/u);
    const tried: ChartProjection = {
      label: 'what if',
      firstDay: addDays(TODAY, 1),
      tss: [1, 1, 1],
      ctl: [60, 60, 60],
      atl: [30, 30, 30],
      tsbMorning: [10, 25, 25.2],
      tsbEndOfDay: [10, 10, 10],
    };
    const summary = chartSummary(timelineOf(VIEW, 'morning', tried, TODAY), view, TEXTS);
    expect(summary).toMatch(/\. With the load of the what-if, on 26 November: fitness 60, /u);
    expect(summary).toMatch(/form \+25\.2, transition\.$/u);
    expect(chartSummary(TIMELINE, { from: 300, to: 400 }, TEXTS)).toContain('. On 5 February: fitness');
  });
});

test('days after the plan can be looked at, and hold nothing', () => {
  const timeline = timelineOf(VIEW, 'morning', null, addDays(TODAY, 100));
  expect(timeline.lastIndex).toBe(VIEW.todayIndex + 100);
  expect(timeline.ctl).toHaveLength(VIEW.ctl.length);
  expect(timelineOf(VIEW, 'morning', null, TODAY).lastIndex).toBe(LAST);
  expect(chartTable(timeline, { from: LAST - 1, to: LAST + 20 }, 'monday', TEXTS).rows).toHaveLength(2);
});

type DayContext = Parameters<typeof dayFacts>[0];

/** What the chart knows of its days, without a comparison or marks unless they are given. */
function contextOf(timeline: typeof TIMELINE, more: Partial<DayContext> = {}): DayContext {
  return {
    plan: timeline,
    timeline,
    comparison: null,
    marks: [],
    barUnit: 'day',
    weekStart: 'monday',
    ...more,
  };
}

function factsOf(timeline: typeof TIMELINE, index: number, more: Partial<DayContext> = {}) {
  const facts = dayFacts(contextOf(timeline, more), index);
  if (facts === null) throw new Error('The day is not in the chart.');
  return facts;
}

test('a day after the plan has no numbers, and is told with its marks', () => {
  const timeline = timelineOf(VIEW, 'morning', null, addDays(TODAY, 100));
  const race: ChartMark = {
    day: addDays(TODAY, 80),
    endDay: null,
    kind: 'race',
    priority: 'A',
    title: 'New',
  };
  const context = contextOf(timeline, { marks: [race] });
  const facts = factsOf(timeline, VIEW.todayIndex + 80, context);
  expect(facts.fitness).toBeNull();
  expect(spokenDay(facts, [], TEXTS)).toBe(
    'Thursday, 11 February 2027: Nothing is planned that reaches this day. A race: New.',
  );
  expect(dayFacts(context, LAST)?.fitness?.ctl).toBe(VIEW.ctl[LAST]);
  expect(dayFacts(context, VIEW.todayIndex + 101)).toBeNull();
});

describe('where bands mean nothing', () => {
  const view = { from: DONE - 20, to: LAST };
  const told = (timeline: typeof TIMELINE) => {
    const facts = factsOf(timeline, DONE - 3);
    const { columns, rows } = chartTable(timeline, view, 'monday', TEXTS);
    return [chartSummary(timeline, view, TEXTS), spokenDay(facts, [], TEXTS), ...columns, ...rows.flat()]
      .join(' ')
      .toLowerCase();
  };
  const BANDS = /band|zone|fresh|optimal|risk|transition/u;

  test('of one sport, none is told by the tooltip, the words or the table', () => {
    expect(told(TIMELINE)).toMatch(BANDS);
    expect(told(timelineOf(VIEW, 'morning', null, TODAY, false))).not.toMatch(BANDS);
  });

  test('nor is one when fitness and fatigue are close to zero', () => {
    const idle = viewOf([...days(100, 60), ...days(DONE - 100, 0)], [0, ...days(PLANNED, 0)]);
    const timeline = timelineOf(idle, 'morning', null, TODAY);
    expect(bandAt(timeline, 50)).not.toBeNull();
    expect(bandAt(timeline, DONE - 1)).toBeNull();
    expect(hasBandIn(timeline, { from: 50, to: LAST })).toBe(true);
    expect(hasBandIn(timeline, { from: DONE - 50, to: LAST })).toBe(false);
    expect(chartSummary(timeline, view, TEXTS)).not.toMatch(/zone/u);
  });
});

describe('an earlier season is told', () => {
  const earlier = placed(TIMELINE, {
    label: 'a year earlier',
    firstDay: addDays(TODAY, -1),
    days: ['2025-11-22', '2025-11-23'],
    ctl: [40, 41],
    tsb: [-5, -6],
  });
  const view = { from: DONE - 10, to: DONE + 4 };

  test('by the words', () => {
    expect(chartSummary(TIMELINE, view, TEXTS, earlier)).toMatch(
      / Compared with a year earlier, on 23 November 2025: fitness 41, form −6\.$/u,
    );
    expect(chartSummary(TIMELINE, { from: 20, to: 80 }, TEXTS, earlier)).not.toContain('Compared');
  });

  test('by the table', () => {
    const { columns, rows } = chartTable(TIMELINE, view, 'monday', TEXTS, earlier);
    expect(columns.slice(-2)).toEqual(['Fitness, a year earlier', 'Form, a year earlier']);
    expect(rows[9]?.slice(-2)).toEqual(['41.0', '−6.0']);
    expect(rows[0]?.slice(-2)).toEqual(['–', '–']);
  });

  test('by the day', () => {
    const facts = factsOf(TIMELINE, DONE - 1, { comparison: earlier });
    expect(spokenDay(facts, [], TEXTS)).toContain(
      'On 23 November 2025, a year earlier: fitness 41, form −6.',
    );
  });
});

test('form is told with its moment, and fitness of a race to come as that after it', () => {
  const race: ChartMark = { day: addDays(TODAY, 5), endDay: null, kind: 'race', priority: 'A', title: 'New' };
  const said = (timeline: typeof TIMELINE, index: number) => {
    const facts = factsOf(timeline, index, { marks: [race] });
    return spokenDay(facts, [], TEXTS);
  };
  expect(said(TIMELINE, DONE + 4)).toMatch(
    /form in the morning .+ Fitness and fatigue are those after the race\./u,
  );
  expect(said(timelineOf(VIEW, 'end_of_day', null, TODAY), DONE + 3)).toMatch(/form at the end of the day/u);
  expect(said(TIMELINE, DONE + 3)).not.toContain('after the race');
});

describe('bars', () => {
  test('stand for days while they can be told apart', () => {
    expect(barUnitOf({ from: 0, to: 399 }, 800)).toBe('day');
    expect(barUnitOf({ from: 0, to: 799 }, 800)).toBe('week');
  });

  test('hold what is done and on top what is planned', () => {
    const bars = loadBars(TIMELINE, { from: DONE - 1, to: DONE }, 'day', 'monday');
    expect(bars).toEqual([
      { from: DONE - 1, to: DONE - 1, doneTss: VIEW.tss[DONE - 1], plannedTss: 20 },
      { from: DONE, to: DONE, doneTss: 0, plannedTss: VIEW.tss[DONE] },
    ]);
  });

  test.for(['monday', 'sunday'] as const)('of weeks from %s hold each day once', (weekStart) => {
    const bars = loadBars(TIMELINE, { from: 0, to: LAST }, 'week', weekStart);
    const total = bars.reduce((sum, { doneTss, plannedTss }) => sum + doneTss + plannedTss, 0);
    expect(total).toBeCloseTo(
      VIEW.tss.reduce<number>((sum, tss) => sum + (tss ?? 0), 20),
      6,
    );
    for (const { from, to } of bars) {
      expect(to - from).toBe(6);
      // 1970-01-01 was a Thursday.
      expect((dayNumber(addDays(FIRST_DAY, from)) + 4) % 7).toBe(weekStart === 'monday' ? 1 : 0);
    }
  });
});

describe('axes', () => {
  test('hold every value in view', () => {
    const view = { from: 100, to: LAST };
    const bars = loadBars(TIMELINE, view, 'day', 'monday');
    const axes = axesOf(TIMELINE, null, view, bars, new Set());
    expect(axes.main[1]).toBeGreaterThanOrEqual(Math.max(...VIEW.atl.slice(100)));
    expect(axes.mainTicks.at(-1)).toBe(axes.main[1]);
    expect(axes.form[0]).toBeLessThanOrEqual(Math.min(...VIEW.tsbMorning.slice(100)));
    expect(axes.load[1]).toBeGreaterThan(180);
    expect(axes.loadMark).toBe(100);
  });

  test.for([60, 400, 2000])('keep the labels of form apart, down to −%d', (deepest) => {
    const deep = {
      ...TIMELINE,
      tsb: TIMELINE.tsb.map((value, index) => (index === LAST ? -deepest : value)),
    };
    const { form, formTicks } = axesOf(deep, null, { from: 100, to: LAST }, [], new Set());
    expect(form[0]).toBeLessThanOrEqual(-deepest);
    expect(formTicks).toContain(0);
    expect(formTicks.length).toBeGreaterThanOrEqual(3);
    expect(formTicks.length).toBeLessThanOrEqual(7);
  });

  test('forget what is hidden', () => {
    const view = { from: 100, to: LAST };
    const both = axesOf(TIMELINE, null, view, [], new Set());
    const fitness = axesOf(TIMELINE, null, view, [], new Set(['atl']));
    expect(fitness.main[1]).toBeLessThan(both.main[1]);
    expect(both.loadMark).toBe(0);
  });

  test('have round steps that are not far apart', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e6, noNaN: true }), (least) => {
        const step = niceStep(least);
        expect(step).toBeGreaterThanOrEqual(least * (1 - 1e-6));
        expect(step).toBeLessThanOrEqual(least * 2 + 1e-9);
      }),
    );
    expect(ticksFromZero(96, 4)).toEqual([0, 30, 60, 90, 120]);
    expect(ticksFromZero(0, 4)).toEqual([0, 3, 6, 9, 12]);
  });
});

describe('dates below the panels', () => {
  const words = {
    shortDay: (day: string) => day.slice(5),
    shortMonth: (day: string) => `month ${day.slice(5, 7)}`,
  };
  const labels = (from: number, to: number) =>
    dateTicks(TIMELINE, { from, to }, 48, 'monday', words).map(({ label }) => label);

  test('are weeks, months or every second month, whatever can be read', () => {
    expect(labels(0, 41)).toEqual(['01-06', '01-13', '01-20', '01-27', '02-03', '02-10']);
    expect(labels(0, 364).slice(0, 3)).toEqual(['2025', 'month 02', 'month 03']);
    expect(labels(0, LAST).slice(0, 8)).toEqual([
      '2025',
      'month 03',
      'month 05',
      'month 07',
      'month 09',
      'month 11',
      '2026',
      'month 03',
    ]);
  });

  test('name the year where no January does', () => {
    expect(labels(100, 280)[0]).toBe('month 05 2025');
    expect(labels(370, 400)[0]).toBe('01-12');
  });
});

describe('labels', () => {
  test('at the ends of curves never cover each other', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 5 }), (places) => {
        const labels = places.map((y, place) => ({ key: String(place), text: '', className: '', y }));
        const moved = spread(labels, 20, [0, 300]);
        for (const [place, { y }] of moved.entries()) {
          expect(y).toBeGreaterThanOrEqual(10 - 1e-9);
          expect(y).toBeLessThanOrEqual(290 + 1e-9);
          expect(y - (moved[place - 1]?.y ?? -20)).toBeGreaterThanOrEqual(20 - 1e-9);
        }
      }),
    );
  });

  test('of two lines take twice the room', () => {
    const label = { text: '', className: '', note: 'planned, 3 Jan' };
    const [one, other] = spread(
      [
        { ...label, key: 'a', y: 100 },
        { ...label, key: 'b', y: 105 },
      ],
      20,
      [0, 300],
    );
    expect((other?.y ?? 0) - (one?.y ?? 0)).toBe(40);
  });

  test('of the bands of form have room, whatever the size of the text', () => {
    for (const rem of [16, 32]) {
      const { form, main } = geometryOf({ width: 900, height: 24 * rem, rem }, true);
      const gray = (15 / 110) * form.height;
      expect(gray).toBeGreaterThanOrEqual(0.95 * rem);
      expect(main.height).toBeGreaterThan(form.height);
    }
    expect(geometryOf({ width: 900, height: 400, rem: 16 }, false).form.height).toBe(0);
  });

  test('stay where they are when there is room', () => {
    const label = { text: '', className: '' };
    const labels = [
      { ...label, key: 'a', y: 50 },
      { ...label, key: 'b', y: 150 },
    ];
    expect(spread(labels, 20, [0, 300])).toEqual(labels);
  });
});

describe('marks', () => {
  const mark = (day: string, part: Partial<ChartMark> = {}): ChartMark => ({
    day,
    endDay: null,
    kind: 'race',
    priority: 'A',
    title: day,
    ...part,
  });
  const view = { from: 100, to: 200 };

  test('are those that reach into the days in view', () => {
    const marks = [
      mark(addDays(FIRST_DAY, 99)),
      mark(addDays(FIRST_DAY, 150)),
      mark(addDays(FIRST_DAY, 90), { kind: 'unavailable', priority: null, endDay: addDays(FIRST_DAY, 105) }),
    ];
    expect(placedMarks(VIEW, marks, view).map(({ from, to }) => [from, to])).toEqual([
      [90, 105],
      [150, 150],
    ]);
  });

  test('of little weight wait for shorter windows', () => {
    const marks = [mark(addDays(FIRST_DAY, 150)), mark(addDays(FIRST_DAY, 160), { priority: 'C' })];
    const priorities = (to: number) =>
      placedMarks(VIEW, marks, { from: 0, to }).map(({ priority }) => priority);
    expect(priorities(400)).toEqual(['A', 'C']);
    expect(priorities(900)).toEqual(['A']);
  });

  test('that would hide each other leave the one of more weight, and names end before the next', () => {
    const marks = placedMarks(
      VIEW,
      [
        mark(addDays(FIRST_DAY, 150), { kind: 'note', priority: null }),
        mark(addDays(FIRST_DAY, 151), { priority: 'B' }),
        mark(addDays(FIRST_DAY, 170)),
      ],
      view,
    );
    const labels = markLabels(marks, (index) => index * 10, 3000, 16);
    expect(labels.map(({ mark: { priority }, x }) => [priority, x])).toEqual([
      ['B', 1510],
      ['A', 1700],
    ]);
    expect(labels[0]?.room).toBe(1700 - 1510 - 8);
  });
});
