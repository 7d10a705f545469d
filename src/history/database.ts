import { createRequire } from 'node:module';
import { closeSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { MIGRATIONS } from './migrations.ts';

/** Where two processes meet on one file, the second waits this long for the first's transaction. */
const BUSY_TIMEOUT_MILLISECONDS = 10_000;

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
    renameSync(path, aside);
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
    database.exec('ROLLBACK');
    throw error;
  }
}

function openAndMigrate(path: string): DatabaseSync {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  }
  const database = new (sqliteDriver())(path, { timeout: BUSY_TIMEOUT_MILLISECONDS });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
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

function isDamaged(error: unknown): boolean {
  return error instanceof Error && /not a database|malformed/i.test(error.message);
}
