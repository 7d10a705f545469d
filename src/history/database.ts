import { createRequire } from 'node:module';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { MIGRATIONS } from './migrations.ts';

/** Where two processes meet on one file, the second waits this long for the first's transaction. */
const BUSY_TIMEOUT_MILLISECONDS = 10_000;
const BUSY_POLL_MILLISECONDS = 20;

/**
 * Opens the history database and brings its schema up to date. `path` may be `:memory:`.
 * The file and its folder are readable by their owner alone. A file that is no database any more is
 * moved aside (never deleted) and a new one begun, since TrainingPeaks still has everything in it.
 *
 * @throws AppError `storage_failed` when the folder cannot be written, or a newer version wrote the file.
 */
export function openDatabase(path: string, log: Log): DatabaseSync {
  try {
    return openAndMigrate(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (path === ':memory:' || !isDamaged(cause)) {
      throw new AppError(
        'storage_failed',
        `TP Tray cannot open its history file ${path}. Check that the folder can be written and the disk is not full.`,
        { cause },
      );
    }
    const aside = `${path}.damaged-${String(Date.now())}`;
    for (const part of ['', '-wal', '-shm']) {
      if (existsSync(path + part)) renameSync(path + part, aside + part);
    }
    log.warn('the history file was damaged; it was moved aside and the history is loaded again', { aside });
    return openAndMigrate(path);
  }
}

/** Runs `work` in one write transaction: all of it is kept, or none. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
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

/** `node:sqlite` where the runtime has it (Node 24, Electron 45); else the same API from a package. */
function sqliteDriver(): typeof DatabaseSync {
  const builtin = process.getBuiltinModule('node:sqlite') as typeof import('node:sqlite') | undefined;
  if (builtin !== undefined) return builtin.DatabaseSync;
  const require = createRequire(import.meta.url);
  return (require('@photostructure/sqlite') as typeof import('node:sqlite')).DatabaseSync;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /database is locked/i.test(error.message);
}

function isDamaged(error: unknown): boolean {
  return error instanceof Error && /not a database|malformed/i.test(error.message);
}
