import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, eachDay } from '../../src/analytics/calendar.ts';
import type { SyncState } from '../../src/history/store.ts';
import {
  AHEAD_DAYS,
  expectedWindows,
  extend,
  loadedWindows,
  windowsToLoad,
  windowsToReread,
  WINDOW_DAYS,
  type DayWindow,
} from '../../src/history/windows.ts';
import { syncState } from './builders.ts';

const TODAY = '2026-09-28';
const anyDay = fc.integer({ min: 0, max: 9000 }).map((count) => addDays('2005-01-01', count));

/** The windows a load reads until the account is exhausted, and the state after each. */
function load(
  hasWorkouts: (window: DayWindow) => boolean,
  createdDay: string | null,
  { from = null, today = TODAY }: { from?: SyncState | null; today?: string } = {},
): { windows: DayWindow[]; states: SyncState[] } {
  const windows: DayWindow[] = [];
  const states: SyncState[] = [];
  let state = from;
  for (const window of windowsToLoad(state, today)) {
    state = extend(
      state ?? syncState({ loadedFrom: window.from, loadedTo: window.to }),
      window,
      !hasWorkouts(window),
      createdDay,
    );
    windows.push(window);
    states.push(state);
    if (state.complete) break;
  }
  return { windows, states };
}

function holding(...days: string[]): (window: DayWindow) => boolean {
  return ({ from, to }) => days.some((day) => day >= from && day <= to);
}

function oldest(windows: readonly DayWindow[]): string {
  return windows.map(({ from }) => from).toSorted()[0] ?? '';
}

/** Every day that is in a window, as often as it is in one. */
function daysOf(windows: readonly DayWindow[]): string[] {
  return windows.flatMap(({ from, to }) => eachDay(from, to)).toSorted();
}

