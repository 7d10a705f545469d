import { closeSync, copyFileSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { startSimulator } from '../../src/demo/server.ts';
import { openDatabase } from '../../src/history/database.ts';
import { createStore } from '../../src/history/store.ts';
import { createServices } from '../../src/services.ts';
import { AppError } from '../../src/shared/errors.ts';
import {
  ATHLETE,
  openStore,
  QUIET,
  storedWorkouts,
  syncState,
  temporaryFolder,
  workout,
} from './builders.ts';

const PAGE_BYTES = 4096;
const WORKOUTS = Array.from({ length: 300 }, (_, index) => workout(index + 1, '2026-09-10'));
const DAMAGED = {
  code: 'storage_failed',
  message: 'The local history was damaged. It was moved aside, and is loaded again with the next question.',
};

/** Overwrites all of a file but the beginning of it, which says how it is laid out. */
function spoilPages(path: string): void {
  const file = openSync(path, 'r+');
  const { size } = statSync(path);
  writeSync(file, Buffer.alloc(size - PAGE_BYTES, 0xa5), 0, size - PAGE_BYTES, PAGE_BYTES);
  closeSync(file);
}

/** Makes another connection forget what it has read, and everything be in the one file. */
function settle(path: string): void {
  const database = openDatabase(path, QUIET);
  database.exec('UPDATE sync_state SET revision = revision + 1; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

function writtenFile(): string {
  const path = join(temporaryFolder(), 'history.db');
  const list = { workouts: WORKOUTS, setAside: [] };
  openStore(path).replaceWindow(ATHLETE, '2026-09-01', '2026-09-28', list, syncState());
  return path;
}

/** A store on a file with workouts, and what became known of damage. */
function openCase() {
  const path = writtenFile();
  const told: AppError[] = [];
  const database = openDatabase(path, QUIET, (damage) => told.push(damage));
  onTestFinished(() => database.close());
  return { path, told, database, store: createStore(database) };
}

function movedAside(path: string): string[] {
  return readdirSync(join(path, '..')).filter((name) => /^history\.db\.damaged-\d+$/.test(name));
}

/** What `use` throws. */
function failureOf(use: () => unknown): unknown {
  try {
    use();
  } catch (error) {
    return error;
  }
  return null;
}

describe('a file that is damaged while it is used', () => {
  it.each<[string, (store: ReturnType<typeof createStore>) => unknown]>([
    ['a question', (store) => store.workouts(ATHLETE, {})],
    ['a write', (store) => store.applyChanges(ATHLETE, { workouts: WORKOUTS, setAside: [] }, [], '')],
  ])('is moved aside when %s meets the damage, and a new one can be begun', (_, use) => {
    const { path, told, store } = openCase();
    settle(path);
    spoilPages(path);
    const damaged = readFileSync(path);
    const failure = failureOf(() => use(store));
    expect(failure).toMatchObject(DAMAGED);
    expect(told).toEqual([failure]);
    const [kept = '', ...others] = movedAside(path);
    expect(others).toEqual([]);
    expect(readFileSync(join(path, '..', kept))).toEqual(damaged);
    expect(storedWorkouts(openStore(path))).toEqual([]);
  });

  it('is of no more use, and says so without doing any harm to the new one', () => {
    const { path, told, store } = openCase();
    store.workouts(ATHLETE, {});
    settle(path);
    spoilPages(path);
    const failure = failureOf(() => store.workouts(ATHLETE, {}));
    const next = openStore(path);
    next.saveState(ATHLETE, syncState());
    expect(failureOf(() => store.workouts(ATHLETE, {}))).toBe(failure);
    expect(failureOf(() => store.saveState(ATHLETE, syncState({ complete: true })))).toBe(failure);
    store.close();
    expect(told).toHaveLength(1);
    expect(next.syncState(ATHLETE)).toEqual(syncState());
  });

  it('leaves the file alone that another process has begun in its place', () => {
    const one = openCase();
    const other = openDatabase(one.path, QUIET);
    onTestFinished(() => other.close());
    settle(one.path);
    spoilPages(one.path);
    expect(failureOf(() => one.store.workouts(ATHLETE, {}))).toMatchObject(DAMAGED);
    openStore(one.path).saveState(ATHLETE, syncState());
    expect(failureOf(() => createStore(other).workouts(ATHLETE, {}))).toMatchObject(DAMAGED);
    expect(movedAside(one.path)).toHaveLength(1);
    expect(openStore(one.path).syncState(ATHLETE)).toEqual(syncState());
  });

  it('is noticed where SQLite itself sees nothing wrong', () => {
    const { path, store, database } = openCase();
    database.prepare('UPDATE workout SET body = substr(body, 1, 40) WHERE workout_id = 5').run();
    expect(failureOf(() => store.workout(ATHLETE, 5))).toMatchObject(DAMAGED);
    expect(movedAside(path)).toHaveLength(1);
  });
});

describe('a file that was damaged before', () => {
  it('is moved aside when it is opened, though its header is in order', () => {
    const path = writtenFile();
    settle(path);
    const spoiled = join(temporaryFolder(), 'history.db');
    copyFileSync(path, spoiled);
    spoilPages(spoiled);
    expect(storedWorkouts(openStore(spoiled))).toEqual([]);
    expect(movedAside(spoiled)).toHaveLength(1);
  });
});

describe('the engine', () => {
  it('says what happened once, and has everything again with the next question', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const simulator = await startSimulator({ athlete: syntheticAthlete({ seed: 1, today, seasons: 1 }) });
    const folder = temporaryFolder();
    const services = createServices({
      variables: {
        TP_TRAY_HOME: folder,
        TP_AUTH_COOKIE: simulator.cookie,
        TP_API_URL: simulator.apiUrl,
        TP_HOME_URL: simulator.homeUrl,
        TP_ANALYSIS_URL: simulator.analysisUrl,
      },
      log: QUIET,
    });
    onTestFinished(async () => {
      await services.close();
      await simulator.close();
    });
    const sessions = (await services.engine.snapshot({})).sessions();
    expect(sessions).not.toEqual([]);
    const path = join(folder, 'history.db');
    settle(path);
    spoilPages(path);
    await expect(services.engine.snapshot({})).rejects.toMatchObject(DAMAGED);
    const snapshot = await services.engine.snapshot({});
    expect(snapshot.loaded.complete).toBe(true);
    expect(snapshot.sessions()).toEqual(sessions);
    expect(movedAside(path)).toHaveLength(1);
  });
});
