import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCalendarLists, type CalendarRemote } from '../../src/history/calendar-lists.ts';
import { openDatabase } from '../../src/history/database.ts';
import { createHistory } from '../../src/history/history.ts';
import { MIGRATIONS } from '../../src/history/migrations.ts';
import { createStore } from '../../src/history/store.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { RaceEvent } from '../../src/shared/workout.ts';
import {
  ATHLETE,
  clockAt,
  listeningLog,
  openStore,
  OTHER_ATHLETE,
  QUIET,
  syncState,
  temporaryFolder,
  workout,
} from './builders.ts';
import { FakeRemote, NO_NETWORK } from './fake-remote.ts';
import { NOON, TODAY } from './sync-setup.ts';

const MINUTE = 60_000;
const RACE: RaceEvent = {
  eventId: 1,
  day: '2026-10-18',
  name: 'City marathon',
  eventType: 'RunningRoad',
  priority: 'A',
  distanceMeters: 42_195,
};
const NOTE = { noteId: 2, day: '2026-09-20', title: 'Camp', text: null };
const ILL = {
  availabilityId: 3,
  firstDay: '2026-09-10',
  lastDay: '2026-09-16',
  possibleSportIds: null,
  reason: 'Sick',
  description: null,
};
const ALWAYS = ['0001-01-01', '9999-12-31'] as const;

function listsCase() {
  const clock = clockAt(NOON);
  const store = openStore();
  store.saveState(ATHLETE, syncState({ loadedFrom: '2022-05-01', complete: true }));
  const log = listeningLog();
  const asked: string[] = [];
  const failing = new Set<string>();
  const answer = <T>(kind: string, items: readonly T[], range: Parameters<CalendarRemote['events']>) => {
    const [athleteId, from, to, signal] = range;
    asked.push(`${kind} ${athleteId} ${from} ${to}`);
    if (signal?.aborted === true) return Promise.reject(new AppError('cancelled', 'Cancelled.'));
    return failing.has(kind) ? Promise.reject(NO_NETWORK) : Promise.resolve(items);
  };
  const world = { races: [RACE] };
  const remote: CalendarRemote = {
    events: (...range) => answer('events', world.races, range),
    calendarNotes: (...range) => answer('notes', [NOTE], range),
    availability: (...range) => answer('availability', [ILL], range),
  };
  const calendar = createCalendarLists({ store, remote, now: clock.now, log });
  const refresh = (options: { force?: boolean; signal?: AbortSignal } = {}) =>
    calendar.refresh(
      { athleteId: ATHLETE, today: TODAY },
      { signal: new AbortController().signal, ...options },
    );
  return { clock, store, log, asked, failing, world, calendar, refresh };
}

const kindsOf = (asked: readonly string[]) => asked.map((question) => question.split(' ')[0]);

