import type { Statement } from './watched-database.ts';

/** What the store lends to its parts. */
export interface StoreAccess {
  /** Prepared once. */
  readonly sql: (text: string) => Statement;
  /** In one transaction. @throws AppError `storage_failed`; nothing of the work is kept then */
  readonly write: <T>(work: () => T) => T;
  /** What was kept as JSON. @throws AppError when it is damaged */
  readonly parse: (kept: unknown) => unknown;
}
