import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import type { ConnectorAddress } from './address.ts';
import { GREETING, readFirstLine, WELCOME, type DoorSecrets } from './handshake.ts';

const CONNECT_WITHIN_MILLISECONDS = 2_000;

/**
 * A connection to the running tray app, ready for MCP; null when no app is running, it does not let us in, or
 * whoever listens there is not the app.
 */
export async function connectToApp(
  address: ConnectorAddress,
  { withinMilliseconds = CONNECT_WITHIN_MILLISECONDS }: { withinMilliseconds?: number } = {},
): Promise<Socket | null> {
  const secrets = await readSecrets(address.tokenFile);
  if (secrets === null) return null;
  const connection = await open(address.socket);
  if (connection === null) return null;
  connection.write(`${GREETING}${secrets.token}\n`);
  if ((await readFirstLine(connection, withinMilliseconds)) === `${WELCOME}${secrets.answer}`)
    return connection;
  connection.destroy();
  return null;
}

/** Whether a process accepts connections there. A socket file alone proves nothing: a crash leaves it behind. */
export async function isSomebodyListening(socket: string): Promise<boolean> {
  const connection = await open(socket);
  connection?.destroy();
  return connection !== null;
}

function open(socket: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    const giveUp = () => {
      connection.destroy();
      resolve(null);
    };
    connection.setTimeout(CONNECT_WITHIN_MILLISECONDS, giveUp);
    connection.once('error', giveUp);
    connection.once('connect', () => {
      connection.setTimeout(0);
      connection.off('error', giveUp);
      resolve(connection);
    });
  });
}

async function readSecrets(file: string): Promise<DoorSecrets | null> {
  try {
    const { token, answer } = JSON.parse(await readFile(file, 'utf8')) as Partial<Record<string, unknown>>;
    return typeof token === 'string' && typeof answer === 'string' ? { token, answer } : null;
  } catch {
    return null;
  }
}
