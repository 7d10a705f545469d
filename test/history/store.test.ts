import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/history/store.ts';
import type { SetAside, Workout, WorkoutList } from '../../src/shared/workout.ts';
import {
  athlete,
  ATHLETE,
  openStore,
  OTHER_ATHLETE,
  storedWorkouts,
  syncState,
  temporaryFolder,
  workout,
} from './builders.ts';

const FROM = '2026-09-01';
const TO = '2026-09-30';
const ALWAYS = ['0000-01-01', '9999-12-31'] as const;

function list(workouts: readonly Workout[], setAside: readonly SetAside[] = []): WorkoutList {
  return { workouts, setAside };
}

function setAside(workoutId: number | null, day: string | null): SetAside {
  return { workoutId, day, reason: 'The sport is no number.' };
}

function replace(store: Store, content: WorkoutList, athleteId = ATHLETE, from = FROM, to = TO): void {
  store.replaceWindow(athleteId, from, to, content, syncState());
}

/** Everything the store says about an athlete. */
function everythingOf(store: Store, athleteId: number) {
  return {
    athlete: store.athlete(athleteId),
    state: store.syncState(athleteId),
    revision: store.revision(athleteId),
    facts: store.sessionFacts(athleteId),
    workouts: store.workouts(athleteId, {}),
    bySport: store.workouts(athleteId, { sportIds: [2], completed: true, from: FROM, to: TO }),
    one: store.workout(athleteId, 1),
    setAside: store.setAside(athleteId, ...ALWAYS),
    satellite: store.satellite(athleteId, workout(1, FROM), 'laps'),
    latestEdit: store.latestEdit(athleteId),
  };
}

describe('athletes', () => {
  const NOTHING = {
    athlete: null,
    state: null,
    revision: 0,
    facts: [],
    workouts: [],
    bySport: [],
    one: null,
    setAside: [],
    satellite: null,
    latestEdit: null,
  };

  /** Every write of the store, on the same workout ids. */
  function fill(store: Store, athleteId: number, title: string): void {
    store.saveAthlete(athlete({ athleteId, fullName: title }), { zones: [] }, 5);
    store.saveState(athleteId, syncState());
    replace(
      store,
      list([workout(1, FROM, { title }), workout(2, FROM, { title })], [setAside(3, FROM)]),
      athleteId,
    );
    store.applyChanges(athleteId, list([workout(4, FROM, { title })], [setAside(5, FROM)]), [6], FROM);
    store.saveSatellite(athleteId, workout(1, FROM), 'laps', [title]);
  }

  it('know nothing of each other', () => {
    const store = openStore();
    fill(store, OTHER_ATHLETE, 'Bea');
    expect(everythingOf(store, ATHLETE)).toEqual(NOTHING);
    const ofBea = everythingOf(store, OTHER_ATHLETE);
    expect(Object.values(ofBea)).not.toContainEqual(null);

    fill(store, ATHLETE, 'Ada');
    expect(everythingOf(store, OTHER_ATHLETE)).toEqual(ofBea);
    expect(JSON.stringify(everythingOf(store, ATHLETE))).not.toContain('Bea');
  });

  it.each<[string, (store: Store) => void]>([
    ['replaceWindow', (store) => replace(store, list([]))],
    ['applyChanges', (store) => store.applyChanges(ATHLETE, list([workout(1, FROM)]), [2, 3, 4, 5], FROM)],
    ['saveState', (store) => store.saveState(ATHLETE, syncState({ loadedFrom: '1999-01-01' }))],
    ['saveAthlete', (store) => store.saveAthlete(athlete({ fullName: 'Ann' }), null, 6)],
    ['saveSatellite', (store) => store.saveSatellite(ATHLETE, workout(1, FROM), 'laps', [])],
  ])('are changed by %s one at a time', (_, change) => {
    const store = openStore();
    fill(store, ATHLETE, 'Ada');
    fill(store, OTHER_ATHLETE, 'Bea');
    const [ofAda, ofBea] = [everythingOf(store, ATHLETE), everythingOf(store, OTHER_ATHLETE)];
    change(store);
    expect(everythingOf(store, OTHER_ATHLETE)).toEqual(ofBea);
    expect(everythingOf(store, ATHLETE)).not.toEqual(ofAda);
  });

  it('belong to a cookie each', () => {
    const store = openStore();
    store.linkCookie('one', ATHLETE, 1);
    store.linkCookie('other', OTHER_ATHLETE, 2);
    expect(['one', 'other', 'unknown'].map((mark) => store.athleteOfCookie(mark))).toEqual([
      ATHLETE,
      OTHER_ATHLETE,
      null,
    ]);
    expect(['one', 'other', 'unknown'].map((mark) => store.cookieFirstSeenAt(mark))).toEqual([1, 2, null]);
  });
});

