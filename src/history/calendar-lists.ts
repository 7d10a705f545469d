import { addDays } from '../analytics/calendar.ts';
import type { Log } from '../shared/log.ts';
import type { CalendarLists, KeptList } from '../shared/snapshot.ts';
import type { Availability, CalendarNote, RaceEvent } from '../shared/workout.ts';
import { isRecent } from './recent.ts';
import type { Store } from './store.ts';
import type { CalendarItems } from './stored-calendar.ts';

/** The part of TrainingPeaks that tells what the calendar holds beside workouts. */
export interface CalendarRemote {
  events(athleteId: number, from: string, to: string, signal?: AbortSignal): Promise<readonly RaceEvent[]>;
  calendarNotes(
    athleteId: number,
    from: string,
    to: string,
    signal?: AbortSignal,
  ): Promise<readonly CalendarNote[]>;
  availability(
    athleteId: number,
    from: string,
    to: string,
    signal?: AbortSignal,
  ): Promise<readonly Availability[]>;
}

type Kind = keyof CalendarItems;

/** Races are entered long before the plan that leads to them. */
const AHEAD_DAYS = 2 * 365;
/** Nothing tells when a list changed, so all of it is read again, and not with every refresh. */
const FRESH_LIST_MILLISECONDS = 10 * 60_000;
const RETRY_AFTER_FAILURE_MILLISECONDS = 60 * 60_000;

/** Keeps races, notes and availability of the whole history, so that they are there without a network. */
export function createCalendarLists({
  store,
  remote,
  now,
  log,
}: {
  store: Store;
  remote: CalendarRemote;
  now: () => number;
  log: Log;
}) {
  const failedAt = new Map<string, number>();
  const readers: {
    readonly [Each in Kind]: (
      ...range: Parameters<CalendarRemote['events']>
    ) => Promise<readonly CalendarItems[Each][]>;
  } = {
    events: (...range) => remote.events(...range),
    notes: (...range) => remote.calendarNotes(...range),
    availability: (...range) => remote.availability(...range),
  };

  /**
   * Reads the lists that are due. What cannot be read stays as it was, and the lists after it wait for the
   * next refresh, so that a failure that concerns all of TrainingPeaks is met once.
   */
  async function refresh(
    { athleteId, today }: { readonly athleteId: number; readonly today: string },
    { signal, force = false }: { readonly signal: AbortSignal; readonly force?: boolean },
  ): Promise<void> {
    const from = store.syncState(athleteId)?.loadedFrom ?? today;
    for (const kind of ['events', 'notes', 'availability'] as const) {
      if (!force && !isDue(athleteId, kind)) continue;
      try {
        const readAt = now();
        const items = await readers[kind](athleteId, from, addDays(today, AHEAD_DAYS), signal);
        store.saveCalendarList(athleteId, kind, items, readAt);
        failedAt.delete(`${athleteId} ${kind}`);
      } catch (error) {
        if (signal.aborted) return;
        failedAt.set(`${athleteId} ${kind}`, now());
        log.error(`the ${kind} of the calendar could not be read; what was kept of them stays`, error);
        return;
      }
    }
  }

  function isDue(athleteId: number, kind: Kind): boolean {
    if (isRecent(failedAt.get(`${athleteId} ${kind}`) ?? null, now(), RETRY_AFTER_FAILURE_MILLISECONDS))
      return false;
    return !isRecent(store.calendarList(athleteId, kind)?.readAt ?? null, now(), FRESH_LIST_MILLISECONDS);
  }

  /** What is kept of the days `from` to `to`, both included. */
  function lists(athleteId: number, from: string, to: string): CalendarLists {
    const kept = <Each extends Kind>(
      kind: Each,
      isWithin: (item: CalendarItems[Each]) => boolean,
    ): KeptList<CalendarItems[Each]> | null => {
      const list = store.calendarList(athleteId, kind);
      if (list === null) return null;
      return { items: list.items.filter(isWithin), readAt: new Date(list.readAt).toISOString() };
    };
    return {
      events: kept('events', ({ day }) => day >= from && day <= to),
      notes: kept('notes', ({ day }) => day >= from && day <= to),
      availability: kept('availability', ({ firstDay, lastDay }) => firstDay <= to && lastDay >= from),
    };
  }

  return { refresh, lists };
}
