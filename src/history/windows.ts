import { addDays, daysBetween } from '../analytics/calendar.ts';
import type { SyncState } from './store.ts';

/** Calendar days, both ends inclusive. */
export interface DayWindow {
  readonly from: string;
  readonly to: string;
}

/** TrainingPeaks' own clients never ask for more days than this in one request. */
export const WINDOW_DAYS = 90;
/** How far ahead plans are kept. */
export const AHEAD_DAYS = 365;
/** Recent days that are read again as a whole once a day, whatever the change feed said. */
const REREAD_DAYS = 42;
const REREAD_OVERLAP_DAYS = 7;

/**
 * How many windows in a row must be empty before the account counts as exhausted: two years before the
 * day the account was created, or ten years anywhere when TrainingPeaks does not say when that was.
 * Athletes do pause for years, and imported workouts may be older than the account.
 */
const EMPTY_WINDOWS_BEFORE_CREATION = 8;
const EMPTY_WINDOWS_ANYWHERE = 40;
/** Nothing older than TrainingPeaks itself. */
const OLDEST_DAY = '1999-01-01';

type Loaded = Pick<SyncState, 'loadedFrom' | 'loadedTo'>;

/** The windows still to load, most useful first: today and before, the year ahead, then back in time without end. */
export function* windowsToLoad(loaded: Loaded | null, today: string): Generator<DayWindow> {
  let from = loaded?.loadedFrom;
  let to = loaded?.loadedTo;
  if (from === undefined || to === undefined) {
    from = addDays(today, 1 - WINDOW_DAYS);
    to = today;
    yield { from, to };
  }
  yield* split(addDays(to, 1), addDays(today, AHEAD_DAYS));
  for (;;) {
    to = addDays(from, -1);
    from = addDays(from, -WINDOW_DAYS);
    yield { from, to };
  }
}

/** The windows that are read again to follow what the change feed may have missed. */
export function windowsToReread(
  state: Pick<SyncState, 'loadedFrom' | 'loadedTo' | 'rereadDay'>,
  today: string,
): DayWindow[] {
  const lately = addDays(today, -REREAD_DAYS);
  const sinceLastTime = addDays(state.rereadDay ?? today, -REREAD_OVERLAP_DAYS);
  const afterLoaded = addDays(state.loadedTo, 1);
  const from = [lately, sinceLastTime, afterLoaded].sort()[0] ?? lately;
  const to = addDays(today, AHEAD_DAYS);
  return [
    ...split(from < state.loadedFrom ? state.loadedFrom : from, to > state.loadedTo ? to : state.loadedTo),
  ];
}

/** Extends what is loaded by a window that was just read, and decides whether the account is exhausted. */
export function extend(
  state: SyncState,
  window: DayWindow,
  isEmpty: boolean,
  createdDay: string | null,
): SyncState {
  if (window.from > state.loadedTo) return { ...state, loadedTo: window.to };
  const emptyWindows = isEmpty ? state.emptyWindows + 1 : 0;
  const enough =
    createdDay === null
      ? emptyWindows >= EMPTY_WINDOWS_ANYWHERE
      : emptyWindows >= EMPTY_WINDOWS_BEFORE_CREATION &&
        addDays(window.from, EMPTY_WINDOWS_BEFORE_CREATION * WINDOW_DAYS) <= createdDay;
  return { ...state, loadedFrom: window.from, emptyWindows, complete: enough || window.from <= OLDEST_DAY };
}

/** How many windows a first load will take, when the age of the account tells; for progress only. */
export function expectedWindows(createdDay: string | null, today: string): number | null {
  if (createdDay === null || createdDay > today) return null;
  const past = Math.ceil((daysBetween(createdDay, today) + 1) / WINDOW_DAYS) + EMPTY_WINDOWS_BEFORE_CREATION;
  return past + Math.ceil(AHEAD_DAYS / WINDOW_DAYS);
}

/** How many windows of a first load are loaded, counted as `expectedWindows` does; for progress only. */
export function loadedWindows({ loadedFrom, loadedTo }: Loaded, today: string): number {
  const past = Math.ceil((daysBetween(loadedFrom, today) + 1) / WINDOW_DAYS);
  return past + Math.max(0, Math.ceil(daysBetween(today, loadedTo) / WINDOW_DAYS));
}

function* split(from: string, to: string): Generator<DayWindow> {
  for (let start = from; start <= to; start = addDays(start, WINDOW_DAYS)) {
    const end = addDays(start, WINDOW_DAYS - 1);
    yield { from: start, to: end < to ? end : to };
  }
}