describe('replaceWindow', () => {
  it('keeps what is there as it came', () => {
    const store = openStore();
    const rich = workout(1, FROM, {
      comments: [{ author: 'Coach', byCoach: true, day: FROM, text: 'Stark! "gut" – 강해요' }],
      structure: { intensityMetric: 'percentOfFtp', blocks: [{ repeats: 2, steps: [] }] },
    });
    replace(store, list([rich]));
    expect(store.workout(ATHLETE, 1)).toEqual(rich);
  });

  it('removes what is gone, inside the window alone', () => {
    const store = openStore();
    replace(
      store,
      list([workout(1, '2026-08-31'), workout(2, FROM), workout(3, TO), workout(4, '2026-10-01')]),
    );
    replace(store, list([]));
    expect(storedWorkouts(store).map(({ workoutId }) => workoutId)).toEqual([1, 4]);
  });

  it('moves a workout that came from elsewhere, and never doubles it', () => {
    const store = openStore();
    replace(store, list([workout(1, '2026-05-05')]), ATHLETE, '2026-05-01', '2026-05-31');
    replace(store, list([workout(1, '2026-09-05')]));
    expect(storedWorkouts(store)).toEqual([workout(1, '2026-09-05')]);
    replace(store, list([]), ATHLETE, '2026-05-01', '2026-05-31');
    expect(storedWorkouts(store)).toEqual([workout(1, '2026-09-05')]);
  });

  it('keeps a workout whose new row cannot be read, and says so', () => {
    const store = openStore();
    replace(store, list([workout(1, FROM)]));
    replace(store, list([], [setAside(1, FROM)]));
    expect(storedWorkouts(store)).toEqual([workout(1, FROM)]);
    expect(store.setAside(ATHLETE, FROM, TO)).toEqual([setAside(1, FROM)]);
  });

  it('counts unreadable rows once, however often they are read', () => {
    const store = openStore();
    const rows = [setAside(1, FROM), setAside(null, null), setAside(null, null), setAside(2, '2026-10-09')];
    for (let times = 0; times < 3; times += 1) replace(store, list([], rows));
    expect(store.setAside(ATHLETE, ...ALWAYS)).toHaveLength(4);
    replace(store, list([workout(2, '2026-09-09')]));
    expect(store.setAside(ATHLETE, ...ALWAYS)).toEqual([]);
  });

  it('is all or nothing, state included', () => {
    const store = openStore();
    replace(store, list([workout(1, FROM)]));
    const state = store.syncState(ATHLETE);
    const impossible = workout(3, FROM, { sportId: Number.NaN });
    expect(() =>
      store.replaceWindow(
        ATHLETE,
        FROM,
        TO,
        list([workout(2, FROM), impossible]),
        syncState({ complete: true }),
      ),
    ).toThrow(expect.objectContaining({ code: 'storage_failed' }));
    expect(storedWorkouts(store)).toEqual([workout(1, FROM)]);
    expect(store.syncState(ATHLETE)).toEqual(state);
  });
});

