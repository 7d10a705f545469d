import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { createDeadline } from '../shared/deadline.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { ConnectorAddress } from './address.ts';
import { isSomebodyListening, readSecrets } from './client.ts';
import { GREETING, readFirstLine, WELCOME, type DoorSecrets } from './handshake.ts';

const GREETING_WITHIN_MILLISECONDS = 5_000;

export interface HostOptions {
  /** How long a client may take to show the token. Default 5 s. */
  readonly greetingWithinMilliseconds?: number;
}

export interface ConnectorHost {
  /** Whether a client that comes now finds the socket and the token of this host. */
  isOpen(): Promise<boolean>;
  /** Lets nobody in any more; connections stay. */
  stopListening(): void;
  /** Stops listening, closes every connection, and removes the socket and the token. */
  close(): Promise<void>;
}

/**
 * Listens for local clients that know the token, and hands each connection over as a plain stream.
 * The folder, the socket and the token file belong to the user alone; a socket left by a crash is removed,
 * one that somebody answers on is not.
 *
 * @throws AppError `storage_failed` when another instance is listening, or the folder belongs to somebody else or
 *   cannot be written
 */
export async function startConnectorHost(
  address: ConnectorAddress,
  serve: (connection: Socket) => void,
  log: Log,
  { greetingWithinMilliseconds = GREETING_WITHIN_MILLISECONDS }: HostOptions = {},
): Promise<ConnectorHost> {
  const secrets: DoorSecrets = { token: newSecret(), answer: newSecret() };
  const connections = new Set<Socket>();
  try {
    await prepare(address);
    const accept = async (connection: Socket) => {
      connections.add(connection);
      connection.on('close', () => connections.delete(connection));
      connection.on('error', (error) => log.error('a local connection broke', error));
      const patience = createDeadline({ milliseconds: greetingWithinMilliseconds });
      const line = await readFirstLine(connection, patience.signal).finally(patience.release);
      if (line === null || !isEqual(line, `${GREETING}${secrets.token}`)) {
        log.warn('a local connection did not show the token and was closed');
        connection.destroy();
        return;
      }
      connection.write(`${WELCOME}${secrets.answer}\n`);
      serve(connection);
    };
    const server = await listen(address, (connection) => {
      accept(connection).catch((error: unknown) => {
        log.error('a local connection could not be served', error);
        connection.destroy();
      });
    });
    server.on('error', (error) => log.error('a local connection could not be accepted', error));
    const stop = async () => {
      for (const connection of connections) connection.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    };
    try {
      writeSecrets(address.tokenFile, secrets);
    } catch (error) {
      await stop();
      throw error;
    }
    const socketMark = markOf(address);
    return {
      isOpen: async () =>
        server.listening &&
        markOf(address) === socketMark &&
        (await readSecrets(address.tokenFile))?.token === secrets.token,
      stopListening: () => void server.close(),
      close: async () => {
        rmSync(address.tokenFile, { force: true });
        await stop();
      },
    };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'storage_failed',
      'TP Tray cannot open its local socket. Assistants will be served without the app.',
      { cause },
    );
  }
}

async function prepare({ socket, socketFolder, tokenFile }: ConnectorAddress): Promise<void> {
  for (const folder of new Set([dirname(tokenFile), socketFolder ?? dirname(tokenFile)])) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    refuseForeign(folder);
    chmodSync(folder, 0o700);
  }
  if (await isSomebodyListening(socket))
    throw new AppError('storage_failed', 'Another TP Tray is already serving this data folder.');
  if (socketFolder !== null) rmSync(socket, { force: true });
}

/** In a folder that all may write to, somebody else may have been there first, or have laid a link. */
function refuseForeign(folder: string): void {
  const facts = lstatSync(folder);
  const user = process.getuid?.() ?? facts.uid;
  if (facts.isDirectory() && facts.uid === user) return;
  throw new AppError(
    'storage_failed',
    'The folder of the local socket is not a folder of this user. Assistants will be served without the app.',
  );
}

function listen({ socket }: ConnectorAddress, accept: (connection: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(accept);
    server.once('error', reject);
    // The socket must never exist with wider rights, not even between bind and chmod.
    const previous = process.umask(0o177);
    try {
      server.listen(socket, () => {
        server.off('error', reject);
        resolve(server);
      });
    } finally {
      process.umask(previous);
    }
  });
}

function newSecret(): string {
  return randomBytes(32).toString('hex');
}

function writeSecrets(file: string, secrets: DoorSecrets): void {
  const fresh = `${file}.new`;
  // A file that is there already would keep its rights.
  rmSync(fresh, { force: true });
  writeFileSync(fresh, JSON.stringify({ ...secrets, pid: process.pid }), { mode: 0o600 });
  renameSync(fresh, file);
}

/** Tells the file of a socket from a later one at the same path; a Windows pipe has no file that could go. */
function markOf({ socket, socketFolder }: ConnectorAddress): string | null {
  if (socketFolder === null) return '';
  const facts = lstatSync(socket, { throwIfNoEntry: false });
  return facts === undefined ? null : `${facts.dev} ${facts.ino}`;
}

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
