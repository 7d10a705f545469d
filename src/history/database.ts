import { createRequire } from 'node:module';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { MIGRATIONS } from './migrations.ts';
import { isDamage, watched, type Database } from './watched-database.ts';

/** Where two processes meet on one file, the second waits this long for the first's transaction. */
const BUSY_TIMEOUT_MILLISECONDS = 10_000;
const BUSY_POLL_MILLISECONDS = 20;

/**
 * Opens the history database and brings its schema up to date. `path` may be `:memory:`.
 * The file and its folder are readable by their owner alone. A damaged file is moved aside (never deleted),
 * since TrainingPeaks still has everything in it: at once when opening shows the damage, and a new one is
 * begun; later when a statement meets it. Then the database is of no more use, and `onDamaged` is told.
 *
 * @throws AppError `storage_failed` when the folder cannot be written, a newer version wrote the file, or this Node is
 *   too old.
 */
export function openDatabase(
  path: string,
  log: Log,
  onDamaged: (damage: AppError) => void = () => undefined,
): Database {
  let database: DatabaseSync;
  let found: bigint | null = null;
  try {
    found = identityOf(path);
    database = openAndMigrate(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (!isDamage(cause)) {
      throw new AppError(
        'storage_failed',
        `TP Tray cannot open its history file ${path}. Check that the folder can be written and the disk is not full.`,
        { cause },
      );
    }
    log.error('the history file is damaged', cause);
    moveAside(path, found, log);
    database = openAndMigrate(path);
  }
  const opened = identityOf(path);
  return watched(database, (cause) => {
    log.error('the history file is damaged', cause);
    const damage = damageOf(() => moveAside(path, opened, log), cause);
    onDamaged(damage);
    return damage;
  });
}

/** Runs `work` in one write transaction: all of it is kept, or none. */
export function transaction<T>(database: Pick<Database, 'exec' | 'isTransaction'>, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk has ended the transaction already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Tells a file from another that took its place. Null where there is none. */
function identityOf(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

/** @throws AppError `storage_failed` when another program keeps the file from being moved, as Windows has it */
function moveAside(path: string, damaged: bigint | null, log: Log): void {
  // Another process was first, and has begun a new file in this place.
  if (identityOf(path) !== damaged) return;
  const aside = `${path}.damaged-${String(Date.now())}`;
  try {
    for (const part of ['', '-wal', '-shm']) {
      if (existsSync(path + part)) renameSync(path + part, aside + part);
    }
  } catch (cause) {
    throw new AppError(
      'storage_failed',
      'The local history is damaged, and its file cannot be moved aside. Close all programs that use TP Tray, then ask again.',
      { cause },
    );
  }
  log.warn('the history file was damaged; it was moved aside and the history is loaded again', { aside });
}

/** What to say of damage that a statement met, after the file was moved out of the way. */
function damageOf(clearAway: () => void, cause: unknown): AppError {
  try {
    clearAway();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return new AppError(
    'storage_failed',
    'The local history was damaged. It was moved aside, and is loaded again with the next question.',
    { cause },
  );
}

function openAndMigrate(path: string): DatabaseSync {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // A file that exists is not opened here: closing it would drop the locks that SQLite holds on it in this process.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
  }
  const database = new (sqliteDriver())(path, { timeout: BUSY_TIMEOUT_MILLISECONDS });
  try {
    keepWriteAheadLog(database);
    expectSound(database);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLite refuses this at once, whatever the busy timeout, while another process does the same to a new file. */
function keepWriteAheadLog(database: DatabaseSync): void {
  const giveUpAt = performance.now() + BUSY_TIMEOUT_MILLISECONDS;
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_POLL_MILLISECONDS);
    }
  }
}

/** Reads the file once, about a millisecond a megabyte, so that damage shows before a question meets it. */
function expectSound(database: DatabaseSync): void {
  const finding = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (finding !== 'ok') throw new Error(`The database disk image is malformed: ${String(finding)}`);
}

function migrate(database: DatabaseSync): void {
  if (schemaVersion(database) === MIGRATIONS.length) return;
  transaction(database, () => {
    const version = schemaVersion(database);
    if (version > MIGRATIONS.length) {
      throw new AppError(
        'storage_failed',
        'The local history was written by a newer TP Tray. Update TP Tray to use it.',
      );
    }
    for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${String(MIGRATIONS.length)}`);
  });
}

function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

/**
 * `node:sqlite` where the runtime has it (Node 24, Electron 45); else the same API from a package, which installed copies
 * do not have.
 * @throws AppError `storage_failed` where neither is there
 */
function sqliteDriver(): typeof DatabaseSync {
  const builtin = process.getBuiltinModule('node:sqlite') as typeof import('node:sqlite') | undefined;
  if (builtin !== undefined && isComplete(builtin.DatabaseSync)) return builtin.DatabaseSync;
  const require = createRequire(import.meta.url);
  try {
    return (require('@photostructure/sqlite') as typeof import('node:sqlite')).DatabaseSync;
  } catch (cause) {
    throw new AppError(
      'storage_failed',
      `TP Tray needs Node.js 22.16 or newer for its history, and was started with ${process.version}. Install a newer Node.js, then start it again.`,
      { cause },
    );
  }
}

/** `timeout` and `isTransaction` came with Node 22.16 and cannot be seen from outside; `location` came with them. */
function isComplete(driver: typeof DatabaseSync): boolean {
  return 'location' in driver.prototype;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /database is locked/i.test(error.message);
}
