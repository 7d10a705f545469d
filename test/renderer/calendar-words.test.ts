import { describe, expect, it } from 'vitest';
import { formatFor } from '../../renderer/format.ts';
import { calendarSentence, raceName, weekName, weekRemarks } from '../../renderer/words/calendar-words.ts';
import type { CalendarLoad } from '../../src/shared/views/calendar.ts';
import type { Mark } from '../../src/shared/views/marks.ts';

const TODAY = '2026-11-25';
const format = formatFor('en-GB', new Date('2026-11-25T12:00:00Z'));

function load(given: Partial<CalendarLoad> = {}): CalendarLoad {
  return {
    doneTss: 0,
    doneSeconds: 0,
    doneSessions: 0,
    unscored: 0,
    plannedTss: 0,
    plannedSeconds: 0,
    isPlanEstimated: false,
    remainingTss: 0,
    remainingSessions: 0,
    missedSessions: 0,
    ...given,
  };
}

function race(day: string): Mark {
  return {
    id: 'race 1',
    day,
    endDay: null,
    kind: 'race',
    priority: 'A',
    title: 'City marathon',
    detail: null,
    distanceMeters: 42_195,
  };
}

describe('the sentence of the calendar', () => {
  it.each<[string, CalendarLoad, Mark | null]>([
    [
      '7 workouts left this week, 34 days to City marathon.',
      load({ remainingSessions: 7, plannedTss: 500 }),
      race('2026-12-29'),
    ],
    [
      '1 workout left this week, City marathon is tomorrow.',
      load({ remainingSessions: 1 }),
      race('2026-11-26'),
    ],
    ['Nothing planned this week, City marathon is today.', load(), race(TODAY)],
    [
      'Everything planned for this week is behind you.',
      load({ doneSessions: 5, plannedTss: 400, doneTss: 380 }),
      null,
    ],
    ['5 workouts done this week, nothing more planned.', load({ doneSessions: 5 }), null],
  ])('%s', (sentence, thisWeek, nextRace) => {
    expect(calendarSentence({ thisWeek, nextRace, today: TODAY }, format)).toBe(sentence);
  });
});

it.each([
  ['2026-11-16', '2026-11-22', 'Last week'],
  ['2026-11-23', '2026-11-29', 'This week'],
  ['2026-11-30', '2026-12-06', 'Next week'],
  ['2026-12-07', '2026-12-13', null],
  ['2026-11-09', '2026-11-15', null],
])('the week of %s to %s is called %s', (startDay, endDay, name) => {
  expect(weekName({ startDay, endDay }, TODAY)).toBe(name);
});

it('a week says what it leaves out, and nothing else', () => {
  expect(weekRemarks(load(), format)).toEqual([]);
  expect(weekRemarks(load({ missedSessions: 2, unscored: 1, isPlanEstimated: true }), format)).toEqual([
    '2 missed',
    '1 without a score',
    'plan partly estimated',
  ]);
});

it('a race is named with its priority, where it has one', () => {
  expect(raceName(race(TODAY))).toBe('A race: City marathon');
  expect(raceName({ ...race(TODAY), priority: null })).toBe('City marathon');
});