describe('applyChanges', () => {
  it('applies edits, moves and deletions wherever they are', () => {
    const store = openStore();
    replace(store, list([workout(1, FROM), workout(2, FROM), workout(3, FROM)]));
    store.applyChanges(ATHLETE, list([workout(1, '2019-01-01'), workout(4, '2030-01-01')]), [2, 99], FROM);
    expect(storedWorkouts(store)).toEqual([
      workout(1, '2019-01-01'),
      workout(3, FROM),
      workout(4, '2030-01-01'),
    ]);
  });

  it('counts unreadable rows once, and no longer when they were read or deleted', () => {
    const store = openStore();
    const rows = [setAside(1, FROM), setAside(2, null), setAside(null, null)];
    for (let times = 0; times < 3; times += 1) store.applyChanges(ATHLETE, list([], rows), [], FROM);
    expect(store.setAside(ATHLETE, ...ALWAYS)).toHaveLength(3);
    store.applyChanges(ATHLETE, list([workout(1, FROM)]), [2], FROM);
    expect(store.setAside(ATHLETE, ...ALWAYS)).toEqual([setAside(null, FROM)]);
  });

  it('moves the revision, so that nothing answers from memory', () => {
    const store = openStore();
    store.saveState(ATHLETE, syncState());
    const before = store.revision(ATHLETE);
    store.applyChanges(ATHLETE, list([]), [], FROM);
    expect(store.revision(ATHLETE)).toBeGreaterThan(before);
  });
});

describe('questions', () => {
  it('take workouts by day, sport and state, in the order of the calendar', () => {
    const store = openStore();
    const rows = [
      workout(5, '2026-09-03', { orderOnDay: 2, startTime: '2026-09-03T06:00:00' }),
      workout(4, '2026-09-03', { orderOnDay: 1, startTime: '2026-09-03T18:00:00' }),
      workout(3, '2026-09-02', { sportId: 3, startTime: '2026-09-02T18:00:00' }),
      workout(2, '2026-09-02', { startTime: '2026-09-02T06:00:00' }),
      workout(1, '2026-09-10', { completed: false, planned: true }),
    ];
    replace(store, list(rows));
    const ids = (filter: Parameters<Store['workouts']>[1]) =>
      store.workouts(ATHLETE, filter).map(({ workoutId }) => workoutId);
    expect(ids({})).toEqual([2, 3, 4, 5, 1]);
    expect(ids({ from: '2026-09-03' })).toEqual([4, 5, 1]);
    expect(ids({ to: '2026-09-03' })).toEqual([2, 3, 4, 5]);
    expect(ids({ sportIds: [3, 1] })).toEqual([3]);
    expect(ids({ sportIds: [] })).toEqual([]);
    expect(ids({ completed: false })).toEqual([1]);
    expect(ids({ completed: true, sportIds: [2], from: '2026-09-03' })).toEqual([4, 5]);
  });

  it('keep the unknown apart from zero in the facts', () => {
    const store = openStore();
    const known = workout(1, FROM);
    replace(
      store,
      list([
        { ...known, actual: { ...known.actual, tss: 0, intensityFactor: null } },
        {
          ...known,
          workoutId: 2,
          plan: { ...known.plan, tss: 61.5, startTime: `${FROM}T05:00:00` },
          planned: true,
        },
      ]),
    );
    expect(store.sessionFacts(ATHLETE)).toEqual([
      {
        workoutId: 1,
        day: FROM,
        sportId: 2,
        completed: true,
        planned: false,
        tss: 0,
        intensityFactor: null,
        durationSeconds: 3600,
        distanceMeters: 30_000,
        plannedTss: null,
        plannedIntensityFactor: null,
        plannedDurationSeconds: null,
      },
      expect.objectContaining({ workoutId: 2, tss: 50, plannedTss: 61.5, planned: true }),
    ]);
  });

  it('know the latest edit', () => {
    const store = openStore();
    replace(
      store,
      list([
        workout(1, FROM, { lastModified: '2026-09-14T18:40:02.4' }),
        workout(2, FROM, { lastModified: '2026-09-14T18:40:02.41' }),
        workout(3, FROM, { lastModified: null }),
      ]),
    );
    expect(store.latestEdit(ATHLETE)).toBe('2026-09-14T18:40:02.41');
  });
});

