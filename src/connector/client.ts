import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { createDeadline } from '../shared/deadline.ts';
import type { ConnectorAddress } from './address.ts';
import { GREETING, readFirstLine, WELCOME, type DoorSecrets } from './handshake.ts';

const ANSWERS_WITHIN_MILLISECONDS = 2_000;

/**
 * A connection to the running tray app, ready for MCP; null when no app is running, it does not let us in, whoever
 * listens there is not the app, or it has not let us in when `patience` is aborted, which is after two seconds when none is given.
 */
export async function connectToApp(
  address: ConnectorAddress,
  patience?: AbortSignal,
): Promise<Socket | null> {
  if (patience === undefined) return withinLimit((limit) => connectToApp(address, limit));
  const secrets = await readSecrets(address.tokenFile);
  if (secrets === null) return null;
  const connection = await open(address.socket, patience);
  if (connection === null) return null;
  connection.write(`${GREETING}${secrets.token}\n`);
  if ((await readFirstLine(connection, patience)) === `${WELCOME}${secrets.answer}`) return connection;
  connection.destroy();
  return null;
}

/** Whether a process accepts connections there. A socket file alone proves nothing: a crash leaves it behind. */
export async function isSomebodyListening(socket: string): Promise<boolean> {
  const connection = await withinLimit((limit) => open(socket, limit));
  connection?.destroy();
  return connection !== null;
}

async function withinLimit<T>(work: (limit: AbortSignal) => Promise<T>): Promise<T> {
  const { signal, release } = createDeadline({ milliseconds: ANSWERS_WITHIN_MILLISECONDS });
  try {
    return await work(signal);
  } finally {
    release();
  }
}

function open(socket: string, patience: AbortSignal): Promise<Socket | null> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    const giveUp = () => {
      patience.removeEventListener('abort', giveUp);
      connection.destroy();
      resolve(null);
    };
    patience.addEventListener('abort', giveUp, { once: true });
    connection.once('error', giveUp);
    connection.once('connect', () => {
      patience.removeEventListener('abort', giveUp);
      connection.off('error', giveUp);
      resolve(connection);
    });
    if (patience.aborted) giveUp();
  });
}

/** What the token file holds; null when there is none, or it is not one of ours. */
export async function readSecrets(file: string): Promise<DoorSecrets | null> {
  try {
    const { token, answer } = JSON.parse(await readFile(file, 'utf8')) as Partial<Record<string, unknown>>;
    return typeof token === 'string' && typeof answer === 'string' ? { token, answer } : null;
  } catch {
    return null;
  }
}
