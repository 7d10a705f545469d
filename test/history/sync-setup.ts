import { addDays, daysBetween } from '../../src/analytics/calendar.ts';
import { createSync } from '../../src/history/sync.ts';
import type { Store } from '../../src/history/store.ts';
import type { Log } from '../../src/shared/log.ts';
import type { SyncProgress } from '../../src/shared/sync-progress.ts';
import type { Workout } from '../../src/shared/workout.ts';
import { ATHLETE, clockAt, openStore, QUIET, workout, type Clock } from './builders.ts';
import { FakeAccount } from './fake-account.ts';

export const TODAY = '2026-09-28';
export const NOON = '2026-09-28T12:00:00Z';
/** The day the account of these tests was created. */
export const CREATED = '2024-05-01';

/** A workout every few days from `from` to `to`, edited last on its own day. */
export function season(from: string, to: string, everyDays = 3): Workout[] {
  const count = Math.floor(daysBetween(from, to) / everyDays) + 1;
  return Array.from({ length: count }, (_, index) => {
    const day = addDays(from, index * everyDays);
    const ahead = day > TODAY;
    return workout(1000 + index, day, {
      completed: !ahead,
      planned: ahead,
      lastModified: ahead ? '2026-08-01T09:00:00.0' : `${day}T09:00:00.0`,
    });
  });
}

export interface SyncCase {
  readonly clock: Clock;
  readonly account: FakeAccount;
  readonly store: Store;
  /** Refreshes once, as a process that just started would. */
  readonly refresh: (options?: RefreshOptions) => Promise<void>;
  /** The windows asked for since the requests of the account were last cleared. */
  readonly windowsRead: () => string[];
}

export interface RefreshOptions {
  readonly today?: string;
  readonly createdDay?: string | null;
  readonly signal?: AbortSignal;
  readonly force?: boolean;
  readonly onProgress?: (progress: SyncProgress) => void;
}

/** Two and a half years of training and half a year of plans, and a store that has none of it. */
export function syncCase({
  workouts = season('2024-05-03', '2027-03-01'),
  store = openStore(),
  log = QUIET,
}: { workouts?: readonly Workout[]; store?: Store; log?: Log } = {}): SyncCase {
  const clock = clockAt(NOON);
  const account = new FakeAccount(ATHLETE, clock.now, workouts);
  const sync = createSync({ store, remote: account, now: clock.now, log });
  return {
    clock,
    account,
    store,
    refresh: ({
      today = TODAY,
      createdDay = CREATED,
      signal = new AbortController().signal,
      ...options
    } = {}) => sync.run({ athleteId: ATHLETE, createdDay, today }, { signal, ...options }),
    windowsRead: () => account.windows().map(({ from, to }) => `${from}..${to}`),
  };
}
