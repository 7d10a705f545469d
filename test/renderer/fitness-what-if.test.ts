import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/analytics/calendar.ts';
import { projectConstant } from '../../src/analytics/projection.ts';
import { DEFAULT_CONSTANTS } from '../../src/analytics/training-load.ts';
import { addressOf, choicesIn } from '../../renderer/pages/fitness/address.ts';
import { comparisonOf, comparisonOptions } from '../../renderer/pages/fitness/comparison.ts';
import { constantsIn } from '../../renderer/time-constants.ts';
import { csvOf } from '../../renderer/pages/fitness/csv.ts';
import { factsOf } from '../../renderer/pages/fitness/facts.ts';
import {
  lastDayOf,
  lastSeason,
  nextRace,
  rangeOf,
  seasonStart,
} from '../../renderer/pages/fitness/periods.ts';
import {
  easyWeeklyTss,
  highestWeeklyTss,
  morningAfter,
  outlookOf,
  plannedWeeklyTss,
  projectionOf,
} from '../../renderer/pages/fitness/what-if.ts';
import { formatFor } from '../../renderer/format.ts';
import { measuresFor } from '../../renderer/measures.ts';
import { differenceWords, restWords, targetWords } from '../../renderer/words/what-if-words.ts';
import { aRace, days, TODAY, viewOf } from './fitness-view.ts';

const UNPLANNED = viewOf(days(200, 60));
const VIEW = viewOf([...days(800, 70), 30], [40, ...days(60, 80)]);

