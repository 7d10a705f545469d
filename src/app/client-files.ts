import { join } from 'node:path';
import { z } from 'zod';
import type { ClientId } from '../shared/app-status.ts';
import type { Log } from '../shared/log.ts';
import type { Wait } from './client-status.ts';
import { keepAsJson } from './kept-json.ts';

/** What is known of the AI clients beyond their own files, and outlives the program. */
export interface ClientFiles {
  /** What waits for a client to quit: it goes on after TP Tray itself was started anew. */
  readonly waits: {
    read(): ReadonlyMap<ClientId, Wait>;
    write(waits: ReadonlyMap<ClientId, Wait>): void;
  };
  /** The clients that were seen connected and that nobody has disconnected by TP Tray since. */
  readonly connected: ConnectedClients;
}

export interface ConnectedClients {
  all(): ReadonlySet<ClientId>;
  set(id: ClientId, isConnected: boolean): void;
}

const clientId = z.enum(['claude-desktop', 'claude-code', 'cursor', 'vscode']);
const wait = z.object({
  then: z.enum(['connect', 'disconnect', 'nothing']),
  insist: z.boolean(),
  processIds: z.array(z.number()).readonly(),
  message: z.string().nullable(),
});
const waits = z.array(z.tuple([clientId, wait]));

/** Keeps them in two small files of the data folder. What cannot be read or written is logged, and counts as nothing. */
export function createClientFiles(dataFolder: string, log: Log): ClientFiles {
  const waiting = keepAsJson(join(dataFolder, 'waiting.json'), {
    schema: waits,
    empty: [],
    what: 'which clients are waited for',
    log,
  });
  return {
    waits: {
      read: () => new Map(waiting.read()),
      write: (waits) => waiting.write([...waits]),
    },
    connected: createConnectedClients(dataFolder, log),
  };
}

/** Read anew at every question, because the terminal program disconnects too. */
export function createConnectedClients(dataFolder: string, log: Log): ConnectedClients {
  const kept = keepAsJson(join(dataFolder, 'connected.json'), {
    schema: z.array(clientId),
    empty: [],
    what: 'which clients are connected',
    log,
  });
  return {
    all: () => new Set(kept.read()),
    set(id, isConnected) {
      const before = kept.read();
      if (before.includes(id) === isConnected) return;
      kept.write(isConnected ? [...before, id] : before.filter((each) => each !== id));
    },
  };
}
