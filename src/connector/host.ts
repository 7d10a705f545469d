import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { ConnectorAddress } from './address.ts';
import { isSomebodyListening } from './client.ts';
import { GREETING, readFirstLine, WELCOME } from './handshake.ts';

const GREETING_WITHIN_MILLISECONDS = 5_000;

export interface ConnectorHost {
  /** Stops listening, closes every connection, and removes the socket and the token. */
  close(): Promise<void>;
}

/**
 * Listens for local clients that know the token, and hands each connection over as a plain stream.
 * The folder, the socket and the token file belong to the user alone; a socket left by a crash is removed,
 * one that somebody answers on is not.
 *
 * @throws AppError `storage_failed` when another instance is listening or the folder cannot be written
 */
export async function startConnectorHost(
  address: ConnectorAddress,
  serve: (connection: Socket) => void,
  log: Log,
): Promise<ConnectorHost> {
  const token = randomBytes(32).toString('hex');
  const connections = new Set<Socket>();
  try {
    await prepare(address);
    const server = await listen(address, (connection) => {
      connections.add(connection);
      connection.on('close', () => connections.delete(connection));
      connection.on('error', (error) => log.error('a local connection broke', error));
      void welcome(connection, token, serve, log);
    });
    writeToken(address.tokenFile, token);
    return {
      close: async () => {
        rmSync(address.tokenFile, { force: true });
        for (const connection of connections) connection.destroy();
        await new Promise<void>((resolve) => server.close(() => resolve()));
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
    chmodSync(folder, 0o700);
  }
  if (await isSomebodyListening(socket))
    throw new AppError('storage_failed', 'Another TP Tray is already serving this data folder.');
  if (socketFolder !== null) rmSync(socket, { force: true });
}

function listen({ socket }: ConnectorAddress, accept: (connection: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(accept);
    server.once('error', reject);
    // The socket must never exist with wider rights, not even between bind and chmod.
    const previous = process.umask(0o177);
    try {
      server.listen(socket, () => resolve(server));
    } finally {
      process.umask(previous);
    }
  });
}

function writeToken(file: string, token: string): void {
  const fresh = `${file}.new`;
  writeFileSync(fresh, JSON.stringify({ token, pid: process.pid }), { mode: 0o600 });
  renameSync(fresh, file);
}

async function welcome(
  connection: Socket,
  token: string,
  serve: (connection: Socket) => void,
  log: Log,
): Promise<void> {
  const line = await readFirstLine(connection, GREETING_WITHIN_MILLISECONDS);
  if (line === null || !isEqual(line, `${GREETING}${token}`)) {
    log.warn('a local connection did not show the token and was closed');
    connection.destroy();
    return;
  }
  connection.write(`${WELCOME}\n`);
  serve(connection);
}

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