describe('what if', () => {
  test('as planned it is the plan', () => {
    const outlook = outlookOf(VIEW, DEFAULT_CONSTANTS, null, 30);
    expect(outlook.map(({ ctl }) => ctl)).toEqual(VIEW.ctl.slice(VIEW.todayIndex + 1, VIEW.todayIndex + 31));
    expect(morningAfter(VIEW, outlook, 8, 0)).toEqual({
      day: addDays(TODAY, 8),
      ctl: VIEW.ctl[VIEW.todayIndex + 7],
      form: VIEW.tsbMorning[VIEW.todayIndex + 8],
      restFrom: null,
    });
    expect(plannedWeeklyTss(VIEW, 7)).toBe(560);
  });

  test('where nothing is planned another load is the same every day from tomorrow on', () => {
    const outlook = outlookOf(UNPLANNED, DEFAULT_CONSTANTS, { weeklyTss: 210, days: 7 }, 20);
    expect(outlook.slice(0, 7)).toEqual(projectConstant({ ...UNPLANNED.todayIfPlanDone, day: TODAY }, 30, 7));
    expect(outlook.slice(7).every(({ tss }) => tss === 0)).toBe(true);
  });

  const loadsOf = (view: typeof VIEW, whatIf: Parameters<typeof outlookOf>[2], length: number) =>
    outlookOf(view, DEFAULT_CONSTANTS, whatIf, length).map(({ tss }) => tss);

  test('another load keeps the shape of the plan, rest and taper included, and then the plan goes on', () => {
    const week = [100, 0, 80, 0, 120, 60, 60];
    const view = viewOf(days(200, 60), [0, ...week, ...week]);
    const loads = loadsOf(view, { weeklyTss: 210, days: 7 }, 14);
    expect(loads).toEqual([...week.map((tss) => tss / 2), ...week]);
  });

  test('a notch away from the plan changes the morning of the race by a notch', () => {
    const taper = [...days(21, 90), ...days(7, 50), ...days(6, 15)];
    const view = viewOf(days(300, 85), [0, ...taper]);
    const plan = outlookOf(view, DEFAULT_CONSTANTS, null, 34);
    const ofPlan = plannedWeeklyTss(view, 34);
    const form = (weeklyTss: number) =>
      morningAfter(view, outlookOf(view, DEFAULT_CONSTANTS, { weeklyTss, days: 34 }, 34), 35, 34).form;
    const planned = morningAfter(view, plan, 35, 0).form;
    expect(form(ofPlan)).toBeCloseTo(planned, 9);
    for (const notch of [-10, 10]) expect(Math.abs(form(ofPlan + notch) - planned)).toBeLessThan(1);
  });

  test('days that nobody has planned share what is tried, before the planned ones become harder', () => {
    const view = viewOf(days(200, 60), [0, 60, 80, ...days(6, 0)]);
    expect(loadsOf(view, { weeklyTss: 70, days: 7 }, 7)).toEqual([30, 40, 0, 0, 0, 0, 0]);
    expect(loadsOf(view, { weeklyTss: 290, days: 7 }, 7)).toEqual([60, 80, 30, 30, 30, 30, 30]);
    expect(loadsOf(view, { weeklyTss: 490, days: 7 }, 7)).toEqual([60, 80, 70, 70, 70, 70, 70]);
    expect(loadsOf(view, { weeklyTss: 980, days: 7 }, 7)).toEqual([120, 160, ...days(5, 140)]);
  });

  test('rest that the plan ends with before a race is not filled up', () => {
    const view = viewOf(days(200, 60), [0, ...days(5, 60), ...days(6, 0)]);
    expect(loadsOf(view, { weeklyTss: 350, days: 7, daysToRace: 8 }, 7)).toEqual([...days(5, 70), 0, 0]);
  });

  test('more load means more fitness and less form', () => {
    const after = (weeklyTss: number) =>
      morningAfter(VIEW, outlookOf(VIEW, DEFAULT_CONSTANTS, { weeklyTss, days: 7 }, 20), 8, 7);
    expect(after(700).ctl).toBeGreaterThan(after(200).ctl);
    expect(after(700).form).toBeLessThan(after(200).form);
  });

  test('the chart gets no days for which nothing is planned or tried', () => {
    const { firstDay, ctl, tss } = projectionOf(VIEW, outlookOf(VIEW, DEFAULT_CONSTANTS, null, 100), 14);
    expect(firstDay).toBe(addDays(TODAY, 1));
    expect(ctl).toEqual(VIEW.ctl.slice(VIEW.todayIndex + 1));
    expect(tss).toHaveLength(60);
    const tried = outlookOf(UNPLANNED, DEFAULT_CONSTANTS, { weeklyTss: 300, days: 14 }, 42);
    expect(projectionOf(UNPLANNED, tried, 14).ctl).toHaveLength(14);
  });

  test('a morning that the plan does not reach says from when on rest is assumed', () => {
    const plan = outlookOf(VIEW, DEFAULT_CONSTANTS, null, 100);
    expect(morningAfter(VIEW, plan, 61, 0).restFrom).toBeNull();
    expect(morningAfter(VIEW, plan, 62, 0).restFrom).toBe(addDays(TODAY, 61));
    const rest = outlookOf(UNPLANNED, DEFAULT_CONSTANTS, null, 42);
    expect(morningAfter(UNPLANNED, rest, 8, 0).restFrom).toBe(addDays(TODAY, 1));
    expect(morningAfter(UNPLANNED, rest, 8, 7).restFrom).toBeNull();
    expect(morningAfter(UNPLANNED, rest, 42, 7).restFrom).toBe(addDays(TODAY, 8));
  });

  test('a morning is named by what it is: the race, a week, or so many weeks from now', () => {
    const { race } = factsOf(VIEW, 'morning', aRace(addDays(TODAY, 34)));
    expect(targetWords(34, addDays(TODAY, 34), race)).toBe('before Alpine triathlon');
    expect(targetWords(8, addDays(TODAY, 8), race)).toBe('after a week');
    expect(targetWords(42, addDays(TODAY, 42), null)).toBe('in 6 weeks');
  });

  test('rest is not called the plan', () => {
    const format = formatFor('en-GB', new Date('2026-11-23T08:00:00Z'));
    const measures = measuresFor('en-GB', 'metric');
    expect(restWords(addDays(TODAY, 1), TODAY, format)).toBe('if you rest until then');
    expect(restWords('2026-12-04', TODAY, format)).toBe('if you rest from 4 December on');
    expect([0, 3].map((by) => differenceWords(by, true, measures))).toEqual([
      'as planned',
      '+3 against the plan',
    ]);
    expect([0, -3].map((by) => differenceWords(by, false, measures))).toEqual([
      'as with rest',
      '−3 against rest',
    ]);
  });

  test('an easy week is 60 % of the last four, and the slider reaches half as much again', () => {
    expect(easyWeeklyTss(VIEW)).toBe(290);
    expect(highestWeeklyTss(VIEW, 7)).toBe(850);
  });

  test('a race tomorrow begins from tonight', () => {
    const { race } = factsOf(VIEW, 'morning', aRace(addDays(TODAY, 1)));
    expect(race).toMatchObject({ ctl: VIEW.todayIfPlanDone.ctl, form: VIEW.todayIfPlanDone.tsbEndOfDay });
  });
});

describe('an earlier season', () => {
  const marks = [aRace('2025-06-15', 'Old'), aRace('2026-01-04', 'Winter'), aRace(addDays(TODAY, 34), 'New')];

  test('lies over the same dates, or over the weeks before the race', () => {
    const options = comparisonOptions(VIEW, marks);
    expect(options.map(({ id, shiftDays }) => [id, shiftDays])).toEqual([
      ['1y', 365],
      ['2y', 730],
      ['race 2026-01-04', 357],
      ['race 2025-06-15', 560],
    ]);
    // The list cuts them at their end, and a yearly race has the same title each year.
    expect(options.slice(2).map(({ name }) => name)).toEqual(['2026: weeks to Winter', '2025: weeks to Old']);
  });

  test('is what that day was', () => {
    const [option] = comparisonOptions(VIEW, marks);
    if (option === undefined) throw new Error('There is nothing to compare.');
    const { firstDay, days: really, ctl } = comparisonOf(VIEW, 'morning', option);
    const index = 500;
    expect(addDays(firstDay, index)).toBe(addDays(really[index] ?? '', 365));
    expect(ctl[index]).toBe(VIEW.ctl[index]);
    expect(really.at(-1)).toBe(TODAY);
  });

  test('there is none in a short history', () => {
    expect(comparisonOptions(viewOf(days(100, 50)), marks)).toEqual([]);
  });
});

