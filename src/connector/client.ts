import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import type { ConnectorAddress } from './address.ts';
import { GREETING, readFirstLine, WELCOME } from './handshake.ts';

const CONNECT_WITHIN_MILLISECONDS = 2_000;

/** A connection to the running tray app, ready for MCP; null when no app is running or it does not let us in. */
export async function connectToApp(address: ConnectorAddress): Promise<Socket | null> {
  const token = await readToken(address.tokenFile);
  if (token === null) return null;
  const connection = await open(address.socket);
  if (connection === null) return null;
  connection.write(`${GREETING}${token}\n`);
  if ((await readFirstLine(connection, CONNECT_WITHIN_MILLISECONDS)) === WELCOME) return connection;
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

async function readToken(file: string): Promise<string | null> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    const isRecord = typeof content === 'object' && content !== null && 'token' in content;
    return isRecord && typeof content.token === 'string' ? content.token : null;
  } catch {
    return null;
  }
}
