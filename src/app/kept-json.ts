import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import type { Log } from '../shared/log.ts';

/** A small thing that outlives the program, and without which it goes on all the same. */
export interface Kept<T> {
  read(): T;
  /** Never fails. */
  write(value: T): void;
}

/** Keeps a thing in a JSON file. A file that is missing or not understood holds `empty`. @param what ends the log's "it could not be read …" */
export function keepAsJson<T>(
  file: string,
  { schema, empty, what, log }: { schema: z.ZodType<T>; empty: T; what: string; log: Log },
): Kept<T> {
  return {
    read() {
      try {
        return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
          log.error(`it could not be read ${what}`, error);
        return empty;
      }
    },
    write(value) {
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        writeFileSync(`${file}.new`, `${JSON.stringify(value)}\n`);
        renameSync(`${file}.new`, file);
      } catch (error) {
        log.error(`it could not be written down ${what}`, error);
      }
    },
  };
}