describe('the lists of the calendar', () => {
  it('are unknown, not empty, before they were read', () => {
    expect(listsCase().calendar.lists(ATHLETE, ...ALWAYS)).toEqual({
      events: null,
      notes: null,
      availability: null,
    });
  });

  it('are read from the beginning of the history to two years ahead', async () => {
    const { asked, calendar, refresh } = listsCase();
    await refresh();
    expect(asked).toEqual(
      ['events', 'notes', 'availability'].map((kind) => `${kind} ${ATHLETE} 2022-05-01 2028-09-27`),
    );
    const readAt = '2026-09-28T12:00:00.000Z';
    expect(calendar.lists(ATHLETE, ...ALWAYS)).toEqual({
      events: { items: [RACE], readAt },
      notes: { items: [NOTE], readAt },
      availability: { items: [ILL], readAt },
    });
    expect(calendar.lists(OTHER_ATHLETE, ...ALWAYS).events).toBeNull();
  });

  it('answer with what touches the days asked for', async () => {
    const { calendar, refresh } = listsCase();
    await refresh();
    const within = (from: string, to: string) => {
      const { events, notes, availability } = calendar.lists(ATHLETE, from, to);
      return [events, notes, availability].map((list) => list?.items.length);
    };
    expect(within('2026-10-18', '2026-10-18')).toEqual([1, 0, 0]);
    expect(within('2026-09-16', '2026-09-20')).toEqual([0, 1, 1]);
    expect(within('2026-09-01', '2026-09-10')).toEqual([0, 0, 1]);
    expect(within('2026-09-17', '2026-09-19')).toEqual([0, 0, 0]);
  });

  it('are read again when they are ten minutes old, or when somebody asks, and not before', async () => {
    const { asked, clock, refresh, world, calendar } = listsCase();
    await refresh();
    clock.advance(9 * MINUTE);
    await refresh();
    expect(asked).toHaveLength(3);
    world.races = [];
    await refresh({ force: true });
    expect(asked).toHaveLength(6);
    expect(calendar.lists(ATHLETE, ...ALWAYS).events?.items).toEqual([]);
    clock.advance(10 * MINUTE);
    await refresh();
    expect(asked).toHaveLength(9);
  });

  it('stay as they were when they cannot be read, and leave TrainingPeaks alone for an hour', async () => {
    const { asked, clock, failing, log, refresh, calendar } = listsCase();
    await refresh();
    clock.advance(11 * MINUTE);
    failing.add('events');
    asked.length = 0;
    await refresh();
    expect(kindsOf(asked)).toEqual(['events']);
    expect(calendar.lists(ATHLETE, ...ALWAYS).events?.items).toEqual([RACE]);
    expect(log.lines).toEqual(['the events of the calendar could not be read; what was kept of them stays']);
    await refresh();
    expect(kindsOf(asked)).toEqual(['events', 'notes', 'availability']);
    clock.advance(50 * MINUTE);
    asked.length = 0;
    await refresh();
    expect(kindsOf(asked)).toEqual(['notes', 'availability']);
    clock.advance(10 * MINUTE);
    failing.clear();
    await refresh();
    expect(kindsOf(asked).filter((kind) => kind === 'events')).toHaveLength(1);
  });

  it('stop without a word when the refresh is stopped', async () => {
    const { asked, log, refresh } = listsCase();
    await refresh({ signal: AbortSignal.abort() });
    expect(kindsOf(asked)).toEqual(['events']);
    expect(log.lines).toEqual([]);
  });
});

describe('a history', () => {
  function historyOn(path: string, remote: FakeRemote, now: () => number) {
    const history = createHistory({
      store: createStore(openDatabase(path, QUIET)),
      remote,
      log: QUIET,
      now,
    });
    onTestFinished(() => history.close());
    return history;
  }

  it('has races, notes and availability without a network', async () => {
    const clock = clockAt(NOON);
    const path = join(temporaryFolder(), 'history.db');
    const remote = new FakeRemote(clock.now, [workout(1, '2026-09-10')]);
    remote.events = () => Promise.resolve([RACE]);
    remote.availability = () => Promise.resolve([ILL]);
    await historyOn(path, remote, clock.now).snapshot();
    remote.outage = NO_NETWORK;
    clock.advance(60 * MINUTE);
    const snapshot = await historyOn(path, remote, clock.now).snapshot();
    expect(snapshot.provenance.stale).toMatchObject({ code: 'upstream_down' });
    const { events, notes, availability } = snapshot.calendar(...ALWAYS);
    expect([events?.items, notes?.items, availability?.items]).toEqual([[RACE], [], [ILL]]);
  });

  it('is fresh although a list of the calendar cannot be read', async () => {
    const clock = clockAt(NOON);
    const remote = new FakeRemote(clock.now, [workout(1, '2026-09-10')]);
    remote.events = () => Promise.reject(NO_NETWORK);
    const snapshot = await historyOn(':memory:', remote, clock.now).snapshot();
    expect(snapshot.provenance.stale).toBeNull();
    expect(snapshot.calendar(...ALWAYS).events).toBeNull();
    expect(snapshot.sessions()).toHaveLength(1);
  });
});

it('a file from before the calendar was kept opens, and keeps it from then on', () => {
  const path = join(temporaryFolder(), 'history.db');
  const old = openDatabase(path, QUIET);
  createStore(old).saveState(ATHLETE, syncState());
  const before = MIGRATIONS.findIndex((step) => step.includes('calendar_list'));
  old.exec(`DROP TABLE calendar_list; PRAGMA user_version = ${before}`);
  old.close();
  const store = openStore(path);
  expect(store.syncState(ATHLETE)).toEqual(syncState());
  expect(store.calendarList(ATHLETE, 'notes')).toBeNull();
  store.saveCalendarList(ATHLETE, 'notes', [NOTE], 5);
  expect(openStore(path).calendarList(ATHLETE, 'notes')).toEqual({ items: [NOTE], readAt: 5 });
});
