import { provenanceOf } from '../support/provenance.ts';
import { describe, expect, test } from 'vitest';
import { formatFor } from '../../renderer/format.ts';
import { measuresFor } from '../../renderer/measures.ts';
import {
  ALL_WORKOUTS,
  addressOf,
  choiceIn,
  type ListChoice,
} from '../../renderer/pages/workouts/list-choice.ts';
import { chosenWorkouts, plannedLater, totalsOf } from '../../renderer/pages/workouts/list-filter.ts';
import { rowsOf } from '../../renderer/pages/workouts/list-rows.ts';
import { listRemark, listSentence } from '../../renderer/words/workouts-words.ts';
import type { WorkoutEntry, WorkoutsView } from '../../src/shared/views/workouts.ts';

const TODAY = '2026-11-23';

let nextId = 1;
function entry(day: string, change: Partial<WorkoutEntry> = {}): WorkoutEntry {
  nextId += 1;
  return {
    workoutId: nextId,
    day,
    sportId: 2,
    sport: 'Bike',
    title: 'Ride',
    status: 'completed',
    durationSeconds: 3600,
    distanceMeters: 30_000,
    tss: 50.04,
    intensityFactor: 0.7,
    averageHeartRateBpm: 140,
    averagePowerWatts: null,
    normalizedPowerWatts: null,
    personalRecords: 0,
    plannedDurationSeconds: null,
    plannedTss: null,
    isPlanEstimated: false,
    searchText: 'ride',
    ...change,
  };
}

const PLAN = {
  durationSeconds: null,
  tss: null,
  intensityFactor: null,
  plannedDurationSeconds: 5400,
  plannedTss: 80,
} as const;

const FAR = entry('2026-12-20', { ...PLAN, status: 'planned' });
const NEAR = entry('2026-11-24', { ...PLAN, status: 'planned' });
const SHORT = entry('2026-11-23', { durationSeconds: 1200, tss: 90, averagePowerWatts: 180 });
const MISSED = entry('2026-11-20', { ...PLAN, status: 'missed' });
const UNSCORED = entry('2026-11-19', { tss: null, sportId: 3, sport: 'Run' });
const LAST_YEAR = entry('2025-06-01', {
  tss: 70,
  searchText: 'long ride\neat every 30 minutes',
});
const NOTE = entry('2025-05-31', { ...PLAN, plannedTss: null, plannedDurationSeconds: null, status: 'note' });
const ENTRIES = [FAR, NEAR, SHORT, MISSED, UNSCORED, LAST_YEAR, NOTE];
const VIEW: WorkoutsView = {
  about: provenanceOf(TODAY),
  today: TODAY,
  loadedFrom: '2025-01-01',
  workouts: ENTRIES,
};

const chosen = (change: Partial<ListChoice>) => chosenWorkouts(VIEW, { ...ALL_WORKOUTS, ...change });

describe('which workouts are listed', () => {
  test.each<[string, Partial<ListChoice>, WorkoutEntry[]]>([
    ['everything up to today', {}, [SHORT, MISSED, UNSCORED, LAST_YEAR, NOTE]],
    ['what was done', { status: 'completed' }, [SHORT, UNSCORED, LAST_YEAR]],
    ['what was missed', { status: 'missed' }, [MISSED]],
    ['what lies ahead, nearest first', { status: 'planned', descending: false }, [NEAR, FAR]],
    ['a period does not bound what lies ahead', { status: 'planned', period: '2025' }, [FAR, NEAR]],
    ['a sport', { sportId: 3 }, [UNSCORED]],
    ['with power', { withPower: true }, [SHORT]],
    ['of a year', { period: '2025' }, [LAST_YEAR, NOTE]],
    ['of the last four weeks', { period: '28d' }, [SHORT, MISSED, UNSCORED]],
    [
      'of at least an hour, planned time where not done',
      { minimumMinutes: 60 },
      [MISSED, UNSCORED, LAST_YEAR],
    ],
    ['all words of a search, in any order and case', { search: 'MINUTES  long' }, [LAST_YEAR]],
    ['by TSS, unknown last', { sort: 'tss' }, [SHORT, MISSED, LAST_YEAR, UNSCORED, NOTE]],
    [
      'by TSS upwards, unknown last',
      { sort: 'tss', descending: false },
      [LAST_YEAR, MISSED, SHORT, UNSCORED, NOTE],
    ],
    ['by duration', { sort: 'duration', status: 'completed' }, [UNSCORED, LAST_YEAR, SHORT]],
  ])('%s', (_name, change, expected) => {
    expect(chosen(change).map(({ workoutId }) => workoutId)).toEqual(
      expected.map(({ workoutId }) => workoutId),
    );
  });

  test('sums add stored values and leave unknown ones out', () => {
    expect(totalsOf(ENTRIES)).toEqual({
      done: 3,
      doneSeconds: 8400,
      doneTss: 160,
      unscored: 1,
      missed: 1,
      planned: 2,
      notDoneSeconds: 16_200,
      notDoneTss: 240,
      notDoneUnscored: 0,
      isPlanEstimated: false,
      others: 1,
    });
    expect(totalsOf([entry(TODAY), entry(TODAY)]).doneTss).toBeCloseTo(100.08, 9);
  });

  test('estimated plans count, unknown ones are counted, and none known is no zero', () => {
    const estimated = entry('2026-11-25', {
      ...PLAN,
      status: 'planned',
      plannedTss: 82.8,
      isPlanEstimated: true,
    });
    const unknown = entry('2026-11-26', { ...PLAN, status: 'planned', plannedTss: null });
    expect(totalsOf([estimated, unknown])).toMatchObject({
      notDoneTss: 82.8,
      notDoneUnscored: 1,
      isPlanEstimated: true,
    });
    expect(totalsOf([unknown])).toMatchObject({ notDoneTss: null, notDoneUnscored: 1, doneTss: null });
  });

  test('in the order of days every month is headed', () => {
    const kinds = rowsOf(chosen({}), true).map(({ kind, key }) => (kind === 'month' ? key : kind));
    expect(kinds).toEqual([
      '2026-11',
      'workout',
      'workout',
      'workout',
      '2025-06',
      'workout',
      '2025-05',
      'workout',
    ]);
    expect(rowsOf(chosen({ sort: 'tss' }), false).every(({ kind }) => kind === 'workout')).toBe(true);
  });
});

