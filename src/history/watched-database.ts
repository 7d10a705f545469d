import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { AppError } from '../shared/errors.ts';

type Row = Record<string, SQLOutputValue>;

export interface Statement {
  get(...values: SQLInputValue[]): Row | undefined;
  all(...values: SQLInputValue[]): Row[];
  run(...values: SQLInputValue[]): void;
}

/** The part of SQLite that the history uses. Once damage was found, every use throws it again. */
export interface Database {
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /** Gives the file up for damage that only its reader can see. Returns what to throw. */
  giveUp(cause: unknown): AppError;
  close(): void;
}

/**
 * A database whose every use is watched for damage. At the first sign of it the database is closed, and
 * `onDamage` called once: it deals with the file, and gives the error that this use and all later ones throw.
 */
export function watched(database: DatabaseSync, onDamage: (cause: unknown) => AppError): Database {
  let damage: AppError | null = null;

  const giveUp = (cause: unknown): AppError => {
    if (damage !== null) return damage;
    // Windows moves no file that is open.
    close();
    return (damage = onDamage(cause));
  };

  const watch = <T>(use: () => T): T => {
    if (damage !== null) throw damage;
    try {
      return use();
    } catch (error) {
      throw isDamage(error) ? giveUp(error) : error;
    }
  };

  const close = (): void => {
    if (database.isOpen) database.close();
  };

  return {
    get isOpen() {
      return database.isOpen;
    },
    get isTransaction() {
      return database.isOpen && database.isTransaction;
    },
    exec: (sql) => watch(() => database.exec(sql)),
    prepare: (sql) => {
      const statement = watch(() => database.prepare(sql));
      return {
        get: (...values) => watch(() => statement.get(...values)),
        all: (...values) => watch(() => statement.all(...values)),
        run: (...values) => void watch(() => statement.run(...values)),
      };
    },
    giveUp,
    close,
  };
}

/** Whether SQLite says with an error that the content of the file cannot be right. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && /not a database|malformed/i.test(error.message);
}
