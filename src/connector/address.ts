import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Where the running tray app listens for local clients, and where it leaves the key to the door. */
export interface ConnectorAddress {
  /** Path of a Unix socket, or name of a Windows pipe. */
  readonly socket: string;
  /** Folder of the socket, for its owner alone; null for a Windows pipe. */
  readonly socketFolder: string | null;
  /** File with the token that a client must show; for its owner alone. */
  readonly tokenFile: string;
}

/** macOS allows 103 bytes, Linux 107. */
const LONGEST_SOCKET_PATH = 100;

/**
 * The address that belongs to a data folder. It follows from that folder and the user alone, because the
 * process Claude starts sees neither XDG_RUNTIME_DIR nor TMPDIR and must arrive at the same one.
 */
export function connectorAddress(
  dataFolder: string,
  {
    platform = process.platform,
    userId = process.getuid?.() ?? 0,
  }: { platform?: NodeJS.Platform; userId?: number } = {},
): ConnectorAddress {
  const runFolder = join(dataFolder, 'run');
  const tokenFile = join(runFolder, 'connector.json');
  const mark = createHash('sha256').update(runFolder).digest('hex').slice(0, 16);
  if (platform === 'win32') return { socket: `\\\\.\\pipe\\tp-tray-${mark}`, socketFolder: null, tokenFile };
  const near = join(runFolder, 'app.sock');
  if (Buffer.byteLength(near) <= LONGEST_SOCKET_PATH)
    return { socket: near, socketFolder: runFolder, tokenFile };
  const short = `/tmp/tp-tray-${userId}-${mark}`;
  return { socket: join(short, 'app.sock'), socketFolder: short, tokenFile };
}