describe('satellites', () => {
  const ridden = workout(1, FROM);

  it('are kept for each kind', () => {
    const store = openStore();
    replace(store, list([ridden]));
    store.saveSatellite(ATHLETE, ridden, 'laps', [1]);
    store.saveSatellite(ATHLETE, ridden, 'records', [2]);
    store.saveSatellite(ATHLETE, ridden, 'laps', [3]);
    expect(store.satellite(ATHLETE, ridden, 'laps')).toEqual([3]);
    expect(store.satellite(ATHLETE, ridden, 'records')).toEqual([2]);
    expect(store.satellite(ATHLETE, ridden, 'details')).toBeNull();
  });

  it('no longer count once the workout was edited', () => {
    const store = openStore();
    store.saveSatellite(ATHLETE, ridden, 'laps', [1]);
    expect(store.satellite(ATHLETE, { ...ridden, lastModified: '2026-09-28T10:00:00.1' }, 'laps')).toBeNull();
    expect(store.satellite(ATHLETE, { ...ridden, lastModified: null }, 'laps')).toBeNull();
    const undated = { ...ridden, lastModified: null };
    store.saveSatellite(ATHLETE, undated, 'laps', [2]);
    expect(store.satellite(ATHLETE, undated, 'laps')).toEqual([2]);
  });

  it('go with their workout', () => {
    const store = openStore();
    for (const removeIt of [
      () => replace(store, list([])),
      () => store.applyChanges(ATHLETE, list([]), [1], FROM),
    ]) {
      replace(store, list([ridden]));
      store.saveSatellite(ATHLETE, ridden, 'laps', [1]);
      removeIt();
      expect(store.satellite(ATHLETE, ridden, 'laps')).toBeNull();
    }
  });
});

describe('leases', () => {
  const living = () => true;
  const dead = () => false;

  it('are held by one owner at a time', () => {
    const store = openStore();
    expect(store.takeLease('sync', 'one', 0, 1000, living)).toBe(true);
    expect(store.takeLease('sync', 'two', 500, 1000, living)).toBe(false);
    expect(store.takeLease('other', 'two', 500, 1000, living)).toBe(true);
    expect(store.takeLease('sync', 'one', 900, 1000, living)).toBe(true);
    expect(store.takeLease('sync', 'two', 1800, 1000, living)).toBe(false);
  });

  it('are free when released by their owner, and by nobody else', () => {
    const store = openStore();
    store.takeLease('sync', 'one', 0, 1000, living);
    store.releaseLease('sync', 'two');
    expect(store.takeLease('sync', 'two', 1, 1000, living)).toBe(false);
    store.releaseLease('sync', 'one');
    expect(store.takeLease('sync', 'two', 2, 1000, living)).toBe(true);
  });

  it('are free when they ran out, and when their owner is dead', () => {
    const store = openStore();
    store.takeLease('sync', 'one', 0, 1000, living);
    expect(store.takeLease('sync', 'two', 1000, 1000, living)).toBe(true);
    expect(store.takeLease('sync', 'three', 1001, 1000, dead)).toBe(true);
  });

  it('are free when they were taken by a clock that was ahead', () => {
    const store = openStore();
    store.takeLease('sync', 'one', 1_000_000, 1000, living);
    expect(store.takeLease('sync', 'two', 5, 1000, living)).toBe(true);
  });

  it('bind a second store on the same file', () => {
    const path = join(temporaryFolder(), 'history.db');
    const [first, second] = [openStore(path), openStore(path)];
    expect(first.takeLease('sync', 'one', 0, 1000, living)).toBe(true);
    expect(second.takeLease('sync', 'two', 1, 1000, living)).toBe(false);
  });
});
