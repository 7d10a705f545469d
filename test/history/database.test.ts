import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase, transaction } from '../../src/history/database.ts';
import { MIGRATIONS } from '../../src/history/migrations.ts';
import { createStore } from '../../src/history/store.ts';
import type { Database } from '../../src/history/watched-database.ts';
import { ATHLETE, listeningLog, openStore, QUIET, syncState, temporaryFolder, workout } from './builders.ts';

const hasModes = process.platform !== 'win32';

function open(path: string, log = QUIET): Database {
  const database = openDatabase(path, log);
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  return database;
}

function version(database: Database): unknown {
  return database.prepare('PRAGMA user_version').get()?.['user_version'];
}

/** An empty history as the bytes of one file. */
function wholeFile(): Buffer {
  const path = join(temporaryFolder(), 'history.db');
  open(path).exec('PRAGMA journal_mode = DELETE');
  return readFileSync(path);
}

function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

describe('openDatabase', () => {
  it.each<[string, (folder: string) => void]>([
    ['is a file', (folder) => writeFileSync(folder, 'mine')],
    ['leads to itself', (folder) => symlinkSync(folder, folder)],
  ])('says that it cannot open a file in a folder that %s', (_what, spoil) => {
    const folder = join(temporaryFolder(), 'data');
    spoil(folder);
    expect(() => openDatabase(join(folder, 'history.db'), QUIET)).toThrow(
      expect.objectContaining({
        code: 'storage_failed',
        message: expect.stringMatching(/^TP Tray cannot open its history file/) as string,
      }),
    );
  });

  it('makes the newest schema in an empty file', () => {
    const path = join(temporaryFolder(), 'history.db');
    writeFileSync(path, '');
    const database = open(path);
    expect(version(database)).toBe(MIGRATIONS.length);
    expect(createStore(database).sessionFacts(ATHLETE)).toEqual([]);
  });

  it('opens what it made, with everything in it', () => {
    const path = join(temporaryFolder(), 'history.db');
    openStore(path).replaceWindow(
      ATHLETE,
      '2026-09-01',
      '2026-09-28',
      { workouts: [workout(1, '2026-09-10')], setAside: [] },
      syncState(),
    );
    expect(openStore(path).workouts(ATHLETE, {})).toEqual([workout(1, '2026-09-10')]);
  });

  it('reads a file of schema version 1', () => {
    const path = join(temporaryFolder(), 'history.db');
    const old = open(path);
    for (const { name } of old.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()) {
      old.exec(`DROP TABLE ${String(name)}`);
    }
    old.exec(readFileSync(new URL('fixtures/schema-1.sql', import.meta.url), 'utf8'));
    old.close();
    const database = open(path);
    expect(version(database)).toBe(MIGRATIONS.length);
    const store = createStore(database);
    expect(store.workouts(ATHLETE, {}).map(({ title }) => title)).toEqual(["Tempo, it's windy", 'Ride 1002']);
    expect(store.sessionFacts(ATHLETE)[1]).toMatchObject({
      day: '2026-09-30',
      completed: false,
      plannedTss: 75,
      tss: null,
    });
    expect(store.syncState(ATHLETE)).toMatchObject({ complete: true, loadedFrom: '2024-01-01' });
    expect(store.setAside(ATHLETE, '2026-09-25', '2026-09-25')).toHaveLength(1);
    expect(store.satellite(ATHLETE, workout(1001, '2026-09-26'), 'laps')).toEqual([]);
    expect(store.athlete(ATHLETE)?.athlete.fullName).toBe('Ada Example');
    expect(store.athleteOfCookie('0f3a'.repeat(16))).toBe(ATHLETE);
  });

  it('leaves a file of a newer version alone, and says what to do', () => {
    const path = join(temporaryFolder(), 'history.db');
    const newer = open(path);
    newer.exec(`PRAGMA user_version = ${String(MIGRATIONS.length + 1)}`);
    newer.close();
    expect(() => openDatabase(path, QUIET)).toThrow('newer TP Tray');
    expect(readdirSync(join(path, '..')).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it.each([
    ['that is text', () => Buffer.from('This was a database once.'.repeat(100))],
    ['whose schema is spoiled', () => wholeFile().fill(0xff, 100, 2000)],
  ])('moves a file aside %s', (_, spoil) => {
    const folder = temporaryFolder();
    const path = join(folder, 'history.db');
    const damaged = spoil();
    writeFileSync(path, damaged);
    writeFileSync(`${path}-wal`, 'left behind');
    const log = listeningLog();
    expect(version(open(path, log))).toBe(MIGRATIONS.length);
    const kept = readdirSync(folder).filter((name) => /^history\.db\.damaged-\d+$/.test(name));
    expect(kept).toHaveLength(1);
    expect(readFileSync(join(folder, kept[0] ?? ''))).toEqual(damaged);
    expect(log.lines).toEqual([
      'the history file is damaged',
      'the history file was damaged; it was moved aside and the history is loaded again',
    ]);
  });

  it.runIf(hasModes)('keeps the file and its folder for their owner alone', () => {
    const folder = join(temporaryFolder(), 'TP Tray');
    const path = join(folder, 'history.db');
    const store = openStore(path);
    store.saveState(ATHLETE, syncState());
    expect(mode(folder)).toBe('700');
    for (const name of readdirSync(folder)) expect(`${name} ${mode(join(folder, name))}`).toBe(`${name} 600`);
    expect(readdirSync(folder)).toContain('history.db-wal');
  });

  it.runIf(hasModes)('closes a file that others could read', () => {
    const path = join(temporaryFolder(), 'history.db');
    open(path).close();
    chmodSync(path, 0o644);
    open(path);
    expect(mode(path)).toBe('600');
  });

  it('says so when the folder cannot be made', () => {
    const file = join(temporaryFolder(), 'a file');
    writeFileSync(file, '');
    expect(() => openDatabase(join(file, 'folder', 'history.db'), QUIET)).toThrow(
      expect.objectContaining({ code: 'storage_failed' }),
    );
  });

  it('says so when there is a folder in its place', () => {
    const path = join(temporaryFolder(), 'history.db');
    mkdirSync(path);
    expect(() => openDatabase(path, QUIET)).toThrow('cannot open');
  });
});

describe('transaction', () => {
  it('keeps all of it or nothing', () => {
    const database = open(':memory:');
    const insert = () => database.exec("INSERT INTO lease VALUES ('one', 'me', 1, 1)");
    expect(() =>
      transaction(database, () => {
        insert();
        throw new Error('half way');
      }),
    ).toThrow('half way');
    expect(database.prepare('SELECT * FROM lease').all()).toEqual([]);
    transaction(database, insert);
    expect(database.prepare('SELECT * FROM lease').all()).toHaveLength(1);
  });

  it('leaves a full disk with the last whole window, and says what is wrong', () => {
    const database = open(join(temporaryFolder(), 'history.db'));
    const store = createStore(database);
    const list = { workouts: [workout(1, '2026-09-10')], setAside: [] };
    store.replaceWindow(ATHLETE, '2026-09-01', '2026-09-28', list, syncState());
    database.exec(
      `PRAGMA max_page_count = ${String(database.prepare('PRAGMA page_count').get()?.['page_count'])}`,
    );
    const tooMuch = Array.from({ length: 500 }, (_, id) => workout(id + 10, '2026-08-10'));
    expect(() =>
      store.replaceWindow(
        ATHLETE,
        '2026-07-01',
        '2026-08-31',
        { workouts: tooMuch, setAside: [] },
        syncState({ loadedFrom: '2026-07-01' }),
      ),
    ).toThrow('disk is not full');
    expect(store.workouts(ATHLETE, {})).toEqual(list.workouts);
    expect(store.syncState(ATHLETE)).toEqual(syncState());
  });
});
