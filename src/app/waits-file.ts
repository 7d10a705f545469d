import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { ClientId } from '../shared/app-status.ts';
import type { Log } from '../shared/log.ts';
import type { Wait } from './client-status.ts';

/** Keeps what waits for a client to quit, so that it goes on after TP Tray itself was started anew. */
export interface WaitsFile {
  read(): ReadonlyMap<ClientId, Wait>;
  /** Never fails: what cannot be kept still goes on while the program lives. */
  write(waits: ReadonlyMap<ClientId, Wait>): void;
}

const kept = z.array(
  z.tuple([
    z.enum(['claude-desktop', 'claude-code', 'cursor', 'vscode']),
    z.object({
      then: z.enum(['connect', 'disconnect', 'nothing']),
      insist: z.boolean(),
      processIds: z.array(z.number()),
      message: z.string().nullable(),
    }),
  ]),
);

/** Keeps the waits in a JSON file. A file that is missing or not understood holds none. */
export function createWaitsFile(file: string, log: Log): WaitsFile {
  return {
    read() {
      try {
        return new Map(kept.parse(JSON.parse(readFileSync(file, 'utf8'))));
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
          log.error('it could not be read which clients are waited for', error);
        return new Map();
      }
    },
    write(waits) {
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        writeFileSync(`${file}.new`, `${JSON.stringify([...waits])}\n`);
        renameSync(`${file}.new`, file);
      } catch (error) {
        log.error('it could not be written down which clients are waited for', error);
      }
    },
  };
}