describe('windowsToLoad', () => {
  it('begins with the latest days, goes on with the year ahead and then back', () => {
    const { windows } = load(holding(TODAY), '2026-01-01');
    expect(windows[0]).toEqual({ from: '2026-07-01', to: TODAY });
    expect(windows.slice(1, 6).map(({ from }) => from)).toEqual([
      '2026-09-29',
      '2026-12-28',
      '2027-03-28',
      '2027-06-26',
      '2027-09-24',
    ]);
    expect(windows[5]?.to).toBe(addDays(TODAY, AHEAD_DAYS));
    expect(windows[6]).toEqual({ from: '2026-04-02', to: '2026-06-30' });
  });

  it('covers every day once: no hole, no overlap, no window longer than TrainingPeaks allows', () => {
    fc.assert(
      fc.property(anyDay, fc.array(anyDay, { maxLength: 8 }), fc.option(anyDay), (today, days, created) => {
        const { windows } = load(holding(...days), created, { today });
        expect(daysOf(windows)).toEqual(eachDay(oldest(windows), addDays(today, AHEAD_DAYS)));
        expect(Math.max(...windows.map(({ from, to }) => daysBetween(from, to) + 1))).toBe(WINDOW_DAYS);
      }),
      { numRuns: 40 },
    );
  });

  it('resumes after any window as if it had never stopped', () => {
    const whole = load(holding('2023-05-01', TODAY), '2023-04-01');
    whole.states.forEach((state, index) => {
      const rest = load(holding('2023-05-01', TODAY), '2023-04-01', { from: state });
      // A state that is complete already is not resumed.
      if (!state.complete)
        expect([...whole.windows.slice(0, index + 1), ...rest.windows]).toEqual(whole.windows);
    });
  });

  it('leaves no hole when it is resumed on other days, before or after', () => {
    const anyStop = fc.record({
      after: fc.integer({ min: 1, max: 6 }),
      shift: fc.integer({ min: -3, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(anyStop, { minLength: 1, maxLength: 5 }), (stops) => {
        let today = TODAY;
        let state: SyncState | null = null;
        const read: DayWindow[] = [];
        for (const { after, shift } of stops) {
          const { windows, states } = load(holding(TODAY), null, { from: state, today });
          read.push(...windows.slice(0, after));
          state = states[after - 1] ?? state;
          today = addDays(today, shift);
        }
        const loaded: SyncState = state ?? syncState();
        expect(daysOf(read)).toEqual(eachDay(loaded.loadedFrom, loaded.loadedTo));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the end of an account', () => {
  it('comes two empty years before the day it was created', () => {
    const { windows } = load(holding('2020-06-01', TODAY), '2020-05-01');
    expect(oldest(windows) <= addDays('2020-05-01', -8 * WINDOW_DAYS)).toBe(true);
    expect(oldest(windows) > addDays('2020-05-01', -10 * WINDOW_DAYS)).toBe(true);
  });

  it('does not come in a pause before that day, however long', () => {
    expect(oldest(load(holding('2013-03-01', TODAY), '2013-01-15').windows) < '2011-02-01').toBe(true);
  });

  it('does not come with the day of creation when the account was empty for years after it', () => {
    const imported = '2018-11-01';
    const { windows } = load(holding(imported, TODAY), '2020-01-01');
    expect(oldest(windows) < imported).toBe(true);
  });

  it('survives a gap of six years, and of nine, when nobody knows the day of creation', () => {
    for (const years of [6, 9]) {
      const day = addDays(TODAY, -years * 365);
      expect(oldest(load(holding(day, TODAY), null).windows) < addDays(day, -9 * 365)).toBe(true);
    }
  });

  it('comes soon for an account created today, and takes as many windows as expected', () => {
    const { windows } = load(holding(), TODAY);
    expect(windows).toHaveLength(expectedWindows(TODAY, TODAY) ?? 0);
    expect(windows.length).toBeLessThan(16);
  });

  it('comes at the latest before TrainingPeaks existed', () => {
    const { windows, states } = load(() => true, null);
    expect(states.at(-1)?.complete).toBe(true);
    expect(oldest(windows) <= '1999-01-01').toBe(true);
    expect(oldest(windows) > '1998-09-01').toBe(true);
  });

  it('is never reached by windows ahead', () => {
    const state = syncState({ emptyWindows: 39, loadedTo: TODAY });
    const after = extend(state, { from: addDays(TODAY, 1), to: addDays(TODAY, 90) }, true, null);
    expect(after).toEqual({ ...state, loadedTo: addDays(TODAY, 90) });
  });
});

describe('expectedWindows', () => {
  it('is not less than what a load of workouts since the creation takes', () => {
    fc.assert(
      fc.property(anyDay, (created) => {
        const { windows } = load(holding(created), created, { today: addDays(created, 2000) });
        const expected = expectedWindows(created, addDays(created, 2000)) ?? 0;
        expect(windows.length).toBeLessThanOrEqual(expected);
        expect(windows.length).toBeGreaterThan(expected - 3);
      }),
      { numRuns: 30 },
    );
  });

  it('is unknown when the day of creation is unknown or yet to come', () => {
    expect(expectedWindows(null, TODAY)).toBeNull();
    expect(expectedWindows(addDays(TODAY, 1), TODAY)).toBeNull();
  });
});

describe('loadedWindows', () => {
  it('counts every window of a load, also of one that is continued', () => {
    fc.assert(
      fc.property(anyDay, fc.nat({ max: 12 }), (created, pausedAfter) => {
        const today = addDays(created, 1500);
        const { states } = load(holding(created), created, { today });
        const paused = states[pausedAfter] ?? null;
        const { states: continued } = load(holding(created), created, { today, from: paused });
        const counted = [...states.slice(0, paused === null ? 0 : pausedAfter + 1), ...continued];
        expect(counted.map((state) => loadedWindows(state, today))).toEqual(
          counted.map((_, index) => index + 1),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('never shrinks when days have gone by between two runs', () => {
    const { states } = load(holding(TODAY), '2024-01-01');
    const paused = states[7] ?? null;
    if (paused === null) throw new Error('The load was too short.');
    const before = loadedWindows(paused, TODAY);
    for (const days of [1, 40, 200]) {
      const later = addDays(TODAY, days);
      const after = load(holding(TODAY), '2024-01-01', { from: paused, today: later }).states;
      const counts = after.map((state) => loadedWindows(state, later));
      expect(counts).toEqual(counts.toSorted((one, other) => one - other));
      expect(counts[0]).toBeGreaterThanOrEqual(before);
    }
  });
});

describe('windowsToReread', () => {
  it('covers six weeks and the year ahead, once', () => {
    const state = { loadedFrom: '2020-01-01', loadedTo: addDays(TODAY, AHEAD_DAYS), rereadDay: TODAY };
    expect(daysOf(windowsToReread(state, TODAY))).toEqual(
      eachDay(addDays(TODAY, -42), addDays(TODAY, AHEAD_DAYS)),
    );
  });

  it('stays within what is loaded at its old end', () => {
    const state = { loadedFrom: addDays(TODAY, -10), loadedTo: TODAY, rereadDay: TODAY };
    expect(oldest(windowsToReread(state, TODAY))).toBe(addDays(TODAY, -10));
  });

  it('leaves no hole between what is loaded and a year ahead, whatever happened to the clock', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.option(anyDay), (loadedTo, today, rereadDay) => {
        const loadedFrom = addDays(loadedTo, -500);
        const windows = windowsToReread({ loadedFrom, loadedTo, rereadDay }, today);
        const days = new Set(daysOf(windows));
        const needed = eachDay(loadedTo, addDays(today, AHEAD_DAYS)).slice(1);
        expect(needed.filter((day) => !days.has(day))).toEqual([]);
        expect(days.size).toBe(daysOf(windows).length);
        expect(oldest(windows) >= loadedFrom).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