describe('the address', () => {
  test.each<Partial<ListChoice>>([
    {},
    { search: 'über 100% & so', sportId: 8, period: '2024', status: 'missed', withPower: true },
    { minimumMinutes: 90, sort: 'if', descending: false },
    { status: 'planned', descending: false },
    { status: 'planned', descending: true, period: '90d' },
  ])('says how the list is set: %o', (change) => {
    const choice = { ...ALL_WORKOUTS, ...change };
    expect(choiceIn(new URLSearchParams(addressOf(choice).toString()))).toEqual(choice);
  });

  test('is empty for the list as it is at first, and nonsense in it means nothing', () => {
    expect(addressOf(ALL_WORKOUTS).toString()).toBe('');
    const nonsense = 'status=x&sort=y&period=12&sport=a&minutes=-3&power=1';
    expect(choiceIn(new URLSearchParams(nonsense))).toEqual(ALL_WORKOUTS);
  });
});

describe('the sentence', () => {
  const format = formatFor('en-GB', new Date('2026-11-23T08:00:00Z'));
  const measures = measuresFor('en-GB', 'metric');
  const say = (change: Partial<ListChoice>, workouts: readonly WorkoutEntry[] = ENTRIES) => {
    const choice = { ...ALL_WORKOUTS, ...change };
    const entries = chosenWorkouts({ ...VIEW, workouts }, choice);
    const oldestDay = entries.map(({ day }) => day).sort()[0] ?? null;
    const later = plannedLater({ ...VIEW, workouts }, choice);
    const facts = { choice, totals: totalsOf(entries), plannedLater: later, today: TODAY, oldestDay };
    return [listSentence(facts, format, measures), listRemark(facts, format)];
  };
  test.each<[Partial<ListChoice>, string, string]>([
    [
      {},
      '3 workouts done since May 2025: 2:20 h and 160 TSS.',
      '1 missed · 2 planned later · 1 note or day off · 1 without a TSS',
    ],
    [
      { status: 'planned', descending: false },
      '2 workouts planned: 3:00 h and 160 TSS.',
      'What lies ahead in TrainingPeaks',
    ],
    [
      { status: 'missed', period: '2026' },
      '1 workout missed this year: 1:30 h and 80 TSS.',
      'Plans of days past that were not done',
    ],
    [
      { sportId: 2, withPower: true, period: '28d', minimumMinutes: 15 },
      '1 Bike workout with power done in the last 4 weeks: 0:20 h and 90 TSS.',
      'Of at least 15 min',
    ],
    [{ search: 'nothing' }, 'No workouts done.', 'With “nothing” in title, notes or tags'],
  ])('%o', (change, sentence, remark) => {
    expect(say(change)).toEqual([sentence, remark]);
  });
  test('of plans it says which are of today and which come later, as many as the list of plans holds', () => {
    const today = entry(TODAY, { ...PLAN, status: 'planned' });
    const later = entry('2026-11-25', { ...PLAN, status: 'planned' });
    expect(say({}, [UNSCORED, today, later])[1]).toBe('1 planned today, 1 later · 1 without a TSS');
    expect(say({}, [UNSCORED, today])[1]).toBe('1 planned today · 1 without a TSS');
    expect(say({ period: '2025' }, [UNSCORED, today, later])[1]).not.toContain('planned today');
    expect(say({ status: 'planned' }, [UNSCORED, today, later])[0]).toMatch(/^2 workouts planned/u);
  });

  test('an estimate is about, and a load that nobody knows is left out', () => {
    const ahead = { ...PLAN, status: 'planned', plannedDurationSeconds: 5400 } as const;
    const estimated = entry('2026-11-25', { ...ahead, plannedTss: 82.8, isPlanEstimated: true });
    const unknown = entry('2026-11-26', { ...ahead, plannedTss: null });
    expect(say({ status: 'planned' }, [unknown, estimated])).toEqual([
      '2 workouts planned: 3:00 h and about 83 TSS.',
      '1 without a TSS',
    ]);
    expect(say({ status: 'planned' }, [unknown])).toEqual(['1 workout planned: 1:30 h.', '1 without a TSS']);
    expect(say({}, [UNSCORED])).toEqual(['1 workout done since November 2026: 1:00 h.', '1 without a TSS']);
  });
});