describe('periods', () => {
  test('a season begins after the A race of the one before', () => {
    expect(seasonStart([aRace('2026-06-01'), aRace('2026-10-01')], TODAY)).toBe('2026-06-02');
    expect(seasonStart([], TODAY)).toBe('2026-01-01');
    expect(seasonStart([], '2026-02-01')).toBe('2025-01-01');
  });

  test('reach ahead to the end of the plan, and not out of the history', () => {
    expect(rangeOf('6w', VIEW, [], 0)).toEqual({ from: addDays(TODAY, -42), to: addDays(TODAY, 14) });
    expect(rangeOf('1y', VIEW, [], 0)).toEqual({ from: addDays(TODAY, -365), to: addDays(TODAY, 63) });
    expect(rangeOf('all', VIEW, [], 0).from).toBe(VIEW.firstDay);
    expect(rangeOf('1y', viewOf(days(50, 60)), [], 0).from).toBe(addDays(TODAY, -49));
  });

  test('reach ahead to the race and to what is tried, without a plan too', () => {
    const race = aRace(addDays(TODAY, 50));
    expect(rangeOf('1y', UNPLANNED, [], 0).to).toBe(addDays(TODAY, 3));
    expect(rangeOf('1y', UNPLANNED, [], 14).to).toBe(addDays(TODAY, 17));
    expect(rangeOf('1y', UNPLANNED, [race], 0).to).toBe(addDays(TODAY, 53));
    expect(lastDayOf(UNPLANNED, [race])).toBe(addDays(TODAY, 53));
    expect(lastDayOf(UNPLANNED, [])).toBe(addDays(TODAY, 45));
    expect(lastDayOf(VIEW, [race])).toBe(addDays(TODAY, 60));
  });

  test('days without any load offer the season that ended with the last one', () => {
    const idle = viewOf([...days(500, 60), ...days(400, 0)]);
    const last = addDays(TODAY, -400);
    expect(lastSeason(idle, rangeOf('1y', idle, [], 0))).toEqual({
      from: addDays(last, -365),
      to: addDays(last, 28),
    });
    expect(lastSeason(idle, rangeOf('all', idle, [], 0))).toBeNull();
    expect(lastSeason(VIEW, rangeOf('6w', VIEW, [], 0))).toBeNull();
    expect(lastSeason(viewOf(days(60, 0)), rangeOf('6w', UNPLANNED, [], 0))).toBeNull();
  });

  test('the next A race may be today, and no B race', () => {
    expect(nextRace([aRace(TODAY)], TODAY)?.day).toBe(TODAY);
    expect(nextRace([{ ...aRace(TODAY), priority: 'B' }], TODAY)).toBeNull();
  });
});

describe('the address', () => {
  test.for([
    '',
    'period=season&sport=2&compare=race+880001&whatif=310&for=race&hide=atl+load&day=2026-11-20',
    'from=2026-01-01&to=2026-02-01',
  ])('keeps %s', (text) => {
    expect(addressOf(choicesIn(new URLSearchParams(text))).toString()).toBe(text);
  });

  test('what makes no sense in it is as at first', () => {
    const nonsense =
      'period=2y&sport=x&whatif=-5&for=ever&hide=ctll&day=2026-02-30&from=2026-03-01&to=2026-01-01';
    expect(choicesIn(new URLSearchParams(nonsense))).toEqual(choicesIn(new URLSearchParams()));
  });
});

test.for([
  ['42', '7', { ctlDays: 42, atlDays: 7 }],
  [' 50,5', '12.25', { ctlDays: 50.5, atlDays: 12.25 }],
  ['', '7', { problem: 'Both must be numbers from 1 to 365.' }],
  ['400', '7', { problem: 'Both must be numbers from 1 to 365.' }],
  ['42', '0', { problem: 'Both must be numbers from 1 to 365.' }],
  ['7', '42', { problem: 'Fitness must be averaged over more days than fatigue.' }],
] as const)('constants %s and %s', ([ctl, atl, read]) => {
  expect(constantsIn(ctl, atl)).toEqual(read);
});

test('the days in view are saved with what is unknown left empty', () => {
  const view = { ...VIEW, tss: VIEW.tss.map((tss, index) => (index === VIEW.todayIndex ? null : tss)) };
  const [head, today, planned, end] = csvOf(view, { from: TODAY, to: addDays(TODAY, 1) }).split('\r\n');
  expect(head).toBe('date,tss,ctl,atl,tsb_morning,tsb_end_of_day,planned');
  expect(today).toBe(
    `${TODAY},,${[VIEW.ctl, VIEW.atl, VIEW.tsbMorning, VIEW.tsbEndOfDay].map((column) => column[VIEW.todayIndex]?.toFixed(2)).join(',')},no`,
  );
  expect(planned).toMatch(/^2026-11-24,80\.00,.*,yes$/u);
  expect(end).toBe('');
});
